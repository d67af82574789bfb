"""Ten hostile strings in every sink: each arrives as text that does nothing."""

import csv
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from terminal_app.domain.export import Export
from terminal_app.exports.fields import FORMULA_STARTS, inert, is_inert, plain
from terminal_app.exports.files import Form, files
from terminal_app.wording import Language, Wording
from tests.unit.exports.test_page import Read

ZH = Wording(Language.ZH)
HOSTILE = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    '@SUM(1)*HYPERLINK("http://x")',
    "\t=1+1",
    "\r\n=cmd",
    "＝１＋１",
    "＋＠－ 冰箱",
    "<script>alert(1)</script>\"'><img src=x>",
    "\u202e\u200b=\x1b[31m[/]冰箱\x00",
)


def poisoned(export: Export, text: str) -> Export:
    """The same day with the text wherever somebody else's text can come from."""
    sales = tuple(
        replace(
            one,
            operator_id=text,
            requested=replace(
                one.requested,
                items=tuple(
                    replace(item, name=text, serial_number=text) for item in one.requested.items
                ),
            ),
        )
        for one in export.sales
    )
    exceptions = tuple(replace(one, code=text) for one in export.exceptions)
    source = replace(export.source, store_name=text, operator_id=text)
    return replace(export, sales=sales, exceptions=exceptions, source=source)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_csv_cell_begins_like_a_formula(export: Export, text: str) -> None:
    made = files(poisoned(export, text), ZH, form=Form.CSV, name="d.csv")
    for name, content in made.items():
        if not name.endswith(".csv"):
            continue
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) == 1
        for cell in (cell for row in rows for cell in row if cell):
            is_number = cell.lstrip("-").replace(".", "").isdigit()
            assert is_number or cell[0] not in FORMULA_STARTS, (name, cell)
            assert not set(cell) & set("\x00\x1b\r\n\u202e\u200b")


@pytest.mark.parametrize("text", HOSTILE)
def test_every_workbook_cell_is_text_or_a_number(export: Export, text: str) -> None:
    made = files(poisoned(export, text), ZH, form=Form.XLSX, name="d.xlsx")
    book = load_workbook(io.BytesIO(made["d.xlsx"]))
    seen = set()
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                seen.add(cell.value)
                if isinstance(cell.value, str) and not is_inert(cell.value):
                    assert cell.quotePrefix, "saved again as CSV it stays text"
    assert plain(text) in seen


@pytest.mark.parametrize("text", HOSTILE)
def test_the_page_shows_hostile_text_and_obeys_none_of_it(export: Export, text: str) -> None:
    made = files(poisoned(export, text), ZH, form=Form.HTML, name="d.html")
    read = Read(made["d.html"].decode())
    assert not read.open
    assert not read.tags & {"script", "img"}
    assert plain(text) in read.shown


@pytest.mark.parametrize("text", ["冰箱", "BCD-215", "双开门 =冰箱", "3+2 人沙发", ""])
def test_ordinary_names_stay_as_they_are(text: str) -> None:
    assert inert(text) == text
