"""What may leave the terminal in a file: the allow-list of fields, sheet by sheet, and how text is made harmless.

A field that does not stand here is in no file. There is none for a code, a holder, a person's name or a note; an
operator is a number, a coupon is shown by its ends. What a cashier typed, an item's name and its serial number, loses
the middle of every number that may be a person's. Recognises no names of people: who writes one into an item's name
sends it out with the item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from terminal_app.domain.foreign_text import clean
from terminal_app.domain.money import Money
from terminal_app.domain.product import gtin_check_holds

TEXT_CELLS_MAX = 120
MASK = "****"
VISIBLE = 4
LONG = 11
"""Digits from which on a number shows its ends, as a phone number does on every bill here; a shorter one its tail."""
HEAD, TAIL, TAIL_OF_SHORT = 3, 4, 2
EAN_13 = 13
COUNTRY_CODE = "86"

_PERSONAL = re.compile(
    r"(?:86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"  # a mobile phone
    r"|\d{6}[ -]\d{8}[ -]\d{3}[\dXx]"  # an ID number, written in its parts
    r"|\d{4}(?:[ -]\d{4}){2,4}(?:[ -]?\d{1,3})?"  # a bank card, written in fours
    r"|\d{7,}[Xx]?"
)
_IN_SERIAL = re.compile(
    r"(?<![0-9A-Za-z-])(?:"
    r"(?:86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}"
    r"|\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[\dXx]"  # an ID number: a region, a date of birth
    r")(?![0-9A-Za-z])"
)

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
        serial=Kind.ID,
        unit_price=Kind.MONEY,
        units_in_sale=Kind.COUNT,
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


def item_name(name: str, *, barcode: str | None, serial: str | None) -> str:
    """An item as a cashier named it, without numbers that may be a person's.

    Seven digits on end are a landline, more a phone, an ID or a card: each is masked unless it is the item's own number
    or an EAN-13.
    """
    known = (barcode or "", serial_number(serial))
    return _PERSONAL.sub(lambda found: _veiled(found[0], known), plain(name))


def serial_number(serial: str | None) -> str:
    """A serial number whole, as the bank looks for it, without the phone or ID number somebody typed into its field."""
    return _IN_SERIAL.sub(lambda found: _masked_number(found[0]), plain(serial or ""))


def _veiled(number: str, known: tuple[str, ...]) -> str:
    is_ean = len(number) == EAN_13 and not number.startswith(COUNTRY_CODE)
    if any(number in one for one in known) or (is_ean and gtin_check_holds(number)):
        return number
    return _masked_number(number)


def _masked_number(number: str) -> str:
    bare = number.replace(" ", "").replace("-", "")
    if len(bare) < LONG:
        return f"{MASK}{bare[-TAIL_OF_SHORT:]}"
    return f"{bare[:HEAD]}{MASK}{bare[-TAIL:]}"


def is_inert(text: str) -> bool:
    """Whether no spreadsheet takes the text for a formula."""
    start = text.lstrip(" \u3000'\"")[:1]
    return start not in FORMULA_STARTS or not start


def inert(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet might run."""
    return text if is_inert(text) else f"'{text}"
