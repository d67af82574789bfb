"""The CSV files as a spreadsheet and a script read them."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from terminal_app.domain.export import Export
from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.summary import ReturnFigure, SaleFigure
from terminal_app.exports.csv_file import Encoding
from terminal_app.exports.files import Form, files
from terminal_app.wording import Language, Wording

ZH = Wording(Language.ZH)


def tables(
    export: Export, words: Wording = ZH, encoding: Encoding = Encoding.UTF_8
) -> dict[str, list[dict[str, str]]]:
    made = files(export, words, form=Form.CSV, name="day.csv", encoding=encoding)
    codec = "utf-8-sig" if encoding is Encoding.UTF_8 else "gb18030"
    return {
        name: list(csv.DictReader(io.StringIO(content.decode(codec), newline="")))
        for name, content in made.items()
        if name.endswith(".csv")
    }


def test_an_export_is_four_files_and_a_manifest(export: Export) -> None:
    assert list(files(export, ZH, form=Form.CSV, name="day.csv")) == [
        "day.csv",
        "day.summary.csv",
        "day.refunds.csv",
        "day.exceptions.csv",
        "day.csv.manifest.json",
    ]


def test_utf_8_begins_with_the_mark_and_every_line_ends_in_crlf(export: Export) -> None:
    content = files(export, ZH, form=Form.CSV, name="day.csv")["day.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") == len(export.sales) + 1


def test_what_was_confirmed_after_it_was_accepted_offline_says_so(export: Export) -> None:
    sales = list(export.sales)
    confirmed = next(
        number for number, one in enumerate(sales) if one.state is RedemptionState.CONFIRMED
    )
    sales[confirmed] = replace(sales[confirmed], accepted_offline=True)
    line = tables(replace(export, sales=tuple(sales)))["day.csv"][confirmed]
    assert (line["受理方式"], line["状态"]) == ("离线", "已补确认")
    line = tables(export)["day.csv"][confirmed]
    assert (line["受理方式"], line["状态"]) == ("在线", "在线确认")


def test_both_encodings_say_the_same(export: Export, words: Wording) -> None:
    assert tables(export, words) == tables(export, words, Encoding.GB18030)
    national = files(export, words, form=Form.CSV, name="d.csv", encoding=Encoding.GB18030)
    assert not national["d.csv"].startswith(b"\xef\xbb\xbf")


def test_the_lines_add_up_to_the_summary(export: Export) -> None:
    lines = tables(export)["day.csv"]
    given = export.summary.figures.given
    assert len(lines) == given.count == 6
    for column, figure in (("销售额", given.gross), ("优惠", given.discount), ("实付", given.paid)):
        assert sum(Decimal(line[column]) for line in lines) == Decimal(figure.yuan)


def test_the_summary_file_has_every_figure(export: Export, words: Wording) -> None:
    rows = {next(iter(row.values())): row for row in tables(export, words)["day.summary.csv"]}
    assert len(rows) == len(SaleFigure) + len(ReturnFigure)
    given = rows[words.summary_figure(SaleFigure.GIVEN)]
    assert given[words.say("export-column-gross")] == export.summary.figures.given.gross.yuan
    refunds = rows[words.summary_figure(ReturnFigure.REFUNDS)]
    figure = export.summary.figures.returns[ReturnFigure.REFUNDS]
    assert refunds[words.say("export-column-paid-back")] == figure.paid_back.yuan


def test_an_id_keeps_all_its_digits_and_a_coupon_is_masked(export: Export) -> None:
    (line, *_) = tables(export)["day.csv"]
    assert line["订单号"] == f"{export.sales[0].requested.sale_id}\t"
    assert line["消费券"] == "7000****0001"
    assert line["序列号"] == "SN-0001"
    assert line["时间"] == "2024-01-28 10:12:11"


@pytest.mark.parametrize(
    "digits", ["20240128000000000017", "869012345678901", "000012", "12E5", "1.5e+7"]
)
def test_digits_in_any_text_stay_as_they_are(export: Export, digits: str) -> None:
    first, *more = export.sales
    (item,) = first.requested.items
    named = replace(item, name=digits, serial_number=digits, barcode=digits)
    sales = (replace(first, requested=replace(first.requested, items=(named,))), *more)
    (line, *_) = tables(replace(export, sales=sales))["day.csv"]
    assert (line["序列号"], line["用券商品"]) == (f"{digits}\t", f"{digits}\t")


def test_refunds_and_exceptions_have_their_lines(export: Export) -> None:
    found = tables(export)
    assert [row["退款方式"] for row in found["day.refunds.csv"]] == ["部分退款", "全额退款", "撤销"]
    (row,) = found["day.exceptions.csv"]
    assert (row["涉及金额"], row["代码"], row["原因"] != "") == ("300.00", "coupon_used", True)


@pytest.mark.parametrize("encoding", Encoding)
def test_no_secret_of_a_coupon_is_in_any_file(export: Export, encoding: Encoding) -> None:
    made = files(export, ZH, form=Form.CSV, name="d.csv", encoding=encoding)
    made |= files(export, ZH, form=Form.HTML, name="d.html")
    for sale in export.sales:
        for content in made.values():
            assert sale.requested.token.encode() not in content
            assert sale.requested.coupon_id.encode() not in content
