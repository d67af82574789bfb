"""exceptions: what the platform declined after it was accepted here, with both sides' evidence, and what people did."""

from __future__ import annotations

import argparse

from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.cli.session import opened, operator_of
from terminal_app.domain.event import CaseStep
from terminal_app.domain.exception_case import CaseNote
from terminal_app.domain.foreign_text import clean
from terminal_app.domain.instant import to_text
from terminal_app.domain.refusal import Refused
from terminal_app.usecases import views
from terminal_app.usecases.settle_exception import settle_exception
from terminal_app.usecases.views import ExceptionLine


def listed(options: argparse.Namespace, output: Output) -> Result:
    """What nobody has settled; with `--all` the settled ones too."""
    with opened(options) as terminal:
        entries = views.exceptions(terminal.terminal, settled=options.all)
    return _told(entries, output)


def take(options: argparse.Namespace, output: Output) -> Result:
    """Take one over."""
    return _stepped(options, output, CaseStep.TAKEN)


def note(options: argparse.Namespace, output: Output) -> Result:
    """Write a note about one."""
    return _stepped(options, output, CaseStep.NOTED)


def hand(options: argparse.Namespace, output: Output) -> Result:
    """Hand one to the bank."""
    return _stepped(options, output, CaseStep.HANDED_TO_BANK)


def settle(options: argparse.Namespace, output: Output) -> Result:
    """Settle one; it leaves the open list and every count, and stays on record."""
    return _stepped(options, output, CaseStep.SETTLED)


def _stepped(options: argparse.Namespace, output: Output, step: CaseStep) -> Result:
    with opened(options) as terminal:
        operator = operator_of(options, terminal)
        if isinstance(operator, Refused):
            return operator
        line = settle_exception(
            terminal.terminal,
            entry_id=options.id,
            step=step,
            note=options.note,
            operator=operator,
        )
    return line if isinstance(line, Refused) else _told((line,), output)


def _told(entries: tuple[ExceptionLine, ...], output: Output) -> Done:
    lines = tuple(_text(one, output) for one in entries)
    return Done(
        content={"entries": [_json(one) for one in entries]},
        lines=lines or (output.words.say("cli-exceptions-none"),),
    )


def _json(line: ExceptionLine) -> Json:
    redemption = line.redemption
    requested = redemption.requested
    clock, case = line.clock, line.case
    return {
        "id": line.entry_id,
        "type": line.type.value,
        "kind": "redemption" if line.refund is None else "refund",
        "sale_id": requested.sale_id,
        "coupon_id": requested.coupon_id,
        "code": line.code,
        "amount": line.amount.yuan,
        "age_s": line.age_s,
        "owner": case.owner,
        "with_bank": case.with_bank,
        "settled": case.settled,
        "notes": [_note(one) for one in case.notes],
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


def _note(one: CaseNote) -> Json:
    return {
        "step": one.step.value,
        "at": to_text(one.at),
        "operator_id": one.operator_id,
        "owner": one.owner,
        "note": one.note,
    }


def _text(line: ExceptionLine, output: Output) -> str:
    words = output.words
    sentence = words.decline(line.code, line.theirs)
    head = words.say(
        "cli-exception-line",
        sale=line.redemption.requested.sale_id,
        at=line.at,
        amount=line.amount,
        age=words.duration(line.age_s),
    )
    kind = words.say(f"exception-{line.type.replace('_', '-')}")
    told = [f"{head}  {kind}", f"  {sentence.what}"]
    told += [f"  {words.evidence(name, value)}" for name, value in line.theirs.items()]
    told += [f"  {_note_text(one, output)}" for one in line.case.notes]
    if not line.case.settled:
        told.append("  " + words.say("exception-advice"))
    told.append("  " + words.say("exception-id", entry=line.entry_id))
    return "\n".join(told)


def _note_text(one: CaseNote, output: Output) -> str:
    return output.words.say(
        "exception-note",
        step=output.words.say(f"exception-step-{one.step.replace('_', '-')}"),
        at=one.at,
        operator=clean(one.operator_id),
        note=one.note,
    ).rstrip()
