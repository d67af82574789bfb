"""The workbook (XLSX): each table a sheet, dates as dates, money as numbers, ids as text. The one place of xlsxwriter.

Writes no formula at all: text that looks like one stays text, whatever program opens or saves it later.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, assert_never

import xlsxwriter

from terminal_app.domain.export import Export
from terminal_app.domain.foreign_text import cells
from terminal_app.domain.instant import SHANGHAI
from terminal_app.domain.money import Money
from terminal_app.exports.fields import Cell, Kind, Sheet, is_inert
from terminal_app.exports.sheets import sheets, title
from terminal_app.wording import Wording

PAPER_A4 = 9
WIDTH_MIN = 8
WIDTH_MAX = 40
FORMATS: Mapping[str, Mapping[str, object]] = {
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"},
    "head_right": {
        "bold": True,
        "bottom": 1,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "right",
    },
    Kind.TEXT: {},
    Kind.ID: {"num_format": "@"},
    Kind.MONEY: {"num_format": "#,##0.00"},
    Kind.COUNT: {"num_format": "#,##0"},
    Kind.INSTANT: {"num_format": "yyyy-mm-dd hh:mm:ss"},
    "quoted": {"num_format": "@", "quote_prefix": True},
}
WIDTHS = {Kind.MONEY: 14, Kind.COUNT: 8, Kind.INSTANT: 20}


def workbook(export: Export, words: Wording) -> bytes:
    """The whole export as one file."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    head = title(export)
    book.set_properties({"title": head, "created": _local(export.summary.at)})
    formats = {name: book.add_format(dict(one)) for name, one in FORMATS.items()}
    for sheet in sheets(export, words):
        name = words.say(f"export-sheet-{sheet.key}")
        _Page(page=book.add_worksheet(name), formats=formats, words=words).fill(sheet, head, name)
    book.close()
    return content.getvalue()


@dataclass(frozen=True, slots=True)
class _Page:
    """One sheet being written."""

    page: Any
    formats: Mapping[str, Any]
    words: Wording

    def fill(self, sheet: Sheet, head: str, name: str) -> None:
        """Write the table, and make it fit to be read and printed."""
        heads = [self.words.say(f"export-column-{one.key}") for one in sheet.fields]
        for column, (text, field) in enumerate(zip(heads, sheet.fields, strict=True)):
            over = "head_right" if field.kind in {Kind.MONEY, Kind.COUNT} else "head"
            self.page.write_string(0, column, text, self.formats[over])
        for number, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                self._write(number, column, cell, sheet.fields[column].kind)
        for column, field in enumerate(sheet.fields):
            texts = [heads[column], *(row[column] for row in sheet.rows)]
            self.page.set_column(column, column, _width(texts, field.kind))
        self.page.freeze_panes(1, 0)
        self.page.autofilter(0, 0, len(sheet.rows), len(heads) - 1)
        self._set_up_print(head.replace("&", "&&"), name)

    def _set_up_print(self, head: str, name: str) -> None:
        self.page.repeat_rows(0)
        self.page.set_landscape()
        self.page.set_paper(PAPER_A4)
        self.page.fit_to_pages(1, 0)
        self.page.set_header(f"&L{head[:120]}&R{name}")
        self.page.set_footer("&C&P / &N")

    def _write(self, row: int, column: int, cell: Cell, kind: Kind) -> None:
        shown = self.formats[kind]
        match cell:
            case None | "":
                return
            case Money():
                # A decimal, written out as it stands: no binary fraction on the way.
                self.page.write_number(row, column, Decimal(cell.fen) / 100, shown)
            case int():
                self.page.write_number(row, column, cell, shown)
            case datetime():
                self.page.write_datetime(row, column, _local(cell), shown)
            case str():
                quoted = shown if is_inert(cell) else self.formats["quoted"]
                self.page.write_string(row, column, cell, quoted)
            case _:
                assert_never(cell)


def _width(texts: list[Cell], kind: Kind) -> int:
    """Cells the column takes, wide characters counted as two."""
    widest = max(cells(one) for one in texts if isinstance(one, str)) + 3
    return min(max(widest, WIDTHS.get(kind, WIDTH_MIN)), WIDTH_MAX)


def _local(at: datetime) -> datetime:
    """The wall clock in Asia/Shanghai to the second: a spreadsheet knows no zone and no thousandth."""
    return at.astimezone(SHANGHAI).replace(tzinfo=None, microsecond=0)
