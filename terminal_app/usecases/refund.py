"""Refund (退款): take a sale, a part of it, or only its redemption back. Preview and deed decide by the same code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from offline_queue import Entry
from terminal_app.domain.event import RefundRequested
from terminal_app.domain.instant import to_text
from terminal_app.domain.redemption import (
    ACCEPTED,
    Redemption,
    RedemptionState,
    SaleState,
    learn,
)
from terminal_app.domain.refund import (
    RefundDecision,
    ReturnedUnits,
    SoldWithCoupon,
    decide_refund,
    decide_void,
)
from terminal_app.domain.refund_record import Refund, RefundState
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.sale import Sale
from terminal_app.ports import IdKind, Operator, Terminal, Transaction
from terminal_app.usecases import refresh, settle
from terminal_app.usecases.deliver import deliver
from terminal_app.usecases.find_sale import FoundSale, find_sale


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRequest:
    """What is to be taken back: units, all that is left (`units` None), or only the redemption (`is_void`)."""

    sale_id: str
    operator: Operator
    units: tuple[ReturnedUnits, ...] | None = None
    is_void: bool = False
    offline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPreview:
    """What would happen; nothing has."""

    redemption: Redemption
    decision: RefundDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Refunded:
    """What happened: the refund as it stands, and the decision it was made under."""

    redemption: Redemption
    refund: Refund
    decision: RefundDecision


def preview_refund(terminal: Terminal, request: RefundRequest) -> RefundPreview | Refused:
    """Say what `refund` would do, and write nothing."""
    found = find_sale(terminal, request.sale_id, operator_id=request.operator.operator_id)
    if isinstance(found, Refused):
        return found
    with terminal.store.snapshot() as view:
        now = terminal.clock.read().now
        decided = _decide(view, found.redemption, request, now=now)
    if isinstance(decided, Refused):
        return decided
    return RefundPreview(redemption=found.redemption, decision=decided)


def refund(terminal: Terminal, request: RefundRequest) -> Refunded | Refused:
    """Take it back. Without an answer of the platform the money goes back all the same; the coupon's fate waits."""
    found = find_sale(terminal, request.sale_id, operator_id=request.operator.operator_id)
    if isinstance(found, Refused):
        return found
    offline = request.offline or refresh.still_silent(terminal)
    begun = _begin(terminal, request, found)
    if isinstance(begun, Refused):
        return begun
    decision, entry = begun
    redemption = deliver(terminal, entry, operator_id=request.operator.operator_id, offline=offline)
    refunded = redemption.refund(entry.id)
    assert refunded is not None, "what was requested is on record"
    return Refunded(redemption=redemption, refund=refunded, decision=decision)


def _begin(
    terminal: Terminal, request: RefundRequest, found: FoundSale
) -> tuple[RefundDecision, Entry] | Refused:
    """Transaction 1: decide on what is true now, and put the request into journal and outbox."""
    operator_id = request.operator.operator_id
    with terminal.store.transaction() as tx:
        reading = terminal.clock.read()
        redemption = tx.redemption_of_sale(request.sale_id) or found.redemption
        if found.fetched is not None:
            redemption = learn(redemption, found.fetched)
        decided = _decide(tx, redemption, request, now=reading.now)
        if isinstance(decided, Refused):
            return decided
        if found.fetched is not None:
            tx.append(
                found.fetched,
                event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
                reading=reading,
                operator_id=operator_id,
            )
        sold = found.redemption.requested
        usable_from = decided.usable_from
        requested = RefundRequested(
            refund_id=terminal.ids.make(IdKind.REFUND, at=reading.now),
            redemption_id=sold.redemption_id,
            sale_id=sold.sale_id,
            coupon_id=sold.coupon_id,
            kind=decided.kind,
            units=decided.units,
            refund=decided.refund,
            subsidy_back=decided.subsidy_back,
            fate=decided.fate,
            clause=decided.clause,
            usable_from=None if usable_from is None else to_text(usable_from),
        )
        row = tx.append(
            requested,
            event_id=requested.refund_id,
            reading=reading,
            operator_id=operator_id,
        )
        entry = tx.enqueue(
            row,
            stream=sold.coupon_id,
            at=reading.now,
            leased_until=reading.now + timedelta(seconds=settle.LEASE_S),
        )
    return decided, entry


def _decide(
    view: Transaction, redemption: Redemption, request: RefundRequest, *, now: datetime
) -> RefundDecision | Refused:
    refused = _not_refundable(redemption)
    if refused is not None:
        return refused
    campaign = view.campaign()
    if campaign is None:
        return Refused(reason=Reason.CAMPAIGN_MISSING)
    sold = _sold(view, redemption)
    if request.is_void:
        return decide_void(sold, campaign=campaign, now=now)
    return decide_refund(sold, units=request.units, campaign=campaign, now=now)


def _not_refundable(redemption: Redemption) -> Refused | None:
    facts = {"sale": redemption.requested.sale_id}
    if redemption.state is RedemptionState.REVERSED:
        return Refused(reason=Reason.SALE_REVERSED, facts=facts)
    if redemption.state not in ACCEPTED:
        return Refused(reason=Reason.SALE_NOT_ACCEPTED, facts=facts)
    if redemption.sale_state is not SaleState.COMPLETED:
        return Refused(reason=Reason.SALE_OPEN, facts=facts)
    if any(one.state is RefundState.REQUESTED for one in redemption.refunds):
        return Refused(reason=Reason.REFUND_IN_PROGRESS, facts=facts)
    return None


def _sold(view: Transaction, redemption: Redemption) -> SoldWithCoupon:
    requested = redemption.requested
    return SoldWithCoupon(
        sale=Sale(items=requested.items),
        anchor_line=requested.anchor_line,
        discount=requested.discount,
        round_number=requested.round_number,
        disputed=redemption.state is RedemptionState.EXCEPTION,
        returned=redemption.returned,
        cycles=view.cycles(requested.coupon_id, besides=requested.redemption_id),
    )
