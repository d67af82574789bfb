"""A sale line as a person typed it."""

import pytest

from terminal_app.domain.foreign_text import cells
from terminal_app.domain.money import Money
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.sale import Item
from terminal_app.domain.typed_item import NAME_CELLS_MAX, read_item, read_item_text


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("冰箱;8999", Item(name="冰箱", unit_price=Money(899_900))),
        ("冰箱；8,999.00；2", Item(name="冰箱", unit_price=Money(899_900), quantity=2)),
        (" 冰 箱 ; 8999 ; ３ ", Item(name="冰 箱", unit_price=Money(899_900), quantity=3)),
        ("冰箱;8999;", Item(name="冰箱", unit_price=Money(899_900))),
        (
            "冰箱;8999;1; sn-1a ",
            Item(name="冰箱", unit_price=Money(899_900), serial_number="SN-1A"),
        ),
        ("冰箱;8999;1; ", Item(name="冰箱", unit_price=Money(899_900))),
        ("冰箱;8999;999", Item(name="冰箱", unit_price=Money(899_900), quantity=999)),
    ],
)
def test_a_line_is_name_price_quantity_and_serial_number(text: str, item: Item) -> None:
    assert read_item_text(text) == item


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.ITEM_UNREADABLE),
        ("冰箱", Reason.ITEM_UNREADABLE),
        ("冰箱;1;1;SN;x", Reason.ITEM_UNREADABLE),
        (";8999", Reason.ITEM_UNNAMED),
        ("\u200b \u202e;8999", Reason.ITEM_UNNAMED),
        ("冰箱;12e9", Reason.PRICE_UNREADABLE),
        ("冰箱;", Reason.PRICE_UNREADABLE),
        ("冰箱;-1", Reason.PRICE_UNREADABLE),
        ("冰箱;0", Reason.PRICE_ZERO),
        ("冰箱;0.00", Reason.PRICE_ZERO),
        ("冰箱;8999;0", Reason.QUANTITY_UNREADABLE),
        ("冰箱;8999;-1", Reason.QUANTITY_UNREADABLE),
        ("冰箱;8999;1.5", Reason.QUANTITY_UNREADABLE),
        ("冰箱;8999;1000", Reason.QUANTITY_UNREADABLE),
        ("冰箱;8999;two", Reason.QUANTITY_UNREADABLE),
        ("冰箱;8999;²", Reason.QUANTITY_UNREADABLE),
        ("冰箱;8999;٣", Reason.QUANTITY_UNREADABLE),
    ],
)
def test_the_first_part_that_cannot_be_read_is_named(text: str, reason: Reason) -> None:
    found = read_item_text(text)
    assert isinstance(found, Refused)
    assert found.reason is reason


def test_a_refusal_quotes_what_was_typed() -> None:
    found = read_item(name="冰箱", price="12e9")
    assert found == Refused(reason=Reason.PRICE_UNREADABLE, facts={"text": "12e9", "item": "冰箱"})


def test_hostile_text_in_a_name_is_harmless_and_bounded() -> None:
    found = read_item(name="\x1b[31m冰\u202e箱\n" + "x" * 500, price="1")
    assert isinstance(found, Item)
    assert found.name.startswith("冰箱 x")
    assert cells(found.name) <= NAME_CELLS_MAX


@pytest.mark.parametrize("text", ["ß" * 40, "a\u0302\u0303\u0304\u0305" * 60, "ŉ" * 60])
def test_a_name_and_a_serial_number_never_grow_past_what_the_platform_takes(text: str) -> None:
    found = read_item(name=text, price="1", serial_number=text)
    assert isinstance(found, Item)
    assert found.serial_number is not None
    assert len(found.name) <= 200
    assert len(found.serial_number) <= 64


def test_a_barcode_is_kept_beside_the_name() -> None:
    found = read_item(name="冰箱", price="1", barcode="6901234567892")
    assert isinstance(found, Item)
    assert found.barcode == "6901234567892"
