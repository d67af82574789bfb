"""A sale: its sums, and the unit a coupon attaches to."""

import pytest

from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.sale import LINES_MAX, QUANTITY_MAX, Item, Sale


def item(fen: int, quantity: int = 1, name: str = "冰箱") -> Item:
    return Item(name=name, unit_price=Money(fen), quantity=quantity)


def test_gross_is_the_sum_of_all_units() -> None:
    sale = Sale(items=(item(150_000, 2), item(5_000)))
    assert sale.gross == Money(305_000)
    assert sale.items[0].total == Money(300_000)


def test_the_dearest_is_one_unit_not_one_line() -> None:
    assert Sale(items=(item(150_000, 9), item(150_001))).dearest_line == 1


def test_of_equals_the_first_line_is_the_dearest() -> None:
    sale = Sale(items=(item(1, name="a"), item(9, name="b"), item(9, name="c")))
    assert sale.dearest_line == 1
    assert sale.dearest.name == "b"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"unit_price": ZERO},
        {"unit_price": Money(-1)},
        {"quantity": 0},
        {"quantity": -1},
        {"quantity": QUANTITY_MAX + 1},
    ],
)
def test_an_item_has_a_name_a_price_and_a_bounded_number_of_units(wrong: dict[str, object]) -> None:
    with pytest.raises(AssertionError):
        Item(**({"name": "冰箱", "unit_price": Money(1)} | wrong))  # type: ignore[arg-type]


def test_a_sale_has_a_bounded_number_of_lines() -> None:
    assert len(Sale(items=(item(1),) * LINES_MAX).items) == LINES_MAX
    for items in ((), (item(1),) * (LINES_MAX + 1)):
        with pytest.raises(AssertionError):
            Sale(items=items)
