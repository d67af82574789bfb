"""A redemption (核销) and its states. `resolve` is the only place that turns an answer into a state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from terminal_app.domain.answer import Answer, Confirmed, Declined, NoAnswer, Throttled, Wait
from terminal_app.domain.campaign import Fate
from terminal_app.domain.event import (
    ExceptionRaised,
    RedemptionAcceptedOffline,
    RedemptionConfirmed,
    RedemptionDeclined,
    RedemptionEvent,
    RedemptionRequested,
    RedemptionReversed,
    RefundEvent,
    RefundRequested,
    SaleCompleted,
    SaleFetched,
)
from terminal_app.domain.instant import from_text
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.refund import RefundKind, Returned
from terminal_app.domain.refund_record import Refund, RefundState, begin_refund, refund_after
from terminal_app.domain.refusal import Refused


class RedemptionState(StrEnum):
    """Where a redemption stands; the words a person sees hang on these."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    ACCEPTED_OFFLINE = "accepted_offline"
    REVERSED = "reversed"
    EXCEPTION = "exception"


HOLDING = frozenset(
    {
        RedemptionState.REQUESTED,
        RedemptionState.CONFIRMED,
        RedemptionState.ACCEPTED_OFFLINE,
        RedemptionState.EXCEPTION,
    }
)
"""States in which the redemption holds its coupon: the same coupon is refused here."""

ACCEPTED = frozenset(
    {RedemptionState.CONFIRMED, RedemptionState.ACCEPTED_OFFLINE, RedemptionState.EXCEPTION}
)
"""States in which the shopper has been given the discount."""


class SaleState(StrEnum):
    """Where the sale stands: waiting for the shopper's money, paid, or not come about."""

    OPEN = "open"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Redemption:
    """One redemption as the journal tells it so far."""

    requested: RedemptionRequested
    at: datetime
    operator_id: str
    state: RedemptionState
    sale_state: SaleState
    accepted_offline: bool = False
    code: str = ""
    evidence: Mapping[str, object] = field(default_factory=dict)
    settled_at: datetime | None = None
    terminal_id: str = ""
    """The till that redeemed, when it was another one of this store; empty for our own."""
    refunds: tuple[Refund, ...] = ()

    @property
    def redemption_id(self) -> str:
        """The id of the event that asked for it, from the first byte to the last retry."""
        return self.requested.redemption_id

    def refund(self, refund_id: str) -> Refund | None:
        """One refund of it."""
        return next((one for one in self.refunds if one.refund_id == refund_id), None)

    def at_stake(self, entry_id: str) -> Money:
        """What the store stands to lose when the platform declines this entry of it.

        The discount given, for a refund the money paid out: who paid it out on a sale that the platform knows otherwise
        has nothing to show for it.
        """
        refund = self.refund(entry_id)
        return self.requested.discount if refund is None else refund.requested.refund

    @property
    def holds_coupon(self) -> bool:
        """Whether the coupon counts as used because of this redemption."""
        return self.state in HOLDING and not self.reinstated

    @property
    def reinstated(self) -> bool:
        """Whether the coupon was given back, by the platform's word or, until it speaks, by the policy.

        One that was asked about and has no outcome gives nothing back: it may yet be declined.
        """
        return any(
            one.counts and one.state is not RefundState.REQUESTED and one.fate is Fate.REINSTATED
            for one in self.refunds
        )

    @property
    def given_back_here(self) -> bool:
        """Whether the coupon was given back at this counter, also if the platform did not follow."""
        return self.reinstated or any(
            one.counts and one.requested.fate is Fate.REINSTATED for one in self.refunds
        )

    @property
    def returned(self) -> Returned:
        """What was taken back so far, declined attempts aside."""
        units: dict[int, int] = {}
        counting = [one for one in self.refunds if one.counts]
        for one in counting:
            for part in one.requested.units:
                units[part.line] = units.get(part.line, 0) + part.quantity
        return Returned(
            units=units,
            paid_back=sum((one.requested.refund for one in counting), start=ZERO),
            subsidy_back=sum((one.requested.subsidy_back for one in counting), start=ZERO),
            operations=sum(one.requested.kind is not RefundKind.VOID for one in counting),
            forfeited=any(one.fate is Fate.USED for one in counting),
            reinstated=self.reinstated,
            voided=any(one.requested.kind is RefundKind.VOID for one in counting),
        )

    @property
    def fully_returned(self) -> bool:
        """Whether every unit has gone back: a serial number on it is free again."""
        if any(one.state is RefundState.REQUESTED for one in self.refunds):
            return False
        units = self.returned.units
        items = self.requested.items
        return all(units.get(line, 0) == item.quantity for line, item in enumerate(items))


def begin(requested: RedemptionRequested, *, at: datetime, operator_id: str) -> Redemption:
    """The redemption as its first event leaves it."""
    assert requested.gross == requested.payable + requested.discount, "gross = paid + discount"
    return Redemption(
        requested=requested,
        at=at,
        operator_id=operator_id,
        state=RedemptionState.REQUESTED,
        sale_state=SaleState.OPEN,
    )


