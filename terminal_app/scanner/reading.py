"""A reading: the keys of one scan with the instants at which they arrived, and where one scan ends.

Owns the form in which readings are kept and sent, a line of JSON each. It judges none of them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from terminal_app.scanner.check_code import CheckCode

SILENCE_MS = 300
"""A reading ends after this silence; a busy PC tears a scan into pieces less far apart than that."""

SCAN_KEYS_MIN = 4
"""Fewer keys before a silence are a person's."""

KEYS_MAX = 8192
"""What a QR code can hold at most, with a terminator to every line."""

INSTANT_MS_MAX = 600_000

END_KEYS = {
    "enter": "\r",
    "ctrl+m": "\r",
    "ctrl+j": "\n",
    "tab": "\t",
    "ctrl+i": "\t",
    "space": " ",
}
"""Keys that stand for a character, as a screen names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keystroke:
    """One key: the character it gave, or the name of a key that gives none («f9»)."""

    key: str
    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What arrived when a code was scanned; no keys when the scanner could not read it."""

    code: CheckCode
    keys: tuple[Keystroke, ...] = field(default=())


class Unreadable(ValueError):
    """A line that is no reading; says which one."""


class Recorder:
    """Gathers the keys of one scan until silence, and lets a person's keys pass."""

    def __init__(self) -> None:
        self._keys: list[Keystroke] = []

    @property
    def due_ms(self) -> int | None:
        """When `tick` is next needed; None when nothing is gathered."""
        return self._keys[-1].at_ms + SILENCE_MS if self._keys else None

    @property
    def gathers_scan(self) -> bool:
        """Whether what is gathered is too much to be a person's."""
        return len(self._keys) >= SCAN_KEYS_MIN

    def key(self, key: str, at_ms: int) -> bool:
        """Take a key; False when no scan begins with it and it is a person's."""
        if not self._keys and not _is_character(key):
            return False
        if len(self._keys) < KEYS_MAX:
            self._keys.append(Keystroke(key=END_KEYS.get(key, key), at_ms=at_ms))
        return True

    def tick(self, at_ms: int) -> tuple[Keystroke, ...]:
        """The keys that ended in silence by now, a scan's or a person's; nothing while they still come."""
        due_ms = self.due_ms
        if due_ms is None or at_ms < due_ms:
            return ()
        keys, self._keys = tuple(self._keys), []
        return keys


def is_scan(keys: tuple[Keystroke, ...]) -> bool:
    """Whether so many keys in a row are a scanner's."""
    return len(keys) >= SCAN_KEYS_MIN


def to_line(reading: Reading) -> str:
    """A reading as one line of JSON, its instants counted from its first key."""
    first_ms = reading.keys[0].at_ms if reading.keys else 0
    keys = [[one.key, one.at_ms - first_ms] for one in reading.keys]
    return json.dumps({"code": reading.code.value, "keys": keys}, ensure_ascii=False)


def from_lines(text: str) -> tuple[Reading, ...]:
    """Readings as `to_line` writes them. Raises Unreadable with the number of the first bad line."""
    readings = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                readings.append(_reading(json.loads(line)))
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                raise Unreadable(f"{number}: {error}"[:200]) from error
    return tuple(readings)


def _reading(content: dict[str, object]) -> Reading:
    keys = content["keys"]
    if not isinstance(keys, list) or len(keys) > KEYS_MAX:
        raise ValueError("keys")
    strokes = []
    for key, at_ms in keys:
        if not isinstance(key, str) or not 0 < len(key) <= 40:
            raise ValueError("key")
        if type(at_ms) is not int or not 0 <= at_ms <= INSTANT_MS_MAX:
            raise ValueError("ms")
        strokes.append(Keystroke(key=key, at_ms=at_ms))
    return Reading(code=CheckCode(str(content["code"])), keys=tuple(strokes))


def _is_character(key: str) -> bool:
    return len(key) == 1 and key.isprintable()
