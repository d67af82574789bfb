"""A feed: a scanner that speaks by itself, and what it may say.

Owns the closed list of what can be heard from one. Knows no driver, no thread and no screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

from terminal_app.scanner.text import ScannedText


class Absence(StrEnum):
    """Why nothing can be read from a scanner's line now."""

    MISSING = "missing"
    UNPLUGGED = "unplugged"
    DENIED = "denied"
    BUSY = "busy"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRead:
    """The scanner read something."""

    scanned: ScannedText


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOpened:
    """The line is open; `again` when its absence was told before."""

    port: str
    again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLost:
    """The line is not there. It is tried again by itself; `problem` is the system's own word for it."""

    why: Absence
    port: str
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameDropped:
    """What came was longer than any code and is thrown away."""

    bytes_max: int


FeedEvent: TypeAlias = CodeRead | LineOpened | LineLost | FrameDropped

Tell: TypeAlias = Callable[[FeedEvent], None]


class Feed(Protocol):
    """A scanner that runs beside the screen. It is started once and stopped once."""

    def start(self, tell: Tell) -> None:
        """Begin; `tell` is called from the feed's own thread."""

    def stop(self) -> None:
        """End within moments; nothing is told afterwards."""
