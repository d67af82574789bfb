"""Which readings are of no code of the check: a shopper's coupon above all, which must be kept nowhere.

Compares runs of characters, so that a damaged reading of the right code is not taken for another one. Pure.
"""

from __future__ import annotations

from itertools import groupby

from terminal_app.scanner import typed
from terminal_app.scanner.check_code import CheckCode
from terminal_app.scanner.layout import Case, Layout, arrives
from terminal_app.scanner.reading import Reading
from terminal_app.scanner.text import COUPON_DIGITS_MIN, DAMAGED_COUPON_CHARS_MIN

DIGITS_MIN = 8
"""A shorter number is what is left of a code, or an identifier before it."""

DIGITS_PERCENT = 80
"""From here on a reading is a number."""

RUN_CHARS = 5
"""Runs of a number's digits that stand in another one by chance once in a hundred thousand."""

PATTERN_RUN_CHARS = 6
PATTERN_PERCENT = 10
"""Of a token's runs, three in ten thousand are in the long pattern; of a badly damaged pattern's, every fourth."""


def is_foreign(code: CheckCode, reading: Reading) -> bool:
    """Whether a reading cannot be of that code."""
    text = typed.folded(typed.read(reading).text)
    if any(other.text in text for other in CheckCode if other is not code):
        return True
    return looks_like_token(text) or _is_other_number(code, text)


def looks_like_token(text: str) -> bool:
    """Whether it may be a coupon, on whatever keyboard layout, and is not the long pattern."""
    digits = _digits(text)
    if len(digits) < COUPON_DIGITS_MIN and len(text) < DAMAGED_COUPON_CHARS_MIN:
        return False
    runs = _runs(text, PATTERN_RUN_CHARS)
    return all(
        len(runs & _runs(arrives(CheckCode.COUPON.text, layout, case), PATTERN_RUN_CHARS)) * 100
        < len(runs) * PATTERN_PERCENT
        for layout in Layout
        for case in (Case.KEPT, Case.INVERTED)
    )


def _is_other_number(code: CheckCode, text: str) -> bool:
    digits = _digits(text)
    if len(digits) < DIGITS_MIN or len(digits) * 100 < len(text) * DIGITS_PERCENT:
        return False
    known = _runs(_digits(code.text), RUN_CHARS)
    once = "".join(char for char, _ in groupby(digits))  # every key may have come twice
    return not known & (_runs(digits, RUN_CHARS) | _runs(once, RUN_CHARS))


def _digits(text: str) -> str:
    return "".join(char for char in text if "0" <= char <= "9")


def _runs(text: str, length: int) -> set[str]:
    return {text[at : at + length] for at in range(len(text) - length + 1)}
