"""What this till has to hold against a statement: its records of the day, what else the rows name, its slips.

Reads only; what a record means is the domain's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from offline_queue import State
from terminal_app.domain.day import Span
from terminal_app.domain.event import RedemptionReversed, RefundConfirmed, RefundRequested
from terminal_app.domain.reconciliation import Till
from terminal_app.domain.redemption import Redemption, RedemptionState, SaleState
from terminal_app.domain.statement import Statement, StatementRow
from terminal_app.domain.till_record import (
    TillRecord,
    Told,
    Undoing,
    record_of,
    record_of_refund,
)
from terminal_app.ports import Enrolment, Transaction


def till_of(
    view: Transaction,
    enrolment: Enrolment,
    statement: Statement,
    *,
    neighbours: Sequence[StatementRow],
) -> Till:
    """This till as a statement is held against it."""
    day = Span(first=statement.date, last=statement.date)
    known = {
        one.redemption_id: one
        for some in (
            view.office.redemptions_between(day.since, day.until),
            view.office.refunded_between(day.since, day.until),
            _named(view, statement.rows),
        )
        for one in some
    }
    told = _told(view, statement, known.values())
    return Till(
        terminal_id=enrolment.terminal_id,
        environment=enrolment.environment,
        records={one.event_id: one for one in _records(known.values(), told)},
        neighbours=neighbours,
        stray_slips=_stray_slips(view, day),
    )


def _named(view: Transaction, rows: Iterable[StatementRow]) -> Iterator[Redemption]:
    """What the rows name, of whatever day it is here."""
    wanted = dict.fromkeys(one for row in rows for one in (row.event_id, row.redemption_id))
    for redemption_id in wanted:
        found = view.redemption(redemption_id)
        if found is not None:
            yield found


def _records(known: Iterable[Redemption], told: Told) -> Iterator[TillRecord]:
    for redemption in known:
        if not redemption.terminal_id:
            yield record_of(redemption, told)
        for refund in redemption.refunds:
            if refund.operator_id:
                yield record_of_refund(redemption, refund, told)


def _told(view: Transaction, statement: Statement, known: Iterable[Redemption]) -> Told:
    confirmed_at, undoing, slips = {}, {}, set()
    for redemption in known:
        own = [one for one in redemption.refunds if one.operator_id]
        is_reversed = redemption.state is RedemptionState.REVERSED
        for row in view.office.story(redemption.redemption_id) if own or is_reversed else ():
            if isinstance(row.event, RefundConfirmed):
                confirmed_at[row.event.refund_id] = row.at
            if isinstance(row.event, RedemptionReversed):
                undoing[redemption.redemption_id] = _undoing(view, row.event_id)
        printed = (redemption.requested.sale_id, *(one.refund_id for one in own))
        slips |= {one for one in printed if view.office.has_slip(one)}
    return Told(
        issued_at=statement.issued_at,
        confirmed_at=confirmed_at,
        undoing=undoing,
        freed=view.freed(),
        slips=frozenset(slips),
    )


def _undoing(view: Transaction, entry_id: str) -> Undoing:
    entry = view.entry(entry_id)
    assert entry is not None, "a reversal is told to the platform"
    match entry.state:
        case State.DONE:
            return Undoing.ACCEPTED
        case State.PARKED:
            return Undoing.DECLINED
        case State.READY | State.LEASED:
            return Undoing.WAITING


def _stray_slips(view: Transaction, day: Span) -> tuple[str, ...]:
    """Slips printed on the day that no paid sale and no refund stands behind."""
    printed = view.office.slips_between(day.since, day.until)
    return tuple(one for one in printed if not _is_earned(view, one))


def _is_earned(view: Transaction, slip_id: str) -> bool:
    sale = view.redemption_of_sale(slip_id)
    if sale is not None:
        return sale.sale_state is SaleState.COMPLETED
    row = view.office.row(slip_id)
    if row is None or not isinstance(row.event, RefundRequested):
        return False
    redemption = view.redemption(row.event.redemption_id)
    refund = None if redemption is None else redemption.refund(slip_id)
    return refund is not None and refund.counts
