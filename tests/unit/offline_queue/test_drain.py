import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import offline_queue
from offline_queue import (
    Budget,
    Delivered,
    Drained,
    Entry,
    Later,
    Outcome,
    Rejected,
    State,
    Stopped,
)
from tests.unit.offline_queue.conftest import (
    LEASE_MS,
    NOW_MS,
    Transaction,
    immediate,
    opened,
    present,
    put,
)

YES = Delivered(receipt=b"yes")
NO = Rejected(reason="used", receipt=b"no")
AWAY = Later(error="away")


@dataclass(slots=True, kw_only=True)
class OtherSide:
    """Answers from a table, notes what it was sent and that no transaction was open meanwhile."""

    transaction: Transaction
    answers: dict[str, Outcome] = field(default_factory=dict)
    otherwise: Outcome | None = YES
    now_ms: int = NOW_MS
    batches: list[list[str]] = field(default_factory=list)
    records: list[tuple[str, Outcome]] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None

    def send(self, batch: tuple[Entry, ...]) -> Mapping[str, Outcome]:
        self.batches.append([entry.id for entry in batch])
        with self.transaction():  # fails if one were open: BEGIN inside BEGIN
            pass
        self.meanwhile()
        answers = {entry.id: self.answers.get(entry.id, self.otherwise) for entry in batch}
        return {name: answer for name, answer in answers.items() if answer is not None}

    def record(self, connection: sqlite3.Connection, entry: Entry, outcome: Outcome) -> None:
        assert connection.in_transaction
        self.records.append((entry.id, outcome))

    def drained(
        self,
        *,
        entries_max: int = 100,
        batches_max: int = 100,
        batch_size: int = 10,
        deadline_ms: int = NOW_MS + 60_000,
        jitter: float = 0.5,
    ) -> Drained:
        return offline_queue.drain(
            transaction=self.transaction,
            send=self.send,
            record=self.record,
            clock=lambda: self.now_ms,
            jitter=lambda: jitter,
            budget=Budget(
                entries_max=entries_max,
                batches_max=batches_max,
                batch_size=batch_size,
                lease_ms=LEASE_MS,
                deadline_ms=deadline_ms,
            ),
        )

    def put(self, *names: str, stream: str = "") -> None:
        with self.transaction() as connection:
            for name in names:
                put(connection, name, stream=stream)

    def entry(self, name: str) -> Entry:
        with self.transaction() as connection:
            return present(connection, name)


@pytest.fixture
def other(transaction: Transaction) -> OtherSide:
    return OtherSide(transaction=transaction)


def test_everything_due_is_sent_and_the_drain_says_so(other: OtherSide) -> None:
    other.put(*"abcde")
    assert other.drained(batch_size=2) == Drained(
        sent=5, delivered=5, rejected=0, postponed=0, stale=0, stopped_because=Stopped.EMPTY
    )
    assert other.batches == [["a", "b"], ["c", "d"], ["e"]]
    assert other.records == [(name, YES) for name in "abcde"]
    assert other.entry("a").receipt == b"yes"


def test_each_outcome_goes_where_it_belongs(other: OtherSide) -> None:
    other.put("done", "refused", "later")
    other.answers = {"refused": NO, "later": AWAY}
    drained = other.drained()
    assert (drained.delivered, drained.rejected, drained.postponed) == (1, 1, 1)
    states = [other.entry(name).state for name in ("done", "refused", "later")]
    assert states == [State.DONE, State.PARKED, State.READY]
    assert other.entry("refused").receipt == b"no"


def test_a_stream_is_drained_in_order_one_entry_to_a_batch(other: OtherSide) -> None:
    other.put("redeem", "refund", "redeem again", stream="coupon")
    other.drained()
    assert other.batches == [["redeem"], ["refund"], ["redeem again"]]


def test_an_unanswered_entry_is_tried_again_after_a_growing_wait(other: OtherSide) -> None:
    other.put("a")
    other.otherwise = None
    waits = []
    for _ in range(4):
        assert other.drained().postponed == 1
        waits.append(other.entry("a").due_ms - other.now_ms)
        other.now_ms = other.entry("a").due_ms
    assert waits == [500, 1_000, 2_000, 4_000]
    assert other.entry("a").last_error == "no answer"


def test_the_other_side_may_ask_for_more_time_but_not_for_less(other: OtherSide) -> None:
    other.put("more", "less")
    other.answers = {
        "more": Later(error="busy", not_before_ms=NOW_MS + 9_000),
        "less": Later(error="busy", not_before_ms=NOW_MS + 1),
    }
    other.drained()
    assert other.entry("more").due_ms == NOW_MS + 9_000
    assert other.entry("less").due_ms == NOW_MS + 500


def test_a_whole_batch_without_an_answer_ends_the_drain(other: OtherSide) -> None:
    other.put(*"abcdef")
    other.otherwise = AWAY
    drained = other.drained(batch_size=2)
    assert (drained.sent, drained.stopped_because) == (2, Stopped.AWAY)


