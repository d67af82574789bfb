"""Which of the codes in a picture counts: the coupon, whatever else is there.

Owns the choice, for files, cameras and the command line alike. It reads no picture, verifies no
token and knows no product.
"""

from __future__ import annotations

from collections.abc import Iterable

from terminal_app.domain.refusal import Reason, Refused
from terminal_app.scanner.text import Kind, ScannedText, Source, read_text

_BY_WEIGHT = (
    Kind.SALE,
    Kind.PAYMENT,
    Kind.URL,
    Kind.EAN,
    Kind.SERIAL,
    Kind.MISREAD,
    Kind.OTHER,
)
"""What is said of a picture without a coupon: our own slip first, then what a shopper holds up for a
coupon by mistake, then what happens to lie about."""


def chosen(texts: Iterable[str]) -> ScannedText | Refused | None:
    """The one coupon; two different ones are refused; without any, the weightiest other code, or None.

    The same code twice is one code.
    """
    read = {one.text: one for one in (read_text(text, source=Source.IMAGE) for text in texts)}
    coupons = [one for one in read.values() if one.kind is Kind.COUPON]
    if len(coupons) > 1:
        return Refused(reason=Reason.CODES_TWO)
    if coupons:
        return coupons[0]
    return min(read.values(), key=lambda one: _BY_WEIGHT.index(one.kind), default=None)
