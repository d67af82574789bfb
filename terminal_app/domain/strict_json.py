"""Strict access to one JSON object that somebody else may have written: the wrong type is an error, never a guess."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from terminal_app.domain.instant import from_text
from terminal_app.domain.money import Money

_Choice = TypeVar("_Choice", bound=StrEnum)

TEXT_CHARS_MAX = 2_000
NUMBER_MAX = 2**63
FEN_MAX = 10**15


class NotInForm(ValueError):
    """Names the place and what is wrong there."""


class Fields:
    """The fields of one object; every question names the type it wants."""

    def __init__(self, source: object, path: str) -> None:
        if not isinstance(source, Mapping):
            raise NotInForm(f"{path}: not an object")
        self._source = source
        self.path = path

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all fields."""
        return tuple(str(name) for name in self._source)

    def value(self, key: str) -> object:
        """Whatever is there. Raises NotInForm when nothing is."""
        if key not in self._source:
            raise NotInForm(f"{self.path}.{key}: missing")
        return self._source[key]

    def has(self, key: str) -> bool:
        """Whether the field holds something but null."""
        return self.value(key) is not None

    def text(self, key: str) -> str:
        """A text of bounded length."""
        value = self.value(key)
        if not isinstance(value, str) or len(value) > TEXT_CHARS_MAX:
            raise NotInForm(f"{self.path}.{key}: not a text")
        return value

    def text_or_none(self, key: str) -> str | None:
        """A text, or null."""
        return self.text(key) if self.has(key) else None

    def whole(self, key: str, *, least: int = -NUMBER_MAX) -> int:
        """A whole number."""
        value = self.value(key)
        if type(value) is not int or not least <= value <= NUMBER_MAX:
            raise NotInForm(f"{self.path}.{key}: not a whole number")
        return value

    def whole_or_none(self, key: str) -> int | None:
        """A whole number, or null."""
        return self.whole(key) if self.has(key) else None

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self.value(key)
        if not isinstance(value, bool):
            raise NotInForm(f"{self.path}.{key}: not true or false")
        return value

    def money(self, key: str) -> Money:
        """An amount, written in fen."""
        fen = self.whole(key)
        if abs(fen) > FEN_MAX:
            raise NotInForm(f"{self.path}.{key}: not an amount")
        return Money(fen)

    def instant(self, key: str) -> datetime:
        """An instant with its offset."""
        try:
            return from_text(self.text(key))
        except ValueError as error:
            raise NotInForm(f"{self.path}.{key}: not an instant") from error

    def instant_or_none(self, key: str) -> datetime | None:
        """An instant, or null."""
        return self.instant(key) if self.has(key) else None

    def choice(self, key: str, choices: type[_Choice]) -> _Choice:
        """One of a closed list."""
        try:
            return choices(self.text(key))
        except ValueError as error:
            raise NotInForm(f"{self.path}.{key}: not known here") from error

    def inner(self, key: str) -> Fields:
        """An object within."""
        return Fields(self.value(key), f"{self.path}.{key}")

    def each(self, key: str, *, most: int) -> tuple[Fields, ...]:
        """Objects within, up to a bound."""
        value = self.value(key)
        if not isinstance(value, list) or len(value) > most:
            raise NotInForm(f"{self.path}.{key}: not a list of at most {most}")
        return tuple(Fields(one, f"{self.path}.{key}[{at}]") for at, one in enumerate(value))
