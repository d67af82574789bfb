"""Where ids are made: 24 digits that a keyboard cannot damage, a person can read out and a slip can carry."""

from __future__ import annotations

import secrets
from datetime import datetime

from terminal_app.domain.instant import SHANGHAI
from terminal_app.ports import IdKind

PREFIX = "9"
RANDOM_DIGITS = 9


class SecureIds:
    """The `Ids` port: time, randomness from the operating system, and a check digit."""

    def make(self, kind: IdKind, *, at: datetime) -> str:
        """`9`, the kind, `yyMMddHHmmss`, nine random digits, a Luhn digit (docs/protocol.md)."""
        random = f"{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}"
        stem = f"{PREFIX}{kind.value}{at.astimezone(SHANGHAI):%y%m%d%H%M%S}{random}"
        return stem + luhn_digit(stem)

    def jitter(self) -> float:
        """A number in [0, 1)."""
        return secrets.randbelow(1_000_000) / 1_000_000


def luhn_digit(stem: str) -> str:
    """The digit that makes the whole pass ISO/IEC 7812-1 annex B."""
    total = 0
    for place, digit in enumerate(reversed(stem)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)
