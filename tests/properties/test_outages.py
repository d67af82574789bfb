"""Any order of events: outages never overlap, and each has exactly what was accepted alone in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from enum import Enum
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from terminal_app.domain import redemption as states
from terminal_app.domain.event import (
    Event,
    ExceptionRaised,
    RedemptionAcceptedOffline,
    RedemptionConfirmed,
    RedemptionDeclined,
    RedemptionRequested,
    SaleCompleted,
)
from terminal_app.domain.money import Money
from terminal_app.domain.outage import Outage, follow
from terminal_app.domain.sale import Item
from tests.support.bank import instant

AT = instant("2024-01-28T10:00:00")
FACE = Money(60_000)


class Heard(Enum):
    """What happened next at the counter."""

    OFFLINE = "offline"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    EXCEPTION = "exception"
    PAID = "paid"


@given(st.lists(st.tuples(st.sampled_from(Heard), st.integers(800_000, 2_000_000)), max_size=40))
def test_outages_never_overlap_and_have_what_was_accepted_alone(
    story: list[tuple[Heard, int]],
) -> None:
    found: dict[int, Outage] = {}
    last: Outage | None = None
    for minute, (heard, fen) in enumerate(story):
        at = AT + timedelta(minutes=minute)
        redemption = states.begin(_request(minute, fen), at=at, operator_id="1001")
        if heard in {Heard.OFFLINE, Heard.EXCEPTION}:
            redemption = replace(redemption, accepted_offline=True)
        before, last = last, follow(last, _event(heard, redemption.redemption_id), redemption, at)
        if before is not None and before.closed_at is not None and last is not None:
            assert last == before or last.number == before.number + 1, "what is over stays so"
        if last is not None:
            found[last.number] = last
    outages = list(found.values())
    assert list(found) == list(range(1, len(found) + 1))
    for one, after in pairwise(outages):
        assert one.closed_at is not None
        assert one.opened_at < one.closed_at < after.opened_at
    _hold_what_was_accepted(story, outages)


def _hold_what_was_accepted(story: list[tuple[Heard, int]], outages: list[Outage]) -> None:
    inside = 0
    for one in outages:
        alone = [
            fen
            for minute, (heard, fen) in enumerate(story)
            if heard is Heard.OFFLINE
            and one.opened_at <= AT + timedelta(minutes=minute)
            and (one.closed_at is None or AT + timedelta(minutes=minute) < one.closed_at)
        ]
        assert (one.redemptions, one.gross.fen) == (len(alone), sum(alone))
        assert one.discount.fen == 60_000 * len(alone)
        inside += len(alone)
    assert inside == sum(heard is Heard.OFFLINE for heard, _ in story), "none outside an outage"


def _request(number: int, fen: int) -> RedemptionRequested:
    return RedemptionRequested(
        redemption_id=f"{number:024d}",
        sale_id=f"{number:024d}",
        coupon_id=f"{number:016d}",
        coupon_type=600,
        round_number=1,
        token="1",
        items=(Item(name="冰箱", unit_price=Money(fen)),),
        anchor_line=0,
        gross=Money(fen),
        discount=FACE,
        payable=Money(fen) - FACE,
    )


def _event(heard: Heard, redemption_id: str) -> Event:
    match heard:
        case Heard.OFFLINE:
            return RedemptionAcceptedOffline(redemption_id=redemption_id, why="silent")
        case Heard.CONFIRMED:
            return RedemptionConfirmed(redemption_id=redemption_id, proof="p")
        case Heard.DECLINED:
            return RedemptionDeclined(redemption_id=redemption_id, code="x", proof="p")
        case Heard.EXCEPTION:
            return ExceptionRaised(redemption_id=redemption_id, code="x", proof="p")
        case Heard.PAID:
            return SaleCompleted(redemption_id=redemption_id, sale_id="1", coupon_id="2")
