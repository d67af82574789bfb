"""The sale being put together: its lines and its coupon, before anything is decided. Sums nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from terminal_app.domain.coupon import CouponClaims
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.sale import LINES_MAX, Item, Sale


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Lines as they were scanned or typed, and the coupon the shopper showed."""

    items: tuple[Item, ...] = ()
    coupon: CouponClaims | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing on the counter."""
        return not self.items and self.coupon is None

    @property
    def sale(self) -> Sale | None:
        """The lines as a sale, once there is one."""
        return Sale(items=self.items) if self.items else None

    def with_coupon(self, coupon: CouponClaims) -> Draft:
        """The same sale with that coupon; a newer one stands for an older one."""
        return replace(self, coupon=coupon)

    def with_item(self, item: Item, *, line: int | None = None) -> Draft | Refused:
        """With one more line, or with another in place of `line`."""
        if line is not None and line < len(self.items):
            return replace(self, items=(*self.items[:line], item, *self.items[line + 1 :]))
        if len(self.items) >= LINES_MAX:
            return Refused(reason=Reason.SALE_TOO_LONG, facts={"limit": LINES_MAX})
        return replace(self, items=(*self.items, item))

    def without_line(self, line: int) -> Draft:
        """Without that line; a line that is not there changes nothing."""
        return replace(self, items=(*self.items[:line], *self.items[line + 1 :]))

    def with_serial(self, serial_number: str) -> Draft | None:
        """The serial number goes to the last line that has none; None when every line has one."""
        for line in reversed(range(len(self.items))):
            if self.items[line].serial_number is None:
                item = replace(self.items[line], serial_number=serial_number)
                return replace(self, items=(*self.items[:line], item, *self.items[line + 1 :]))
        return None


EMPTY = Draft()
"""An empty counter."""
