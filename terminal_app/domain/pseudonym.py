"""Pseudonyms: names for ids and texts that tell them apart inside one bundle and mean nothing outside it.

Letters only, to be read out on the phone, and so that no pseudonym looks like a number of anybody. The key is not kept:
nobody can go back, and two bundles have nothing in common.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from enum import StrEnum

LETTERS = "bcdfghjkmnpqrstvwxyz"
"""No vowels and no l: no words come about, and nothing is misheard as a digit."""

GROUPS, GROUP_LETTERS = 2, 5
"""43 bits: among 100,000 names two are alike once in 1,700 bundles."""


class Sort(StrEnum):
    """What a pseudonym stands for."""

    RECORD = "record"
    COUPON = "coupon"
    SERIAL = "serial"
    BARCODE = "barcode"
    ITEM = "item"
    PERSON = "person"
    TEXT = "text"


_BY_SECOND_DIGIT = {"0": "sale", "1": "redemption", "2": "refund", "3": "record"}


class Pseudonyms:
    """The pseudonyms of one bundle. Remembers what it was asked, so that the finished bundle can be searched for it."""

    def __init__(self, key: bytes) -> None:
        assert len(key) >= 16, "a key that cannot be guessed"
        self._key = key
        self._given: dict[tuple[Sort, str], str] = {}

    @property
    def given(self) -> Mapping[tuple[Sort, str], str]:
        """Everything that was named, by sort and text."""
        return self._given

    def of(self, sort: Sort, text: str) -> str:
        """The pseudonym of a text; no text has none."""
        if not text:
            return ""
        known = self._given.get((sort, text))
        if known is None:
            known = self._given[sort, text] = f"{_title(sort, text)}-{self._letters(sort, text)}"
        return known

    def found(self, text: str) -> tuple[str, ...]:
        """The pseudonyms that a text got, whatever it stands for."""
        return tuple(name for (_, given), name in self._given.items() if given == text)

    def _letters(self, sort: Sort, text: str) -> str:
        digest = hmac.digest(self._key, f"{sort.value}\0{text}".encode(), "sha256")
        number, letters = int.from_bytes(digest, "big"), ""
        for _ in range(GROUPS * GROUP_LETTERS):
            number, place = divmod(number, len(LETTERS))
            letters += LETTERS[place]
        return f"{letters[:GROUP_LETTERS]}-{letters[GROUP_LETTERS:]}"


def _title(sort: Sort, text: str) -> str:
    """One id is called the same wherever it stands: our ids say themselves what they name."""
    if sort is not Sort.RECORD:
        return sort.value
    return _BY_SECOND_DIGIT.get(text[1:2], sort.value)
