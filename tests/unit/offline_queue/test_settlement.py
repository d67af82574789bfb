import sqlite3
from collections.abc import Callable

import pytest

import offline_queue
from offline_queue import WAIT_MAX_MS, Effect, Entry, State, UnknownEntry
from tests.unit.offline_queue.conftest import LEASE_MS, NOW_MS, claimed, present, put


@pytest.fixture
def entry(connection: sqlite3.Connection) -> Entry:
    """An entry whose first holder let the lease run out, so that a second one has it now."""
    put(connection, "a")
    (first,) = offline_queue.claim(connection, now_ms=NOW_MS, lease_ms=LEASE_MS)
    offline_queue.claim(connection, now_ms=NOW_MS + LEASE_MS, lease_ms=LEASE_MS)
    return first


def postponed(connection: sqlite3.Connection, lease: int | None, due_ms: int = NOW_MS) -> Effect:
    return offline_queue.postpone(
        connection, id="a", error="away", now_ms=NOW_MS, due_ms=due_ms, lease=lease
    )


def parked(connection: sqlite3.Connection, lease: int | None) -> Effect:
    return offline_queue.park(
        connection, id="a", reason="used", receipt=b"no", now_ms=NOW_MS, lease=lease
    )


def settled(connection: sqlite3.Connection, receipt: bytes = b"yes") -> Effect:
    return offline_queue.settle(connection, id="a", receipt=receipt, now_ms=NOW_MS)


def test_a_delivery_is_kept_with_its_proof(connection: sqlite3.Connection) -> None:
    put(connection, "a")
    claimed(connection)
    assert settled(connection) is Effect.APPLIED
    done = present(connection, "a")
    assert (done.state, done.receipt, done.body) == (State.DONE, b"yes", b"body of a")


def test_a_late_delivery_still_counts_because_it_is_a_fact(
    connection: sqlite3.Connection, entry: Entry
) -> None:
    assert settled(connection) is Effect.APPLIED
    assert present(connection, "a").state is State.DONE
    assert claimed(connection, now_ms=NOW_MS + 9 * LEASE_MS) == []


def test_the_first_proof_of_a_delivery_stays(connection: sqlite3.Connection) -> None:
    put(connection, "a")
    settled(connection, b"first")
    assert settled(connection, b"second") is Effect.STALE
    assert present(connection, "a").receipt == b"first"


def test_a_delivery_ends_an_entry_that_was_parked(connection: sqlite3.Connection) -> None:
    put(connection, "a")
    parked(connection, None)
    assert settled(connection) is Effect.APPLIED
    assert offline_queue.stats(connection).parked == 0


def test_a_stale_holder_postpones_nothing(connection: sqlite3.Connection, entry: Entry) -> None:
    before = present(connection, "a")
    assert postponed(connection, entry.lease) is Effect.STALE
    assert present(connection, "a") == before


def test_a_stale_holder_parks_nothing(connection: sqlite3.Connection, entry: Entry) -> None:
    before = present(connection, "a")
    assert parked(connection, entry.lease) is Effect.STALE
    assert present(connection, "a") == before


def test_a_holder_whose_lease_ran_out_unclaimed_may_still_give_it_back(
    connection: sqlite3.Connection,
) -> None:
    put(connection, "a")
    (held,) = offline_queue.claim(connection, now_ms=NOW_MS, lease_ms=1)
    assert postponed(connection, held.lease) is Effect.APPLIED


def test_a_lease_given_back_cannot_be_given_back_twice(connection: sqlite3.Connection) -> None:
    put(connection, "a")
    (held,) = offline_queue.claim(connection, now_ms=NOW_MS, lease_ms=LEASE_MS)
    assert postponed(connection, held.lease) is Effect.APPLIED
    assert postponed(connection, held.lease) is Effect.STALE
    assert postponed(connection, None) is Effect.STALE
    assert parked(connection, held.lease) is Effect.STALE
    assert present(connection, "a").attempts == 1


@pytest.mark.parametrize("lease", [None, 1])
def test_done_never_goes_back(connection: sqlite3.Connection, lease: int | None) -> None:
    put(connection, "a")
    claimed(connection)
    settled(connection)
    done = present(connection, "a")
    assert postponed(connection, lease) is Effect.STALE
    assert parked(connection, lease) is Effect.STALE
    assert offline_queue.requeue(connection, id="a", now_ms=NOW_MS) is Effect.STALE
    offline_queue.hasten(connection, now_ms=NOW_MS)
    assert present(connection, "a") == done


def test_a_postponed_entry_counts_its_tries_and_keeps_the_last_error(
    connection: sqlite3.Connection,
) -> None:
    put(connection, "a")
    for attempt in range(1, 6):
        claimed(connection)
        assert postponed(connection, None) is Effect.APPLIED
        waiting = present(connection, "a")
        assert (waiting.state, waiting.attempts) == (State.READY, attempt)
        assert waiting.last_error == "away"


def test_an_entry_is_never_given_up(connection: sqlite3.Connection) -> None:
    put(connection, "a")
    for _ in range(200):
        assert claimed(connection) == ["a"]
        postponed(connection, None)
    assert present(connection, "a").state is State.READY


def test_no_wait_is_endless(connection: sqlite3.Connection) -> None:
    put(connection, "a")
    claimed(connection)
    postponed(connection, None, due_ms=2**62)
    assert present(connection, "a").due_ms == NOW_MS + WAIT_MAX_MS


def test_an_error_of_any_text_and_length_can_be_noted(connection: sqlite3.Connection) -> None:
    put(connection, "a")
    claimed(connection)
    offline_queue.postpone(
        connection, id="a", error="\udcff" + "长" * 5_000, now_ms=NOW_MS, due_ms=NOW_MS
    )
    noted = present(connection, "a").last_error
    assert noted.startswith("\\udcff长")
    assert len(noted) < 1_100


def test_a_parked_entry_stays_visible_with_its_reason_and_evidence(
    connection: sqlite3.Connection,
) -> None:
    put(connection, "a")
    claimed(connection)
    assert parked(connection, 1) is Effect.APPLIED
    (seen,) = offline_queue.entries(connection, states={State.PARKED}, limit=10)
    assert (seen.id, seen.last_error, seen.receipt) == ("a", "used", b"no")
    assert claimed(connection, now_ms=NOW_MS + 9 * LEASE_MS) == []


def test_a_requeued_entry_is_sent_again_under_its_id_and_body(
    connection: sqlite3.Connection,
) -> None:
    first = put(connection, "a")
    parked(connection, None)
    assert offline_queue.requeue(connection, id="a", now_ms=NOW_MS) is Effect.APPLIED
    (again,) = offline_queue.claim(connection, now_ms=NOW_MS, lease_ms=LEASE_MS)
    assert (again.id, again.body, again.sequence) == (first.id, first.body, first.sequence)


def test_only_a_parked_entry_is_requeued(connection: sqlite3.Connection, entry: Entry) -> None:
    assert offline_queue.requeue(connection, id="a", now_ms=NOW_MS) is Effect.STALE
    assert present(connection, "a").state is State.LEASED


def test_an_unknown_entry_is_an_error_for_every_verb(connection: sqlite3.Connection) -> None:
    verbs: tuple[Callable[[], object], ...] = (
        lambda: settled(connection),
        lambda: postponed(connection, 1),
        lambda: parked(connection, None),
        lambda: offline_queue.requeue(connection, id="a", now_ms=NOW_MS),
    )
    for verb in verbs:
        with pytest.raises(UnknownEntry):
            verb()
