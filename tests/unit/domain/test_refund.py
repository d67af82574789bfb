"""What a refund comes to: the money by hand, the kinds, the refusals with their numbers, the coupon's fate."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from terminal_app.domain.campaign import Fate, Spread
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.refund import (
    ALL_LEFT,
    Clause,
    RefundDecision,
    RefundKind,
    ReturnedUnits,
    SoldWithCoupon,
    decide_refund,
    decide_void,
    shares,
)
from terminal_app.domain.refusal import Reason, Refused
from tests.support.refunds import AFTER, ENDS, INSIDE, TWO_LINES, Walk, walk
from tests.support.terminal import refused

PRO_RATA = {"discount_spread": "pro_rata"}
JUST_BEFORE = ENDS - timedelta(milliseconds=1)


def made(result: RefundDecision | Refused) -> RefundDecision:
    assert isinstance(result, RefundDecision), result
    return result


def working(decided: RefundDecision) -> list[tuple[int, int, str, str, str]]:
    return [
        (line.line, line.quantity, line.price.yuan, line.discount.yuan, line.amount.yuan)
        for line in decided.working
    ]


# the money, by hand


def test_a_fridge_of_8999_bought_with_600_gives_8399_back() -> None:
    decided = made(walk().ask())
    assert decided.refund == Money(839_900)
    assert decided.subsidy_back == Money(60_000)
    assert working(decided) == [(0, 1, "8999.00", "600.00", "8399.00")]


def test_the_discount_goes_back_with_the_item_it_was_spent_on() -> None:
    story = walk("冰箱;8999", "微波炉;499")
    assert made(story.ask((0, 1))).refund == Money(839_900)
    assert made(story.ask((1, 1))).refund == Money(49_900)


def test_of_several_like_units_the_one_with_the_coupon_goes_back_last() -> None:
    story = walk("空调;8000;3")
    assert [story.refund((0, 1)).refund.yuan for _ in range(3)] == [
        "8000.00",
        "8000.00",
        "7400.00",
    ]
    assert [one.subsidy_back for one in story.decisions] == [ZERO, ZERO, Money(60_000)]


def test_two_of_three_like_units_then_the_last() -> None:
    story = walk("空调;8000;3")
    assert story.refund((0, 2)).refund == Money(1_600_000)
    assert story.refund((0, 1)).refund == Money(740_000)


def test_in_proportion_each_line_carries_its_share_to_the_fen() -> None:
    story = walk(*TWO_LINES, policy=PRO_RATA)
    # 60,000 × 899,900 / 1,166,566 = 46,284.59…, and the rest: the fen left over goes to the larger remainder.
    assert shares(story.sold, Spread.PRO_RATA) == (Money(46_285), Money(13_715))
    assert made(story.ask((0, 1))).refund == Money(899_900 - 46_285)


def test_in_proportion_the_units_of_a_line_carry_its_share_evenly_the_odd_fen_last() -> None:
    story = walk(*TWO_LINES, policy=PRO_RATA)
    first, second = story.refund((1, 1)), story.refund((1, 1))
    assert (first.subsidy_back, second.subsidy_back) == (Money(6_857), Money(6_858))
    assert (first.refund, second.refund) == (Money(126_476), Money(126_475))


def test_fen_left_over_go_to_the_earlier_line_where_remainders_are_equal() -> None:
    story = walk("a;8000", "b;8000", "c;8000", policy=PRO_RATA, discount=Money(50_000))
    assert [one.fen for one in shares(story.sold, Spread.PRO_RATA)] == [16_667, 16_667, 16_666]
    story = walk("a;8000", "b;8000", "c;8000", policy=PRO_RATA, discount=Money(50_001))
    assert [one.fen for one in shares(story.sold, Spread.PRO_RATA)] == [16_667] * 3


def test_nothing_left_over_is_lost_when_every_unit_goes_back_by_itself() -> None:
    story = walk("a;9999.99;7", "b;0.01;3", policy=PRO_RATA)
    for line, units in ((0, 7), (1, 3)):
        for _ in range(units):
            assert story.refund((line, 1)).refund >= ZERO
    assert sum((one.refund for one in story.decisions), start=ZERO) == story.paid
    assert sum((one.subsidy_back for one in story.decisions), start=ZERO) == Money(60_000)


def test_the_working_names_each_line_in_the_order_of_the_slip() -> None:
    decided = made(walk(*TWO_LINES).ask((1, 2), (0, 1)))
    assert working(decided) == [
        (0, 1, "8999.00", "600.00", "8399.00"),
        (1, 2, "2666.66", "0.00", "2666.66"),
    ]


def test_a_void_pays_nothing_and_gives_the_subsidy_back() -> None:
    decided = made(walk().ask_void())
    assert (decided.refund, decided.working, decided.units) == (ZERO, (), ())
    assert decided.subsidy_back == Money(60_000)


def test_the_subsidy_goes_back_once_although_the_goods_come_after_a_void() -> None:
    story = walk()
    assert story.void().subsidy_back == Money(60_000)
    after = story.refund()
    assert (after.refund, after.subsidy_back) == (Money(839_900), ZERO)


# the kinds


def test_everything_in_one_operation_is_full_however_it_was_asked_for() -> None:
    for units in ((), ((0, 1), (1, 2)), ((1, 1), (0, 1), (1, 1)), ((0, ALL_LEFT), (1, ALL_LEFT))):
        assert made(walk(*TWO_LINES).ask(*units)).kind is RefundKind.FULL


def test_less_than_everything_is_partial() -> None:
    for units in (((0, 1),), ((1, 2),), ((0, 1), (1, 1))):
        assert made(walk(*TWO_LINES).ask(*units)).kind is RefundKind.PARTIAL


def test_the_rest_after_others_is_split_and_never_full() -> None:
    story = walk(*TWO_LINES)
    story.refund((1, 1))
    assert made(story.ask()).kind is RefundKind.SPLIT
    assert made(story.ask((0, 1))).kind is RefundKind.PARTIAL


def test_everything_after_a_void_is_full_but_the_coupon_stays_used() -> None:
    story = walk()
    story.void()
    after = story.refund()
    assert (after.kind, after.fate) == (RefundKind.FULL, Fate.USED)
    assert after.clause is Clause.FORFEITED_BEFORE


def test_all_left_of_a_line_is_what_has_not_gone_back() -> None:
    story = walk("空调;8000;3", "风扇;100")
    story.refund((0, 1))
    decided = made(story.ask((0, ALL_LEFT)))
    assert decided.units == (ReturnedUnits(line=0, quantity=2),)
    assert decided.kind is RefundKind.PARTIAL


# what is refused, with its numbers


def test_more_units_than_are_left_are_refused_with_both_numbers() -> None:
    story = walk("空调;8000;3", "风扇;100")
    story.refund((0, 1))
    no = refused(story.ask((0, 3)))
    assert no.reason is Reason.REFUND_TOO_MANY
    assert no.facts == {"item": "空调", "asked": 3, "left": 2}


def test_the_same_line_named_twice_is_added_up_before_it_is_judged() -> None:
    no = refused(walk("空调;8000;3").ask((0, 2), (0, 2)))
    assert no.facts["asked"] == 4


@pytest.mark.parametrize("quantity", [-1, -999, 2, 999])
def test_no_other_quantity_slips_through(quantity: int) -> None:
    assert refused(walk().ask((0, quantity))).reason is Reason.REFUND_TOO_MANY


@pytest.mark.parametrize(("line", "shown"), [(2, 3), (-1, 0), (49, 50)])
def test_a_line_the_sale_does_not_have_is_named_as_a_person_counts(line: int, shown: int) -> None:
    no = refused(walk(*TWO_LINES).ask((line, 1)))
    assert (no.reason, no.facts) == (Reason.REFUND_LINE_UNKNOWN, {"line": shown})


def test_nothing_chosen_is_no_refund() -> None:
    story = walk()
    no = refused(decide_refund(story.sold, units=[], campaign=story.campaign, now=INSIDE))
    assert no.reason is Reason.REFUND_EMPTY


@pytest.mark.parametrize("units", [(), ((0, 1),), ((0, ALL_LEFT),)])
def test_what_went_back_whole_does_not_go_back_again(units: tuple[tuple[int, int], ...]) -> None:
    story = walk()
    story.refund()
    assert refused(story.ask(*units)).reason is Reason.SALE_REFUNDED
    assert refused(story.ask_void()).reason is Reason.SALE_REFUNDED


def test_a_sale_of_which_a_part_went_back_is_not_voided() -> None:
    story = walk(*TWO_LINES)
    story.refund((1, 1))
    assert refused(story.ask_void()).reason is Reason.SALE_REFUNDED


def test_a_void_is_done_once() -> None:
    story = walk()
    story.void()
    assert refused(story.ask_void()).reason is Reason.SALE_VOIDED


def test_a_round_the_campaign_no_longer_tells_is_not_guessed() -> None:
    story = walk()
    sold = _of_round(story, 9)
    for no in (
        refused(decide_refund(sold, units=None, campaign=story.campaign, now=INSIDE)),
        refused(decide_void(sold, campaign=story.campaign, now=INSIDE)),
    ):
        assert (no.reason, no.facts) == (Reason.ROUND_UNKNOWN, {"round": 9})


def _of_round(story: Walk, number: int) -> SoldWithCoupon:
    return replace(story.sold, round_number=number)


# the coupon


@pytest.mark.parametrize(
    ("at", "fate", "clause"),
    [
        (JUST_BEFORE, Fate.REINSTATED, Clause.FULL_INSIDE),
        (ENDS, Fate.USED, Clause.FULL_AFTER),
        (AFTER, Fate.USED, Clause.FULL_AFTER),
    ],
)
def test_the_validity_is_open_at_its_end(at: datetime, fate: Fate, clause: Clause) -> None:
    decided = made(walk().ask(at=at))
    assert (decided.fate, decided.clause) == (fate, clause)
    assert decided.refund == Money(839_900)


@pytest.mark.parametrize("at", [INSIDE, JUST_BEFORE, ENDS, AFTER])
def test_the_validity_end_is_that_of_the_round_whenever_it_is_asked(at: datetime) -> None:
    assert made(walk().ask(at=at)).valid_until == ENDS
    assert made(walk().ask_void(at=at)).valid_until == ENDS


@pytest.mark.parametrize("at", [INSIDE, JUST_BEFORE, ENDS, AFTER])
def test_a_part_a_rest_and_a_void_leave_it_used_at_any_time(at: datetime) -> None:
    story = walk(*TWO_LINES)
    before = (made(story.ask((0, 1), at=at)), made(story.ask_void(at=at)))
    story.refund((0, 1))
    after = (made(story.ask((1, 1), at=at)), made(story.ask(at=at)))
    assert [one.clause for one in (*before, *after)] == [
        Clause.PARTIAL,
        Clause.VOID,
        Clause.FORFEITED_BEFORE,
        Clause.SPLIT,
    ]
    assert {one.fate for one in (*before, *after)} == {Fate.USED}


@pytest.mark.parametrize(
    ("ask", "is_better"),
    [
        (lambda story: story.ask_void(), True),
        (lambda story: story.ask((0, 1)), True),
        (lambda story: story.ask(), False),
        (lambda story: story.ask_void(at=ENDS), False),
        (lambda story: story.ask((0, 1), at=ENDS), False),
    ],
)
def test_it_is_said_when_a_full_refund_would_serve_better(ask: Any, is_better: bool) -> None:
    assert made(ask(walk(*TWO_LINES))).full_would_reinstate is is_better


def test_a_full_refund_is_not_recommended_once_it_is_too_late_for_one() -> None:
    story = walk(*TWO_LINES)
    story.refund((1, 1))
    assert not made(story.ask((1, 1))).full_would_reinstate
    assert not made(story.ask()).full_would_reinstate
    voided = walk()
    voided.void()
    assert not made(voided.ask()).full_would_reinstate


def test_a_full_refund_is_not_recommended_where_its_cycles_are_spent() -> None:
    story = walk(policy={"cycles_max": 1}, cycles=1)
    assert not made(story.ask_void()).full_would_reinstate


@pytest.mark.parametrize(
    ("cycles_max", "cycles", "fate"),
    [
        (None, 99, Fate.REINSTATED),
        (0, 0, Fate.USED),
        (1, 0, Fate.REINSTATED),
        (1, 1, Fate.USED),
        (2, 1, Fate.REINSTATED),
        (2, 3, Fate.USED),
    ],
)
def test_the_cycles_are_counted_and_end(cycles_max: int | None, cycles: int, fate: Fate) -> None:
    decided = made(walk(policy={"cycles_max": cycles_max}, cycles=cycles).ask())
    assert (decided.fate, decided.cycles) == (fate, cycles)
    assert (decided.clause is Clause.CYCLES_SPENT) == (fate is Fate.USED)


def test_a_coupon_that_comes_back_tomorrow_is_usable_from_tomorrow_and_no_longer_than_before() -> (
    None
):
    decided = made(walk(policy={"reinstatement_delay_s": 86_400}).ask())
    assert decided.usable_from == INSIDE + timedelta(days=1)
    assert decided.valid_until == ENDS


def test_a_coupon_that_stays_used_is_usable_from_no_instant() -> None:
    assert made(walk(policy={"reinstatement_delay_s": 86_400}).ask(at=ENDS)).usable_from is None


def test_a_coupon_the_platform_holds_for_somebody_else_is_not_ours_to_give_back() -> None:
    story = walk(disputed=True)
    for decided in (made(story.ask()), made(story.ask_void())):
        assert (decided.fate, decided.clause) == (Fate.USED, Clause.DISPUTED)
        assert not decided.full_would_reinstate
    assert made(story.ask()).refund == Money(839_900)


def test_where_a_part_gives_it_back_it_does_so_only_with_the_whole_discount() -> None:
    story = walk(*TWO_LINES, policy={"partial": "reinstated"})
    assert story.refund((1, 1)).fate is Fate.USED
    assert story.refund((0, 1)).fate is Fate.REINSTATED
    assert story.refund((1, 1)).fate is Fate.USED


def test_in_proportion_the_discount_is_whole_when_the_last_line_that_carries_some_is_back() -> None:
    # The cable's share of the 600 is below half a fen.
    story = walk("冰箱;9000;2", "线;0.01", policy=PRO_RATA | {"partial": "reinstated"})
    assert shares(story.sold, Spread.PRO_RATA) == (Money(60_000), ZERO)
    assert story.refund((0, 1)).fate is Fate.USED
    assert story.refund((0, 1)).fate is Fate.REINSTATED


def test_a_split_that_completes_the_whole_follows_its_own_rule_whatever_the_parts_did() -> None:
    story = walk(*TWO_LINES, policy={"split": "reinstated"})
    assert story.refund((0, 1)).fate is Fate.USED
    assert story.refund((1, 1)).clause is Clause.FORFEITED_BEFORE
    assert story.refund((1, 1)).fate is Fate.REINSTATED
