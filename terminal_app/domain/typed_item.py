"""A sale line as a person typed it, read strictly: whole fen, whole units, a name."""

from __future__ import annotations

from terminal_app.domain.foreign_text import clean
from terminal_app.domain.money import ZERO, PriceUnreadable, read_price
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.sale import QUANTITY_MAX, Item

NAME_CELLS_MAX = 60
SERIAL_CELLS_MAX = 40
NAME_CHARS_MAX = 200
SERIAL_CHARS_MAX = 64
"""What the platform takes: a cell may hold several characters, and a longer row would be declined as malformed."""

_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def read_item(
    *, name: str, price: str, quantity: str = "1", serial_number: str = "", barcode: str = ""
) -> Item | Refused:
    """One line from its typed parts; the first part that cannot be read is named."""
    cleaned = clean(name, cells_max=NAME_CELLS_MAX)[:NAME_CHARS_MAX].strip()
    if not cleaned:
        return Refused(reason=Reason.ITEM_UNNAMED)
    amount = read_price(price)
    if isinstance(amount, PriceUnreadable):
        typed = clean(amount.text, cells_max=20)
        return Refused(reason=Reason.PRICE_UNREADABLE, facts={"text": typed, "item": cleaned})
    if amount <= ZERO:
        return Refused(reason=Reason.PRICE_ZERO, facts={"item": cleaned})
    units = quantity.strip().translate(_FULL_WIDTH_DIGITS) or "1"
    if not (units.isascii() and units.isdigit() and len(units) <= 3 and int(units) >= 1):
        return Refused(
            reason=Reason.QUANTITY_UNREADABLE,
            facts={"text": clean(quantity, cells_max=20), "limit": QUANTITY_MAX},
        )
    # Upper case first: it can make two characters of one.
    serial = clean(serial_number.upper(), cells_max=SERIAL_CELLS_MAX)[:SERIAL_CHARS_MAX].strip()
    return Item(
        name=cleaned,
        unit_price=amount,
        quantity=int(units),
        serial_number=serial or None,
        barcode=barcode or None,
    )


def read_item_text(text: str) -> Item | Refused:
    """One line written `NAME;PRICE[;QTY[;SN]]`, as the command line takes it."""
    parts = text.replace("；", ";").split(";")
    if not 2 <= len(parts) <= 4:
        return Refused(reason=Reason.ITEM_UNREADABLE, facts={"text": clean(text, cells_max=40)})
    name, price, *rest = parts
    return read_item(
        name=name,
        price=price,
        quantity=rest[0] if rest else "1",
        serial_number=rest[1] if len(rest) > 1 else "",
    )
