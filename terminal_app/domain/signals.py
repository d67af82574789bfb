"""Signals: what in a till's sales looks like arbitrage (套利), told to the manager before the bank asks.

Owns what is looked for, from which figure on, and the examples. Accuses nobody and stops nothing: every signal has an
honest explanation too, and its figures let a person see which. Looks at values alone; whole numbers only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from terminal_app.domain.instant import SHANGHAI
from terminal_app.domain.money import Money

SALES_MIN = 10
"""Fewer sales show no pattern; only serial numbers and cycles are looked at then."""

NEAR_PER_MILLE = 10
"""A price counts as «at the threshold» up to 1 % above it."""

NEAR_PERCENT_EXPECTED = 50
"""Honest trade at its worst: the offer of the week stands at the threshold, and shoppers look for it."""

DEVIATIONS = 3
SAME_PRODUCT_MIN = 8
SAME_PRODUCT_PERCENT_MIN = 60
SAME_SERIAL_MIN = 3
"""Twice is a sale rung up wrong, given back and rung up again."""
CYCLES_MIN = 5
CYCLES_PERCENT_MIN = 25
BURST_MIN = 8
BURST_MINUTES = 10
NIGHT_FROM_HOUR = 22
NIGHT_UNTIL_HOUR = 7
NIGHT_MIN = 3
NIGHT_PERCENT_MIN = 15
OPERATOR_SALES_MIN = 25
OPERATOR_PERCENT_MIN = 95
EXAMPLES_MAX = 5


class SignalKind(StrEnum):
    """What may be seen."""

    AT_THRESHOLD = "at_threshold"
    SAME_PRODUCT = "same_product"
    SAME_SERIAL = "same_serial"
    CYCLES = "cycles"
    BURST = "burst"
    NIGHT = "night"
    ONE_OPERATOR = "one_operator"


WEIGHTS = {
    SignalKind.AT_THRESHOLD: 40,
    SignalKind.SAME_PRODUCT: 30,
    SignalKind.SAME_SERIAL: 40,
    SignalKind.CYCLES: 40,
    SignalKind.BURST: 30,
    SignalKind.NIGHT: 30,
    SignalKind.ONE_OPERATOR: 10,
}
"""How much each says, for the order on the list; they add up to no verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """One redemption as it is looked at: the unit the coupon was spent on, and whether the coupon came back."""

    redemption_id: str
    sale_id: str
    coupon_id: str
    operator_id: str
    at: datetime
    threshold: Money
    price: Money
    product: str
    serial_number: str = ""
    is_reinstated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One thing that was seen: `count` of `of` sales, where `expected` is what would be nothing special."""

    kind: SignalKind
    count: int
    of: int
    expected: int
    """The number of sales from which on it is a signal."""
    subject: str = ""
    """The operator, serial number or product it is about; empty where it is about the day."""
    examples: tuple[str, ...]
    """Sales that show it, the first ones."""

    def __post_init__(self) -> None:
        assert 0 < self.count <= self.of, "so many of so many"
        assert self.expected <= self.count, "what is expected is no signal"

    @property
    def weight(self) -> int:
        """How much it says."""
        return WEIGHTS[self.kind]

    @property
    def percent(self) -> int:
        """The share, rounded down."""
        return 100 * self.count // self.of


def signals(trades: Iterable[Trade]) -> tuple[Signal, ...]:
    """What is to be seen in the sales of one till and day, the weightiest first."""
    ordered = sorted(trades, key=lambda one: (one.at, one.redemption_id))
    found = [look(ordered) for look in _ALWAYS]
    if len(ordered) >= SALES_MIN:
        found += [look(ordered) for look in _LOOKS]
    seen = [one for one in found if one is not None]
    return tuple(sorted(seen, key=lambda one: (-one.weight, one.kind)))


def _at_threshold(trades: Sequence[Trade]) -> Signal | None:
    near = [one for one in trades if _is_near(one)]
    least = _least_unlikely(len(trades), NEAR_PERCENT_EXPECTED)
    return _signal(SignalKind.AT_THRESHOLD, near, trades, least)


def _is_near(trade: Trade) -> bool:
    above = trade.price.fen - trade.threshold.fen
    return 0 <= above * 1_000 <= trade.threshold.fen * NEAR_PER_MILLE


def _least_unlikely(number: int, percent: int) -> int:
    """The least count beyond the expected share by `DEVIATIONS` standard deviations; more than `number` for never."""
    variance = DEVIATIONS**2 * number * percent * (100 - percent)
    return next(
        (
            count
            for count in range(number + 1)
            if (over := 100 * count - number * percent) > 0 and over * over >= variance
        ),
        number + 1,
    )


def _same_product(trades: Sequence[Trade]) -> Signal | None:
    """One product at one price makes nearly all sales."""
    most = _most(trades, lambda one: (one.product, one.price.fen))
    least = max(SAME_PRODUCT_MIN, _share(len(trades), SAME_PRODUCT_PERCENT_MIN))
    return _signal(SignalKind.SAME_PRODUCT, most, trades, least, subject=most[0].product)


def _same_serial(trades: Sequence[Trade]) -> Signal | None:
    """One physical unit, sold again and again."""
    numbered = [one for one in trades if one.serial_number]
    if not numbered:
        return None
    most = _most(numbered, lambda one: one.serial_number)
    subject = most[0].serial_number
    return _signal(SignalKind.SAME_SERIAL, most, trades, SAME_SERIAL_MIN, subject=subject)


def _cycles(trades: Sequence[Trade]) -> Signal | None:
    """Redeemed and given back, so that coupons walk from sale to sale."""
    back = [one for one in trades if one.is_reinstated]
    least = max(CYCLES_MIN, _share(len(trades), CYCLES_PERCENT_MIN))
    return _signal(SignalKind.CYCLES, back, trades, least)


def _burst(trades: Sequence[Trade]) -> Signal | None:
    """More sales in some minutes than a till can honestly ring up appliances."""
    densest: list[Trade] = []
    first = 0
    for last, one in enumerate(trades):
        while trades[first].at <= one.at - timedelta(minutes=BURST_MINUTES):
            first += 1
        if last - first + 1 > len(densest):
            densest = list(trades[first : last + 1])
    return _signal(SignalKind.BURST, densest, trades, BURST_MIN)


def _night(trades: Sequence[Trade]) -> Signal | None:
    late = [one for one in trades if _is_night(one.at)]
    least = max(NIGHT_MIN, _share(len(trades), NIGHT_PERCENT_MIN))
    return _signal(SignalKind.NIGHT, late, trades, least)


def _is_night(at: datetime) -> bool:
    hour = at.astimezone(SHANGHAI).hour
    return hour >= NIGHT_FROM_HOUR or hour < NIGHT_UNTIL_HOUR


def _one_operator(trades: Sequence[Trade]) -> Signal | None:
    """One of several operators has nearly all; where there is only one, there is nothing to see."""
    if len(trades) < OPERATOR_SALES_MIN or len({one.operator_id for one in trades}) == 1:
        return None
    most = _most(trades, lambda one: one.operator_id)
    least = _share(len(trades), OPERATOR_PERCENT_MIN)
    subject = most[0].operator_id
    return _signal(SignalKind.ONE_OPERATOR, most, trades, least, subject=subject)


_Key = TypeVar("_Key", bound=Hashable)
_ALWAYS: tuple[Callable[[Sequence[Trade]], Signal | None], ...] = (_same_serial, _cycles)
_LOOKS: tuple[Callable[[Sequence[Trade]], Signal | None], ...] = (
    _at_threshold,
    _same_product,
    _burst,
    _night,
    _one_operator,
)


def _most(trades: Sequence[Trade], key: Callable[[Trade], _Key]) -> list[Trade]:
    """The largest group; of equals the one that began first."""
    ((largest, _),) = Counter(key(one) for one in trades).most_common(1)
    return [one for one in trades if key(one) == largest]


def _share(number: int, percent: int) -> int:
    """The least count that is that share of a number."""
    return -(-number * percent // 100)


def _signal(
    kind: SignalKind,
    seen: Sequence[Trade],
    trades: Sequence[Trade],
    least: int,
    *,
    subject: str = "",
) -> Signal | None:
    if len(seen) < least or not seen:
        return None
    return Signal(
        kind=kind,
        count=len(seen),
        of=len(trades),
        expected=least,
        subject=subject,
        examples=tuple(one.sale_id for one in seen[:EXAMPLES_MAX]),
    )
