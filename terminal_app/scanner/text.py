"""What was scanned: raw characters in, one clean text and what kind of code it is out.

Owns the normalising of whatever a scanner, a paste or a picture delivered, and the telling apart
of the codes that turn up at a counter. It reads no token: whether a coupon code is whole, genuine
or fresh is decided where tokens are verified. It raises nothing: every input has a text and a
kind.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from terminal_app.domain.product import gtin_check_holds
from terminal_app.scanner.digit_row import digits_typed

TEXT_CHARS_MAX = 4096
"""Fourteen of our tokens; what says more than that is no code of anybody at a counter."""

COUPON_DIGITS_MIN = 40
"""Longer than any other number at a counter: our own ids have 24 digits, payment codes at most
24."""

COUPON_DIGITS_MAX = 400
"""A token has 290 digits; what is much longer is somebody else's number."""

DAMAGED_COUPON_CHARS_MIN = 200
"""From here on, a text of nearly only digits is a token that a keyboard layout or a torn scan
damaged."""

SERIAL_DIGITS_MAX = 25
"""The makers' serial numbers that are digits alone have up to 24: a longer number is a part of a token."""

DAMAGED_COUPON_DIGITS_PERCENT = 80
"""«Nearly only digits»: one character in five may be damaged before it is some other text."""


class Kind(StrEnum):
    """What a scanned text is, by its looks alone."""

    COUPON = "coupon"
    SALE = "sale"
    PAYMENT = "payment"
    URL = "url"
    EAN = "ean"
    SERIAL = "serial"
    MISREAD = "misread"
    """A number of ours or a product's that lost or doubled a digit: to be scanned again, kept for nothing."""
    OTHER = "other"


class Source(StrEnum):
    """How a text got in."""

    KEYED = "keyed"
    PASTED = "pasted"
    TYPED = "typed"
    IMAGE = "image"
    SERIAL = "serial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """What a store's scanner was set up to put around every code; empty when it adds nothing."""

    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedText:
    """One scan. Its representation leaves the characters out: a live token must not reach a log."""

    raw: str = field(repr=False)
    """As delivered, cut to TEXT_CHARS_MAX; foreign text, never shown."""
    text: str = field(repr=False)
    """Normalised: no control or invisible characters, nothing of the scanner's own."""
    kind: Kind
    source: Source


def read_text(raw: str, *, source: Source, framing: Framing = Framing()) -> ScannedText:
    """Normalise and classify a scan; one over TEXT_CHARS_MAX is cut and counts as OTHER."""
    kept = raw[:TEXT_CHARS_MAX]
    text = _normalised(kept, framing)
    if source is Source.KEYED:
        text = _restored(text)
    kind = _kind(text) if len(kept) == len(raw) else Kind.OTHER
    return ScannedText(raw=kept, text=text, kind=kind, source=source)


def ean_check_holds(digits: str) -> bool:
    """Tell whether an EAN-13, EAN-8 or UPC-A ends in its check digit (GS1 Gen. Specs 7.9)."""
    return len(digits) in (8, 12, 13) and gtin_check_holds(digits)


def luhn_check_holds(digits: str) -> bool:
    """Tell whether a number ends in its Luhn check digit (ISO/IEC 7812-1 annex B)."""
    if not _only_digits(digits):
        return False
    doubled = sum(
        sum(divmod(int(digit) * (1, 2)[place % 2], 10))
        for place, digit in enumerate(reversed(digits))
    )
    return doubled % 10 == 0


# Full-width ASCII (U+FF01–FF5E) and the ideographic space are what a Chinese input method makes
# of typed keys. Nothing else is folded: NFKC on the whole would turn «²» into «2» and so invent
# digits.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

# Control, format (zero-width, bidi), surrogate, line and paragraph separators: never part of a
# code, often of an attack.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

# What a scanner can be set to send before the data: AIM symbology identifiers (ISO/IEC 15424,
# «]Q1») and extended channel interpretations (AIM ECI protocol, a backslash and six digits,
# «\000026» for UTF-8).
_LEAD_IN = re.compile(r"(?:\s|\][A-Za-z][0-9A-Za-z]|\\[0-9]{6})+")

