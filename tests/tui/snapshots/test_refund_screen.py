"""Pictures of the refund: each keeps the promise in its sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from terminal_app.tui import work
from terminal_app.wording import Language
from tests.support.terminal import OPERATOR, redeemed
from tests.tui.snapshots.test_screens import LARGE, SMALL
from tests.tui.snapshots.test_screens import pictured as pictured
from tests.tui.stage import Hands, Stage

TWO_SALES = (
    ("海尔 双开门冰箱;8999;1;SN20240001",),
    ("冰箱;8999", "洗衣机;1333.33;2", "水壶;199;3"),
)


@pytest.fixture
def refunding(stage: Stage, pictured: Callable[..., bool]) -> Callable[..., bool]:
    """Two paid sales, F10, and the keys of the test."""
    for items in TWO_SALES:
        sale = redeemed(stage.till.redeem(None, *items)).redemption
        work.complete(stage.till.terminal, sale.requested.sale_id, OPERATOR)
        stage.till.watch.forward(seconds=754)

    def compare(
        *keys: str, size: tuple[int, int] = SMALL, language: Language = Language.ZH
    ) -> bool:
        async def story(hands: Hands) -> None:
            await hands.press("f10", *keys)

        return pictured(story, size, language)

    return compare


def test_the_last_sales_are_listed_with_what_was_paid_and_where_the_coupon_stands(
    refunding: Callable[..., bool],
) -> None:
    assert refunding("down")


def test_before_the_confirmation_coupon_and_money_are_seen_whole_at_80_by_24(
    refunding: Callable[..., bool],
) -> None:
    assert refunding("enter")


def test_a_large_window_sets_lines_and_consequence_side_by_side(
    refunding: Callable[..., bool],
) -> None:
    assert refunding("enter", size=LARGE, language=Language.EN)


def test_a_part_says_that_the_whole_would_give_the_coupon_back(
    refunding: Callable[..., bool],
) -> None:
    assert refunding("enter", "left", language=Language.EN)


def test_the_question_repeats_kind_sum_and_fate_with_its_focus_on_the_safe_answer(
    refunding: Callable[..., bool],
) -> None:
    assert refunding("down", "enter", "f9")


def test_the_end_is_read_across_the_counter_with_the_slip_beside_it(
    refunding: Callable[..., bool],
) -> None:
    assert refunding("down", "enter", "f9", "y", size=LARGE)


def test_offline_the_end_claims_no_more_than_is_known(
    stage: Stage, refunding: Callable[..., bool]
) -> None:
    stage.till.bank.is_reachable = False
    assert refunding("f5", "enter", "f9", "y", language=Language.EN)
