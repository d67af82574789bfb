"""One span beside the span before."""

import pytest

from terminal_app.domain.comparison import Change, compare
from terminal_app.domain.money import Money
from terminal_app.domain.tally import SaleTally


@pytest.mark.parametrize(
    ("now", "before", "difference", "percent"),
    [
        (12, 10, 2, "20.0"),
        (9, 10, -1, "-10.0"),
        (10, 10, 0, "0.0"),
        (0, 10, -10, "-100.0"),
        (1_001, 2_000, -999, "-50.0"),  # 49.95 %, half away from zero
        (2_001, 2_000, 1, "0.1"),
        (5, 0, 5, None),
        (0, 0, 0, None),
    ],
)
def test_a_change_is_told_in_its_unit_and_in_percent(
    now: int, before: int, difference: int, percent: str | None
) -> None:
    change = Change(now=now, before=before)
    assert (change.difference, change.percent) == (difference, percent)


def test_counts_and_amounts_are_compared_each_with_its_own() -> None:
    now = SaleTally(count=2, gross=Money(900), discount=Money(300), paid=Money(600))
    before = SaleTally(count=1, gross=Money(500), discount=Money(100), paid=Money(400))
    found = compare(now, before)
    assert found.redemptions == Change(now=2, before=1)
    assert found.gross == Change(now=900, before=500)
    assert found.discount == Change(now=300, before=100)
    assert found.paid == Change(now=600, before=400)
