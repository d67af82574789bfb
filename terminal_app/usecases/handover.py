"""Handover: what is unfinished at this moment, and what became of what was unfinished before. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from offline_queue import Entry, State
from terminal_app.domain import handover
from terminal_app.domain.event import Kind
from terminal_app.domain.handover import Became, HandedOver, Matter, Part, TakenOver
from terminal_app.domain.instant import from_ms
from terminal_app.domain.outage import Outage
from terminal_app.domain.redemption import Redemption, RedemptionState, SaleState
from terminal_app.domain.refund_record import RefundState
from terminal_app.domain.shift import Shift
from terminal_app.ports import Transaction

ENTRIES_MAX = 20_000
"""Waiting entries that are looked through; the offline limits end far below."""

_MOMENT = timedelta(milliseconds=1)


def unfinished(view: Transaction, *, at: datetime) -> HandedOver:
    """Everything unfinished, oldest first in its part."""
    return HandedOver.of((*_sales_open(view), *_entries(view), *_outages(view, at)))


def taken_over(view: Transaction, before: Shift | None) -> tuple[TakenOver, ...]:
    """What became of what the shift before handed over by name."""
    if before is None:
        return ()
    handed, _ = handover.from_json(before.handed_over)
    return tuple(TakenOver(matter=one, became=_became(view, one)) for one in handed.matters)


def _sales_open(view: Transaction) -> Iterator[Matter]:
    for one in view.redemptions_open():
        yield Matter(
            part=Part.SALE_OPEN,
            id=one.requested.sale_id,
            redemption_id=one.redemption_id,
            what="",
            amount=one.requested.payable,
            since=one.at,
        )


def _entries(view: Transaction) -> Iterator[Matter]:
    """What waits and what was declined; an exception that is asked about again is both."""
    states = (State.READY, State.LEASED, State.PARKED)
    for entry in view.entries(states=states, limit=ENTRIES_MAX):
        kind, redemption_id = view.notice(entry.id)
        redemption = view.redemption(redemption_id)
        assert redemption is not None, "what is sent is about a redemption"
        matter = Matter(
            part=Part.WAITING,
            id=entry.id,
            redemption_id=redemption_id,
            what=kind.value,
            amount=redemption.at_stake(entry.id),
            since=from_ms(entry.enqueued_ms),
        )
        if entry.state is not State.PARKED:
            yield matter
        code = _declined(redemption, entry)
        if code is not None and not view.office.case(entry.id).settled:
            yield replace(matter, part=Part.EXCEPTION, what=code)


def _declined(redemption: Redemption, entry: Entry) -> str | None:
    """The platform's code of an exception; None for what is none."""
    refund = redemption.refund(entry.id)
    if refund is not None:
        return refund.code if refund.state is RefundState.EXCEPTION else None
    if entry.id == redemption.redemption_id:
        return redemption.code if redemption.state is RedemptionState.EXCEPTION else None
    return entry.last_error if entry.state is State.PARKED else None


def _outages(view: Transaction, at: datetime) -> Iterator[Matter]:
    for one in view.office.outages(at, at + _MOMENT):
        if one.closed_at is None:
            yield Matter(
                part=Part.OUTAGE,
                id=str(one.number),
                redemption_id="",
                what="",
                amount=one.discount,
                since=one.opened_at,
            )


def _became(view: Transaction, matter: Matter) -> Became:
    match matter.part:
        case Part.SALE_OPEN:
            return _became_of_sale(view.redemption(matter.redemption_id))
        case Part.WAITING | Part.EXCEPTION:
            return _became_of_entry(view, matter)
        case Part.OUTAGE:
            return _became_of_outage(view.office.outages(matter.since, matter.since + _MOMENT))


def _became_of_sale(redemption: Redemption | None) -> Became:
    assert redemption is not None, "what was handed over is on record"
    match redemption.sale_state:
        case SaleState.OPEN:
            return Became.PENDING
        case SaleState.COMPLETED:
            return Became.PAID
        case SaleState.CANCELLED:
            return Became.UNDONE


def _became_of_outage(found: tuple[Outage, ...]) -> Became:
    return Became.PENDING if any(one.closed_at is None for one in found) else Became.ENDED


def _became_of_entry(view: Transaction, matter: Matter) -> Became:
    if view.office.case(matter.id).settled:
        return Became.SETTLED
    entry = view.entry(matter.id)
    assert entry is not None, "an entry does not go away"
    match entry.state:
        case State.READY | State.LEASED:
            return Became.PENDING
        case State.PARKED:
            return Became.PENDING if matter.part is Part.EXCEPTION else Became.EXCEPTION
        case State.DONE:
            return _answered(view, entry)


def _answered(view: Transaction, entry: Entry) -> Became:
    """What the answer to an entry was, and whether a person undid the sale since."""
    kind, redemption = view.subject(entry.id)
    assert redemption is not None, "what is sent is about a redemption"
    if kind == Kind.REDEMPTION_REVERSED:
        return Became.CONFIRMED
    refund = redemption.refund(entry.id)
    if refund is not None:
        declined = refund.state is RefundState.DECLINED
        return Became.DECLINED if declined else Became.CONFIRMED
    match redemption.state:
        case RedemptionState.REVERSED:
            return Became.UNDONE
        case RedemptionState.DECLINED:
            return Became.DECLINED
        case _:
            return Became.CONFIRMED
