"""queue, exceptions: lists a person can read and a script can parse."""

from __future__ import annotations

import argparse

from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.cli.session import opened, operator_of
from terminal_app.domain.foreign_text import clean
from terminal_app.domain.instant import to_text
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.usecases import views
from terminal_app.usecases.retry import retry
from terminal_app.usecases.views import ExceptionLine, QueueLine


def queue(options: argparse.Namespace, output: Output) -> Result:
    """What waits and what is parked."""
    with opened(options) as terminal:
        entries = views.queue(terminal.terminal)
    lines = [_queue_text(one, output) for one in entries]
    return Done(
        content={"entries": [_queue_json(one) for one in entries]},
        lines=tuple(lines) or (output.words.say("cli-queue-empty"),),
    )


def queue_show(options: argparse.Namespace, output: Output) -> Result:
    """One entry, also a settled one."""
    with opened(options) as terminal:
        entry = views.queue_entry(terminal.terminal, options.id)
    if entry is None:
        return Refused(reason=Reason.ENTRY_UNKNOWN, facts={"entry": options.id[:24]})
    return Done(content={"entries": [_queue_json(entry)]}, lines=(_queue_text(entry, output),))


def queue_retry(options: argparse.Namespace, output: Output) -> Result:
    """Ask the platform again about one entry."""
    with opened(options) as terminal:
        operator = operator_of(options, terminal)
        if isinstance(operator, Refused):
            return operator
        entry = retry(terminal.terminal, entry_id=options.id, operator=operator)
    if isinstance(entry, Refused):
        return entry
    return Done(content={"entries": [_queue_json(entry)]}, lines=(_queue_text(entry, output),))


def exceptions(options: argparse.Namespace, output: Output) -> Result:
    """What the platform declined later, with both sides' evidence."""
    with opened(options) as terminal:
        entries = views.exceptions(terminal.terminal)
    lines = [_exception_text(one, output) for one in entries]
    return Done(
        content={"entries": [_exception_json(one) for one in entries]},
        lines=tuple(lines) or (output.words.say("cli-exceptions-none"),),
    )


def _queue_json(line: QueueLine) -> Json:
    return {
        "id": line.entry_id,
        "kind": line.kind,
        "state": line.state,
        "sale_id": line.sale_id,
        "coupon_id": line.coupon_id,
        "discount": line.amount.yuan,
        "attempts": line.attempts,
        "enqueued_at": to_text(line.enqueued_at),
        "due_at": to_text(line.due_at),
        "age_s": line.age_s,
        "why": line.last_error,
    }


def _queue_text(line: QueueLine, output: Output) -> str:
    words = output.words
    return words.say(
        "cli-queue-line",
        entry=line.entry_id,
        state=words.say(f"queue-{line.state}"),
        kind=words.say(f"event-{line.kind.replace('_', '-')}"),
        amount=line.amount,
        age=words.duration(line.age_s),
        attempts=line.attempts,
        why=line.last_error or "-",
    )


def _exception_json(line: ExceptionLine) -> Json:
    redemption = line.redemption
    requested = redemption.requested
    clock = line.clock
    return {
        "id": line.entry_id,
        "kind": "redemption" if line.refund is None else "refund",
        "sale_id": requested.sale_id,
        "coupon_id": requested.coupon_id,
        "code": line.code,
        "amount": line.amount.yuan,
        "age_s": line.age_s,
        "ours": {
            "at": to_text(line.at),
            "operator_id": (line.refund or redemption).operator_id,
            "gross": requested.gross.yuan,
            "discount": requested.discount.yuan,
            "payable": requested.payable.yuan,
            "items": [item.name for item in requested.items],
            "serial_number": requested.items[requested.anchor_line].serial_number,
            "clock_trusted": clock.trusted if clock is not None else None,
            "clock_offset_ms": clock.offset_ms if clock is not None else None,
        },
        "theirs": dict(line.theirs),
    }


def _exception_text(line: ExceptionLine, output: Output) -> str:
    words = output.words
    redemption = line.redemption
    sentence = words.decline(line.code, line.theirs)
    head = words.say(
        "cli-exception-line",
        sale=redemption.requested.sale_id,
        at=line.at,
        amount=line.amount,
        age=words.duration(line.age_s),
    )
    theirs = "  ".join(f"{name}={clean(str(value))}" for name, value in line.theirs.items())
    return f"{head}\n  {sentence.what} {sentence.next_step}\n  {theirs}"
