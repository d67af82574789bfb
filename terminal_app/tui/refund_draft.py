"""What goes back of one sale, as it is being chosen: units line by line, or only the redemption. Sums nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund import ReturnedUnits
from terminal_app.ports import Operator
from terminal_app.usecases.refund import RefundRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundDraft:
    """A sale and how many units of each line go back; a void takes the redemption back and no unit."""

    redemption: Redemption
    chosen: tuple[int, ...]
    is_void: bool = False

    @property
    def left(self) -> tuple[int, ...]:
        """How many units of each line have not gone back yet."""
        return units_left(self.redemption)

    def everything(self) -> RefundDraft:
        """All that is left: what a refund mostly is, and what may give the coupon back."""
        return replace(self, chosen=self.left, is_void=False)

    def voiding(self) -> RefundDraft:
        """Only the redemption."""
        return replace(self, chosen=(0,) * len(self.left), is_void=True)

    def with_units(self, line: int, quantity: int) -> RefundDraft:
        """So many units of that line, never more than are left; a line that is not there changes nothing."""
        if not 0 <= line < len(self.left):
            return self
        bounded = min(max(quantity, 0), self.left[line])
        chosen = (*self.chosen[:line], bounded, *self.chosen[line + 1 :])
        return replace(self, chosen=chosen, is_void=False)

    def request(self, operator: Operator) -> RefundRequest:
        """The same as the use case wants it."""
        units = tuple(
            ReturnedUnits(line=line, quantity=quantity)
            for line, quantity in enumerate(self.chosen)
            if quantity
        )
        return RefundRequest(
            sale_id=self.redemption.requested.sale_id,
            operator=operator,
            units=None if self.is_void or self.chosen == self.left else units,
            is_void=self.is_void,
        )


def draft_of(redemption: Redemption) -> RefundDraft:
    """A sale that was just found: all that is left of it."""
    return RefundDraft(redemption=redemption, chosen=units_left(redemption))


def units_left(redemption: Redemption) -> tuple[int, ...]:
    """How many units of each line have not gone back yet."""
    returned = redemption.returned.units
    return tuple(
        item.quantity - returned.get(line, 0)
        for line, item in enumerate(redemption.requested.items)
    )
