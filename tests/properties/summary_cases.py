"""Random days of a till: sales with every outcome and refunds of every kind, made by the domain's own fold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any

from hypothesis import strategies as st

from terminal_app.domain import redemption as states
from terminal_app.domain.campaign import Fate
from terminal_app.domain.day import Span
from terminal_app.domain.event import (
    CaseStep,
    ExceptionRaised,
    RedemptionAcceptedOffline,
    RedemptionConfirmed,
    RedemptionDeclined,
    RedemptionEvent,
    RedemptionRequested,
    RedemptionReversed,
    RefundAcceptedOffline,
    RefundConfirmed,
    RefundDeclined,
    RefundEvent,
    RefundExceptionRaised,
    SaleCompleted,
)
from terminal_app.domain.exception_case import Case, CaseNote
from terminal_app.domain.money import Money
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund import ReturnedUnits, SoldWithCoupon, decide_refund, decide_void
from terminal_app.domain.refund_record import Refund
from terminal_app.domain.refusal import Refused
from terminal_app.domain.sale import Item, Sale
from terminal_app.domain.summary import Figures, summarise
from tests.support.bank import instant
from tests.support.refunds import campaign_with, request_of

FIRST = instant("2024-01-28T00:00:00")
DAYS = tuple(Span(first=day, last=day) for day in (FIRST.date(), FIRST.date() + timedelta(days=1)))
BOTH = Span(first=DAYS[0].first, last=DAYS[1].last)
CAMPAIGNS = (campaign_with(), campaign_with(discount_spread="pro_rata"))


class Outcome(Enum):
    """What became of a redemption."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    OFFLINE = "offline"
    CONFIRMED_LATER = "confirmed_later"
    EXCEPTION = "exception"
    REVERSED = "reversed"


class Word(Enum):
    """What the platform said of a refund, if anything."""

    NONE = "none"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WAITING = "waiting"
    CONFIRMED_LATER = "confirmed_later"
    EXCEPTION = "exception"


@dataclass(frozen=True)
class Return:
    """A wish to give something back, some hours after the sale; no units stand for all that is left."""

    units: int
    is_void: bool
    hours: int
    word: Word


@dataclass(frozen=True)
class Sold:
    """One sale as it is drawn."""

    outcome: Outcome
    is_paid: bool
    face: int
    price_fen: int
    quantity: int
    minute: int
    operator_id: str
    returns: tuple[Return, ...]
    is_settled: bool


RETURNS = st.builds(
    Return,
    units=st.integers(0, 2),
    is_void=st.sampled_from([False, False, False, True]),
    hours=st.integers(0, 30),
    word=st.sampled_from(Word),
)
SOLD = st.builds(
    Sold,
    outcome=st.sampled_from(Outcome),
    is_paid=st.booleans(),
    face=st.sampled_from([300, 500, 600]),
    price_fen=st.integers(800_000, 2_000_000),
    quantity=st.integers(1, 3),
    minute=st.integers(0, 2 * 1_440 - 1),
    operator_id=st.sampled_from(["1001", "1002", "8001"]),
    returns=st.lists(RETURNS, max_size=3).map(tuple),
    is_settled=st.booleans(),
)


@dataclass(frozen=True)
class Past:
    """Sales with their stories, and which exceptions people settled."""

    redemptions: tuple[Redemption, ...]
    settled: frozenset[str]
    campaign_number: int

    def figures(self, span: Span) -> Figures:
        """What the program makes of a span."""
        return summarise(
            redemptions=[one for one in self.redemptions if span.since <= one.at < span.until],
            refunded=list(self.refunded(span)),
            case_of=self.case_of,
            reversals_declined={},
            campaign=CAMPAIGNS[self.campaign_number],
        )

    def refunded(self, span: Span) -> Iterator[tuple[Redemption, Refund]]:
        for redemption in self.redemptions:
            for refund in redemption.refunds:
                if span.since <= refund.at < span.until:
                    yield redemption, refund

    def case_of(self, entry_id: str) -> Case:
        notes = (note(CaseStep.SETTLED),) if entry_id in self.settled else ()
        return Case(entry_id=entry_id, notes=notes)


def note(step: CaseStep) -> CaseNote:
    """Something a person did about an exception."""
    return CaseNote(step=step, at=FIRST, operator_id="8001", owner="8001", note="已联系顾客")


