"""log: what the program did here, read from its files. Needs no enrolment and writes nothing."""

from __future__ import annotations

import argparse
from datetime import date

from terminal_app.cli.folder import folder_of
from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.domain.day import read_day
from terminal_app.domain.instant import from_ms
from terminal_app.domain.refusal import Refused
from terminal_app.logbook import read_log
from terminal_app.logbook.writer import wall_ms
from terminal_app.ports.log import Level, LogLine, LogPage, LogQuery
from terminal_app.wording.log_line import tell_line

LIMIT_MAX = 100_000


def log(options: argparse.Namespace, output: Output) -> Result:
    """The newest lines that fit, oldest of them first."""
    day = _day(options.day)
    if isinstance(day, Refused):
        return day
    query = LogQuery(
        day=day,
        level=Level(options.level),
        text=options.grep,
        limit=min(options.limit, LIMIT_MAX),
    )
    page = read_log(folder_of(options), query)
    _note_bounds(page, output)
    lines = tuple(tell_line(line, output.words).text for line in page.lines)
    return Done(
        content={
            "entries": [_entry(line) for line in page.lines],
            "days": list(page.days),
            "more": page.more,
            "unreadable": page.unreadable,
        },
        lines=lines or (output.words.say("log-none"),),
    )


def _day(text: str | None) -> str | Refused:
    if text is None:
        return ""
    found = read_day(text, now=from_ms(wall_ms()))
    return found.isoformat() if isinstance(found, date) else found


def _note_bounds(page: LogPage, output: Output) -> None:
    if page.more:
        output.note(output.words.say("log-more"))
    if page.unreadable:
        output.note(output.words.say("log-unreadable", count=page.unreadable))


def _entry(line: LogLine) -> Json:
    return {"at": line.at, "level": line.level.value, "what": line.what, **line.facts}
