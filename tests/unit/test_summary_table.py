"""The summary as a table: narrow enough for any terminal, right in both languages, whatever a name contains."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from terminal_app.cli.summary import summary_json
from terminal_app.cli.summary_text import LINE_CELLS, summary_text
from terminal_app.domain.day import Span, read_span
from terminal_app.domain.foreign_text import cells
from terminal_app.domain.money import Money
from terminal_app.domain.summary import ReturnFigure, SaleFigure, Summary
from terminal_app.usecases.complete import complete
from terminal_app.usecases.refund import RefundRequest, refund
from terminal_app.usecases.summary import summary
from terminal_app.wording import Language, Wording
from tests.support.terminal import OPERATOR, Till, make_terminal, redeemed

WORDS = {language: Wording(language) for language in Language}
HOSTILE = "[red]王\x1b[31m芳\u202e=1+1" + "很长" * 40
AMOUNT = re.compile(r"[0-9]\.[0-9]{2}(?: |$)")
NAMES = {"1001": "王芳"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    """A day with an outage, a sale that is open, and a refund."""
    till = make_terminal(tmp_path_factory.mktemp("till"))
    first = redeemed(till.redeem()).redemption.requested.sale_id
    complete(till.terminal, sale_id=first, operator=OPERATOR)
    till.bank.is_reachable = False
    till.watch.forward(seconds=7_200)
    redeemed(till.redeem())
    refund(till.terminal, RefundRequest(sale_id=first, operator=OPERATOR))
    span = read_span("today", "today", now=till.watch.now)
    assert isinstance(span, Span)
    found = summary(till.terminal, span=span)
    till.opened.close()
    return found


def lines(made: Summary, language: Language, **names: str) -> tuple[str, ...]:
    return summary_text(made, {**NAMES, **names}, "振兴家电", WORDS[language])


@pytest.mark.parametrize("language", Language)
def test_no_line_is_wider_than_eighty_columns(made: Summary, language: Language) -> None:
    for line in lines(made, language):
        assert cells(line) <= LINE_CELLS < 80, line


@pytest.mark.parametrize("language", Language)
def test_figures_end_in_one_column_whatever_script_stands_before_them(
    made: Summary, language: Language
) -> None:
    rows = [line for line in lines(made, language) if len(AMOUNT.findall(line)) == 3]
    assert len(rows) > 10
    assert {cells(row) for row in rows} == {LINE_CELLS}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("figure", [*SaleFigure, *ReturnFigure])
def test_every_figure_has_a_word_that_fits_its_column(
    language: Language, figure: SaleFigure | ReturnFigure
) -> None:
    word = WORDS[language].summary_figure(figure)
    assert 2 <= cells(word) <= 26


def test_the_table_says_what_the_figures_are(made: Summary) -> None:
    told = "\n".join(lines(made, Language.ZH))
    assert "汇总  2024-01-28（今天）  振兴家电" in told
    assert "1001 王芳" in told
    assert "每 1 元补贴带动销售 15.00 元" in told
    for part in ("1月28日 12:00 起，尚未恢复", "离线受理 1 笔、优惠 600.00 元", "8,399.00 元"):
        assert part in told
    assert "截至目前（不限日期）：等待上传 1 笔、优惠 600.00 元，未处理异常 0 条" in told
    assert f"待收款：订单 {made.sales_open[0].requested.sale_id}，1月28日 12:00" in told


def test_a_hostile_name_does_no_harm(made: Summary) -> None:
    for line in lines(made, Language.ZH, **{"1001": HOSTILE}):
        assert cells(line) <= LINE_CELLS
        assert not {"\x1b", "\u202e"} & set(line)


def test_a_day_without_anything_still_says_so(tmp_path: Path) -> None:
    till: Till = make_terminal(tmp_path)
    span = read_span("2024-01-01", "2024-01-07", now=till.watch.now)
    assert isinstance(span, Span)
    empty = summary(till.terminal, span=span)
    told = lines(empty, Language.ZH)
    assert told[0].startswith("汇总  2024-01-01 – 2024-01-07")
    assert any("较 2023-12-25 – 2023-12-31：" in line for line in told)
    assert "%" not in "".join(told)
    till.opened.close()


def test_json_and_table_show_the_same_sums(made: Summary) -> None:
    content = summary_json(made, NAMES)
    told = "\n".join(lines(made, Language.EN))
    for name in ("gross", "discount", "paid"):
        assert f"{Money(int(str(content[name]).replace('.', '')))}" in told


def test_a_very_large_figure_still_fits(made: Summary) -> None:
    large = Money(99_999_999_999)
    subsidy = replace(made.figures.subsidy, back=large, shares=())
    huge = replace(made, figures=replace(made.figures, subsidy=subsidy))
    assert any(line.rstrip().endswith("-999,998,799.99") for line in lines(huge, Language.ZH))
