import sqlite3

import pytest

import offline_queue
from offline_queue import State, Stats
from tests.unit.offline_queue.conftest import LEASE_MS, NOW_MS, put


@pytest.fixture
def mixed(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Two done, one parked, one leased, one ready, one ready behind it."""
    for n, name in enumerate(("done 1", "parked", "leased", "done 2", "ready")):
        put(connection, name, now_ms=NOW_MS + n)
    put(connection, "behind", stream="stream of ready", now_ms=NOW_MS + 5)
    for name in ("done 1", "done 2"):
        offline_queue.settle(connection, id=name, receipt=b"", now_ms=NOW_MS)
    offline_queue.park(connection, id="parked", reason="", now_ms=NOW_MS)
    offline_queue.claim_one(connection, id="leased", now_ms=NOW_MS, lease_ms=LEASE_MS)
    return connection


@pytest.mark.parametrize(
    ("states", "ids"),
    [
        (list(State), ["done 1", "parked", "leased", "done 2", "ready", "behind"]),
        ([State.READY], ["ready", "behind"]),
        ([State.LEASED], ["leased"]),
        ([State.PARKED, State.READY], ["parked", "ready", "behind"]),
        ([State.DONE], ["done 1", "done 2"]),
        ([], []),
    ],
)
def test_entries_are_listed_by_state_in_their_order(
    mixed: sqlite3.Connection, states: list[State], ids: list[str]
) -> None:
    found = offline_queue.entries(mixed, states=states, limit=10)
    assert [entry.id for entry in found] == ids


def test_pages_follow_each_other_without_gap_or_repeat(mixed: sqlite3.Connection) -> None:
    seen: list[str] = []
    after = 0
    for _ in range(6):
        (entry,) = offline_queue.entries(mixed, states=tuple(State), limit=1, after_sequence=after)
        seen.append(entry.id)
        after = entry.sequence
    assert seen == ["done 1", "parked", "leased", "done 2", "ready", "behind"]
    assert offline_queue.entries(mixed, states=tuple(State), limit=1, after_sequence=after) == ()


def test_stats_count_what_waits_and_name_the_oldest(mixed: sqlite3.Connection) -> None:
    assert offline_queue.stats(mixed) == Stats(waiting=3, leased=1, parked=1, oldest_ms=NOW_MS + 2)


def test_stats_of_an_empty_outbox_are_zero(connection: sqlite3.Connection) -> None:
    assert offline_queue.stats(connection) == Stats(waiting=0, leased=0, parked=0, oldest_ms=None)


def test_the_first_of_a_stream_is_the_one_whose_turn_it_is(mixed: sqlite3.Connection) -> None:
    def first(stream: str) -> str | None:
        entry = offline_queue.first(mixed, stream=stream)
        return None if entry is None else entry.id

    assert first("stream of ready") == "ready"
    offline_queue.settle(mixed, id="ready", receipt=b"", now_ms=NOW_MS)
    assert first("stream of ready") == "behind"
    assert first("stream of parked") is first("stream of done 1") is first("nobody's") is None


def test_the_callers_row_factory_is_left_alone(mixed: sqlite3.Connection) -> None:
    mixed.row_factory = lambda cursor, row: {"only": row}
    assert offline_queue.stats(mixed).waiting == 3
    entry = offline_queue.get(mixed, "ready")
    assert entry is not None
    assert entry.id == "ready"
    assert mixed.execute("SELECT 1").fetchone() == {"only": (1,)}


def test_reading_needs_no_transaction(mixed: sqlite3.Connection) -> None:
    mixed.execute("COMMIT")
    assert offline_queue.stats(mixed).waiting == 3
    assert offline_queue.get(mixed, "nobody") is None
    assert not mixed.in_transaction
