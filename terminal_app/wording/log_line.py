"""A line of the log in words: its time, a glyph for its level, what it tells of, and its facts as they stand.

Trusts nothing of the line: its file may be anybody's by the time it is read.
"""

from __future__ import annotations

from dataclasses import dataclass

from terminal_app.domain.foreign_text import clean
from terminal_app.ports.log import Level, LogLine
from terminal_app.wording.wording import Wording

GLYPHS = {Level.INFO: "·", Level.WARNING: "!", Level.ERROR: "✗"}
FACT_CELLS_MAX = 80
DAY_CHARS = 10
TIME_CHARS = 23
"""`2024-01-28T15:42:10.123`; what follows is the offset, the same everywhere."""

ENDS = ("code", "why", "reason", "outcome", "status", "place", "exit", "method", "path", "ms")
"""What a person looks for first; ids come behind."""

EXPLAINED = ("sale_id", "redemption_id", "refund_id", "entry_id", "event_id")
"""Facts that name a record with a story, the most telling first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """One line for a person."""

    day: str
    time: str
    glyph: str
    what: str
    facts: str

    @property
    def text(self) -> str:
        """The whole line."""
        return f"{self.day} {self.time} {self.glyph} {self.what}  {self.facts}".rstrip()


def tell_line(line: LogLine, words: Wording) -> ToldLine:
    """Put a line into words."""
    return ToldLine(
        day=clean(line.at[:DAY_CHARS]),
        time=clean(line.at[DAY_CHARS + 1 : TIME_CHARS]),
        glyph=GLYPHS[line.level],
        what=_what(line.what, words),
        facts="  ".join(f"{name}={value}" for name, value in particulars(line)),
    )


def particulars(line: LogLine) -> tuple[tuple[str, str], ...]:
    """Every fact by name, those first that say how it ended."""
    names = [name for name in ENDS if name in line.facts]
    names += [name for name in line.facts if name not in (*ENDS, "pid")]
    names += [name for name in ("pid",) if name in line.facts]
    return tuple(
        (clean(name), clean(str(line.facts[name]), cells_max=FACT_CELLS_MAX)) for name in names
    )


def explained(line: LogLine) -> str:
    """The id of a record that has a story; empty when the line names none."""
    return next((str(line.facts[name]) for name in EXPLAINED if name in line.facts), "")


def _what(what: str, words: Wording) -> str:
    key = f"log-what-{what.replace('_', '-')}"
    return words.say(key) if words.knows(key) else clean(what)
