"""Text from outside comes out harmless, and as wide as a terminal shows it."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from terminal_app.domain.foreign_text import CHARS_MAX, cells, clean, cut, pad, wrap

quick = settings(derandomize=True, max_examples=150, deadline=None)

HOSTILE = "\x1b[]m;\x07\x9b\x9c\x00\t\n\r\x85\u200b\u202e\u2066\ufeff\u00ad\u0301\u0338\ufe0f\ue000\ud800\u3164\u1160"
TEXTS = st.text(st.one_of(st.characters(exclude_categories=[]), st.sampled_from(HOSTILE)))
SHOWN = st.text(st.sampled_from("ab1 ,.海尔冰箱（）。，“”…A\u0301한é￥¥"), max_size=80)
FORBIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@quick
@given(TEXTS, st.integers(0, 70))
@example("\x1b\x1b[31m[31m", 60)
@example("e\u0301" * 70, 20)
@example("a \u0301 b", 60)
@example("a" * (CHARS_MAX + 1), 60)
@example("\u1100\u200b\u1161\u11a8", 60)
def test_cleaning_twice_changes_nothing(text: str, width: int) -> None:
    once = clean(text, cells_max=width)
    assert clean(once, cells_max=width) == once


@quick
@given(TEXTS, st.integers(0, 70))
def test_what_comes_out_is_one_line_of_visible_text_no_wider_than_asked(
    text: str, width: int
) -> None:
    shown = clean(text, cells_max=width)
    assert not FORBIDDEN & {unicodedata.category(char) for char in shown}
    assert cells(shown) <= width
    assert len(shown) <= 5 * width
    assert shown == shown.strip()
    assert "  " not in shown
    assert unicodedata.is_normalized("NFC", shown)
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("foreign", "shown"),
    [
        ("\x1b[31m红\x1b[0m色", "红色"),
        ("\x9b2J清屏", "清屏"),
        ("\x1b]0;title\x07标题", "标题"),
        ("\x1b]8;;http://x\x1b\\链接\x1b]8;;\x1b\\", "链接"),
        ("\x1bPq#0\x1b\\图", "图"),
        ("\x1bc重置", "重置"),
        ("\x1b", ""),
        ("海尔\u202e冰箱\u2066", "海尔冰箱"),
        ("零\u200b宽\u200d字\ufeff符\u00ad", "零宽字符"),
        ("空\u3164白\u2800", "空白"),
        ("半个\ud800代理\udfff", "半个代理"),
        ("私\ue000用\U000f0000", "私用"),
        ("第一行\r\n第二行\t第三\u2028第四\u3000第五", "第一行 第二行 第三 第四 第五"),
        ("  \n 两头 \t ", "两头"),
        ("e\u0301", "é"),
        ("q" + "\u0301" * 50, "q" + "\u0301" * 4),
        ("\u0301\u0301x", "x"),
        ("❤\ufe0f", "❤"),
        ("𠮷野家", "𠮷野家"),
        ("[/] [@click=app.quit]点我[/]", "[/] [@click=app.quit]点我[/]"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    ],
)
def test_each_hostile_text_is_made_harmless(foreign: str, shown: str) -> None:
    assert clean(foreign) == shown


def test_a_long_text_is_cut_by_cells_and_says_so() -> None:
    assert clean("海" * 40) == "海" * 29 + "…"
    assert clean("a" * 61) == "a" * 59 + "…"
    assert clean("a" * 60) == "a" * 60


def test_a_text_whose_visible_part_is_short_still_says_that_more_was_there() -> None:
    assert clean("好" + "\u200b" * CHARS_MAX + "坏") == "好…"


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("冰箱", 4),
        ("Ａ１", 4),
        ("é", 1),
        ("e\u0301", 1),
        ("…×¥", 3),
        ("￥", 2),
        ("✔", 1),
        ("█▀", 2),
        ("😀", 2),
        ("\u1100\u1161\u11a8", 2),
    ],
)
def test_cells_are_those_of_a_terminal(text: str, width: int) -> None:
    assert cells(text) == width


@quick
@given(SHOWN, st.integers(0, 40), st.sampled_from(["left", "right", "center"]))
def test_a_padded_text_is_exactly_as_wide_as_asked(text: str, width: int, align: str) -> None:
    assert cells(pad(text, width, align)) == width


def test_padding_puts_the_text_where_it_was_asked_to() -> None:
    assert pad("冰箱", 7, "left") == "冰箱   "
    assert pad("冰箱", 7, "right") == "   冰箱"
    assert pad("冰箱", 7, "center") == " 冰箱  "
    assert pad("冰箱洗衣机", 7) == "冰箱洗…"


@quick
@given(SHOWN, st.integers(0, 40))
def test_a_cut_text_fits_and_starts_like_the_whole(text: str, width: int) -> None:
    shorter = cut(text, width)
    assert cells(shorter) <= width
    assert shorter == text or not width or text.startswith(shorter.removesuffix("…"))


@quick
@given(SHOWN, st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert lines
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@quick
@given(st.text(st.sampled_from("海尔冰箱洗衣机"), max_size=40), st.integers(4, 20))
def test_no_line_starts_with_closing_punctuation(text: str, width: int) -> None:
    marked = "，".join(text)
    assert not any(line.startswith("，") for line in wrap(marked, width))


def test_a_line_never_ends_with_an_opening_bracket() -> None:
    assert wrap("冰箱（双门）", 6) == ("冰箱", "（双", "门）")


def test_a_word_stays_whole_where_it_can_and_is_broken_where_it_cannot() -> None:
    assert wrap("Haier BCD-500WL fridge", 12) == ("Haier", "BCD-500WL", "fridge")
    assert wrap("型号 BCD-500", 9) == ("型号", "BCD-500")
    assert wrap("A" * 10, 4) == ("AAAA", "AAAA", "AA")


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 10) == ("",)
