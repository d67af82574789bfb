"""The form of a statement (docs/protocol.md, «The statement»): one signed page, its rows and totals, read strictly.

Whatever is not in form raises KeyError, TypeError or ValueError. Verifies no signature and adds nothing up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from terminal_app import wire
from terminal_app.domain.campaign import Environment, Fate
from terminal_app.domain.instant import from_text
from terminal_app.domain.money import Money
from terminal_app.domain.refund import RefundKind
from terminal_app.domain.statement import RowKind, RowStatus, StatementRow, StatementTotals

PAGES_MAX = 100
ROWS_MAX = 1_000
"""To a page; the body of a reply is bounded long before."""

_FORMAT = 1
_NUMBER_MAX = 2**53
_DIGITS = re.compile(r"[0-9]{1,24}")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_COMMON = (
    "store_id",
    "date",
    "environment",
    "campaign_id",
    "complete",
    "pages",
    "digest",
    "totals",
)

Json = Mapping[str, object]
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as it was signed: its place, the rows' own bytes, and what it says."""

    document: str
    number: int
    pages: int
    common: bytes
    """What all pages of one statement say alike."""
    rows: tuple[Json, ...]
    payload: Json


def read_page(payload: Json, *, document: str) -> Page:
    """The place of a page in its statement; its rows are not read yet."""
    if _typed(payload, "format", int) != _FORMAT:
        raise ValueError("a format this program does not know")
    number, pages = _number(payload, "page"), _number(payload, "pages")
    rows = payload["rows"]
    if not (1 <= number <= pages <= PAGES_MAX and isinstance(rows, list) and len(rows) <= ROWS_MAX):
        raise ValueError("a page out of bounds")
    if not all(isinstance(row, dict) for row in rows):
        raise TypeError("a row is no object")
    common = wire.canonical({name: payload[name] for name in _COMMON})
    return Page(
        document=document,
        number=number,
        pages=pages,
        common=common,
        rows=tuple(rows),
        payload=payload,
    )


def store_of(page: Page) -> str:
    """Whose statement it is."""
    return _matching(page.payload, "store_id", _NAME)


def date_of(page: Page) -> date:
    """The day it is of."""
    return date.fromisoformat(_matching(page.payload, "date", _DATE))


def environment_of(page: Page) -> Environment:
    """Real money, or practice."""
    return Environment(_typed(page.payload, "environment", str))


def is_complete(page: Page) -> bool:
    """Whether the day was over when it was issued."""
    return _typed(page.payload, "complete", bool)


def text_of(page: Page, name: str) -> str:
    """A name that stands in it."""
    return _matching(page.payload, name, _NAME)


def issued_at(page: Page) -> str:
    """When it was signed, as it stands there."""
    return _typed(page.payload, "issued_at", str)


def digest_of(page: Page) -> str:
    """What the rows of all pages must hash to."""
    return _matching(page.payload, "digest", _DIGEST)


def row_of(row: Json) -> StatementRow:
    """One line."""
    refund_kind, coupon = _typed(row, "refund_kind", str), _typed(row, "coupon", str)
    return StatementRow(
        kind=RowKind(_typed(row, "kind", str)),
        event_id=_matching(row, "event_id", _DIGITS),
        redemption_id=_matching(row, "redemption_id", _DIGITS),
        sale_id=_matching(row, "sale_id", _DIGITS),
        coupon_id=_matching(row, "coupon_id", _DIGITS),
        coupon_type=_number(row, "coupon_type"),
        terminal_id=_matching(row, "terminal_id", _NAME),
        environment=Environment(_typed(row, "environment", str)),
        at=from_text(_typed(row, "at", str)),
        booked_at=from_text(_typed(row, "booked_at", str)),
        gross=_money(row, "gross_fen"),
        discount=_money(row, "discount_fen"),
        payable=_money(row, "payable_fen"),
        refund=_money(row, "refund_fen"),
        subsidy_back=_money(row, "subsidy_back_fen"),
        refund_kind=RefundKind(refund_kind) if refund_kind else None,
        coupon=Fate(coupon) if coupon else None,
        status=RowStatus(_typed(row, "status", str)),
    )


def totals_told(page: Page) -> StatementTotals:
    """The totals as they stand there; whoever reads them holds the rows against them."""
    totals = page.payload["totals"]
    if not isinstance(totals, Mapping):
        raise TypeError("totals is not an object")
    return StatementTotals(
        redemptions=_number(totals, "redemptions"),
        reversals=_number(totals, "reversals"),
        refunds=_number(totals, "refunds"),
        gross=_money(totals, "gross_fen"),
        discount=_money(totals, "discount_fen"),
        payable=_money(totals, "payable_fen"),
        refund=_money(totals, "refund_fen"),
        subsidy_back=_money(totals, "subsidy_back_fen"),
    )


def _money(row: Json, name: str) -> Money:
    return Money(_number(row, name))


def _number(row: Json, name: str) -> int:
    number = _typed(row, name, int)
    if not 0 <= number <= _NUMBER_MAX:
        raise ValueError(f"{name} is out of bounds")
    return number


def _matching(row: Json, name: str, form: re.Pattern[str]) -> str:
    text = _typed(row, name, str)
    if form.fullmatch(text) is None:
        raise ValueError(f"{name} is not in form")
    return text


def _typed(row: Json, name: str, kind: type[_Value]) -> _Value:
    value = row[name]
    if type(value) is not kind:
        raise TypeError(f"{name} is not {kind.__name__}")
    return value
