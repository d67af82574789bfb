"""Several at once, in threads and in processes, and one that is killed."""

import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

import offline_queue
from offline_queue import State
from tests.unit.offline_queue.conftest import (
    LEASE_MS,
    NOW_MS,
    Transaction,
    claimed,
    immediate,
    opened,
    present,
    put,
)
from tests.unit.offline_queue.worker import empty

ROOT = Path(__file__).parents[3]
ENTRIES = 90


@pytest.fixture
def full(path: Path, transaction: Transaction) -> Path:
    """Ninety entries in thirty streams, each three deep."""
    with transaction() as connection:
        for n in range(ENTRIES):
            put(connection, f"{n:02}", stream=str(n % 30))
    return path


def worker(path: Path, verb: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.unit.offline_queue.worker", str(path), verb],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def assert_each_was_claimed_once(path: Path, seen: list[list[str]]) -> None:
    times = Counter(name for one in seen for name in one)
    # A stream may still be in another's hands when a worker finds nothing and leaves.
    times.update(empty(path))
    assert set(times.values()) == {1}
    assert len(times) == ENTRIES


def test_threads_claiming_at_once_never_get_the_same_entry(full: Path) -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        seen = list(pool.map(empty, [full] * 4))
    assert_each_was_claimed_once(full, seen)


def test_processes_claiming_at_once_never_get_the_same_entry(full: Path) -> None:
    workers = [worker(full, "empty") for _ in range(2)]
    for one in workers:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    seen = [one.communicate(timeout=60)[0].split() for one in workers]
    assert [one.returncode for one in workers] == [0, 0]
    assert_each_was_claimed_once(full, seen)


def test_an_entry_whose_holder_was_killed_comes_back_when_its_lease_ends(
    full: Path, transaction: Transaction
) -> None:
    holder = worker(full, "hold")
    assert holder.stdout is not None
    name = holder.stdout.readline().strip()
    holder.send_signal(signal.SIGKILL)
    holder.communicate(timeout=60)
    with transaction() as connection:
        assert present(connection, name).state is State.LEASED
        assert name not in claimed(connection)
        offline_queue.hasten(connection, now_ms=NOW_MS)
        assert name not in claimed(connection)
        assert claimed(connection, now_ms=NOW_MS + LEASE_MS, limit=1) == [name]


@contextmanager
def deferred(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    connection.execute("BEGIN")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def enqueue_while_another_writes(
    path: Path,
    begin: Callable[[sqlite3.Connection], AbstractContextManager[sqlite3.Connection]],
) -> None:
    """Enqueue, with another connection writing at the worst moment: between the read and the write."""
    ours, theirs = opened(path), sqlite3.connect(path, isolation_level=None, timeout=0)
    ours.execute("PRAGMA journal_mode = WAL")

    def come_between(statement: str) -> None:
        if statement.lstrip().startswith("INSERT INTO outbox_entry"):
            # Against an immediate transaction they have to wait, as they should.
            with suppress(sqlite3.OperationalError), immediate(theirs):
                put(theirs, "theirs")

    try:
        ours.set_trace_callback(come_between)
        with begin(ours):
            put(ours, "ours")
        ours.set_trace_callback(None)
        assert present(ours, "ours").state is State.READY
    finally:
        ours.close()
        theirs.close()


def test_another_writer_never_makes_an_enqueue_fail(path: Path) -> None:
    enqueue_while_another_writes(path, immediate)


def test_a_deferred_transaction_is_caught(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        enqueue_while_another_writes(path, deferred)
