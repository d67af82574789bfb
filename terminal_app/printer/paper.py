"""Lines on paper of a width: rules, centred and wrapped texts, labels with their values. Knows no slip, no word.

Every line is at most as wide as the paper. Texts that somebody else wrote are cleaned here. Only ASCII is used for
rules and signs: a printer's Chinese font draws box characters and `×` twice as wide as a terminal does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from terminal_app.domain.foreign_text import cells, clean, pad, wrap
from terminal_app.domain.instant import SHANGHAI
from terminal_app.domain.money import Money

COLUMNS_80MM = 48
COLUMNS_58MM = 32
"""Half-width columns of the two usual thermal papers, in a printer's 12-dot font."""

FOREIGN_CELLS_MAX = 200
GAP = 2
INDENT = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipText:
    """One printed line, already aligned."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipCode:
    """A QR code of this text, in the middle of the paper."""

    text: str


SlipLine = SlipText | SlipCode


class Paper:
    """A paper so many half-width columns wide."""

    def __init__(self, columns: int) -> None:
        assert columns >= COLUMNS_58MM, "an id in groups of four needs 29 columns"
        self._columns = columns

    def rule(self, sign: str) -> SlipText:
        """A line across."""
        return SlipText(text=sign * self._columns)

    def centred(self, text: str) -> Iterator[SlipText]:
        """A text in the middle, on as many lines as it needs."""
        for line in _balanced(_cleaned(text), self._columns):
            yield SlipText(text=pad(line, self._columns, "center").rstrip(" "))

    def wrapped(self, text: str, indent: str = "") -> Iterator[SlipText]:
        """A text from the left."""
        for line in wrap(_cleaned(text), self._columns - cells(indent)):
            yield SlipText(text=indent + line)

    def pair(self, label: str, value: str) -> Iterator[SlipText]:
        """Label left, value right; on two lines or more where they do not fit on one."""
        indent = INDENT if label.startswith(INDENT) else ""
        left, right = indent + _cleaned(label), _cleaned(value)
        room = self._columns - cells(left)
        if cells(right) + GAP <= room:
            yield SlipText(text=left + pad(right, room, "right"))
            return
        yield from self.wrapped(label, indent)
        for line in wrap(right, self._columns - cells(INDENT)):
            yield SlipText(text=pad(line, self._columns, "right"))


def in_fours(digits: str) -> str:
    """A long number as it is read out: `9027 1215 …`."""
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def second(at: datetime) -> str:
    """An instant to the second, as slips are filed by: `2024-01-27 15:42:10`."""
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"


def short(money: Money) -> str:
    """An amount without a `.00`."""
    return str(money).removesuffix(".00")


def _balanced(text: str, width: int) -> tuple[str, ...]:
    """Wrapped into as few lines as `width` allows, and those about equally long."""
    lines = wrap(text, width)
    narrower = -(-cells(text) // len(lines))
    for tried in range(max(narrower, 2), width):
        balanced = wrap(text, tried)
        if len(balanced) == len(lines):
            return balanced
    return lines


def _cleaned(text: str) -> str:
    return clean(text, cells_max=2 * FOREIGN_CELLS_MAX)
