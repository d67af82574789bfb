"""Recognise: what a scanned text means at this counter, whichever field has the focus."""

from __future__ import annotations

from dataclasses import dataclass

from terminal_app.domain.coupon import CouponClaims
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import Product, Terminal
from terminal_app.usecases.record_refusal import record_unread


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponScanned:
    """A coupon token with a good signature."""

    claims: CouponClaims


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductScanned:
    """A barcode from the store's product list."""

    product: Product


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialScanned:
    """A serial number: it belongs to the item on the counter that has none yet."""

    serial_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleScanned:
    """The id on one of our slips."""

    sale_id: str


Recognised = CouponScanned | ProductScanned | SerialScanned | SaleScanned | Refused


def recognise(terminal: Terminal, *, kind: str, text: str) -> Recognised:
    """Tell what was scanned; `kind` is the scanner's classification of the text by its form.

    What is no coupon, or none that counts, is put on record with its reason and without its text.
    """
    match kind:
        case "coupon":
            claims = terminal.codes.read(text)
            if isinstance(claims, Refused):
                return record_unread(terminal, claims)
            return CouponScanned(claims=claims)
        case "ean":
            product = terminal.products.by_barcode(text)
            if product is None:
                return Refused(reason=Reason.PRODUCT_UNKNOWN, facts={"barcode": text[:20]})
            return ProductScanned(product=product)
        case "serial":
            return SerialScanned(serial_number=text.upper())
        case "sale":
            return SaleScanned(sale_id=text)
        case "misread":
            return record_unread(terminal, Refused(reason=Reason.CODE_MISREAD))
        case _:
            return record_unread(terminal, not_a_coupon(kind))


def not_a_coupon(kind: str) -> Refused:
    """Why a code of that kind is no coupon, wherever it was read."""
    return Refused(reason=_NO_COUPON.get(kind, Reason.CODE_FOREIGN))


_NO_COUPON = {
    "payment": Reason.CODE_PAYMENT,
    "url": Reason.CODE_URL,
    "ean": Reason.CODE_PRODUCT,
    "misread": Reason.CODE_MISREAD,
}
