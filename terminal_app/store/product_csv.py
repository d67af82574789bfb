"""A product list as a file: its encoding, its separator, its column names, its lines.

Owns the reading of what Excel and a store's ERP export, and the writing of the report of bad lines. Decides nothing
about a line (the domain does) and touches no table.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from terminal_app.domain.product import (
    BadLine,
    BadReason,
    Column,
    ListedProduct,
    folded,
    read_product,
)
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble

BYTES_MAX = 20 * 1024 * 1024
LINES_MAX = 20_000
"""A store lists some thousands; taking this many keeps the journal from being written for less than a second."""

LINES_IN_CELL_MAX = 8
"""A cell with a line break in it; what goes on for longer is a quote that nobody closed."""

PROGRESS_LINES = 5_000
SEPARATORS = (",", ";", "\t")

NAMES: Mapping[Column, tuple[str, ...]] = {
    Column.BARCODE: ("barcode", "条码", "商品条码", "国际条码"),
    Column.NAME: ("name", "名称", "商品名称", "品名"),
    Column.MODEL: ("model", "型号", "规格型号"),
    Column.PRICE: ("price", "价格", "售价", "零售价", "单价"),
}
"""What a column may be called; of two columns that fit, the one that stands earlier here is read."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductList:
    """What a file says: good lines, each product once, and the lines that were not taken, in the file's order."""

    products: tuple[ListedProduct, ...]
    bad_lines: tuple[BadLine, ...]


def read_list(path: Path, progress: Progress | None = None) -> ProductList:
    """Read a whole list; of two lines of one product the later one counts.

    Raises EnvironmentTrouble when the file itself cannot be read.
    """
    lines = list(io.StringIO(_text(path), newline=""))
    header = next((at for at, line in enumerate(lines) if line.strip()), None)
    if header is None:
        raise EnvironmentTrouble(Trouble.LIST_UNREADABLE, file=str(path), problem=_WANTED)
    separator, places = _header(lines[header], path)
    found: dict[str, tuple[int, ListedProduct]] = {}
    bad_lines: list[BadLine] = []
    for at, row in _rows(lines, header + 1, separator):
        if progress is not None and at % PROGRESS_LINES == 0:
            progress(at)
        if isinstance(row, BadReason):
            bad_lines.append(BadLine(line=at, column=None, reason=row, value=""))
            continue
        if not any(cell.strip() for cell in row):
            continue
        read = read_product(
            {column: row[place] for column, place in places.items() if place < len(row)}
        )
        if not isinstance(read, ListedProduct):
            bad_lines.append(
                BadLine(line=at, column=read.column, reason=read.reason, value=read.value)
            )
            continue
        if read.key in found:
            bad_lines.append(_repeated(*found[read.key]))
        found[read.key] = (at, read)
    bad_lines.sort(key=lambda one: one.line)
    return ProductList(
        products=tuple(product for _, product in found.values()), bad_lines=tuple(bad_lines)
    )


def write_report(path: Path, bad_lines: Sequence[BadLine], say: Callable[[BadLine], str]) -> None:
    """Write the bad lines with what is wrong with each, as CSV that Excel opens as Chinese.

    Raises EnvironmentTrouble when the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("line", "column", "reason", "value", "message"))
            for one in bad_lines:
                cells = (one.column or "", one.reason, one.value, say(one))
                writer.writerow((one.line, *(_harmless(cell) for cell in cells)))
    except OSError as error:
        raise EnvironmentTrouble(
            Trouble.FILE_UNWRITABLE, file=str(path), problem=error.strerror or ""
        ) from error


_WANTED = "barcode/条码, name/名称, model/型号, price/价格"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _text(path: Path) -> str:
    """By its byte order mark, else UTF-8, else GB18030, as Excel in China writes it."""
    try:
        with path.open("rb") as file:
            raw = file.read(BYTES_MAX + 1)
    except OSError as error:
        raise EnvironmentTrouble(Trouble.FILE_MISSING, file=str(path)) from error
    if len(raw) > BYTES_MAX:
        raise EnvironmentTrouble(Trouble.LIST_UNREADABLE, file=str(path), problem="> 20 MB")
    marked = next((encoding for bom, encoding in _BOMS if raw.startswith(bom)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:  # UTF-16 without its mark, or no text at all
            return text
    raise EnvironmentTrouble(Trouble.LIST_UNREADABLE, file=str(path), problem="UTF-8 / GB18030")


def _header(line: str, path: Path) -> tuple[str, dict[Column, int]]:
    """The separator under which the header names most columns, and where each column stands."""
    found = [(separator, _places(line, separator)) for separator in SEPARATORS]
    separator, places = max(found, key=lambda one: len(one[1]))
    named = {Column.NAME, Column.PRICE} <= places.keys()
    if not named or not {Column.BARCODE, Column.MODEL} & places.keys():
        raise EnvironmentTrouble(Trouble.LIST_UNREADABLE, file=str(path), problem=_WANTED)
    return separator, places


def _places(line: str, separator: str) -> dict[Column, int]:
    try:
        names = [folded(cell) for cell in next(csv.reader([line], delimiter=separator))]
    except csv.Error:
        return {}
    places: dict[Column, int] = {}
    for column, called in NAMES.items():
        place = next((names.index(name) for name in called if name in names), None)
        if place is not None:
            places[column] = place
    return places


def _rows(
    lines: Sequence[str], start: int, separator: str
) -> Iterator[tuple[int, list[str] | BadReason]]:
    """Each row with the number of its first line. A quote left open costs its own line, not those behind it."""
    at = start
    while at < len(lines):
        if at >= LINES_MAX:
            yield at + 1, BadReason.TOO_MANY_LINES
            return
        reader = csv.reader(lines[at : at + LINES_IN_CELL_MAX], delimiter=separator, strict=True)
        try:
            row: list[str] | BadReason = next(reader)
            taken = reader.line_num
        except csv.Error:
            row, taken = BadReason.QUOTES, 1
        yield at + 1, row
        at += taken


def _repeated(line: int, product: ListedProduct) -> BadLine:
    column = Column.BARCODE if product.barcode else Column.MODEL
    value = product.barcode or product.model
    return BadLine(line=line, column=column, reason=BadReason.REPEATED, value=value)


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text, whatever it begins with (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
