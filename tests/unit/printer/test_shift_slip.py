"""Slips of shifts fit their paper, say what they are, and their code can be scanned."""

from dataclasses import replace

import pytest
import zxingcpp

from terminal_app.domain.foreign_text import cells
from terminal_app.domain.shift_slip import ShiftSlip
from terminal_app.printer import (
    COLUMNS_58MM,
    COLUMNS_80MM,
    SlipText,
    lay_out_shift,
    plain_text,
)
from terminal_app.slips import SHIFT_PARTS
from terminal_app.wording import Language, Wording
from tests.unit.printer.shift_samples import BUSY, SHIFT_STORIES, report, slip
from tests.unit.printer.test_slip import picture

WORDING = {language: Wording(language, SHIFT_PARTS) for language in Language}
WIDTHS = (COLUMNS_58MM, COLUMNS_80MM)


def printed(of: ShiftSlip, columns: int = COLUMNS_80MM, language: Language = Language.ZH) -> str:
    return plain_text(lay_out_shift(of, WORDING[language], columns=columns), columns=columns)


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("last", [1, 3_345, 99_999_999])
def test_the_code_says_terminal_shift_last_row_and_hashes(columns: int, last: int) -> None:
    of = slip(replace(report(BUSY), first_sequence=1, last_sequence=last))
    found = zxingcpp.read_barcodes(picture(printed(of, columns)))
    assert [one.text for one in found] == [
        f"CT1;T0000000017;12;{last};{'5F2C9A0D' * 8};{'0A1B2C3D' * 4}"
    ]


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("story", SHIFT_STORIES)
def test_no_line_is_wider_than_the_paper(story: str, language: Language, columns: int) -> None:
    lines = lay_out_shift(SHIFT_STORIES[story], WORDING[language], columns=columns)
    assert max(cells(one.text) for one in lines if isinstance(one, SlipText)) <= columns


def test_the_code_fits_the_wider_paper_as_text_too() -> None:
    assert max(cells(line) for line in printed(slip(report(BUSY))).splitlines()) <= COLUMNS_80MM


def test_an_x_slip_says_that_nothing_was_closed_and_has_no_code() -> None:
    text = printed(SHIFT_STORIES["shift-x"])
    assert "X 报表 未交班" in text
    assert "没有交班" in text
    assert "交班人" not in text
    assert zxingcpp.read_barcodes(picture(text)) == []


def test_a_shift_without_anything_says_so() -> None:
    text = printed(SHIFT_STORIES["shift-empty"])
    assert "首班" in text
    assert "移交下一班\n无\n" in text


def test_every_waiting_entry_is_counted_also_those_not_named() -> None:
    text = printed(SHIFT_STORIES["shift-busy"])
    assert "等待上传 15 条" in text
    assert "另有 3 条" in text


def test_a_second_print_is_a_copy() -> None:
    assert printed(SHIFT_STORIES["shift-copy-training"]).count("副本 2") == 2
