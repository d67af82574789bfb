"""The workbook as an independent reader finds it."""

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from terminal_app.domain.export import Export
from terminal_app.domain.instant import SHANGHAI
from terminal_app.domain.summary import SaleFigure
from terminal_app.exports.workbook import workbook
from terminal_app.wording import Language, Wording

ZH = Wording(Language.ZH)
NAMES = ["汇总", "按券种", "按小时", "按收银员", "补贴", "明细", "退款", "异常", "说明"]


@pytest.fixture(scope="module")
def book(export: Export) -> Any:
    return load_workbook(io.BytesIO(workbook(export, ZH)))


def columns(sheet: Any) -> dict[str, list[Any]]:
    heads, *rows = sheet.iter_rows()
    return {head.value: [row[at] for row in rows] for at, head in enumerate(heads)}


def test_the_sheets_are_those_a_manager_asks_for(book: Any) -> None:
    assert book.sheetnames == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_heading_is_frozen_filtered_and_printed_again(book: Any, name: str) -> None:
    sheet = book[name]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.fitToWidth in {None, 1}  # one is the default
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_types_are_real(book: Any, export: Export) -> None:
    sales = columns(book["明细"])
    assert [cell.value for cell in sales["时间"]] == [
        one.at.astimezone(SHANGHAI).replace(tzinfo=None, microsecond=0) for one in export.sales
    ]
    assert all(cell.is_date and isinstance(cell.value, datetime) for cell in sales["时间"])
    assert {cell.data_type for cell in sales["优惠"]} == {"n"}
    assert {cell.number_format for cell in sales["优惠"]} == {"#,##0.00"}
    ids = [cell.value for cell in sales["订单号"]]
    assert ids == [one.requested.sale_id for one in export.sales]
    assert {cell.data_type for cell in sales["订单号"]} == {"s"}
    assert {len(one) for one in ids} == {24}


def test_money_is_the_same_to_the_fen(book: Any, export: Export) -> None:
    sales = columns(book["明细"])
    for name, amounts in (
        ("销售额", [one.requested.gross for one in export.sales]),
        ("实付", [one.requested.payable for one in export.sales]),
    ):
        written = [Decimal(str(cell.value)) * 100 for cell in sales[name]]
        assert written == [one.fen for one in amounts]


def test_the_figures_are_those_of_the_summary(book: Any, export: Export) -> None:
    figures = export.summary.figures
    found = columns(book["汇总"])
    row = [cell.value for cell in found["项目"]].index(ZH.summary_figure(SaleFigure.GIVEN))
    assert found["笔数"][row].value == figures.given.count
    assert Decimal(str(found["销售额"][row].value)) == Decimal(figures.given.gross.yuan)
    by_type = columns(book["按券种"])
    assert [cell.value for cell in by_type["券种（元）"]] == [300, 500, 600]
    assert sum(cell.value for cell in by_type["笔数"]) == figures.given.count
    payers = columns(book["补贴"])
    *parts, whole = [cell.value for cell in payers["发放"]]
    assert sum(parts) == whole == int(figures.subsidy.given.fen) / 100


def test_wide_characters_make_a_column_wider(book: Any) -> None:
    sheet = book["汇总"]
    assert sheet.column_dimensions["A"].width >= 2 * len("退款异常，已处理") + 2


def test_no_cell_is_a_formula_or_a_link(book: Any) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)


def test_english_sheets_have_english_names(export: Export) -> None:
    found = load_workbook(io.BytesIO(workbook(export, Wording(Language.EN))))
    assert found.sheetnames[:2] == ["Summary", "By type"]
