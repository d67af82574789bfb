"""The end of a program that is broken: one sentence, exit 70, no values: a local may be a PIN or a token."""

from __future__ import annotations

import logging
import traceback

from textual.worker import WorkerFailed

EXIT_DEFECT = 70

_log = logging.getLogger("terminal_app.tui")


def place_of(error: BaseException) -> str:
    """What kind of error it was and where: a type, a file and a line, never a message."""
    while isinstance(error, WorkerFailed):
        error = error.error
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} {where}"


def note(error: BaseException) -> str:
    """Put it into the log and return what was put there."""
    place = place_of(error)
    _log.critical("defect %s", place)
    return place
