"""What looks like arbitrage (套利) in one store's day: the platform's own rules, over its own books.

Owns the signals, their weights and thresholds, and the line a score must pass. Decides from values
alone and suspends nobody. One signal by itself never passes the line: a release morning is a burst,
and a fridge on offer is the same price again and again.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from terminal_app.sandbox.clock import instant_text

LINE = 60
"""A score from here on suspends a store."""

SALES_MIN = 10
"""Fewer sales are no pattern."""

THRESHOLD_PER_MILLE = 10
THRESHOLD_PERCENT_MIN = 70
SAME_PRODUCT_MIN = 10
SAME_PRODUCT_PERCENT_MIN = 60
SAME_SERIAL_MIN = 3
BURST_SALES_MIN = 8
BURST_MINUTES = 10
NIGHT_FROM_HOUR = 22
NIGHT_UNTIL_HOUR = 7
NIGHT_SALES_MIN = 5
NIGHT_PERCENT_MIN = 20
CYCLES_MIN = 5
CYCLES_PERCENT_MIN = 25
OPERATOR_SALES_MIN = 20
OPERATOR_PERCENT_MIN = 90
EXAMPLES_MAX = 5


class SignalKind(StrEnum):
    """What may be seen."""

    AT_THRESHOLD = "at_threshold"
    SAME_PRODUCT = "same_product"
    SAME_SERIAL = "same_serial"
    BURST = "burst"
    NIGHT = "night"
    CYCLES = "cycles"
    ONE_OPERATOR = "one_operator"


WEIGHTS: Mapping[SignalKind, int] = {
    SignalKind.AT_THRESHOLD: 40,
    SignalKind.SAME_PRODUCT: 30,
    SignalKind.SAME_SERIAL: 40,
    SignalKind.BURST: 35,
    SignalKind.NIGHT: 35,
    SignalKind.CYCLES: 40,
    SignalKind.ONE_OPERATOR: 10,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """One redemption as the monitor looks at it; `is_reinstated` when a refund gave the coupon back."""

    redemption_id: str
    coupon_id: str
    holder_masked: str
    terminal_id: str
    operator_id: str
    at_ms: int
    threshold_fen: int
    price_fen: int
    product: str
    serial_number: str | None
    is_reinstated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One thing that was seen: so many of so many, what it weighs, and redemptions that show it."""

    kind: SignalKind
    count: int
    of: int
    examples: tuple[str, ...]

    @property
    def weight(self) -> int:
        """What it adds to the score."""
        return WEIGHTS[self.kind]

    @property
    def percent(self) -> int:
        """The share, rounded down."""
        return 100 * self.count // self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """All that was seen in a day."""

    sales: int
    signals: tuple[Signal, ...]

    @property
    def score(self) -> int:
        """The weights of what was seen."""
        return sum(signal.weight for signal in self.signals)

    @property
    def passes_line(self) -> bool:
        """Whether the store is to be suspended until it has been looked at."""
        return self.score >= LINE


def look_at(sales: Sequence[Sale]) -> Finding:
    """Look at the sales of one store and day."""
    ordered = sorted(sales, key=lambda sale: (sale.at_ms, sale.redemption_id))
    if len(ordered) < SALES_MIN:
        return Finding(sales=len(ordered), signals=())
    seen = (look(ordered) for look in _LOOKS)
    return Finding(sales=len(ordered), signals=tuple(signal for signal in seen if signal))


def _at_threshold(sales: Sequence[Sale]) -> Signal | None:
    close = [sale for sale in sales if _is_close(sale)]
    signal = _signal(SignalKind.AT_THRESHOLD, close, sales)
    return signal if signal.percent >= THRESHOLD_PERCENT_MIN else None


def _is_close(sale: Sale) -> bool:
    over_fen = sale.price_fen - sale.threshold_fen
    return over_fen >= 0 and over_fen * 1000 <= sale.threshold_fen * THRESHOLD_PER_MILLE


def _same_product(sales: Sequence[Sale]) -> Signal | None:
    most = _largest((sale.product, sale.price_fen) for sale in sales)
    same = [sale for sale in sales if (sale.product, sale.price_fen) == most]
    signal = _signal(SignalKind.SAME_PRODUCT, same, sales)
    is_seen = signal.count >= SAME_PRODUCT_MIN and signal.percent >= SAME_PRODUCT_PERCENT_MIN
    return signal if is_seen else None


def _same_serial(sales: Sequence[Sale]) -> Signal | None:
    numbered = [sale for sale in sales if sale.serial_number]
    if not numbered:
        return None
    most = _largest(sale.serial_number for sale in numbered)
    same = [sale for sale in numbered if sale.serial_number == most]
    return _signal(SignalKind.SAME_SERIAL, same, sales) if len(same) >= SAME_SERIAL_MIN else None


def _burst(sales: Sequence[Sale]) -> Signal | None:
    """Look for the most sales of one till inside the window: no till sells an appliance a minute."""
    by_till: dict[str, list[Sale]] = defaultdict(list)
    for sale in sales:
        by_till[sale.terminal_id].append(sale)
    densest: list[Sale] = []
    for till in by_till.values():
        first = 0
        for last, sale in enumerate(till):
            while till[first].at_ms <= sale.at_ms - BURST_MINUTES * 60_000:
                first += 1
            if last - first + 1 > len(densest):
                densest = till[first : last + 1]
    return _signal(SignalKind.BURST, densest, sales) if len(densest) >= BURST_SALES_MIN else None


def _night(sales: Sequence[Sale]) -> Signal | None:
    late = [sale for sale in sales if _is_night(sale.at_ms)]
    signal = _signal(SignalKind.NIGHT, late, sales)
    is_seen = signal.count >= NIGHT_SALES_MIN and signal.percent >= NIGHT_PERCENT_MIN
    return signal if is_seen else None


def _is_night(at_ms: int) -> bool:
    hour = int(instant_text(at_ms)[11:13])
    return hour >= NIGHT_FROM_HOUR or hour < NIGHT_UNTIL_HOUR


def _cycles(sales: Sequence[Sale]) -> Signal | None:
    back = [sale for sale in sales if sale.is_reinstated]
    signal = _signal(SignalKind.CYCLES, back, sales)
    is_seen = signal.count >= CYCLES_MIN and signal.percent >= CYCLES_PERCENT_MIN
    return signal if is_seen else None


def _one_operator(sales: Sequence[Sale]) -> Signal | None:
    """Look at operators only where there is a choice of them: one person runs a small shop."""
    if len(sales) < OPERATOR_SALES_MIN or len({sale.operator_id for sale in sales}) == 1:
        return None
    most = _largest(sale.operator_id for sale in sales)
    same = [sale for sale in sales if sale.operator_id == most]
    signal = _signal(SignalKind.ONE_OPERATOR, same, sales)
    return signal if signal.percent >= OPERATOR_PERCENT_MIN else None


def _signal(kind: SignalKind, shown: Sequence[Sale], sales: Sequence[Sale]) -> Signal:
    examples = tuple(sale.redemption_id for sale in shown[:EXAMPLES_MAX])
    return Signal(kind=kind, count=len(shown), of=len(sales), examples=examples)


def _largest(values: Iterable[Hashable]) -> Hashable:
    """Return the value that stands most often; of several, the one that came first."""
    return Counter(values).most_common(1)[0][0]


_LOOKS: tuple[Callable[[Sequence[Sale]], Signal | None], ...] = (
    _at_threshold,
    _same_product,
    _same_serial,
    _burst,
    _night,
    _cycles,
    _one_operator,
)
