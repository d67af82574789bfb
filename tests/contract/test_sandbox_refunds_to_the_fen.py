"""What refunds pay, against an oracle that puts the discount on single units and counts them."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from terminal_app.sandbox.campaign import DiscountSpread
from tests.contract.conftest import OPENING, Platform
from tests.contract.refund_side import NEXT_DAY
from tests.contract.terminal_side import FakeTerminal, Sent, item

DISCOUNT = 30_000
Lines = list[dict[str, Any]]
# What a unit of each line carries, the first to go back first.
Carried = list[list[int]]


def carried_by_item(lines: Lines, anchor: int) -> Carried:
    """All of it on the last unit of the anchor line."""
    carried = [[0] * line["quantity"] for line in lines]
    carried[anchor][-1] = DISCOUNT
    return carried


def carried_pro_rata(lines: Lines) -> Carried:
    """Fen by fen: each line its exact share rounded down, the rest one by one where most is missing."""
    totals = [line["unit_price_fen"] * line["quantity"] for line in lines]
    exact = [Fraction(DISCOUNT * total, sum(totals)) for total in totals]
    shares = [int(share) for share in exact]
    while sum(shares) < DISCOUNT:
        missing = [share - whole for share, whole in zip(exact, shares, strict=True)]
        shares[missing.index(max(missing))] += 1
    return [_evenly(share, line["quantity"]) for share, line in zip(shares, lines, strict=True)]


def _evenly(share: int, quantity: int) -> list[int]:
    """So that after n units floor(share · n / quantity) is back."""
    back = [int(Fraction(share * n, quantity)) for n in range(quantity + 1)]
    return [later - earlier for earlier, later in pairwise(back)]


def steps(lines: Lines, carried: Carried, wishes: list[list[int]]) -> list[dict[str, Any]]:
    """The refunds a till asks for: what is wished for as far as it is left, then all the rest."""
    left = [list(units) for units in carried]
    asked = []
    for wish in [*wishes, [99] * len(lines)]:
        taken = {line: min(wish[line], len(units)) for line, units in enumerate(left) if units}
        taken = {line: n for line, n in taken.items() if n}
        if not taken:
            continue
        is_first = all(len(a) == len(b) for a, b in zip(left, carried, strict=True))
        price = sum(lines[line]["unit_price_fen"] * n for line, n in taken.items())
        discount = sum(left[line].pop(0) for line, n in taken.items() for _ in range(n))
        whole = "full" if is_first else "split"
        asked.append(
            {
                "kind": "partial" if any(left) else whole,
                "units": taken,
                "refund_fen": price - discount,
                "subsidy_back_fen": discount,
            }
        )
    return asked


@st.composite
def sales(draw: st.DrawFn) -> tuple[Lines, list[list[int]]]:
    prices = draw(st.lists(st.integers(0, 150_000), min_size=0, max_size=3))
    prices.insert(draw(st.integers(0, len(prices))), draw(st.integers(200_000, 900_001)))
    lines = [item(price, quantity=draw(st.integers(1, 4))) for price in prices]
    wish = st.lists(st.integers(0, 3), min_size=len(lines), max_size=len(lines))
    return lines, draw(st.lists(wish, max_size=4))


class Counter:
    """Sells with one coupon again and again, under either spread."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.terminal: FakeTerminal = platform.terminal()
        self._coupon = platform.claim("李四", 300)
        self._code = platform.code(self._coupon)

    def spread(self, spread: DiscountSpread) -> None:
        campaign = self.platform.office.campaign
        policy = replace(
            campaign.refund_policy,
            discount_spread=spread,
            split=campaign.refund_policy.full_inside,
        )
        self.platform.office.campaign = replace(campaign, refund_policy=policy)

    def sell(self, lines: Lines) -> Sent:
        """Sell; every sale goes back whole in the end and gives the coupon back for the next."""
        return self.terminal.request(self._coupon, self._code, at=OPENING, items=lines)


