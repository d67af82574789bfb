"""What nobody can do to an outbox, not even by hand."""

import sqlite3
from collections.abc import Callable

import pytest

import offline_queue
from offline_queue import OutsideTransaction, State
from tests.unit.offline_queue.conftest import LEASE_MS, NOW_MS, claimed, present, put


@pytest.fixture
def full(connection: sqlite3.Connection) -> sqlite3.Connection:
    """One entry in each state, named after it, and a newest one that is ready."""
    for state in ("done", "parked", "leased", "ready"):
        put(connection, state)
    offline_queue.settle(connection, id="done", receipt=b"proof", now_ms=NOW_MS)
    offline_queue.park(connection, id="parked", reason="", now_ms=NOW_MS)
    offline_queue.claim_one(connection, id="leased", now_ms=NOW_MS, lease_ms=LEASE_MS)
    return connection


def ids(connection: sqlite3.Connection) -> list[str]:
    return [entry.id for entry in offline_queue.entries(connection, states=tuple(State), limit=100)]


UNSENT = ["parked", "leased", "ready"]


def test_purge_takes_what_was_delivered_and_nothing_else(full: sqlite3.Connection) -> None:
    assert offline_queue.purge(full, done_before_ms=NOW_MS + 1, limit=100) == 1
    assert ids(full) == UNSENT


def test_purge_keeps_what_was_delivered_since(full: sqlite3.Connection) -> None:
    assert offline_queue.purge(full, done_before_ms=NOW_MS, limit=100) == 0


def test_purge_stops_at_its_limit_with_the_oldest_deliveries_gone(
    connection: sqlite3.Connection,
) -> None:
    for n, name in enumerate("abcde"):
        put(connection, name)
        offline_queue.settle(connection, id=name, receipt=b"", now_ms=NOW_MS - n)
    put(connection, "last")
    assert offline_queue.purge(connection, done_before_ms=NOW_MS + 1, limit=2) == 2
    assert ids(connection) == ["a", "b", "c", "last"]


def test_no_sequence_number_is_given_out_twice_across_a_purge(
    connection: sqlite3.Connection,
) -> None:
    put(connection, "a")
    last = put(connection, "b").sequence
    for name in "ab":
        offline_queue.settle(connection, id=name, receipt=b"", now_ms=NOW_MS)
    assert offline_queue.purge(connection, done_before_ms=NOW_MS + 1, limit=100) == 1
    assert put(connection, "c").sequence > last


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM outbox_entry",
        "DELETE FROM outbox_entry WHERE id = 'parked'",
        "DELETE FROM outbox_entry WHERE id = 'leased'",
        "DELETE FROM outbox_entry WHERE id = 'ready'",
        "REPLACE INTO outbox_entry (id, stream, state, turn, enqueued_ms, due_ms, body)"
        " VALUES ('ready', 'x', 'ready', 0, 0, 0, x'')",
        "REPLACE INTO outbox_entry (sequence, id, stream, state, turn, enqueued_ms, due_ms, body)"
        " VALUES (4, 'x', 'x', 'ready', 0, 0, 0, x'')",
        "REPLACE INTO outbox_entry (id, stream, state, turn, enqueued_ms, due_ms, body)"
        " VALUES ('x', 'stream of ready', 'ready', 1, 0, 0, x'')",
        "UPDATE outbox_entry SET body = x'00' WHERE id = 'ready'",
        "UPDATE outbox_entry SET id = 'x' WHERE id = 'ready'",
        "UPDATE OR REPLACE outbox_entry SET sequence = 4 WHERE id = 'done'",
        "UPDATE outbox_entry SET stream = 'x' WHERE id = 'parked'",
        "UPDATE outbox_entry SET state = 'ready', turn = 1, done_ms = NULL WHERE id = 'done'",
        "UPDATE outbox_entry SET receipt = x'' WHERE id = 'done'",
        "UPDATE outbox_entry SET state = 'done' WHERE id = 'ready'",
        "UPDATE outbox_entry SET state = 'lost', turn = NULL WHERE id = 'ready'",
    ],
)
def test_not_even_sql_by_hand_drops_or_alters_what_is_unsent(
    full: sqlite3.Connection, statement: str
) -> None:
    before = offline_queue.entries(full, states=tuple(State), limit=100)
    with pytest.raises(sqlite3.IntegrityError):
        full.execute(statement)
    assert offline_queue.entries(full, states=tuple(State), limit=100) == before


def test_a_stream_has_one_head(connection: sqlite3.Connection) -> None:
    put(connection, "first", stream="s")
    put(connection, "second", stream="s")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE outbox_entry SET turn = 1 WHERE id = 'second'")


CHANGES: dict[str, Callable[[sqlite3.Connection], object]] = {
    "install": offline_queue.install,
    "enqueue": lambda c: put(c, "a"),
    "claim": claimed,
    "claim_one": lambda c: offline_queue.claim_one(c, id="a", now_ms=NOW_MS, lease_ms=1),
    "settle": lambda c: offline_queue.settle(c, id="a", receipt=b"", now_ms=NOW_MS),
    "postpone": lambda c: offline_queue.postpone(c, id="a", error="", now_ms=0, due_ms=0),
    "park": lambda c: offline_queue.park(c, id="a", reason="", now_ms=NOW_MS),
    "requeue": lambda c: offline_queue.requeue(c, id="a", now_ms=NOW_MS),
    "hasten": lambda c: offline_queue.hasten(c, now_ms=NOW_MS),
    "purge": lambda c: offline_queue.purge(c, done_before_ms=NOW_MS, limit=1),
}


@pytest.mark.parametrize("name", CHANGES)
def test_no_change_is_made_outside_of_a_transaction(
    connection: sqlite3.Connection, name: str
) -> None:
    connection.execute("COMMIT")
    with pytest.raises(OutsideTransaction):
        CHANGES[name](connection)


@pytest.mark.parametrize("name", CHANGES)
def test_no_change_commits(connection: sqlite3.Connection, name: str) -> None:
    put(connection, "a")
    offline_queue.park(connection, id="a", reason="", now_ms=NOW_MS)
    connection.execute("COMMIT")
    connection.execute("BEGIN IMMEDIATE")
    before = connection.total_changes
    CHANGES[name](connection)
    assert connection.in_transaction
    connection.execute("ROLLBACK")
    assert present(connection, "a").state is State.PARKED
    assert connection.total_changes >= before
