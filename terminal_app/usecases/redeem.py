"""Redeem (核销): apply one coupon to one sale. The main job.

Everything is on disk before it is sent, and settled before it is shown; there is no second path for «offline».
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from offline_queue import Entry
from terminal_app.domain import decision
from terminal_app.domain.coupon import CouponClaims
from terminal_app.domain.decision import Accepted, Knowledge
from terminal_app.domain.decision_record import Asked, DecisionRecord, without_token
from terminal_app.domain.event import RedemptionRequested
from terminal_app.domain.redemption import Redemption, RedemptionState
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.sale import Sale
from terminal_app.ports import IdKind, Operator, Terminal, Transaction
from terminal_app.usecases import refresh, settle
from terminal_app.usecases.deliver import deliver
from terminal_app.usecases.record_refusal import record_refusal, record_unread


@dataclass(frozen=True, slots=True, kw_only=True)
class RedeemRequest:
    """One coupon code and one sale. `offline` decides without asking the platform."""

    code: str
    sale: Sale
    operator: Operator
    offline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Redeemed:
    """The redemption, and what the rules said about it."""

    redemption: Redemption
    accepted: Accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the rules say before anything is committed."""

    claims: CouponClaims
    decided: Accepted | Refused


def preview(terminal: Terminal, *, code: str, sale: Sale) -> Verdict | Refused:
    """Say what `redeem` would do with this code and sale, and write nothing."""
    claims = terminal.codes.read(code)
    if isinstance(claims, Refused):
        return claims
    with terminal.store.snapshot() as view:
        return Verdict(claims=claims, decided=_decide(terminal, view, claims, sale).decided)


def redeem(terminal: Terminal, request: RedeemRequest) -> Redeemed | Refused:
    """Redeem, online if the platform answers in time, else alone inside the limits, else not at all.

    A Refused result left nothing behind but the record of the decision, except that a redemption which got no answer
    and may not go on alone is in the journal as reversed.
    """
    request = _told_offline(terminal, request)
    claims = terminal.codes.read(request.code)
    if isinstance(claims, Refused):
        claims = _read_again(terminal, request, claims)
    if isinstance(claims, Refused):
        return record_unread(terminal, claims)
    refused = _refused_at_once(terminal, request, claims)
    if refused is not None:
        return record_refusal(terminal, refused)
    begun = _begin(terminal, request, claims)
    if isinstance(begun, DecisionRecord):
        return record_refusal(terminal, begun)
    accepted, entry = begun
    redemption = deliver(
        terminal, entry, operator_id=request.operator.operator_id, offline=request.offline
    )
    if redemption.state is RedemptionState.REVERSED:
        return _undone(terminal, redemption)
    return Redeemed(redemption=redemption, accepted=accepted)


def _told_offline(terminal: Terminal, request: RedeemRequest) -> RedeemRequest:
    """A platform that was silent is asked for the time first: still silent, the shopper does not wait again."""
    if request.offline:
        return request
    return replace(request, offline=refresh.still_silent(terminal))


def _read_again(
    terminal: Terminal, request: RedeemRequest, refused: Refused
) -> CouponClaims | Refused:
    """An unknown key may be a new one of the bank: look once, then believe it."""
    if request.offline or refused.reason is not Reason.CODE_UNKNOWN_KEY:
        return refused
    _look_again(terminal, request)
    return terminal.codes.read(request.code)


def _refused_at_once(
    terminal: Terminal, request: RedeemRequest, claims: CouponClaims
) -> DecisionRecord | None:
    """Refuse what nobody could accept before anything is begun; what rests on a download is looked up first."""
    found = _looked_at(terminal, request, claims)
    if found.refused is not None and not request.offline and _may_have_changed(found.refused):
        _look_again(terminal, request)
        found = _looked_at(terminal, request, claims)
    return found if found.refused is not None else None


