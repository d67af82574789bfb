"""A reconciled day in lines for a person: how it came out, then each difference with what both sides say."""

from __future__ import annotations

from datetime import datetime

from terminal_app.domain.difference import Difference
from terminal_app.domain.foreign_text import clean
from terminal_app.domain.money import Money
from terminal_app.domain.statement import RowStatus, StatementRow
from terminal_app.domain.till_record import TillRecord
from terminal_app.usecases.reconcile import Reconciled
from terminal_app.wording import Wording


def head_lines(found: Reconciled, words: Wording) -> tuple[str, ...]:
    """The day, what agrees, what is explained, and how many differences there are."""
    told = found.reconciliation
    lines = [
        words.say(
            "reconcile-head",
            date=told.date.isoformat(),
            rows=told.rows,
            matched=told.matched,
            other_tills=told.other_tills,
        )
    ]
    if not told.complete:
        lines.append(words.say("reconcile-running", issued=told.issued_at))
    explained = (len(told.waiting), len(told.exceptions), told.reversed)
    if any(explained):
        waiting, exceptions, undone = explained
        lines.append(
            words.say(
                "reconcile-explained", waiting=waiting, exceptions=exceptions, reversed=undone
            )
        )
    count = len(told.differences)
    lines.append(
        words.say(
            "reconcile-differences",
            count=count,
            open=len(found.open),
            amount=words.amount(told.at_stake),
        )
        if count
        else words.say("reconcile-agrees")
    )
    return tuple(lines)


def difference_lines(one: Difference, words: Wording, *, found: Reconciled) -> tuple[str, ...]:
    """One difference: what it is, where the sides do not agree, its id, and how it was settled."""
    about = one.ours or one.theirs
    head = words.say(
        "reconcile-difference",
        kind=words.say(f"difference-{_dashed(one.kind)}"),
        what="" if about is None else words.say(f"statement-row-{about.kind}"),
        sale=one.event_id if about is None else about.sale_id,
        at="" if about is None else words.instant(about.at),
        amount=words.amount(one.at_stake),
    )
    fields = [_field(name, one.ours, one.theirs, words) for name in one.fields]
    last = f"  {_last(one, found, words)}"
    return (" ".join(head.split()), *(f"  {field}" for field in fields), last)


def _last(one: Difference, found: Reconciled, words: Wording) -> str:
    key = one.difference_id
    if key in found.settled:
        return words.say("reconcile-settled", difference=key, note=found.settled[key].note)
    if key in found.settled_otherwise:
        note = found.settled_otherwise[key].note
        return words.say("reconcile-settled-otherwise", difference=key, note=note)
    return words.say("reconcile-difference-id", difference=key)


def _field(name: str, ours: TillRecord | None, theirs: StatementRow | None, words: Wording) -> str:
    return words.say(
        "reconcile-field",
        field=words.say(f"statement-field-{_dashed(name)}"),
        ours=_ours(name, ours, words),
        theirs=_shown(None if theirs is None else getattr(theirs, name), words),
    )


def _ours(name: str, ours: TillRecord | None, words: Wording) -> str:
    if ours is None:
        return "-"
    if name == "status":
        return words.state(ours.state)
    if name == "terminal_id":
        return words.say("statement-this-till")
    return _shown(getattr(ours, name), words)


def _shown(value: object, words: Wording) -> str:
    match value:
        case None | "":
            return "-"
        case Money():
            return words.amount(value)
        case datetime():
            return words.instant(value)
        case RowStatus():
            return words.say(f"statement-status-{value}")
        case _:
            return clean(str(value))


def _dashed(name: str) -> str:
    return name.replace("_", "-")
