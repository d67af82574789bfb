"""A product of the store's list: its number, what a line of a list must say, how a text is compared with it.

Owns the check digit of GS1 numbers, the reading of barcode, name, model and price as people and programs export them,
and the reasons why a line is not taken. Reads no file, keeps no list, says no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from terminal_app.domain.foreign_text import clean
from terminal_app.domain.money import ZERO, Money, PriceUnreadable, read_price

NAME_CELLS_MAX = 60
MODEL_CELLS_MAX = 40
VALUE_CELLS_MAX = 40
GTIN_LENGTHS = frozenset({8, 12, 13, 14})
"""EAN-8, UPC-A, EAN-13 and the GTIN-14 of a carton."""


class Column(StrEnum):
    """What a list says of a product."""

    BARCODE = "barcode"
    NAME = "name"
    MODEL = "model"
    PRICE = "price"


class BadReason(StrEnum):
    """Why a line of a list was not taken."""

    BARCODE_MISSING = "barcode_missing"
    BARCODE_ROUNDED = "barcode_rounded"
    BARCODE_UNREADABLE = "barcode_unreadable"
    BARCODE_LENGTH = "barcode_length"
    BARCODE_CHECK_DIGIT = "barcode_check_digit"
    NAME_MISSING = "name_missing"
    PRICE_MISSING = "price_missing"
    PRICE_UNREADABLE = "price_unreadable"
    PRICE_NEGATIVE = "price_negative"
    PRICE_ZERO = "price_zero"
    PRICE_DECIMALS = "price_decimals"
    REPEATED = "repeated"
    QUOTES = "quotes"
    TOO_MANY_LINES = "too_many_lines"


@dataclass(frozen=True, slots=True, kw_only=True)
class BadCell:
    """The cell for which a line is not taken; the value is clean and short."""

    column: Column
    reason: BadReason
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line that was not taken. Lines count from 1, the header among them; no column when it is the whole line."""

    line: int
    column: Column | None
    reason: BadReason
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedProduct:
    """What a good line says. The barcode may be empty; then the model is not."""

    barcode: str
    name: str
    model: str
    price: Money

    def __post_init__(self) -> None:
        assert self.barcode or folded(self.model), "a product has a number or a model"
        assert self.name, "a product has a name"
        assert self.price > ZERO, "a product has a price"

    @property
    def key(self) -> str:
        """What two lines of one product have in common."""
        return self.barcode or f"model:{folded(self.model)}"


def gtin_check_holds(digits: str) -> bool:
    """Tell whether a GTIN of 8, 12, 13 or 14 digits ends in its check digit (GS1 Gen. Specs 7.9)."""
    if len(digits) not in GTIN_LENGTHS or not (digits.isascii() and digits.isdigit()):
        return False
    weighted = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(reversed(digits)))
    return weighted % 10 == 0


def gtin_key(digits: str) -> str:
    """The one form of a number that scanners deliver in several: a UPC-A, or a GTIN-14 of a single unit, as EAN-13."""
    if len(digits) == 12:
        return digits.zfill(13)
    if len(digits) == 14 and digits.startswith("0"):
        return digits[1:]
    return digits


def folded(text: str) -> str:
    """A text as it is compared: half-width, without case, spaces, dashes and every other sign."""
    return "".join(char for char in text.translate(_HALF_WIDTH).casefold() if char.isalnum())


def read_product(cells: Mapping[Column, str]) -> ListedProduct | BadCell:
    """What a line says, or the first cell that cannot be taken; a missing cell counts as empty."""
    model = clean(cells.get(Column.MODEL, ""), cells_max=MODEL_CELLS_MAX)
    barcode = _barcode(cells.get(Column.BARCODE, ""))
    if isinstance(barcode, BadCell):
        return barcode
    if not barcode and not folded(model):
        return _bad(Column.BARCODE, BadReason.BARCODE_MISSING, "")
    name = clean(cells.get(Column.NAME, ""), cells_max=NAME_CELLS_MAX)
    if not name:
        return _bad(Column.NAME, BadReason.NAME_MISSING, "")
    price = _price(cells.get(Column.PRICE, ""))
    if isinstance(price, BadCell):
        return price
    return ListedProduct(barcode=barcode, name=name, model=model, price=price)


_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_AS_TEXT = re.compile(r"=\"(.*)\"|'(.*)")
"""How exports keep Excel from making a number of a number: ="690…" or '690…."""

_ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
_NEGATIVE = re.compile(r"(?:[¥￥]\s*)?[-－−]\s*(?:[¥￥]\s*)?[0-9]")
_TOO_FINE = re.compile(r"(?:[¥￥]\s*)?[0-9][0-9,]*\.[0-9]{3,}(?:\s*元)?")


def _barcode(written: str) -> str | BadCell:
    text = written.translate(_HALF_WIDTH).strip()
    as_text = _AS_TEXT.fullmatch(text)
    if as_text is not None:
        text = (as_text[1] or as_text[2] or "").strip()
    if not text:
        return ""
    if _ROUNDED.fullmatch(text):
        return _bad(Column.BARCODE, BadReason.BARCODE_ROUNDED, text)
    if not (text.isascii() and text.isdigit()):
        return _bad(Column.BARCODE, BadReason.BARCODE_UNREADABLE, text)
    if len(text) not in GTIN_LENGTHS:
        return _bad(Column.BARCODE, BadReason.BARCODE_LENGTH, text)
    if not gtin_check_holds(text):
        return _bad(Column.BARCODE, BadReason.BARCODE_CHECK_DIGIT, text)
    return gtin_key(text)


def _price(written: str) -> Money | BadCell:
    text = written.translate(_HALF_WIDTH).strip()
    if not text:
        return _bad(Column.PRICE, BadReason.PRICE_MISSING, "")
    price = read_price(text)
    if isinstance(price, PriceUnreadable):
        return _bad(Column.PRICE, _price_reason(text), text)
    if price == ZERO:
        return _bad(Column.PRICE, BadReason.PRICE_ZERO, text)
    return price


def _price_reason(text: str) -> BadReason:
    if _NEGATIVE.match(text):
        return BadReason.PRICE_NEGATIVE
    return BadReason.PRICE_DECIMALS if _TOO_FINE.fullmatch(text) else BadReason.PRICE_UNREADABLE


def _bad(column: Column, reason: BadReason, value: str) -> BadCell:
    return BadCell(column=column, reason=reason, value=clean(value, cells_max=VALUE_CELLS_MAX))
