"""One SQLite file: how it is opened, and what a unit of work is.

Every commit is on disk when it returns. Errors of the file become `EnvironmentTrouble`, each with its own code; an
error from COMMIT is «unknown», not «no» (after a failed fsync the transaction may be back after a restart), except
where SQLite gave up before it wrote the first page.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.store import engine
from terminal_app.store.migrations import VERSION, migrate, version_of

BUSY_S_MAX = 10.0
BRIEF_S_MAX = 0.25
"""For what a person at the counter does not wait for."""

RETRY_S = 0.001
"""SQLite's own busy handler waits up to 100 ms between tries and so starves behind a draining process; a try each
millisecond lets the person at the counter go first."""

WAL_RESET_FIXED = ((3, 44, 6), (3, 50, 7), (3, 51, 3))
"""Where https://sqlite.org/wal.html says that the WAL-reset bug is mended; every version from 3.7.0 before has it."""


def journal_mode(version: tuple[int, int, int]) -> str:
    """WAL where this SQLite is free of the WAL-reset corruption bug, else TRUNCATE; both with synchronous=FULL."""
    fixed = version >= WAL_RESET_FIXED[-1] or any(
        version[:2] == mended[:2] and version >= mended for mended in WAL_RESET_FIXED
    )
    return "WAL" if fixed else "TRUNCATE"


class Database:
    """A file, with one connection a thread."""

    def __init__(self, path: Path, *, mode: str | None = None) -> None:
        self.path = path
        self.mode = mode or journal_mode(sqlite3.sqlite_version_info[:3])
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        engine.check()
        try:
            with translated(path):
                self.version_found = version_of(self.connection)
                migrate(self.connection, self.path)
                _check_last_page(self.connection, path)
        except BaseException:
            self.close()
            raise
        self._file = _file_at(path)

    @property
    def is_upgraded(self) -> bool:
        """Whether the file had older tables when it was opened."""
        return 0 < self.version_found < VERSION

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
        self._local = threading.local()

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._open()
            self._local.connection = connection
            with self._lock:
                self._opened.append(connection)
        return connection

    @contextmanager
    def transaction(self, *, patience_s: float | None = None) -> Iterator[sqlite3.Connection]:
        """A unit of work: `BEGIN IMMEDIATE` … `COMMIT`, or nothing of it."""
        with translated(self.path):
            connection = self.connection
            _until_free(connection, "BEGIN IMMEDIATE", patience_s)
            try:
                self._check_it_is_our_file()
                yield connection
            except BaseException:
                connection.rollback()
                raise
            self._commit(connection, patience_s)

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """One consistent view for reading; inside a unit of work, that unit's own."""
        with translated(self.path):
            connection = self.connection
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                # The first read takes the lock that keeps every later one from being refused.
                _until_free(connection, "SELECT 1 FROM sqlite_schema LIMIT 1")
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def copied(self) -> Iterator[sqlite3.Connection]:
        """A private copy of one instant, for a long look: a view held open keeps the counter from committing."""
        with translated(self.path):
            assert not self.connection.in_transaction, "a unit of work is not copied half-way"
            # A nameless file is SQLite's own temporary one, gone when it is closed.
            copy = sqlite3.connect("", isolation_level=None)
            try:
                with self.snapshot() as connection:
                    connection.backup(copy)
                yield copy
            finally:
                copy.close()

    def copy_to(self, path: Path) -> None:
        """Write a copy of one instant to a file that is not there yet."""
        with translated(self.path):
            copy = sqlite3.connect(path, isolation_level=None)
            try:
                with self.snapshot() as connection:
                    connection.backup(copy)
            finally:
                copy.close()

    def _check_it_is_our_file(self) -> None:
        """Write nothing into a file that was deleted or exchanged: in WAL mode SQLite itself would not notice."""
        if _file_at(self.path) != self._file:
            raise EnvironmentTrouble(
                Trouble.STORAGE_DAMAGED, file=str(self.path), problem="deleted or exchanged"
            )

    def _commit(self, connection: sqlite3.Connection, patience_s: float | None) -> None:
        try:
            _until_free(connection, "COMMIT", patience_s)
        except sqlite3.Error as error:
            # Neither yes nor no: drop the connection, so that the next look reads what is on disk.
            self._forget(connection)
            if _code(error) in _DEFINITE:
                raise
            raise EnvironmentTrouble(
                Trouble.STORAGE_UNKNOWN, file=str(self.path), problem=str(error)
            ) from error

    def _forget(self, connection: sqlite3.Connection) -> None:
        connection.close()
        self._local.connection = None
        with self._lock:
            self._opened.remove(connection)

    def _open(self) -> sqlite3.Connection:
        # Other threads close it, in `close` only.
        connection = sqlite3.connect(
            self.path, timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            self._settle_in(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _settle_in(self, connection: sqlite3.Connection) -> None:
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_S_MAX * 1000)}")
        connection.execute(f"PRAGMA journal_mode = {self.mode}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA trusted_schema = OFF")
        # Without it REPLACE deletes a row past the triggers that keep every row.
        connection.execute("PRAGMA recursive_triggers = ON")
        # A unit of work that outgrew the cache would want the file for itself before its end.
        connection.execute("PRAGMA cache_spill = OFF")


def _check_last_page(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file whose last page is torn: SQLite reads what is missing of it as zeros and says nothing.

    While a write-ahead log is there it may hold that page whole, after a power cut in a checkpoint.
    """
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    page_bytes = connection.execute("PRAGMA page_size").fetchone()[0]
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size > 0:
        return
    if path.stat().st_size < pages * page_bytes:
        raise EnvironmentTrouble(
            Trouble.STORAGE_DAMAGED, file=str(path), problem="its last page is torn"
        )


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file a path names at this moment; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 when the error is not SQLite's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _until_free(
    connection: sqlite3.Connection, statement: str, patience_s: float | None = None
) -> None:
    """Run BEGIN or COMMIT, trying again while another process is writing or reading."""
    ends = time.monotonic() + (BUSY_S_MAX if patience_s is None else patience_s)
    while True:
        try:
            connection.execute(statement).fetchall()
            return
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > ends:
                raise
        time.sleep(RETRY_S)


_DEFINITE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY})
"""From COMMIT these are a no: the write that found no room, or the lock that somebody reading did not give up, comes
before the write that commits; closing the connection rolled the rest back."""

_TROUBLE = {
    sqlite3.SQLITE_FULL: Trouble.STORAGE_FULL,
    sqlite3.SQLITE_READONLY: Trouble.STORAGE_READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Trouble.STORAGE_READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.STORAGE_READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Trouble.STORAGE_DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.STORAGE_DAMAGED,
    sqlite3.SQLITE_BUSY: Trouble.STORAGE_BUSY,
    sqlite3.SQLITE_IOERR: Trouble.STORAGE_UNKNOWN,
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file into a code a person can be told; a defect of ours stays an exception."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        trouble = _TROUBLE.get(_code(error))
        if trouble is None:
            raise
        raise EnvironmentTrouble(trouble, file=str(path), problem=str(error)) from error