def _look_again(terminal: Terminal, request: RedeemRequest) -> None:
    refresh.refresh(
        terminal,
        operator_id=request.operator.operator_id,
        pages_max=refresh.PAGES_IN_SALE_MAX,
    )


def _looked_at(terminal: Terminal, request: RedeemRequest, claims: CouponClaims) -> DecisionRecord:
    with terminal.store.snapshot() as view:
        found = _decide(terminal, view, claims, request.sale)
        if isinstance(found.decided, Accepted) and request.offline:
            alone = settle.ask_alone(
                view, terminal.clock.read(), claims.coupon_id, found.decided.discount
            )
            return replace(found, alone=alone)
        return found


def _begin(
    terminal: Terminal, request: RedeemRequest, claims: CouponClaims
) -> tuple[Accepted, Entry] | DecisionRecord:
    """Transaction 1: decide on what is true now, and put the request into journal and outbox, and why beside it."""
    with terminal.store.transaction() as tx:
        reading = terminal.clock.read()
        found = _decide(terminal, tx, claims, request.sale)
        decided = found.decided
        if isinstance(decided, Refused):
            return found
        requested = RedemptionRequested(
            redemption_id=terminal.ids.make(IdKind.REDEMPTION, at=reading.now),
            sale_id=terminal.ids.make(IdKind.SALE, at=reading.now),
            coupon_id=claims.coupon_id,
            coupon_type=claims.coupon_type,
            round_number=claims.round_number,
            token=claims.code,
            items=request.sale.items,
            anchor_line=decided.anchor_line,
            gross=decided.gross,
            discount=decided.discount,
            payable=decided.payable,
        )
        row = tx.append(
            requested,
            event_id=requested.redemption_id,
            reading=reading,
            operator_id=request.operator.operator_id,
        )
        entry = tx.enqueue(
            row,
            stream=claims.coupon_id,
            at=reading.now,
            leased_until=reading.now + timedelta(seconds=settle.LEASE_S),
        )
        tx.decisions.keep(replace(found, decision_id=requested.redemption_id))
    return decided, entry


def _decide(
    terminal: Terminal, view: Transaction, claims: CouponClaims, sale: Sale
) -> DecisionRecord:
    """What the rules say of what is known now, with all of that; not on record yet."""
    campaign = view.campaign()
    serial_number = sale.dearest.serial_number
    reading = terminal.clock.read()
    knowledge = Knowledge(
        coupon=view.coupon(claims.coupon_id),
        serial_used_in=view.serial_used_in(serial_number) if serial_number else None,
        standing=view.standing(),
    )
    decided = decision.decide_at(
        claims=claims, sale=sale, campaign=campaign, knowledge=knowledge, clock=reading
    )
    asked = Asked(
        claims=without_token(claims),
        sale=sale,
        knowledge=knowledge,
        campaign_version=0 if campaign is None else campaign.version,
    )
    return DecisionRecord(decision_id="", clock=reading, asked=asked, decided=decided)


def _may_have_changed(refused: Refused) -> bool:
    """Whether asking the platform may turn a refusal: a newer download, or its time."""
    known_better = {Reason.CAMPAIGN_MISSING, Reason.CLOCK_UNTRUSTED}
    return refused.reason in known_better or decision.rests_on_download(refused)


def _undone(terminal: Terminal, redemption: Redemption) -> Refused:
    """Why a redemption that got no answer was reversed: a limit, with today's numbers, or somebody's word."""
    requested = redemption.requested
    with terminal.store.snapshot() as view:
        reading = terminal.clock.read()
        asked = settle.ask_alone(view, reading, requested.coupon_id, requested.discount)
    if asked.refused is not None:
        return replace(asked.refused, decision_id=redemption.redemption_id)
    if redemption.code in set(Reason):
        return Refused(reason=Reason(redemption.code), decision_id=redemption.redemption_id)
    return Refused(reason=Reason.SALE_REVERSED, facts={"sale": requested.sale_id})