def test_what_was_not_sent_says_nothing_of_the_other_side_and_is_no_try(other: OtherSide) -> None:
    other.put(*"abcdef")
    aside = Later(error="aside", not_before_ms=NOW_MS + 9_000, is_tried=False)
    other.answers = {"a": aside, "b": aside}
    drained = other.drained(batch_size=2)
    assert (drained.sent, drained.delivered, drained.postponed) == (6, 4, 2)
    assert (other.entry("a").attempts, other.entry("a").due_ms) == (0, NOW_MS + 9_000)


def test_one_answer_in_a_batch_keeps_the_drain_going(other: OtherSide) -> None:
    other.put(*"abcdef")
    other.otherwise = AWAY
    other.answers = dict.fromkeys("ace", YES)
    drained = other.drained(batch_size=2)
    assert (drained.sent, drained.delivered, drained.postponed) == (6, 3, 3)


def test_a_budget_of_entries_is_kept_to_the_entry(other: OtherSide) -> None:
    other.put(*"abcdef")
    drained = other.drained(entries_max=3, batch_size=2)
    assert (drained.sent, drained.stopped_because) == (3, Stopped.ENTRIES)
    assert other.entry("d").state is State.READY


def test_a_budget_of_batches_is_kept(other: OtherSide) -> None:
    other.put(*"abcdef")
    drained = other.drained(batches_max=2, batch_size=2)
    assert (drained.sent, drained.stopped_because) == (4, Stopped.BATCHES)


def test_no_batch_is_begun_after_the_deadline(other: OtherSide) -> None:
    other.put(*"abcd")

    def a_minute_passes() -> None:
        other.now_ms += 60_000

    other.meanwhile = a_minute_passes
    drained = other.drained(batch_size=2)
    assert (drained.delivered, drained.stopped_because) == (2, Stopped.DEADLINE)


def test_an_answer_nobody_asked_for_is_ignored(other: OtherSide) -> None:
    other.put("a")

    def send(batch: tuple[Entry, ...]) -> Mapping[str, Outcome]:
        return {"a": YES, "somebody else's": NO}

    drained = offline_queue.drain(
        transaction=other.transaction,
        send=send,
        record=other.record,
        clock=lambda: NOW_MS,
        jitter=lambda: 0.0,
        budget=Budget(
            entries_max=9, batches_max=9, batch_size=9, lease_ms=LEASE_MS, deadline_ms=NOW_MS + 1
        ),
    )
    assert (drained.sent, drained.delivered) == (1, 1)
    assert other.records == [("a", YES)]


def test_a_program_that_breaks_while_sending_loses_nothing(other: OtherSide) -> None:
    other.put("a", "b")

    def breaks() -> None:
        raise ZeroDivisionError

    other.meanwhile = breaks
    with pytest.raises(ZeroDivisionError):
        other.drained()
    assert other.entry("a").state is State.LEASED
    other.meanwhile = lambda: None
    assert other.drained().sent == 0
    other.now_ms += LEASE_MS
    assert other.drained().delivered == 2


def test_a_record_that_fails_takes_its_settlement_back_with_it(other: OtherSide) -> None:
    other.put("a", "b")
    keep = other.record

    def record(connection: sqlite3.Connection, entry: Entry, outcome: Outcome) -> None:
        if entry.id == "b":
            raise ZeroDivisionError
        keep(connection, entry, outcome)

    with pytest.raises(ZeroDivisionError):
        offline_queue.drain(
            transaction=other.transaction,
            send=other.send,
            record=record,
            clock=lambda: NOW_MS,
            jitter=lambda: 0.0,
            budget=Budget(
                entries_max=9, batches_max=9, batch_size=9, lease_ms=LEASE_MS, deadline_ms=2**62
            ),
        )
    assert [other.entry(name).state for name in "ab"] == [State.LEASED, State.LEASED]


@pytest.mark.parametrize("answer", [YES, NO, AWAY])
def test_an_answer_that_comes_second_is_counted_stale_and_not_recorded(
    other: OtherSide, path: Path, answer: Outcome
) -> None:
    other.put("a")
    other.otherwise = answer

    def somebody_else_delivers() -> None:
        connection = opened(path)
        with immediate(connection):
            offline_queue.settle(connection, id="a", receipt=b"theirs", now_ms=NOW_MS)
        connection.close()

    other.meanwhile = somebody_else_delivers
    drained = other.drained()
    assert (drained.sent, drained.stale) == (1, 1)
    assert other.records == []
    assert other.entry("a").receipt == b"theirs"


@pytest.mark.parametrize("field", ["entries_max", "batches_max", "batch_size", "lease_ms"])
def test_a_budget_of_nothing_is_refused(field: str) -> None:
    budget = dict.fromkeys(("entries_max", "batches_max", "batch_size", "lease_ms"), 1)
    with pytest.raises(ValueError, match="budget"):
        Budget(deadline_ms=0, **{**budget, field: 0})
