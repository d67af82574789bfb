import sqlite3

import pytest

import offline_queue
from offline_queue import WAIT_MAX_MS, Effect, State, UnknownEntry
from tests.unit.offline_queue.conftest import LEASE_MS, NOW_MS, claimed, present, put


def settled(connection: sqlite3.Connection, name: str) -> None:
    offline_queue.settle(connection, id=name, receipt=b"ok", now_ms=NOW_MS)


def postponed(connection: sqlite3.Connection, name: str, due_ms: int) -> None:
    offline_queue.postpone(connection, id=name, error="away", now_ms=NOW_MS, due_ms=due_ms)


def test_a_stream_is_delivered_in_the_order_it_was_enqueued(connection: sqlite3.Connection) -> None:
    for name in ("redeem", "refund", "redeem again"):
        put(connection, name, stream="coupon")
    order = []
    for _ in range(3):
        (name,) = claimed(connection)
        order.append(name)
        settled(connection, name)
    assert order == ["redeem", "refund", "redeem again"]
    assert claimed(connection) == []


def test_refund_never_overtakes_its_redemption_while_that_waits_out_a_back_off(
    connection: sqlite3.Connection,
) -> None:
    put(connection, "redeem", stream="coupon")
    put(connection, "refund", stream="coupon")
    assert claimed(connection) == ["redeem"]
    postponed(connection, "redeem", NOW_MS + 60_000)
    assert claimed(connection) == []
    assert claimed(connection, now_ms=NOW_MS + 60_000) == ["redeem"]


def test_one_stuck_stream_never_blocks_another(connection: sqlite3.Connection) -> None:
    put(connection, "stuck", stream="one")
    put(connection, "behind it", stream="one")
    put(connection, "free", stream="two")
    assert claimed(connection, limit=1) == ["stuck"]
    assert claimed(connection) == ["free"]


def test_a_parked_entry_lets_its_stream_move_on(connection: sqlite3.Connection) -> None:
    put(connection, "refused", stream="one")
    put(connection, "next", stream="one")
    assert claimed(connection) == ["refused"]
    offline_queue.park(connection, id="refused", reason="used", now_ms=NOW_MS)
    assert claimed(connection) == ["next"]


def test_the_longest_due_are_claimed_first(connection: sqlite3.Connection) -> None:
    for name, due_ms in (("a", 30), ("b", 10), ("c", 20)):
        put(connection, name)
        offline_queue.claim_one(connection, id=name, now_ms=NOW_MS, lease_ms=LEASE_MS)
        postponed(connection, name, NOW_MS + due_ms)
    order = [name for _ in range(3) for name in claimed(connection, now_ms=NOW_MS + 30, limit=1)]
    assert order == ["b", "c", "a"]


def test_a_batch_comes_in_the_order_of_the_outbox(connection: sqlite3.Connection) -> None:
    for name in "edcba":
        put(connection, name)
    assert claimed(connection, limit=3) == ["e", "d", "c"]


def test_a_leased_entry_is_not_claimed_again_before_the_lease_ends(
    connection: sqlite3.Connection,
) -> None:
    put(connection, "a")
    assert claimed(connection) == ["a"]
    assert claimed(connection, now_ms=NOW_MS + LEASE_MS - 1) == []
    assert claimed(connection, now_ms=NOW_MS + LEASE_MS) == ["a"]


def test_every_claim_has_a_lease_of_its_own(connection: sqlite3.Connection) -> None:
    put(connection, "a")
    leases = [
        offline_queue.claim(connection, now_ms=NOW_MS + n * LEASE_MS, lease_ms=LEASE_MS)[0].lease
        for n in range(3)
    ]
    assert leases == [1, 2, 3]
    assert present(connection, "a").lease == 0


def test_a_named_entry_is_claimed_before_it_is_due(connection: sqlite3.Connection) -> None:
    put(connection, "a")
    claimed(connection)
    postponed(connection, "a", NOW_MS + 60_000)
    entry = offline_queue.claim_one(connection, id="a", now_ms=NOW_MS, lease_ms=LEASE_MS)
    assert entry is not None
    assert (entry.state, entry.lease) == (State.LEASED, 2)


def test_a_named_entry_still_waits_its_turn(connection: sqlite3.Connection) -> None:
    put(connection, "first", stream="s")
    put(connection, "second", stream="s")
    assert (
        offline_queue.claim_one(connection, id="second", now_ms=NOW_MS, lease_ms=LEASE_MS) is None
    )