@pytest.mark.parametrize("spread", list(DiscountSpread))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sold=sales())
def test_refunds_pay_to_the_fen_and_add_up_to_what_was_paid(
    counter: Counter, spread: DiscountSpread, sold: tuple[Lines, list[list[int]]]
) -> None:
    lines, wishes = sold
    counter.spread(spread)
    request = counter.sell(lines)
    prices = [line["unit_price_fen"] for line in lines]
    anchor = prices.index(max(prices))
    carried = (
        carried_by_item(lines, anchor) if spread is DiscountSpread.ITEM else carried_pro_rata(lines)
    )
    asked = steps(lines, carried, wishes)
    refunds = [counter.terminal.refund(request, at=OPENING, **one) for one in asked]
    answers = counter.terminal.send(request, *refunds)
    assert [answer["code"] for answer in answers] == [""] * len(answers)
    gross = sum(line["unit_price_fen"] * line["quantity"] for line in lines)
    evidence = [answer["evidence"] for answer in answers[1:]]
    assert sum(one["refund_fen"] for one in evidence) == gross - DISCOUNT
    assert sum(one["subsidy_back_fen"] for one in evidence) == DISCOUNT
    assert [one["coupon"] for one in evidence] == ["used"] * (len(asked) - 1) + ["reinstated"]


@pytest.fixture
def counter(platform: Platform) -> Counter:
    return Counter(platform)


@pytest.mark.parametrize(
    ("spread", "units", "refund_fen", "subsidy_back_fen"),
    [
        # 8,999 + 2 × 50.05 with 600 off: 9,099.10 before, 8,499.10 paid.
        ("item", {0: 1}, 839_900, 60_000),
        ("item", {1: 1}, 5_005, 0),
        ("item", {1: 2}, 10_010, 0),
        # 60000 · 899900/909910 = 59339.93…, 60000 · 10010/909910 = 660.06…: 59340 and 660.
        ("pro_rata", {0: 1}, 840_560, 59_340),
        ("pro_rata", {1: 1}, 4_675, 330),
        ("pro_rata", {1: 2}, 9_350, 660),
    ],
)
def test_a_part_pays_what_a_person_would_work_out(
    platform: Platform,
    spread: str,
    units: dict[int, int],
    refund_fen: int,
    subsidy_back_fen: int,
) -> None:
    Counter(platform).spread(DiscountSpread(spread))
    terminal = platform.terminal()
    coupon = platform.claim("王五")
    lines = [item(899_900), item(5_005, quantity=2, name="水壶")]
    request = terminal.request(coupon, platform.code(coupon), at=OPENING, items=lines)
    refund = terminal.refund(
        request,
        "partial",
        at=NEXT_DAY,
        units=units,
        refund_fen=refund_fen,
        subsidy_back_fen=subsidy_back_fen,
    )
    answer = terminal.send(request, refund)[1]
    assert (answer["outcome"], answer["evidence"].get("refund_fen")) == ("confirmed", refund_fen)


def test_the_earlier_of_equal_lines_carries_the_odd_fen(
    platform: Platform, terminal: FakeTerminal
) -> None:
    Counter(platform).spread(DiscountSpread.PRO_RATA)
    coupon = platform.claim("王五")
    request = terminal.request(
        coupon, platform.code(coupon), at=OPENING, items=[item(800_000) for _ in range(7)]
    )
    # 60000 / 7 = 8571 and 3 fen over: for the first three lines.
    carried = [8_572, 8_572, 8_572, 8_571, 8_571, 8_571, 8_571]
    refunds = [
        terminal.refund(
            request,
            "partial" if line < 6 else "split",
            at=NEXT_DAY,
            units={line: 1},
            refund_fen=800_000 - fen,
            subsidy_back_fen=fen,
        )
        for line, fen in enumerate(carried)
    ]
    answers = terminal.send(request, *refunds)
    assert [answer["code"] for answer in answers] == [""] * 8
