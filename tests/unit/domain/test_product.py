"""A line of a product list: what is taken, and why one is not."""

import pytest

from terminal_app.domain.money import Money
from terminal_app.domain.product import (
    BadCell,
    BadReason,
    Column,
    ListedProduct,
    gtin_check_holds,
    read_product,
)


def read(barcode: str = "", price: str = "1", name: str = "冰箱") -> ListedProduct | BadCell:
    return read_product(
        {Column.BARCODE: barcode, Column.NAME: name, Column.MODEL: "B", Column.PRICE: price}
    )


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("6901234567892", "6901234567892"),
        (" 6901234567892\t", "6901234567892"),
        ('="6901234567892"', "6901234567892"),
        ("'6901234567892", "6901234567892"),
        ("６９０１２３４５６７８９２", "6901234567892"),
        ("012345678905", "0012345678905"),
        ("06901234567892", "6901234567892"),
        ("16901234567899", "16901234567899"),
        ("96385074", "96385074"),
        ("", ""),
    ],
)
def test_a_barcode_is_kept_as_the_scanner_delivers_it(written: str, kept: str) -> None:
    found = read(barcode=written)
    assert isinstance(found, ListedProduct)
    assert found.barcode == kept


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("6.90123E+12", BadReason.BARCODE_ROUNDED),
        ("6901234567893", BadReason.BARCODE_CHECK_DIGIT),
        ("690123456789", BadReason.BARCODE_CHECK_DIGIT),
        ("123", BadReason.BARCODE_LENGTH),
        ("٦٩٠١٢٣٤٥٦٧٨٩٢", BadReason.BARCODE_UNREADABLE),
        ("69012345678a2", BadReason.BARCODE_UNREADABLE),
    ],
)
def test_a_wrong_barcode_is_told_with_what_is_wrong(written: str, reason: BadReason) -> None:
    assert read(barcode=written) == BadCell(column=Column.BARCODE, reason=reason, value=written)


@pytest.mark.parametrize(
    ("written", "fen"),
    [("8999", 899_900), ("8999.0", 899_900), ("¥8,999.00", 899_900), ("￥0.01", 1), ("8.5元", 850)],
)
def test_a_price_is_taken_to_the_fen(written: str, fen: int) -> None:
    found = read(price=written)
    assert isinstance(found, ListedProduct)
    assert found.price == Money(fen)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", BadReason.PRICE_MISSING),
        ("0.00", BadReason.PRICE_ZERO),
        ("-5", BadReason.PRICE_NEGATIVE),
        ("¥-5.00", BadReason.PRICE_NEGATIVE),
        ("1.999", BadReason.PRICE_DECIMALS),
        ("12e9", BadReason.PRICE_UNREADABLE),
        ("面议", BadReason.PRICE_UNREADABLE),
        ("99999999", BadReason.PRICE_UNREADABLE),
    ],
)
def test_a_wrong_price_is_told_with_what_is_wrong(written: str, reason: BadReason) -> None:
    assert read(price=written) == BadCell(column=Column.PRICE, reason=reason, value=written)


def test_a_line_without_barcode_and_model_names_nothing() -> None:
    found = read_product({Column.NAME: "冰箱", Column.PRICE: "1"})
    assert isinstance(found, BadCell)
    assert found.reason is BadReason.BARCODE_MISSING


@pytest.mark.parametrize("place", range(12))
def test_one_wrong_digit_never_passes(place: int) -> None:
    right = "6901234567892"
    wrong = str((int(right[place]) + 1) % 10)
    assert gtin_check_holds(right)
    assert not gtin_check_holds(right[:place] + wrong + right[place + 1 :])
