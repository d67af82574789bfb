"""Money: whole fen, and a price as a person types it."""

import pytest

from terminal_app.domain.money import YUAN_MAX, ZERO, Money, PriceUnreadable, read_price


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("8999", 899_900),
        ("8999.5", 899_950),
        ("8999.05", 899_905),
        ("8,999.00", 899_900),
        ("1,234,567.89", 123_456_789),
        ("￥8999", 899_900),
        ("¥ 8,999.00 元", 899_900),
        ("８９９９．５０", 899_950),
        ("８，９９９", 899_900),
        ("  2000 ", 200_000),
        ("0", 0),
        ("0.01", 1),
        ("007", 700),
        ("9999999.99", 999_999_999),
    ],
)
def test_a_price_is_read_as_people_write_it(text: str, fen: int) -> None:
    assert read_price(text) == Money(fen)


@pytest.mark.parametrize(
    "text",
    [
        "12e9",
        "1e3",
        "",
        " ",
        "-5",
        "+5",
        ".5",
        "5.",
        "1.234",
        "1,23",
        "12,3456",
        ",100",
        "1,,000",
        "10000000",
        "10,000,000",
        "99,999,999.00",
        "0x10",
        "1_000",
        "NaN",
        "inf",
        "8999块",
        "8999 8999",
        "٣",
        "५",
        "８９９９。５",
        "1\n2",
        "$5",
        "１２ｅ９",
    ],
)
def test_what_is_no_price_is_refused_and_quoted(text: str) -> None:
    assert read_price(text) == PriceUnreadable(text=text)


def test_a_long_mistake_is_quoted_shortly() -> None:
    found = read_price("9" * 1_000)
    assert isinstance(found, PriceUnreadable)
    assert len(found.text) == 40


def test_the_dearest_price_is_a_fen_below_ten_million_yuan() -> None:
    assert read_price(f"{YUAN_MAX}.99") == Money(999_999_999)
    assert isinstance(read_price(str(YUAN_MAX + 1)), PriceUnreadable)


@pytest.mark.parametrize("amount", [1.0, 0.1, True, "100", None])
def test_money_is_made_of_whole_fen_only(amount: object) -> None:
    with pytest.raises(AssertionError):
        Money(amount)  # type: ignore[arg-type]


@pytest.mark.parametrize("units", [1.5, 2.0, True])
def test_money_is_multiplied_by_whole_units_only(units: float) -> None:
    with pytest.raises(AssertionError):
        Money(100) * units  # type: ignore[operator]


@pytest.mark.parametrize(
    ("fen", "read_by_people", "read_by_programs"),
    [
        (0, "0.00", "0.00"),
        (5, "0.05", "0.05"),
        (899_900, "8,999.00", "8999.00"),
        (-1, "-0.01", "-0.01"),
        (-123_456_789, "-1,234,567.89", "-1234567.89"),
    ],
)
def test_money_is_written_with_two_decimals(
    fen: int, read_by_people: str, read_by_programs: str
) -> None:
    assert str(Money(fen)) == read_by_people
    assert Money(fen).yuan == read_by_programs


def test_money_adds_subtracts_and_compares() -> None:
    assert Money(30_000) + Money(1) == Money(30_001)
    assert Money(1) - Money(2) == Money(-1)
    assert Money(150_000) * 2 == Money(300_000)
    assert Money(199_999) < Money(200_000) <= Money(200_000)
    assert max(Money(1), ZERO) == Money(1)
