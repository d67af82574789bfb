"""queue: a list a person can read and a script can parse."""

from __future__ import annotations

import argparse

from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.cli.session import opened, operator_of
from terminal_app.domain.instant import to_text
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.usecases import views
from terminal_app.usecases.hold import hold
from terminal_app.usecases.retry import retry
from terminal_app.usecases.views import QueueLine


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


def queue_hand(options: argparse.Namespace, output: Output) -> Result:
    """Hand one to people, with a note."""
    with opened(options) as terminal:
        operator = operator_of(options, terminal)
        if isinstance(operator, Refused):
            return operator
        entry = hold(terminal.terminal, entry_id=options.id, note=options.note, operator=operator)
    if isinstance(entry, Refused):
        return entry
    return Done(content={"entries": [_queue_json(entry)]}, lines=(_queue_text(entry, output),))


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
        why=words.silence(line.last_error) or "-",
    )