@st.composite
def pasts(draw: st.DrawFn) -> Past:
    """Some days of sales."""
    drawn = draw(st.lists(SOLD, max_size=12))
    number = draw(st.integers(0, len(CAMPAIGNS) - 1))
    redemptions = tuple(story(at, sold, number) for at, sold in enumerate(drawn))
    settled = {
        entry_id
        for one, sold in zip(redemptions, drawn, strict=True)
        if sold.is_settled
        for entry_id in (one.redemption_id, *(refund.refund_id for refund in one.refunds))
    }
    return Past(redemptions=redemptions, settled=frozenset(settled), campaign_number=number)


def story(number: int, sold: Sold, campaign_number: int) -> Redemption:
    """One sale from its request to the last word about its refunds."""
    at = FIRST + timedelta(minutes=sold.minute)
    items = (Item(name="冰箱", unit_price=Money(sold.price_fen), quantity=sold.quantity),)
    sale, discount = Sale(items=items), Money(sold.face * 100)
    requested = RedemptionRequested(
        redemption_id=f"91{number:04d}",
        sale_id=f"90{number:04d}",
        coupon_id=f"{number:016d}",
        coupon_type=sold.face,
        round_number=1,
        token="1",
        items=items,
        anchor_line=0,
        gross=sale.gross,
        discount=discount,
        payable=sale.gross - discount,
    )
    redemption = states.begin(requested, at=at, operator_id=sold.operator_id)
    for event in _outcome(requested, sold):
        redemption = states.apply(redemption, event, at=at)
    if redemption.sale_state is states.SaleState.COMPLETED:
        for which, one in enumerate(sold.returns):
            redemption = _take_back(
                redemption, sale, one, f"92{number:04d}{which}", campaign_number
            )
    return redemption


def _outcome(requested: RedemptionRequested, sold: Sold) -> Iterator[RedemptionEvent]:
    one, others = requested.redemption_id, (requested.sale_id, requested.coupon_id)
    ids = {"redemption_id": one, "sale_id": others[0], "coupon_id": others[1]}
    match sold.outcome:
        case Outcome.REQUESTED:
            return
        case Outcome.DECLINED:
            yield RedemptionDeclined(redemption_id=one, code="coupon_used")
            return
        case Outcome.REVERSED:
            yield RedemptionReversed(**ids, reason="not_paid")
            return
        case Outcome.CONFIRMED:
            yield RedemptionConfirmed(redemption_id=one, proof="signed")
        case _:
            yield RedemptionAcceptedOffline(redemption_id=one, why="silent")
    if sold.is_paid:
        yield SaleCompleted(**ids)
    if sold.outcome is Outcome.CONFIRMED_LATER:
        yield RedemptionConfirmed(redemption_id=one, proof="signed")
    if sold.outcome is Outcome.EXCEPTION:
        yield ExceptionRaised(redemption_id=one, code="coupon_used")


def _take_back(
    redemption: Redemption, sale: Sale, wish: Return, refund_id: str, campaign_number: int
) -> Redemption:
    at = redemption.at + timedelta(hours=wish.hours)
    requested = redemption.requested
    sold = SoldWithCoupon(
        sale=sale,
        anchor_line=0,
        discount=requested.discount,
        round_number=1,
        disputed=redemption.state is states.RedemptionState.EXCEPTION,
        returned=redemption.returned,
        cycles=0,
    )
    campaign = CAMPAIGNS[campaign_number]
    units = [ReturnedUnits(line=0, quantity=wish.units)] if wish.units else None
    decided = (
        decide_void(sold, campaign=campaign, now=at)
        if wish.is_void
        else decide_refund(sold, units=units, campaign=campaign, now=at)
    )
    if isinstance(decided, Refused):
        return redemption
    asked = request_of(decided, redemption, refund_id=refund_id)
    for event in (asked, *_said(refund_id, redemption.redemption_id, wish.word, asked.fate)):
        redemption = states.apply_refund(redemption, event, at=at, operator_id="1001")
    return redemption


def _said(refund_id: str, redemption_id: str, word: Word, fate: Fate) -> Iterator[RefundEvent]:
    ids: dict[str, Any] = {"refund_id": refund_id, "redemption_id": redemption_id}
    if word is Word.NONE:
        return
    if word is Word.DECLINED:
        yield RefundDeclined(**ids, code="refund_exceeds")
        return
    if word is not Word.CONFIRMED:
        yield RefundAcceptedOffline(**ids, why="silent")
    if word in {Word.CONFIRMED, Word.CONFIRMED_LATER}:
        yield RefundConfirmed(**ids, fate=fate, proof="signed")
    if word is Word.EXCEPTION:
        yield RefundExceptionRaised(**ids, code="refund_exceeds")
