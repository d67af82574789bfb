import sqlite3

import pytest

import offline_queue
from offline_queue import WAIT_MAX_MS, IdReused, State
from tests.unit.offline_queue.conftest import LEASE_MS, NOW_MS, claimed, present, put


def leased(connection: sqlite3.Connection, name: str, stream: str) -> offline_queue.Entry:
    return offline_queue.enqueue(
        connection,
        id=name,
        stream=stream,
        body=b"",
        now_ms=NOW_MS,
        leased_until_ms=NOW_MS + LEASE_MS,
    )


def test_an_entry_is_read_back_as_it_was_put(connection: sqlite3.Connection) -> None:
    assert put(connection, "a") == present(connection, "a")


def test_the_same_thing_enqueued_again_is_one_entry(connection: sqlite3.Connection) -> None:
    first = put(connection, "a")
    assert put(connection, "a", now_ms=NOW_MS + 5) == first
    assert offline_queue.stats(connection).waiting == 1


def test_a_repeat_after_delivery_returns_the_proof_and_sends_nothing(
    connection: sqlite3.Connection,
) -> None:
    put(connection, "a")
    offline_queue.settle(connection, id="a", receipt=b"proof", now_ms=NOW_MS)
    again = put(connection, "a")
    assert (again.state, again.receipt) == (State.DONE, b"proof")
    assert claimed(connection) == []


@pytest.mark.parametrize(("stream", "body"), [("s", b"other"), ("other", b"body")])
def test_an_id_with_another_meaning_is_refused_and_changes_nothing(
    connection: sqlite3.Connection, stream: str, body: bytes
) -> None:
    first = offline_queue.enqueue(connection, id="a", stream="s", body=b"body", now_ms=NOW_MS)
    with pytest.raises(IdReused):
        offline_queue.enqueue(connection, id="a", stream=stream, body=body, now_ms=NOW_MS)
    assert present(connection, "a") == first


def test_an_entry_born_leased_is_nobody_elses_until_the_lease_ends(
    connection: sqlite3.Connection,
) -> None:
    entry = leased(connection, "a", "s")
    assert (entry.state, entry.lease) == (State.LEASED, 1)
    assert claimed(connection, now_ms=NOW_MS + LEASE_MS - 1) == []
    assert claimed(connection, now_ms=NOW_MS + LEASE_MS) == ["a"]


def test_an_entry_behind_another_is_born_ready_and_says_so(connection: sqlite3.Connection) -> None:
    put(connection, "redemption", stream="coupon")
    refund = leased(connection, "refund", "coupon")
    assert (refund.state, refund.lease, refund.due_ms) == (State.READY, 0, NOW_MS)
    assert claimed(connection) == ["redemption"]


def test_a_repeated_call_is_given_no_lease_even_while_one_is_out(
    connection: sqlite3.Connection,
) -> None:
    assert leased(connection, "a", "s").lease == 1
    again = leased(connection, "a", "s")
    assert (again.state, again.lease) == (State.LEASED, 0)


def test_an_endless_first_lease_is_cut(connection: sqlite3.Connection) -> None:
    entry = offline_queue.enqueue(
        connection, id="a", stream="s", body=b"", now_ms=NOW_MS, leased_until_ms=2**62
    )
    assert entry.due_ms == present(connection, "a").due_ms == NOW_MS + WAIT_MAX_MS


@pytest.mark.parametrize(("name", "stream"), [("", "s"), ("a", "")])
def test_an_entry_without_a_name_is_refused(
    connection: sqlite3.Connection, name: str, stream: str
) -> None:
    with pytest.raises(ValueError, match="needs an id and a stream"):
        offline_queue.enqueue(connection, id=name, stream=stream, body=b"", now_ms=NOW_MS)


def test_what_the_caller_rolls_back_was_never_enqueued(connection: sqlite3.Connection) -> None:
    put(connection, "a")
    connection.execute("ROLLBACK")
    assert offline_queue.get(connection, "a") is None
