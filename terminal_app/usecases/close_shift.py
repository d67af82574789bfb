"""Close a shift: the rows of the journal since the last closing, what they came to, and what is handed over.

Bounded by sequence, never by time: a sale asked for before the closing row and confirmed after it belongs to the shift
that asked. Each row is in exactly one shift; a closing row is the first of the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from terminal_app import wire
from terminal_app.domain import figures_json, handover
from terminal_app.domain.event import ShiftClosed
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.shift import Shift
from terminal_app.domain.shift_report import ShiftReport, report_of
from terminal_app.ports import IdKind, Operator, Terminal, Transaction
from terminal_app.usecases.authority import refused_to
from terminal_app.usecases.handover import taken_over, unfinished
from terminal_app.usecases.summary import figures_in_rows

LIST_MAX = 400
"""Closed shifts a list shows: a campaign of some weeks with several a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftClosedResult:
    """A shift was closed; its report as the journal has it."""

    report: ShiftReport


def x_report(terminal: Terminal) -> ShiftReport:
    """The report of the shift that runs; writes nothing."""
    now = terminal.clock.read().now
    with terminal.store.snapshot() as view:
        return _report(view, at=now)


def close_shift(terminal: Terminal, *, operator: Operator) -> ShiftClosedResult | Refused:
    """End the shift that runs, in one unit of work; one without any sale ends too."""
    refused = refused_to(operator)
    if refused is not None:
        return refused
    with terminal.store.transaction() as tx:
        reading = terminal.clock.read()
        report = _report(tx, at=reading.now)
        tx.append(
            ShiftClosed(
                number=report.number,
                first_sequence=report.first_sequence,
                last_sequence=report.last_sequence,
                head_hash=report.head_hash,
                figures=figures_json.to_json(report.figures),
                handed_over=handover.to_json(report.handed_over, report.taken_over),
            ),
            event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id=operator.operator_id,
        )
        closed, *before = tx.office.shifts(limit=2)
    return ShiftClosedResult(report=_z_report(closed, *(before or (None,))))


def z_report(terminal: Terminal, number: int | None) -> ShiftReport | Refused:
    """The report of a closed shift, of the last one without a number; for another print of its slip."""
    with terminal.store.snapshot() as view:
        last = next((one.number for one in view.office.shifts(limit=1)), 0)
        wanted = last if number is None else number
        if not 1 <= wanted <= last:
            return Refused(reason=Reason.SHIFT_UNKNOWN, facts={"shift": wanted, "last": last})
        # From the newest down to the wanted one and the one before it.
        known = {one.number: one for one in view.office.shifts(limit=last - wanted + 2)}
    return _z_report(known[wanted], known.get(wanted - 1))


def shifts(terminal: Terminal) -> tuple[ShiftReport, ...]:
    """The reports of closed shifts, the newest first, at most `LIST_MAX`."""
    with terminal.store.snapshot() as view:
        found = view.office.shifts(limit=LIST_MAX + 1)
    known = {one.number: one for one in found}
    return tuple(_z_report(one, known.get(one.number - 1)) for one in found[:LIST_MAX])


def _report(view: Transaction, *, at: datetime) -> ShiftReport:
    before = next(iter(view.office.shifts(limit=1)), None)
    head = view.head()
    first = 1 if before is None else before.last_sequence + 1
    figures = figures_in_rows(view, first, head.sequence, campaign=view.campaign())
    return ShiftReport(
        number=1 if before is None else before.number + 1,
        first_sequence=first,
        last_sequence=head.sequence,
        head_hash=head.hash,
        opened_at=None if before is None else before.closed_at,
        at=at,
        figures=figures,
        figures_digest=_digest(figures_json.to_json(figures)),
        handed_over=unfinished(view, at=at),
        taken_over=taken_over(view, before),
    )


def _z_report(shift: Shift, before: Shift | None) -> ShiftReport:
    """The report of a closed shift; the one before it says when it began."""
    return report_of(
        shift,
        opened_at=None if before is None else before.closed_at,
        figures_digest=_digest(shift.figures),
    )


def _digest(figures: Mapping[str, object]) -> str:
    """SHA-256 of the figures' canonical JSON, as it stands in the journal."""
    return wire.sha256_hex(wire.canonical(figures))
