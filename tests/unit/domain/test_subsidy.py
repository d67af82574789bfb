"""The subsidy: who pays which part, to the fen."""

import pytest

from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.subsidy import divide, parts, sales_per_yuan
from tests.support.refunds import campaign_with

FUNDING = campaign_with().funding


@pytest.mark.parametrize(
    ("face", "province", "bank"),
    [(30_000, 28_125, 1_875), (50_000, 46_875, 3_125), (60_000, 56_250, 3_750)],
)
def test_every_face_value_divides_fifteen_to_one_without_a_rest(
    face: int, province: int, bank: int
) -> None:
    subsidy = divide(given=Money(face), back=ZERO, funding=FUNDING)
    assert [one.source for one in subsidy.shares] == ["province", "bank"]
    assert [one.given for one in subsidy.shares] == [Money(province), Money(bank)]


def test_the_whole_campaign_divides_as_the_notice_says() -> None:
    shares = divide(given=Money(80_000_000), back=ZERO, funding=FUNDING).shares
    assert [one.net for one in shares] == [Money(75_000_000), Money(5_000_000)]


@pytest.mark.parametrize(
    ("fen", "divided"),
    [
        (0, [0, 0]),
        (1, [1, 0]),
        (8, [8, 0]),  # 7.5 and 0.5: the same remainder, so the earlier payer's
        (9, [8, 1]),  # 8.4375 and 0.5625: the larger remainder's
        (46_285, [43_392, 2_893]),
    ],
)
def test_the_fen_left_over_goes_to_the_largest_remainder(fen: int, divided: list[int]) -> None:
    assert parts(Money(fen), (15, 1)) == tuple(Money(one) for one in divided)


def test_what_came_back_lowers_each_part_and_may_lower_it_below_nothing() -> None:
    subsidy = divide(given=Money(30_000), back=Money(60_001), funding=FUNDING)
    assert subsidy.net == Money(-30_001)
    assert [one.net for one in subsidy.shares] == [Money(-28_126), Money(-1_875)]


def test_without_a_campaign_document_nobody_has_a_part() -> None:
    subsidy = divide(given=Money(30_000), back=ZERO, funding=())
    assert (subsidy.net, subsidy.shares) == (Money(30_000), ())


@pytest.mark.parametrize(
    ("gross", "given", "text"),
    [(899_900, 60_000, "15.00"), (100, 300, "0.33"), (200, 300, "0.67"), (1, 200, "0.01")],
)
def test_sales_per_yuan_are_rounded_half_up(gross: int, given: int, text: str) -> None:
    assert sales_per_yuan(Money(gross), Money(given)) == text


def test_no_subsidy_has_no_sales_per_yuan() -> None:
    assert sales_per_yuan(Money(899_900), ZERO) is None
