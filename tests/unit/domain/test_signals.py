"""Each signal at its line, one sale before it, and how often they err."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from terminal_app.domain.money import Money
from terminal_app.domain.signals import (
    BURST_MIN,
    CYCLES_MIN,
    NIGHT_MIN,
    SAME_PRODUCT_MIN,
    SAME_SERIAL_MIN,
    SignalKind,
    Trade,
    signals,
)
from tests.support.bank import instant
from tests.support.signal_figures import PLANTED, detected, false_alarms

NINE = instant("2024-01-28T09:00:00")
FALSE_ALARMS_PER_MILLE_MAX = 20


def day(number: int) -> list[Trade]:
    """So many honest sales, twenty minutes apart, by two operators."""
    return [
        Trade(
            redemption_id=f"r{at:03d}",
            sale_id=f"s{at:03d}",
            coupon_id=f"c{at}",
            operator_id="1001" if at % 2 else "1002",
            at=NINE + timedelta(minutes=20 * at),
            threshold=Money(200_000),
            price=Money(250_000 + 7_900 * at),
            product=f"型号{at}",
            serial_number=f"SN{at}",
        )
        for at in range(number)
    ]


def kinds(trades: list[Trade]) -> list[SignalKind]:
    return [one.kind for one in signals(trades)]


def test_an_honest_day_says_nothing_and_neither_does_an_empty_one() -> None:
    assert signals(day(36)) == ()
    assert signals([]) == ()


@pytest.mark.parametrize(("number", "least"), [(12, 12), (20, 17), (36, 27)])
def test_prices_at_the_threshold_beyond_chance(number: int, least: int) -> None:
    trades = day(number)
    for at in range(least):
        trades[at] = replace(trades[at], price=Money(202_000))
    (signal,) = signals(trades)
    assert (signal.kind, signal.count, signal.of) == (SignalKind.AT_THRESHOLD, least, number)
    assert signal.expected == least
    trades[0] = replace(trades[0], price=Money(202_001))
    assert signals(trades) == ()


def test_below_the_threshold_is_not_at_it() -> None:
    assert (
        signals([replace(one, price=Money(199_999 - at)) for at, one in enumerate(day(20))]) == ()
    )


def test_one_product_at_one_price() -> None:
    trades = day(12)
    for at in range(SAME_PRODUCT_MIN):
        trades[at] = replace(trades[at], product="特价机", price=Money(230_000))
    (signal,) = signals(trades)
    assert (signal.kind, signal.subject, signal.percent) == (
        SignalKind.SAME_PRODUCT,
        "特价机",
        66,
    )
    assert signal.examples == ("s000", "s001", "s002", "s003", "s004")
    trades[0] = replace(trades[0], price=Money(230_100))
    assert signals(trades) == ()


def test_one_serial_number_again_and_again_even_on_a_quiet_day() -> None:
    trades = [replace(one, serial_number="SN") for one in day(SAME_SERIAL_MIN)]
    (signal,) = signals(trades)
    assert (signal.kind, signal.subject) == (SignalKind.SAME_SERIAL, "SN")
    assert signals(trades[1:]) == ()
    assert signals([replace(one, serial_number="") for one in trades]) == ()


def test_redeem_and_refund_in_cycles() -> None:
    trades = [replace(one, is_reinstated=at < CYCLES_MIN) for at, one in enumerate(day(20))]
    assert kinds(trades) == [SignalKind.CYCLES]
    assert kinds(trades[1:]) == []
    assert (
        kinds(
            trades
            + [
                replace(one, redemption_id="x" + one.redemption_id, serial_number="")
                for one in day(1)
            ]
        )
        == []
    )


def test_a_burst() -> None:
    trades = day(12)
    for at in range(BURST_MIN):
        trades[at] = replace(trades[at], at=NINE + timedelta(seconds=75 * at))
    (signal,) = signals(trades)
    assert (signal.kind, signal.count) == (SignalKind.BURST, BURST_MIN)
    trades[0] = replace(trades[0], at=NINE + timedelta(hours=10))
    assert signals(trades) == ()


def test_the_window_of_a_burst_is_open_at_its_end() -> None:
    trades = day(12)
    for at in range(BURST_MIN):
        trades[at] = replace(trades[at], at=NINE + timedelta(seconds=600 * at // (BURST_MIN - 1)))
    assert signals(trades) == ()


@pytest.mark.parametrize("clock", ["22:00:00", "23:59:59", "00:00:00", "06:59:59"])
def test_the_night(clock: str) -> None:
    trades = day(20)
    for at in range(NIGHT_MIN):
        trades[at] = replace(trades[at], at=instant(f"2024-01-28T{clock}"))
    (signal,) = signals(trades)
    assert (signal.kind, signal.count) == (SignalKind.NIGHT, NIGHT_MIN)


@pytest.mark.parametrize("clock", ["21:59:59", "07:00:00"])
def test_an_early_or_late_sale_is_no_night(clock: str) -> None:
    trades = [replace(one, at=instant(f"2024-01-28T{clock}")) for one in day(3)] + day(20)
    assert SignalKind.NIGHT not in kinds(trades)


def test_one_operator_among_several() -> None:
    trades = [replace(one, operator_id="1001" if at else "1002") for at, one in enumerate(day(36))]
    (signal,) = signals(trades)
    assert (signal.kind, signal.subject, signal.count) == (SignalKind.ONE_OPERATOR, "1001", 35)
    assert signals([replace(one, operator_id="1001") for one in trades]) == ()


def test_the_order_of_the_sales_changes_nothing() -> None:
    trades = [replace(one, serial_number="SN", price=Money(200_000)) for one in day(20)]
    assert signals(reversed(trades)) == signals(trades)
    assert [one.weight for one in signals(trades)] == sorted(
        (one.weight for one in signals(trades)), reverse=True
    )


def test_an_ordinary_month_hardly_ever_alarms() -> None:
    found = false_alarms(12)
    assert found.store_days == 12 * 90
    assert found.per_mille <= FALSE_ALARMS_PER_MILLE_MAX, found


@pytest.mark.parametrize("kind", SignalKind)
def test_what_is_planted_is_found(kind: SignalKind) -> None:
    assert set(PLANTED) == set(SignalKind)
    assert detected(kind, 25) == 25


@pytest.mark.deep
def test_a_thousand_ordinary_months_hardly_ever_alarm() -> None:
    assert false_alarms(1_000).per_mille <= FALSE_ALARMS_PER_MILLE_MAX
