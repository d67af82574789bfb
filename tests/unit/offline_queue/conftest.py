"""An outbox in a file of its own, and short words for what every test does with it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

import offline_queue
from offline_queue import Entry

NOW_MS = 1_750_000_000_000
LEASE_MS = 30_000

Transaction = Callable[[], AbstractContextManager[sqlite3.Connection]]


def opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=20)
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    return connection


@contextmanager
def immediate(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "outbox.db"
    connection = opened(path)
    with immediate(connection):
        offline_queue.install(connection)
    connection.close()
    return path


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection inside an open transaction."""
    connection = opened(path)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


@pytest.fixture
def transaction(path: Path) -> Iterator[Transaction]:
    connection = opened(path)
    yield lambda: immediate(connection)
    connection.close()


def put(
    connection: sqlite3.Connection, name: str, *, stream: str = "", now_ms: int = NOW_MS
) -> Entry:
    """Enqueue under a stream of its own unless one is named."""
    return offline_queue.enqueue(
        connection,
        id=name,
        stream=stream or f"stream of {name}",
        body=f"body of {name}".encode(),
        now_ms=now_ms,
    )


def claimed(connection: sqlite3.Connection, *, now_ms: int = NOW_MS, limit: int = 100) -> list[str]:
    batch = offline_queue.claim(connection, now_ms=now_ms, lease_ms=LEASE_MS, limit=limit)
    return [entry.id for entry in batch]


def present(connection: sqlite3.Connection, name: str) -> Entry:
    entry = offline_queue.get(connection, name)
    assert entry is not None
    return entry
