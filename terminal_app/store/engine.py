"""What this program needs of the SQLite inside Python, and whether it is there. Opens no file."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble

OLDEST = (3, 37, 0)
"""The first with STRICT tables (https://sqlite.org/stricttables.html); the trigram index came with 3.34."""

_PROBE = "CREATE VIRTUAL TABLE probe USING fts5 (words, tokenize = 'trigram')"


def check() -> None:
    """See whether this SQLite can do all that the tables ask for, before a file is opened.

    Raises EnvironmentTrouble(STORAGE_ENGINE_TOO_OLD) when it cannot.
    """
    if sqlite3.sqlite_version_info < OLDEST:
        raise _too_old("")
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute(_PROBE)
        except sqlite3.OperationalError as error:
            raise _too_old(str(error)) from error


def _too_old(problem: str) -> EnvironmentTrouble:
    return EnvironmentTrouble(
        Trouble.STORAGE_ENGINE_TOO_OLD,
        version=sqlite3.sqlite_version,
        wanted=".".join(map(str, OLDEST)),
        problem=problem,
    )