def test_a_named_entry_in_somebody_elses_hands_is_not_taken(connection: sqlite3.Connection) -> None:
    put(connection, "a")
    claimed(connection)
    assert offline_queue.claim_one(connection, id="a", now_ms=NOW_MS, lease_ms=LEASE_MS) is None
    later = NOW_MS + LEASE_MS
    assert offline_queue.claim_one(connection, id="a", now_ms=later, lease_ms=LEASE_MS) is not None


def test_a_named_entry_that_does_not_exist_is_an_error(connection: sqlite3.Connection) -> None:
    with pytest.raises(UnknownEntry):
        offline_queue.claim_one(connection, id="?", now_ms=NOW_MS, lease_ms=LEASE_MS)


def test_hasten_makes_every_waiting_entry_due_and_leaves_live_leases(
    connection: sqlite3.Connection,
) -> None:
    for name in ("postponed", "leased", "due"):
        put(connection, name)
    offline_queue.claim_one(connection, id="postponed", now_ms=NOW_MS, lease_ms=LEASE_MS)
    postponed(connection, "postponed", NOW_MS + 60_000)
    offline_queue.claim_one(connection, id="leased", now_ms=NOW_MS, lease_ms=LEASE_MS)
    assert offline_queue.hasten(connection, now_ms=NOW_MS) == 1
    assert claimed(connection) == ["postponed", "due"]


def test_one_that_comes_forward_does_not_sit_out_an_old_back_off(
    connection: sqlite3.Connection,
) -> None:
    put(connection, "first", stream="s")
    put(connection, "second", stream="s")
    claimed(connection)
    offline_queue.park(connection, id="first", reason="?", now_ms=NOW_MS)
    assert claimed(connection) == ["second"]
    postponed(connection, "second", NOW_MS + 60_000)
    offline_queue.requeue(connection, id="first", now_ms=NOW_MS)
    assert claimed(connection) == ["first"]
    settled(connection, "first")
    assert claimed(connection) == ["second"]


@pytest.mark.parametrize("is_leased", [True, False])
def test_a_clock_put_back_strands_no_entry(connection: sqlite3.Connection, is_leased: bool) -> None:
    wrong_ms = NOW_MS + 24 * 3_600_000
    put(connection, "a", now_ms=wrong_ms)
    if is_leased:
        claimed(connection, now_ms=wrong_ms)
    assert claimed(connection, now_ms=NOW_MS) == ["a"]


def test_a_clock_put_back_a_little_ends_no_lease(connection: sqlite3.Connection) -> None:
    put(connection, "a")
    offline_queue.claim(connection, now_ms=NOW_MS, lease_ms=WAIT_MAX_MS)
    assert claimed(connection, now_ms=NOW_MS - 60_000) == []


@pytest.mark.parametrize("limit", [0, -1])
def test_a_claim_without_a_bound_is_refused(connection: sqlite3.Connection, limit: int) -> None:
    with pytest.raises(ValueError, match="limit"):
        offline_queue.claim(connection, now_ms=NOW_MS, lease_ms=LEASE_MS, limit=limit)


@pytest.mark.parametrize("lease_ms", [0, -1, WAIT_MAX_MS + 1])
def test_a_lease_without_an_end_is_refused(connection: sqlite3.Connection, lease_ms: int) -> None:
    put(connection, "a")
    with pytest.raises(ValueError, match="lease"):
        offline_queue.claim(connection, now_ms=NOW_MS, lease_ms=lease_ms)
    with pytest.raises(ValueError, match="lease"):
        offline_queue.claim_one(connection, id="a", now_ms=NOW_MS, lease_ms=lease_ms)


def test_a_requeued_entry_goes_before_the_later_ones_but_calls_none_back(
    connection: sqlite3.Connection,
) -> None:
    put(connection, "first", stream="s")
    put(connection, "second", stream="s")
    claimed(connection)
    offline_queue.park(connection, id="first", reason="?", now_ms=NOW_MS)
    (second,) = offline_queue.claim(connection, now_ms=NOW_MS, lease_ms=LEASE_MS)
    offline_queue.requeue(connection, id="first", now_ms=NOW_MS)
    assert claimed(connection) == ["first"]
    assert present(connection, "second").state is State.LEASED
    assert (
        offline_queue.postpone(
            connection,
            id="second",
            error="away",
            now_ms=NOW_MS,
            due_ms=NOW_MS,
            lease=second.lease,
        )
        is Effect.APPLIED
    )
    assert claimed(connection) == []
    settled(connection, "first")
    assert claimed(connection) == ["second"]
