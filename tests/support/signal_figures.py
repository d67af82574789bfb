"""How often the signals err on ordinary months, and how often they see what was planted.

python -m tests.support.signal_figures --months 1000
"""

from __future__ import annotations

import argparse
import random  # noqa: TID251 (seeded: a figure that is doubted can be made again)
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from terminal_app.domain.instant import from_ms
from terminal_app.domain.money import Money
from terminal_app.domain.signals import SignalKind, Trade, signals
from terminal_app.sandbox.monitor import Sale
from tests.contract.ordinary_days import DAYS, SHOPS, ordinary_days

REDONE = 0.02
"""Sales rung up wrong: given back at once and rung up again, with the same serial number."""

Day = list[Trade]


@dataclass
class Figures:
    """Days looked at, and on how many of them something was seen."""

    store_days: int = 0
    store_days_with_signal: int = 0
    till_days: int = 0
    by_kind: Counter[SignalKind] = field(default_factory=Counter)
    by_shop: Counter[int] = field(default_factory=Counter)

    @property
    def per_mille(self) -> int:
        """Store-days with any signal, in thousandths, rounded up."""
        return -(-1000 * self.store_days_with_signal // self.store_days)


def false_alarms(months: int) -> Figures:
    """Look at ordinary months, each till by itself as the terminal does."""
    figures = Figures()
    for seed in range(months):
        for at, store_day in enumerate(ordinary_store_days(seed)):
            figures.store_days += 1
            seen = [one for till in store_day for one in signals(till)]
            figures.till_days += len(store_day)
            figures.store_days_with_signal += bool(seen)
            figures.by_shop[at // DAYS] += bool(seen)
            figures.by_kind.update({one.kind for one in seen})
    return figures


def ordinary_store_days(seed: int) -> Iterator[tuple[Day, ...]]:
    """Each store's days of a month, till by till."""
    draw = random.Random(seed)
    for sales in ordinary_days(seed):
        tills: dict[str, Day] = {}
        for sale in sales:
            tills.setdefault(sale.terminal_id, []).extend(_trades(sale, draw))
        yield tuple(tills.values())


def _trades(sale: Sale, draw: random.Random) -> Iterator[Trade]:
    trade = Trade(
        redemption_id=sale.redemption_id,
        sale_id=sale.redemption_id,
        coupon_id=sale.coupon_id,
        operator_id=sale.operator_id,
        at=from_ms(sale.at_ms),
        threshold=Money(sale.threshold_fen),
        price=Money(sale.price_fen),
        product=sale.product,
        serial_number=sale.serial_number or "",
        is_reinstated=sale.is_reinstated,
    )
    if draw.random() < REDONE:
        yield replace(trade, is_reinstated=True)
        trade = replace(
            trade, redemption_id=f"{trade.redemption_id}b", at=trade.at + timedelta(minutes=3)
        )
    yield trade


def detected(kind: SignalKind, days: int) -> int:
    """On how many of so many ordinary till-days a planted pattern is seen as what it is."""
    seen = 0
    draw = random.Random(kind.value)
    ordinary = (till for seed in range(days) for one in ordinary_store_days(seed) for till in one)
    for _, till in zip(range(days), (one for one in ordinary if len(one) >= 10), strict=False):
        seen += any(one.kind is kind for one in signals(PLANTED[kind](till, draw)))
    return seen


def _at_threshold(day: Day, draw: random.Random) -> Day:
    return day + [replace(one, price=one.threshold + Money(draw.randrange(2_000)), product=f"虚拟{at}")
                  for at, one in enumerate(_copies(day, 3 * len(day), draw))]  # fmt: skip


def _same_product(day: Day, draw: random.Random) -> Day:
    return day + [
        replace(one, product="同一款", price=Money(200_000))
        for one in _copies(day, 2 * len(day), draw)
    ]


def _same_serial(day: Day, draw: random.Random) -> Day:
    return day + [replace(one, serial_number="SN-AGAIN") for one in _copies(day, 4, draw)]


def _cycles(day: Day, draw: random.Random) -> Day:
    return day + [replace(one, is_reinstated=True) for one in _copies(day, len(day), draw)]


def _burst(day: Day, draw: random.Random) -> Day:
    start = day[len(day) // 2].at
    return day + [
        replace(one, at=start + timedelta(seconds=45 * at))
        for at, one in enumerate(_copies(day, 10, draw))
    ]


def _night(day: Day, draw: random.Random) -> Day:
    late = day[0].at.replace(hour=23, minute=0)
    count = max(4, len(day) // 4)
    return day + [
        replace(one, at=late + timedelta(minutes=4 * at))
        for at, one in enumerate(_copies(day, count, draw))
    ]


def _one_operator(day: Day, draw: random.Random) -> Day:
    return [*day[:1], *(replace(one, operator_id="X") for one in _copies(day, 40, draw))]


def _copies(day: Sequence[Trade], count: int, draw: random.Random) -> list[Trade]:
    return [
        replace(draw.choice(day), redemption_id=f"planted {at}", sale_id=f"planted {at}",
                serial_number=f"SN-P{at}", is_reinstated=False)
        for at in range(count)
    ]  # fmt: skip


PLANTED: dict[SignalKind, Callable[[Day, random.Random], Day]] = {
    SignalKind.AT_THRESHOLD: _at_threshold,
    SignalKind.SAME_PRODUCT: _same_product,
    SignalKind.SAME_SERIAL: _same_serial,
    SignalKind.CYCLES: _cycles,
    SignalKind.BURST: _burst,
    SignalKind.NIGHT: _night,
    SignalKind.ONE_OPERATOR: _one_operator,
}


def main() -> None:
    """Print both figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.signal_figures")
    parser.add_argument("--months", type=int, default=1000)
    parser.add_argument("--planted", type=int, default=500)
    options = parser.parse_args()
    found = false_alarms(options.months)
    print(
        f"{found.store_days} store-days, {found.till_days} till-days of {options.months} ordinary months"
    )
    share = 10_000 * found.store_days_with_signal // found.store_days
    print(f"store-days with a signal: {found.store_days_with_signal} ({share / 100:.2f} %)")
    for shop in range(len(SHOPS)):
        print(f"  {SHOPS[shop]}: {found.by_shop[shop]}")
    for kind in SignalKind:
        print(
            f"  {kind:<14} {found.by_kind[kind]:6d}   planted: {detected(kind, options.planted)} of {options.planted}"
        )


if __name__ == "__main__":
    main()
