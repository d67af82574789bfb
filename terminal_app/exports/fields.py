"""What may leave the terminal in a file: the allow-list of fields, sheet by sheet, and how text is made harmless.

A field that does not stand here is in no file. Personal data is not in the list at all: an operator is a number, a
coupon is shown by its ends, and there is no field for a code, a holder or a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from terminal_app.domain.foreign_text import clean
from terminal_app.domain.money import Money

TEXT_CELLS_MAX = 120
MASK = "****"
VISIBLE = 4

FORMULA_STARTS = frozenset("=+-@＝＋－＠\t\r\n|%")
"""What a spreadsheet may take for the beginning of a formula, a macro or a link, full-width forms too."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    ID = "id"
    """Digits that are no number: never rounded, never added up."""
    MONEY = "money"
    COUNT = "count"
    INSTANT = "instant"


Cell = Money | int | str | datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column: the key of its heading in exports.ftl, and what it holds."""

    key: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of an export: a column for each field, all cells of the field's kind or empty."""

    key: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        assert all(len(row) == len(self.fields) for row in self.rows), "a cell for each field"


def _fields(**kinds: Kind) -> tuple[Field, ...]:
    return tuple(Field(key=key.replace("_", "-"), kind=kind) for key, kind in kinds.items())


_SUMS = {"count": Kind.COUNT, "gross": Kind.MONEY, "discount": Kind.MONEY, "paid": Kind.MONEY}
FIELDS: dict[str, tuple[Field, ...]] = {
    "summary": _fields(figure=Kind.TEXT, **_SUMS, paid_back=Kind.MONEY, subsidy_back=Kind.MONEY),
    "by-type": _fields(type=Kind.COUNT, **_SUMS),
    "by-hour": _fields(hour=Kind.TEXT, **_SUMS),
    "by-operator": _fields(operator=Kind.ID, **_SUMS),
    "subsidy": _fields(payer=Kind.TEXT, given=Kind.MONEY, subsidy_back=Kind.MONEY, net=Kind.MONEY),
    "sales": _fields(
        at=Kind.INSTANT,
        sale=Kind.ID,
        coupon=Kind.ID,
        type=Kind.COUNT,
        item=Kind.TEXT,
        serial=Kind.TEXT,
        unit_price=Kind.MONEY,
        units=Kind.COUNT,
        gross=Kind.MONEY,
        discount=Kind.MONEY,
        paid=Kind.MONEY,
        operator=Kind.ID,
        way=Kind.TEXT,
        state=Kind.TEXT,
        sale_state=Kind.TEXT,
    ),
    "refunds": _fields(
        at=Kind.INSTANT,
        refund=Kind.ID,
        sale=Kind.ID,
        sold_at=Kind.INSTANT,
        coupon=Kind.ID,
        kind=Kind.TEXT,
        units=Kind.COUNT,
        paid_back=Kind.MONEY,
        subsidy_back=Kind.MONEY,
        coupon_fate=Kind.TEXT,
        operator=Kind.ID,
        state=Kind.TEXT,
    ),
    "exceptions": _fields(
        at=Kind.INSTANT,
        figure=Kind.TEXT,
        sale=Kind.ID,
        coupon=Kind.ID,
        at_stake=Kind.MONEY,
        operator=Kind.ID,
        code=Kind.TEXT,
        why=Kind.TEXT,
        owner=Kind.ID,
        note=Kind.TEXT,
    ),
    "about": _fields(about=Kind.TEXT, value=Kind.TEXT),
}
"""The allow-list."""


def masked(coupon_id: str) -> str:
    """A coupon by its ends: enough to find it together with the bank, not enough to use it."""
    if len(coupon_id) <= 2 * VISIBLE:
        return MASK
    return f"{coupon_id[:VISIBLE]}{MASK}{coupon_id[-VISIBLE:]}"


def plain(text: str) -> str:
    """Foreign text as it may stand in a file: one line, without control or invisible characters."""
    return clean(text, cells_max=TEXT_CELLS_MAX)


def is_inert(text: str) -> bool:
    """Whether no spreadsheet takes the text for a formula."""
    start = text.lstrip(" \u3000'\"")[:1]
    return start not in FORMULA_STARTS or not start


def inert(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet might run."""
    return text if is_inert(text) else f"'{text}"
