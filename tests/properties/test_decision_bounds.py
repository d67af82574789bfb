"""Decisions, states and limits, for any sale and any clock: what must hold of every acceptance."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from terminal_app.domain.clock import BEHIND_TOLERANCE_MS, ClockMark, read
from terminal_app.domain.decision import Accepted
from terminal_app.domain.instant import from_ms, from_text, to_ms, to_text
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.offline_limits import Outstanding, allowance, check
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.sale import Item, Sale
from tests.unit.domain.test_decision import CAMPAIGN, NOW, presentation, verdict
from tests.unit.domain.test_offline_limits import FREE

ITEMS = st.builds(
    Item,
    name=st.just("冰箱"),
    unit_price=st.integers(1, 1_000_000).map(Money)
    | st.sampled_from([199_999, 200_000, 499_999, 500_000, 799_999, 800_000]).map(Money),
    quantity=st.integers(1, 999),
)
SALES = st.lists(ITEMS, min_size=1, max_size=6).map(lambda items: Sale(items=tuple(items)))


@given(sale=SALES, type_id=st.sampled_from([300, 500, 600]))
def test_an_acceptance_adds_up_and_rests_on_one_unit(sale: Sale, type_id: int) -> None:
    found = verdict(claims=presentation(coupon_type=type_id), sale=sale)
    kind = CAMPAIGN.type_of(type_id)
    assert kind is not None
    meets = any(item.unit_price >= kind.threshold for item in sale.items)
    if isinstance(found, Refused):
        assert found.reason is Reason.BELOW_THRESHOLD
        assert not meets
        return
    assert isinstance(found, Accepted)
    assert meets
    anchor = sale.items[found.anchor_line]
    assert anchor.unit_price >= kind.threshold >= found.discount > ZERO
    assert anchor.unit_price == max(item.unit_price for item in sale.items)
    assert found.gross == found.payable + found.discount
    assert found.payable >= ZERO


@given(at_ms=st.integers(to_ms(NOW) - 20 * 86_400_000, to_ms(NOW) + 20 * 86_400_000))
def test_nothing_is_accepted_outside_every_round(at_ms: int) -> None:
    now = from_ms(at_ms)
    found = verdict(now=now)
    first = CAMPAIGN.rounds[0]
    assert isinstance(found, Accepted) is (first.released_at <= now < first.valid_until)


@given(
    redemptions=st.integers(0, 40),
    discount_fen=st.integers(0, 2_000_000),
    face_fen=st.integers(1, 60_000),
    contact_age_s=st.integers(-10, 100_000),
)
def test_what_is_allowed_and_what_is_left_tell_the_same(
    redemptions: int, discount_fen: int, face_fen: int, contact_age_s: int
) -> None:
    alone = replace(
        FREE,
        outstanding=Outstanding(redemptions=redemptions, discount=Money(discount_fen)),
        contact_at=FREE.clock.now - timedelta(seconds=contact_age_s),
    )
    left = allowance(alone)
    fits = left.redemptions >= 1 and left.discount >= Money(face_fen)
    assert (check(alone, discount=Money(face_fen)) is None) is fits
    assert left.redemptions >= 0
    assert left.discount >= ZERO


SPAN_MS = st.integers(0, 10**11)


@given(elapsed_ms=SPAN_MS, wall_ms=st.integers(-(10**12), 10**13))
def test_within_one_boot_the_wall_clock_moves_nothing(elapsed_ms: int, wall_ms: int) -> None:
    mark = ClockMark(platform_ms=10**12, wall_ms=5, boot_ms=7, boot_id="b", high_water_ms=10**12)
    reading = read(mark, wall_ms=wall_ms, boot_ms=7 + elapsed_ms, boot_id="b")
    assert to_ms(reading.now) == 10**12 + elapsed_ms
    assert reading.trusted


@given(seen_ms=SPAN_MS, wall_ms=SPAN_MS)
def test_after_a_restart_no_trusted_instant_is_behind_what_was_seen(
    seen_ms: int, wall_ms: int
) -> None:
    mark = ClockMark(platform_ms=0, wall_ms=0, boot_ms=0, boot_id="b", high_water_ms=seen_ms)
    reading = read(mark, wall_ms=wall_ms, boot_ms=0, boot_id="c")
    assert reading.trusted is (wall_ms + BEHIND_TOLERANCE_MS >= seen_ms)


@given(at_ms=st.integers(-(10**13), 10**14))
def test_an_instant_is_read_back_to_the_millisecond(at_ms: int) -> None:
    assert to_ms(from_text(to_text(from_ms(at_ms)))) == at_ms
