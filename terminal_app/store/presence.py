"""Who has this folder open: a lock that the operating system takes back when its process ends, however it ends.

Owns the lock, and with it the answer to «does whoever leased this still live?». A lease of the outbox runs out with
time only; after a crash the cashier would have to wait for that before hearing what the last sale came to. Refuses to
keep anybody out: two programs on one folder are fine.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import offline_queue
from offline_queue import State
from terminal_app.domain.refusal import EnvironmentTrouble
from terminal_app.store.database import BUSY_S_MAX, Database

NAME = "presence.db"
"""An empty file beside the store, for SQLite's portable locks. Nothing is ever written into it."""

ENTRIES_MAX = 1_000
HOLDER_GONE = "the program ended before the answer came"


class Presence:
    """This program's mark on a folder, from opening to closing."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        """Take the mark away."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def enter(self, database: Database) -> bool:
        """Set the mark; whoever finds nobody else here first frees what the dead held. True when it did.

        Nobody can enter, and so lease anything, while that goes on. A folder that cannot be written to is entered
        without a mark: whoever has to write will be told.
        """
        try:
            return self._enter(database)
        except (sqlite3.OperationalError, EnvironmentTrouble):
            self.close()
            return False

    def _enter(self, database: Database) -> bool:
        connection = self._connection = sqlite3.connect(
            self._path, isolation_level=None, check_same_thread=False
        )
        is_alone = _shuts_others_out(connection)
        if is_alone:
            _free_leases(database)
            connection.execute("ROLLBACK")
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_S_MAX * 1000)}")
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        return is_alone


def somebody(folder: Path) -> bool:
    """Whether some program has this folder open now; asked by one that has not."""
    path = folder / NAME
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            return not _shuts_others_out(connection)
    except sqlite3.OperationalError:
        return False  # a folder that cannot be written to; the doctor tells that by itself


def _shuts_others_out(connection: sqlite3.Connection) -> bool:
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _free_leases(database: Database) -> None:
    """Give back every lease, in the name of holders that are no more; the entries are due at once."""
    with database.snapshot() as view:
        held = offline_queue.entries(view, states=(State.LEASED,), limit=ENTRIES_MAX)
    if not held:
        return
    with database.transaction() as connection:
        for entry in held:
            offline_queue.postpone(
                connection,
                id=entry.id,
                error=HOLDER_GONE,
                now_ms=entry.enqueued_ms,
                due_ms=entry.enqueued_ms,
            )