def apply(redemption: Redemption, event: RedemptionEvent, *, at: datetime) -> Redemption:
    """Fold one later event; an event that cannot follow is a defect and asserts."""
    match event:
        case RedemptionRequested():
            raise AssertionError("a redemption is requested once")
        case RedemptionConfirmed():
            if redemption.state is RedemptionState.REVERSED:
                return redemption
            assert redemption.state in {
                RedemptionState.REQUESTED,
                RedemptionState.ACCEPTED_OFFLINE,
                RedemptionState.EXCEPTION,
            }, "only what waits is confirmed"
            return replace(redemption, state=RedemptionState.CONFIRMED, settled_at=at)
        case RedemptionDeclined():
            if redemption.state is RedemptionState.REVERSED:
                return redemption
            assert redemption.state is RedemptionState.REQUESTED, "what was shown is not unsaid"
            return replace(
                redemption,
                state=RedemptionState.DECLINED,
                sale_state=SaleState.CANCELLED,
                code=event.code,
                evidence=event.evidence,
                settled_at=at,
            )
        case RedemptionAcceptedOffline():
            assert redemption.state is RedemptionState.REQUESTED, "accepted once"
            return replace(
                redemption, state=RedemptionState.ACCEPTED_OFFLINE, accepted_offline=True
            )
        case RedemptionReversed():
            assert redemption.sale_state is SaleState.OPEN, "a completed sale is not reversed"
            return replace(
                redemption,
                state=RedemptionState.REVERSED,
                sale_state=SaleState.CANCELLED,
                code=event.reason,
            )
        case ExceptionRaised():
            assert redemption.state is RedemptionState.ACCEPTED_OFFLINE, "accepted, then declined"
            return replace(
                redemption,
                state=RedemptionState.EXCEPTION,
                code=event.code,
                evidence=event.evidence,
                settled_at=at,
            )
        case SaleCompleted():
            assert redemption.state in ACCEPTED, "only an accepted redemption completes"
            return replace(redemption, sale_state=SaleState.COMPLETED)
        case _:
            assert_never(event)


def take_up(fetched: SaleFetched, *, operator_id: str) -> Redemption:
    """The redemption of another till of the store, as the platform told it."""
    at = from_text(fetched.at)
    redemption = replace(
        begin(fetched.requested, at=at, operator_id=operator_id),
        state=RedemptionState.CONFIRMED,
        sale_state=SaleState.COMPLETED,
        settled_at=at,
        terminal_id=fetched.terminal_id,
    )
    return learn(redemption, fetched)


def learn(redemption: Redemption, fetched: SaleFetched) -> Redemption:
    """A redemption that is known here, with what other tills took back of it, as the platform told it.

    What both sides gave back may then be more than was paid: the platform declines one of the two, and that one
    becomes an exception.
    """
    at = from_text(fetched.at)
    own = tuple(one for one in redemption.refunds if one.operator_id)
    others = {one.refund_id: one for one in redemption.refunds if not one.operator_id}
    for told in fetched.earlier:
        begun = begin_refund(told, at=at, operator_id="")
        others[told.refund_id] = replace(begun, state=RefundState.CONFIRMED)
    for one in own:
        others.pop(one.refund_id, None)
    # In the order of their ids, which begin with the time, whichever answer told of them first.
    return replace(redemption, refunds=(*(others[known] for known in sorted(others)), *own))


def apply_refund(
    redemption: Redemption, event: RefundEvent, *, at: datetime, operator_id: str
) -> Redemption:
    """Fold one refund event; one that cannot follow is a defect and asserts."""
    if isinstance(event, RefundRequested):
        assert redemption.sale_state is SaleState.COMPLETED, "only what was paid is paid back"
        assert all(one.refund_id != event.refund_id for one in redemption.refunds), "once"
        begun = begin_refund(event, at=at, operator_id=operator_id)
        changed = replace(redemption, refunds=(*redemption.refunds, begun))
        paid = changed.requested.payable
        assert changed.returned.paid_back <= paid, "never more back than was paid"
        return changed
    refunds = tuple(
        refund_after(one, event) if one.refund_id == event.refund_id else one
        for one in redemption.refunds
    )
    return replace(redemption, refunds=refunds)


def resolve(
    state: RedemptionState, answer: Answer, *, redemption_id: str, alone: Refused | None
) -> (
    RedemptionConfirmed
    | RedemptionDeclined
    | RedemptionAcceptedOffline
    | ExceptionRaised
    | Wait
    | Refused
):
    """What an answer makes of a redemption in that state.

    `alone` is the offline limit that says no, or None when the terminal may accept by itself. A Refused result
    means: no answer and no leave to go on without one, so the redemption has to be reversed, for that reason.
    """
    match answer:
        case Confirmed(proof=proof):
            return RedemptionConfirmed(redemption_id=redemption_id, proof=proof)
        case Declined(code=code, evidence=evidence, proof=proof):
            if state is RedemptionState.ACCEPTED_OFFLINE:
                return ExceptionRaised(
                    redemption_id=redemption_id, code=code, evidence=evidence, proof=proof
                )
            if state is RedemptionState.EXCEPTION:
                return Wait(why=code)
            return RedemptionDeclined(
                redemption_id=redemption_id, code=code, evidence=evidence, proof=proof
            )
        case NoAnswer(why=why):
            waiting = Wait(why=why)
        case Throttled(why=why, retry_after_s=retry_after_s):
            waiting = Wait(why=why, retry_after_s=retry_after_s)
        case _:
            assert_never(answer)
    if state is not RedemptionState.REQUESTED:
        return waiting
    return alone or RedemptionAcceptedOffline(redemption_id=redemption_id, why=waiting.why)
