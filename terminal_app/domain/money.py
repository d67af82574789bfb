"""Money as whole fen (分). Never a float, never a bare number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

YUAN_MAX = 9_999_999
"""A price above this is a slip of the hand: no appliance costs ten million yuan."""

# [0-9], for \d is every digit of Unicode: «٣» is no price that a cashier typed.
_PRICE = re.compile(
    r"(?:[¥￥]\s*)?([0-9]{1,7}|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{1,2}))?(?:\s*元)?"
)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in fen; may be negative in a difference, never in a price."""

    fen: int

    def __post_init__(self) -> None:
        assert type(self.fen) is int, "money is whole fen"

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)

    def __mul__(self, units: int) -> Money:
        assert type(units) is int, "money is multiplied by whole units only"
        return Money(self.fen * units)

    def __lt__(self, other: Money) -> bool:
        return self.fen < other.fen

    @property
    def yuan(self) -> str:
        """As a decimal string of yuan, `8399.00`: the form of JSON and of files."""
        whole, part = divmod(abs(self.fen), 100)
        return f"{'-' if self.fen < 0 else ''}{whole}.{part:02d}"

    def __str__(self) -> str:
        """As people read it, `8,399.00`."""
        whole, part = divmod(abs(self.fen), 100)
        return f"{'-' if self.fen < 0 else ''}{whole:,}.{part:02d}"


ZERO = Money(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceUnreadable:
    """What was typed is not an amount of yuan with at most two decimals."""

    text: str


def read_price(text: str) -> Money | PriceUnreadable:
    """Read an amount of yuan as a person writes it: `8999`, `8,999.00`, `￥8999.5`, full-width too."""
    found = _PRICE.fullmatch(text.strip().translate(_HALF_WIDTH))
    if found is None:
        return PriceUnreadable(text=text[:40])
    whole = int(found[1].replace(",", ""))
    if whole > YUAN_MAX:
        return PriceUnreadable(text=text[:40])
    return Money(whole * 100 + int((found[2] or "").ljust(2, "0")))
