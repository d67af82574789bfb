"""CSV files that open right by a double click in Excel and WPS, with Chinese in them. Knows no rule and no file system.

UTF-8 with a byte-order mark, or GB18030 for older programs; CRLF. Text that is nothing but a long number of digits, or
begins with a nought, ends with a tab whatever its column, as the payment companies' bills do: without it a spreadsheet
makes a number of 15 digits of it and the rest is lost.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from terminal_app.domain.instant import SHANGHAI
from terminal_app.domain.money import Money
from terminal_app.exports.fields import Cell, Sheet, inert
from terminal_app.wording import Wording

SHEETS = {"sales": "", "summary": "summary", "refunds": "refunds", "exceptions": "exceptions"}
"""Which tables become files, and what stands before `.csv` in their names: the lines are the file itself."""

DIGITS_SAFE = 11
"""Longer ones are shown in scientific notation by a spreadsheet, and from the 16th digit on they are lost."""
_POWER_OF_TEN = re.compile(r"\d+(?:\.\d+)?[eE][+-]?\d+")


class Encoding(StrEnum):
    """How the characters are written."""

    UTF_8 = "utf-8"
    """With a byte-order mark: Excel takes a file without one for the old Chinese code page."""
    GB18030 = "gb18030"


def csv_file(sheet: Sheet, words: Wording, encoding: Encoding) -> bytes:
    """One table as a file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(words.say(f"export-column-{one.key}") for one in sheet.fields)
    for row in sheet.rows:
        writer.writerow(_text(cell) for cell in row)
    match encoding:
        case Encoding.UTF_8:
            return text.getvalue().encode("utf-8-sig")
        case Encoding.GB18030:
            return text.getvalue().encode("gb18030")
        case _:
            assert_never(encoding)


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Money():
            return cell.yuan
        case datetime():
            return f"{cell.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
        case int():
            return str(cell)
        case str():
            return _kept_as_text(cell)
        case _:
            assert_never(cell)


def _kept_as_text(text: str) -> str:
    """The text, so that no spreadsheet makes another number of it: `12E5` is a serial number, too."""
    is_long = text.isdigit() and (len(text) > DIGITS_SAFE or text.startswith("0"))
    return f"{text}\t" if is_long or _POWER_OF_TEN.fullmatch(text) else inert(text)
