"""What is reported of many timings."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The middle and the slow end, in milliseconds."""

    count: int
    p50_ms: float
    p99_ms: float


def figure(seconds: Iterable[float]) -> Figure:
    """Sum timings up; the 99th percentile is one that was measured."""
    found = sorted(seconds)
    return Figure(
        count=len(found),
        p50_ms=round(median(found) * 1e3, 3),
        p99_ms=round(found[min(len(found) - 1, len(found) * 99 // 100)] * 1e3, 3),
    )
