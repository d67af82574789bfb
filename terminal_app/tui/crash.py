"""The end of a program that is broken: one sentence, exit 70, no values: a local may be a PIN or a token."""

from __future__ import annotations

import traceback
from pathlib import PurePath

from textual.worker import WorkerFailed

from terminal_app.ports import Level, Log, What

EXIT_DEFECT = 70


def place_of(error: BaseException) -> str:
    """What kind of error it was and where: a type, a file and a line, never a message."""
    while isinstance(error, WorkerFailed):
        error = error.error
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} {where}"


def note(error: BaseException, log: Log) -> str:
    """Put it into the log, where the file has no folder, and return what is told to the person."""
    place = place_of(error)
    kind, _, where = place.partition(" ")
    log.note(What.DEFECT, level=Level.ERROR, place=f"{kind} {PurePath(where).name}")
    return place
