"""The codes of the scanner check: what each one says, and which trouble it shows.

Owns the texts alone. It draws nothing, reads no key and judges no reading.
"""

from __future__ import annotations

from enum import StrEnum


class CheckCode(StrEnum):
    """One code of the page, in the order in which they are scanned."""

    DIGITS = "digits"
    """A short QR code of digits: framing, terminator, speed."""
    LETTERS = "letters"
    """Letters of both cases and symbols: keyboard layout, Caps Lock, input method."""
    COUPON = "coupon"
    """As many digits as a coupon has: what gets lost or doubled on the way."""
    EAN_13 = "ean13"
    CODE_128 = "code128"
    CHINESE = "chinese"
    """Chinese in UTF-8: extended channels, code pages."""

    @property
    def text(self) -> str:
        """What the code says."""
        return _TEXTS[self]

    @property
    def is_bars(self) -> bool:
        """Whether it is a barcode and not a QR code."""
        return self in {CheckCode.EAN_13, CheckCode.CODE_128}

    @property
    def number(self) -> int:
        """Its place on the page, from 1."""
        return list(CheckCode).index(self) + 1


COUPON_DIGITS = 290
"""The usual length of a coupon token (docs/protocol.md)."""

TOKEN_VERSION_NONE = "9"
"""No token begins with it: at the counter the pattern is a damaged code, never a coupon."""

WINDOW = 3
"""Any so many neighbouring digits of the long pattern stand in one place only."""


def _located(length: int) -> str:
    """Digits in which every window is found once and no digit stands beside its like.

    So a digit that is missing, doubled or exchanged can be told with its place.
    """
    text, seen = TOKEN_VERSION_NONE, set[str]()
    for place in range(1, length):
        turned = "".join(str((place * 7 + step) % 10) for step in range(10))
        text += next(
            digit for digit in turned if digit != text[-1] and (text + digit)[-WINDOW:] not in seen
        )
        if len(text) >= WINDOW:
            seen.add(text[-WINDOW:])
    return text


_TEXTS = {
    CheckCode.DIGITS: "31415926535897932384",
    # What differs between layouts: A Q W Z Y M, the digits, - / _ . : ;
    CheckCode.LETTERS: "aB1-cX2/yZ3_qA4.wM5:zQ6;mW7bC8xY90",
    CheckCode.COUPON: _located(COUPON_DIGITS),
    CheckCode.EAN_13: "6970246813570",
    CheckCode.CODE_128: "CT2468135790",
    CheckCode.CHINESE: "消费券扫码测试",
}
