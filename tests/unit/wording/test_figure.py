"""Amounts, instants and lengths of time read as people say them."""

from datetime import UTC, datetime

import pytest

from terminal_app.domain.instant import from_text
from terminal_app.domain.money import Money
from terminal_app.wording import Language, Wording

ZH, EN = Wording(Language.ZH, ()), Wording(Language.EN, ())
AT = from_text("2024-02-01T15:42:10.123+08:00")


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (199_900, "1,999.00 元", "¥1,999.00"),
        (0, "0.00 元", "¥0.00"),
        (5, "0.05 元", "¥0.05"),
        (-30_000, "-300.00 元", "-¥300.00"),
        (1_234_567_890, "12,345,678.90 元", "¥12,345,678.90"),
    ],
)
def test_an_amount_has_its_unit(fen: int, zh: str, en: str) -> None:
    assert (ZH.amount(Money(fen)), EN.amount(Money(fen))) == (zh, en)


def test_an_instant_is_told_in_the_time_of_the_counter() -> None:
    assert ZH.instant(AT) == "2月1日 15:42"
    assert EN.instant(AT) == "1 Feb 15:42"
    assert ZH.instant(datetime(2024, 2, 1, 16, 30, tzinfo=UTC)) == "2月2日 00:30"
    assert ZH.clock(AT) == "15:42"
    assert (ZH.day(AT), EN.day(AT)) == ("2月1日", "1 Feb")


def test_the_year_is_told_when_it_is_another_one() -> None:
    assert ZH.instant(AT, now=from_text("2024-12-31T23:59:59+08:00")) == "2月1日 15:42"
    assert ZH.instant(AT, now=from_text("2025-01-01T00:00:00+08:00")) == "2024年2月1日 15:42"
    assert EN.instant(AT, now=from_text("2025-01-01T00:00:00+08:00")) == "1 Feb 2024 15:42"


def test_an_end_at_midnight_belongs_to_the_day_before_as_in_the_notice() -> None:
    midnight = from_text("2024-02-02T00:00:00+08:00")
    assert (ZH.end(midnight), EN.end(midnight)) == ("2月1日 24:00", "1 Feb 24:00")
    assert ZH.end(from_text("2024-02-09T12:00:00+08:00")) == "2月9日 12:00"
    assert ZH.end(from_text("2024-01-01T00:00:00+08:00")) == "12月31日 24:00"


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [
        (0, "0 秒", "0 s"),
        (-3, "0 秒", "0 s"),
        (35, "35 秒", "35 s"),
        (60, "1 分", "1 min"),
        (125, "2 分 5 秒", "2 min 5 s"),
        (25_920, "7 小时 12 分", "7 h 12 min"),
        (3_605, "1 小时", "1 h"),
        (86_400, "1 天", "1 d"),
        (183_600, "2 天 3 小时", "2 d 3 h"),
    ],
)
def test_a_length_of_time_is_told_in_its_two_largest_units(seconds: int, zh: str, en: str) -> None:
    assert (ZH.duration(seconds), EN.duration(seconds)) == (zh, en)


def test_an_instant_without_an_offset_is_a_defect() -> None:
    with pytest.raises(AssertionError):
        ZH.instant(datetime(2024, 2, 1, 15, 42))  # noqa: DTZ001
