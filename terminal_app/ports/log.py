"""The log (日志): what the program did, for the field engineer, as codes and numbers. Holds no fact about money.

A note never fails and never waits: whoever sells does not notice that it is written. What may stand in one is the
adapter's to check (`terminal_app.logbook`); here are the names, and a log that keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

LogFact = str | int
LogFacts = Mapping[str, LogFact]


class Level(StrEnum):
    """How much a line is to be looked at."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


LEVELS = tuple(Level)
"""From the least to the most urgent."""


class What(StrEnum):
    """What a line tells of. Beside these stand the kinds of journal events, under their own names."""

    PROGRAM_STARTED = "program_started"
    PROGRAM_ENDED = "program_ended"
    DEFECT = "defect"
    REFUSED = "refused"
    TROUBLE = "trouble"
    REQUEST = "request"
    SYNCED = "synced"
    SIGN_IN_FAILED = "sign_in_failed"
    SLIP_UNPRINTED = "slip_unprinted"
    SCANNER_FOUND = "scanner_found"
    SCANNER_LOST = "scanner_lost"
    SCANNER_OVERLONG = "scanner_overlong"
    STORE_UPGRADED = "store_upgraded"
    LINES_DROPPED = "lines_dropped"


class Log(Protocol):
    """Where notes go."""

    @property
    def dropped(self) -> int:
        """Notes of this run of the program that could not be kept."""

    def note(self, what: str, /, *, level: Level = Level.INFO, **facts: LogFact) -> None:
        """Keep a line: a stable code, and facts whose names are on the allow-list. Never raises."""


class Unkept:
    """A `Log` that keeps nothing: for what is run without a data folder."""

    dropped = 0

    def note(self, what: str, /, *, level: Level = Level.INFO, **facts: LogFact) -> None:
        """Keep nothing."""


NO_LOG = Unkept()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One line as it was read back. Whoever shows it makes it harmless: the file may be anybody's by then."""

    at: str
    level: Level
    what: str
    facts: LogFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class LogQuery:
    """Which lines are wanted: of a day (`YYYY-MM-DD`, empty for all), from a level on, with a text in them."""

    day: str = ""
    level: Level = Level.INFO
    text: str = ""
    limit: int = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """What was found, newest last; `more` says that older lines were not looked at or left out."""

    lines: Sequence[LogLine]
    days: Sequence[str]
    """The days there are files of, oldest first."""
    more: bool = False
    unreadable: int = 0


ReadLog = Callable[[LogQuery], LogPage]
