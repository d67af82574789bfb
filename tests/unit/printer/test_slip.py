"""Slips of every kind fit their paper, and their code can be scanned."""

import unicodedata
from dataclasses import replace

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from terminal_app.domain.foreign_text import cells
from terminal_app.domain.money import Money
from terminal_app.domain.receipt import Receipt
from terminal_app.domain.sale import Item
from terminal_app.printer import COLUMNS_58MM, COLUMNS_80MM, SlipText, lay_out, plain_text
from terminal_app.printer.paper import in_fours
from terminal_app.wording import Language, Wording
from tests.unit.printer.samples import (
    CAMPAIGN,
    FRIDGE,
    SALE_ID,
    STORIES,
    TRAINING,
    receipt,
    redemption,
)

WORDING = {language: Wording(language, ("receipt", "states")) for language in Language}
WIDTHS = (COLUMNS_58MM, COLUMNS_80MM)
OBEYED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
DARK = {" ": (False, False), "▀": (True, False), "▄": (False, True), "█": (True, True)}


def slip(of: Receipt, *, columns: int = COLUMNS_80MM, language: Language = Language.ZH) -> str:
    return plain_text(lay_out(of, WORDING[language], columns=columns), columns=columns)


def picture(text: str, *, module: int = 6) -> Image.Image:
    """The block characters of a slip as ink on paper; other characters leave half a cell of noise."""
    rows = text.splitlines()
    image = Image.new("L", (COLUMNS_80MM * module, 2 * len(rows) * module), 255)
    for y, row in enumerate(rows):
        for x, char in enumerate(row):
            upper, lower = DARK.get(char, (False, True))
            for half, dark in enumerate((upper, lower)):
                if dark:
                    box = (x * module, (2 * y + half) * module)
                    image.paste(0, (*box, box[0] + module, box[1] + module))
    return image


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("language", Language)
def test_the_code_on_a_slip_reads_back_as_the_sale(columns: int, language: Language) -> None:
    found = zxingcpp.read_barcodes(picture(slip(receipt(), columns=columns, language=language)))
    assert [one.text for one in found] == [SALE_ID]


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    name=st.text(st.characters(exclude_categories=[]), max_size=90),
    store=st.text(st.characters(exclude_categories=[]), max_size=90),
    fen=st.integers(60_001, 999_999_999),
    quantity=st.integers(1, 999),
    columns=st.sampled_from(WIDTHS),
    language=st.sampled_from(Language),
)
def test_no_text_and_no_amount_makes_a_line_wider_than_the_paper(
    name: str, store: str, fen: int, quantity: int, columns: int, language: Language
) -> None:
    item = Item(name=name or "?", unit_price=Money(fen), quantity=quantity, serial_number=name)
    one = receipt(redemption((item,)), store_name=store, operator_name=name)
    lines = lay_out(one, WORDING[language], columns=columns)
    for line in lines:
        if isinstance(line, SlipText):
            assert cells(line.text) <= columns
            assert not OBEYED & {unicodedata.category(char) for char in line.text}
    text = plain_text(lines, columns=columns)
    assert str(one.paid) in text
    assert f"-{one.discount}" in text


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("story", STORIES)
def test_every_amount_ends_at_the_right_edge(story: str, columns: int) -> None:
    one = STORIES[story]
    lines = slip(one, columns=columns).splitlines()
    for amount in (one.gross, one.paid, *(item.total for item in one.items)):
        assert any(line.endswith(str(amount)) and cells(line) == columns for line in lines)


def test_a_training_slip_says_so_at_its_head_at_its_sum_and_at_its_foot() -> None:
    lines = slip(receipt(campaign=TRAINING)).splitlines()
    said = [at for at, line in enumerate(lines) if "训练 — 非交易凭证" in line]
    assert len(said) == 3
    assert said[0] == 1
    assert said[-1] == len(lines) - 2
    assert "训练" not in slip(receipt(campaign=CAMPAIGN))


def test_a_copy_says_which_one_it_is_and_when_it_was_printed() -> None:
    text = slip(receipt(copy=2))
    assert text.count("副本 2") == 2
    assert "2024-01-30 09:05:00" in text
    assert "副本" not in slip(receipt())


def test_a_slip_before_payment_claims_none() -> None:
    unpaid = slip(STORIES["unpaid"])
    assert "应付" in unpaid
    assert "实付" not in unpaid
    assert "尚未收款" in unpaid
    assert "尚未收款" not in slip(receipt())


def test_an_offline_acceptance_is_never_printed_as_confirmed() -> None:
    offline = slip(STORIES["offline"])
    assert "离线受理" in offline
    assert "在线确认" not in offline


def test_hostile_names_are_printed_harmlessly() -> None:
    hostile = "\x1b[31m[/]\x1b@冰\u202e箱\u200b\n合计 0.01"
    text = slip(receipt(redemption((replace(FRIDGE, name=hostile),)), store_name=hostile))
    assert "[/]冰箱 合计 0.01" in text
    assert not OBEYED & {unicodedata.category(char) for char in text.replace("\n", "")}


def test_an_id_is_written_as_it_is_read_out() -> None:
    assert in_fours(SALE_ID) == "9024 0127 1542 1048 3920 5174"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("terminal_cells", range(COLUMNS_58MM - 12, COLUMNS_58MM + 1))
def test_a_label_never_touches_its_value(terminal_cells: int, language: Language) -> None:
    one = replace(receipt(), terminal_id="T" * terminal_cells)
    label = WORDING[language].say("receipt-terminal")
    lines = slip(one, columns=COLUMNS_58MM, language=language).splitlines()
    assert any(line == label or line.startswith(f"{label}  ") for line in lines)
