"""The log read back from its end: the newest lines that fit a question, in bounded time. Writes and deletes nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from terminal_app.logbook.writer import FOLDER, NAME
from terminal_app.ports.log import LEVELS, Level, LogFact, LogLine, LogPage, LogQuery

BLOCK_BYTES = 2**20
READ_BYTES_MAX = 96 * 2**20
"""A look goes back so far at most: several ordinary months, a second or two of reading."""

LINE_BYTES_MAX = 4_096


def read_log(data_folder: Path, query: LogQuery) -> LogPage:
    """The newest lines that fit; a folder that cannot be read has none."""
    files = _files(data_folder / FOLDER)
    days = tuple(dict.fromkeys(one.day for one in files))
    wanted = [one for one in files if query.day in ("", one.day)]
    look = _Look(query)
    more = False
    for one in reversed(wanted):
        if not look.take(one.path):
            more = True
            break
    return LogPage(
        lines=tuple(reversed(look.lines)), days=days, more=more, unreadable=look.unreadable
    )


@dataclass(frozen=True, slots=True, order=True)
class _File:
    day: str
    part: int
    path: Path


class _Look:
    """One look through files, newest first, with what is left of its bounds."""

    def __init__(self, query: LogQuery) -> None:
        self._query = query
        self._text = query.text.casefold().encode("utf-8", "replace")
        self._levels = frozenset(LEVELS[LEVELS.index(query.level) :])
        self._left_bytes = READ_BYTES_MAX
        self.lines: list[LogLine] = []
        self.unreadable = 0

    def take(self, path: Path) -> bool:
        """Look through one file; False when the look is over before the file is."""
        try:
            with path.open("rb") as file:
                file.seek(0, os.SEEK_END)
                end = file.tell()
                rest = b""
                while end > 0:
                    if self._left_bytes <= 0:
                        return False
                    start = max(end - BLOCK_BYTES, 0)
                    file.seek(start)
                    block = file.read(end - start) + rest
                    self._left_bytes -= end - start
                    first, *whole = block.split(b"\n") if start else [b"", *block.split(b"\n")]
                    # What stands before the first line's end belongs to the block before it.
                    rest = first[-LINE_BYTES_MAX:]
                    end = start
                    if not self._take_lines(whole):
                        return False
        except OSError:
            self.unreadable += 1
        return True

    def _take_lines(self, lines: list[bytes]) -> bool:
        for raw in reversed(lines):
            if not raw or (self._text and self._text not in raw.lower()):
                continue
            line = _line(raw) if len(raw) <= LINE_BYTES_MAX else None
            if line is None:
                self.unreadable += 1
            elif line.level in self._levels:
                if len(self.lines) == self._query.limit:
                    return False
                self.lines.append(line)
        return True


def _files(folder: Path) -> list[_File]:
    return sorted(_found(folder))


def _found(folder: Path) -> Iterator[_File]:
    with suppress(OSError):
        for path in folder.iterdir():
            found = NAME.fullmatch(path.name)
            if found is not None:
                yield _File(found[1], int(found[2] or 1), path)


def _line(raw: bytes) -> LogLine | None:
    try:
        content = json.loads(raw)
        at, level, what = content.pop("at"), Level(content.pop("level")), content.pop("what")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not isinstance(at, str) or not isinstance(what, str):
        return None
    facts: dict[str, LogFact] = {
        name: value for name, value in content.items() if isinstance(value, str | int)
    }
    return LogLine(at=at, level=level, what=what, facts=facts)
