"""Ids in decimal digits: how the platform checks a terminal's and makes its own.

Owns the Luhn check and the meaning of an id's second digit. Refuses to repair an id.
"""

import secrets

SALE, REDEMPTION, REFUND, RECORD = "0", "1", "2", "3"
_TERMINAL_ID_LENGTH = 24


def is_id(text: str, names: str) -> bool:
    """Tell whether a text is an id that names this kind of thing (`SALE`, `REDEMPTION`, …)."""
    return (
        len(text) == _TERMINAL_ID_LENGTH
        and text.isascii()
        and text.isdigit()
        and text[0] == "9"
        and text[1] == names
        and luhn_digit(text[:-1]) == text[-1]
    )


def luhn_digit(digits: str) -> str:
    """Return the digit that makes `digits` + it pass the Luhn check (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, character in enumerate(reversed(digits)):
        value = int(character) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def new_coupon_id() -> str:
    """Make a coupon id: 16 digits, the first never 0, the last a Luhn digit."""
    body = f"{1 + secrets.randbelow(9)}{secrets.randbelow(10**14):014d}"
    return body + luhn_digit(body)


def new_code(groups: int) -> str:
    """Make a code of four-digit groups that can be read out on the phone."""
    return "-".join(f"{secrets.randbelow(10_000):04d}" for _ in range(groups))