_DIGITS = re.compile(r"[0-9]+")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SERIAL = re.compile(r"(?=.*[0-9])[0-9A-Za-z._/-]{5,32}")

# The shopper's payment codes as the acquirers publish them: Alipay 16–24 digits from 25 to 30,
# WeChat Pay 18 digits from 10 to 15, UnionPay QuickPass 19 digits from 62.
_PAYMENT_NUMBER = re.compile(r"(?:2[5-9]|30)[0-9]{14,22}|1[0-5][0-9]{16}|62[0-9]{17}")

# Collection codes a shop hangs up, by what they begin with; EMVCo merchant-presented («000201») and
# consumer-presented (base64 of tag 85, «CPV01») codes among them.
_PAYMENT_LEAD = re.compile(
    r"wxp://|weixin://wxpay/|alipays?://|https?://qr\.alipay\.com/|https?://wx\.tenpay\.com/|https?://qr\.95516\.com/"
    r"|000201|hQVDUFYwMW",
    re.IGNORECASE,
)


def _normalised(raw: str, framing: Framing) -> str:
    """Take off everything that the code itself does not say; a second pass changes nothing."""
    halved = raw.translate(_HALF_WIDTH)
    visible = "".join(
        char for char in halved if unicodedata.category(char) not in _INVISIBLE
    ).strip()
    unframed = visible.removeprefix(framing.prefix.strip()).removesuffix(framing.suffix.strip())
    lead_in = _LEAD_IN.match(unframed)
    return unframed[lead_in.end() if lead_in else 0 :].strip()


def _restored(text: str) -> str:
    """The digits of a code that a layout or Shift made signs of, if check or length bears it out."""
    mixed = DAMAGED_COUPON_CHARS_MIN <= len(text) <= COUPON_DIGITS_MAX * 2
    for digits in digits_typed(text, mixed=mixed):
        if _number_kind(digits) in {Kind.COUPON, Kind.SALE, Kind.EAN}:
            return digits
    return text


def _kind(text: str) -> Kind:
    return _number_kind(text) if _only_digits(text) else _words_kind(text)


def _number_kind(digits: str) -> Kind:
    if COUPON_DIGITS_MIN <= len(digits) <= COUPON_DIGITS_MAX:
        return Kind.COUPON
    # Our own sale id: «90», twelve digits of time, nine at random, a Luhn digit.
    if len(digits) == 24 and digits.startswith("90") and luhn_check_holds(digits):
        return Kind.SALE
    if _PAYMENT_NUMBER.fullmatch(digits):
        return Kind.PAYMENT
    if ean_check_holds(digits):
        return Kind.EAN
    if _is_misread(digits):
        return Kind.MISREAD
    return Kind.SERIAL if _SERIAL.fullmatch(digits) else Kind.OTHER


def _is_misread(digits: str) -> bool:
    """Tell whether a digit is wrong, lost or doubled; as a serial number it would be kept for good."""
    length = len(digits)
    is_product = length == 13 or (length in {12, 14} and digits.startswith("69"))
    is_sale = 23 <= length <= 25 and digits.startswith("90")
    is_part_of_token = SERIAL_DIGITS_MAX < length < COUPON_DIGITS_MIN
    return is_product or is_sale or is_part_of_token


def _words_kind(text: str) -> Kind:
    if _PAYMENT_LEAD.match(text):
        return Kind.PAYMENT
    if _URL.fullmatch(text):
        return Kind.URL
    if _is_damaged_coupon(text):
        return Kind.COUPON
    return Kind.SERIAL if _SERIAL.fullmatch(text) else Kind.OTHER


def _is_damaged_coupon(text: str) -> bool:
    """Tell whether this was a token: its cashier must hear «scan again», not «not a coupon»."""
    if not DAMAGED_COUPON_CHARS_MIN <= len(text) <= COUPON_DIGITS_MAX:
        return False
    digits = sum("0" <= char <= "9" for char in text)
    return digits * 100 >= len(text) * DAMAGED_COUPON_DIGITS_PERCENT


def _only_digits(text: str) -> bool:
    """Tell whether a text is ASCII digits; `str.isdigit` takes Arabic and superscript ones too."""
    return _DIGITS.fullmatch(text) is not None
