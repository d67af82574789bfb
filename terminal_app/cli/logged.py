"""A command as the log has it: that it began, what it was refused, how it ended. Notes no argument of it.

A folder without a store has no log, nor has the platform's side, nor what only reads (`log`, `help`).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager

from terminal_app import VERSION
from terminal_app.cli.folder import folder_of
from terminal_app.domain.refusal import EnvironmentTrouble, Refused
from terminal_app.ports.log import NO_LOG, Level, Log, What

UNLOGGED = frozenset({"sandbox", "demo", "log", "help"})
SCREEN = "screen"


class Record:
    """What became of one command."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.exit = 0
        self._options = options
        self._where = where_of(options)

    @property
    def log(self) -> Log:
        """The log of the folder; `enrol` has one only once it has made the store."""
        return log_of(self._options)

    def refused(self, refused: Refused) -> None:
        """A rule said no."""
        code = refused.reason.value
        self.log.note(What.REFUSED, level=Level.WARNING, code=code, where=self._where)

    def trouble(self, trouble: EnvironmentTrouble) -> None:
        """The surroundings did not let it work."""
        code = trouble.trouble.value
        self.log.note(What.TROUBLE, level=Level.ERROR, code=code, where=self._where)

    def defect(self, place: str) -> None:
        """The program is broken: type and place of it, and no value."""
        self.log.note(What.DEFECT, level=Level.ERROR, place=place, where=self._where)


@contextmanager
def logged(options: argparse.Namespace) -> Iterator[Record]:
    """One command from its beginning to its end."""
    record = Record(options)
    started = time.monotonic()
    record.log.note(What.PROGRAM_STARTED, program=VERSION, mode=where_of(options))
    try:
        yield record
    finally:
        took_ms = int((time.monotonic() - started) * 1000)
        record.log.note(What.PROGRAM_ENDED, mode=where_of(options), exit=record.exit, ms=took_ms)


def where_of(options: argparse.Namespace) -> str:
    """The command's name as a code; the screen has none."""
    name: str = options.command or SCREEN
    return name.replace("-", "_")


def log_of(options: argparse.Namespace) -> Log:
    """The log of the data folder that the command works on: one for the whole command."""
    from terminal_app import config
    from terminal_app.logbook import LogFile

    known: Log | None = getattr(options, "log", None)
    if known is not None:
        return known
    folder = folder_of(options)
    if options.command in UNLOGGED or not (folder / config.DATABASE).exists():
        return NO_LOG
    log = options.log = LogFile(folder)
    return log
