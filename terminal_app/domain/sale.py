"""A sale (订单): what is on the counter. Owns its sums and which unit a coupon attaches to; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from terminal_app.domain.money import ZERO, Money

LINES_MAX = 50
QUANTITY_MAX = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line (商品). `unit_price` is of one unit, after the store's own discounts, before the coupon."""

    name: str
    unit_price: Money
    quantity: int = 1
    serial_number: str | None = None
    barcode: str | None = None

    def __post_init__(self) -> None:
        assert self.name, "an item has a name"
        assert self.unit_price > ZERO, "an item has a price"
        assert 1 <= self.quantity <= QUANTITY_MAX, "an item has units"

    @property
    def total(self) -> Money:
        """Price of all its units."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """One or more items; at most one coupon is applied to it, elsewhere."""

    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        assert 1 <= len(self.items) <= LINES_MAX, "a sale has items, and a bound"

    @property
    def gross(self) -> Money:
        """The sum of all items before the coupon."""
        return sum((item.total for item in self.items), start=ZERO)

    @property
    def dearest_line(self) -> int:
        """The index of the line with the dearest unit; the first of equals."""
        return max(range(len(self.items)), key=lambda line: (self.items[line].unit_price, -line))

    @property
    def dearest(self) -> Item:
        """The line with the dearest unit: if any unit meets a threshold, this one does."""
        return self.items[self.dearest_line]
