"""Emptying the outbox, batch by batch: claim in one transaction, send, record in another.

It refuses to hold a transaction open while it sends, to judge an answer, and to run without an end.
"""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from offline_queue._backoff import delay_ms
from offline_queue._entry import Delivered, Effect, Entry, Later, Outcome, Rejected
from offline_queue._outbox import claim, park, postpone, settle

Transaction = Callable[[], AbstractContextManager[sqlite3.Connection]]
Send = Callable[[tuple[Entry, ...]], Mapping[str, Outcome]]
Record = Callable[[sqlite3.Connection, Entry, Outcome], None]


class Stopped(StrEnum):
    """Why a drain ended."""

    EMPTY = "empty"  # nothing is due
    AWAY = "away"  # what was sent of a whole batch got no final answer: the other side is not there
    ENTRIES = "entries"  # the budget of entries is spent
    BATCHES = "batches"  # the budget of batches is spent
    DEADLINE = "deadline"  # the time is up


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much one drain may do; `deadline_ms` is an instant, after which no batch is begun.

    A lease has to outlast the sending of a whole batch, or another drain will send it again.
    """

    entries_max: int
    batches_max: int
    batch_size: int
    lease_ms: int
    deadline_ms: int

    def __post_init__(self) -> None:
        if min(self.entries_max, self.batches_max, self.batch_size, self.lease_ms) < 1:
            raise ValueError(f"a budget of nothing: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drained:
    """What one drain did; `sent` is the sum of the four that follow it.

    `stale` counts answers that came after somebody else's and so changed nothing.
    """

    sent: int
    delivered: int
    rejected: int
    postponed: int
    stale: int
    stopped_because: Stopped


@dataclass(slots=True, kw_only=True)
class _Tally:
    sent: int = 0
    delivered: int = 0
    rejected: int = 0
    postponed: int = 0
    stale: int = 0

    def drained(self, why: Stopped) -> Drained:
        return Drained(
            sent=self.sent,
            delivered=self.delivered,
            rejected=self.rejected,
            postponed=self.postponed,
            stale=self.stale,
            stopped_because=why,
        )


def drain(
    *,
    transaction: Transaction,
    send: Send,
    record: Record,
    clock: Callable[[], int],
    jitter: Callable[[], float],
    budget: Budget,
) -> Drained:
    """Send what is due until nothing is, the other side is away, or the budget is spent.

    `send` maps each id to its outcome; an id it leaves out is tried again later, one it was not
    asked about is ignored. `record` runs in the transaction that changes the entry, and only if it
    does change. `transaction` begins IMMEDIATE, commits on leaving and rolls back on an exception.
    `clock` tells milliseconds since 1970 UTC, `jitter` an even draw from [0, 1).
    What `send` or `record` raise passes through: the batch stays leased and comes back by itself.
    """
    tally = _Tally()
    for _ in range(budget.batches_max):
        now_ms = clock()
        size = min(budget.batch_size, budget.entries_max - tally.sent)
        if now_ms >= budget.deadline_ms:
            return tally.drained(Stopped.DEADLINE)
        if size < 1:
            return tally.drained(Stopped.ENTRIES)
        with transaction() as connection:
            batch = claim(connection, now_ms=now_ms, lease_ms=budget.lease_ms, limit=size)
        if not batch:
            return tally.drained(Stopped.EMPTY)
        answers = send(batch)
        outcomes = [(entry, answers.get(entry.id, Later(error="no answer"))) for entry in batch]
        with transaction() as connection:
            for entry, outcome in outcomes:
                effect = _apply(connection, entry, outcome, now_ms=clock(), jitter=jitter)
                if effect is Effect.APPLIED:
                    record(connection, entry, outcome)
                _count(tally, outcome, effect)
        sent = [outcome for _, outcome in outcomes if _was_sent(outcome)]
        if sent and all(isinstance(outcome, Later) for outcome in sent):
            return tally.drained(Stopped.AWAY)
    return tally.drained(Stopped.BATCHES)


def _apply(
    connection: sqlite3.Connection,
    entry: Entry,
    outcome: Outcome,
    *,
    now_ms: int,
    jitter: Callable[[], float],
) -> Effect:
    match outcome:
        case Delivered(receipt=receipt):
            return settle(connection, id=entry.id, receipt=receipt, now_ms=now_ms)
        case Rejected(reason=reason, receipt=receipt):
            return park(
                connection,
                id=entry.id,
                reason=reason,
                receipt=receipt,
                now_ms=now_ms,
                lease=entry.lease,
            )
        case Later(error=error, not_before_ms=not_before_ms, is_tried=is_tried):
            due_ms = now_ms + delay_ms(entry.attempts, jitter=jitter())
            return postpone(
                connection,
                id=entry.id,
                error=error,
                now_ms=now_ms,
                due_ms=due_ms if not_before_ms is None else max(due_ms, not_before_ms),
                lease=entry.lease,
                is_tried=is_tried,
            )
        case _:
            assert_never(outcome)


def _was_sent(outcome: Outcome) -> bool:
    return not isinstance(outcome, Later) or outcome.is_tried


def _count(tally: _Tally, outcome: Outcome, effect: Effect) -> None:
    tally.sent += 1
    if effect is Effect.STALE:
        tally.stale += 1
        return
    match outcome:
        case Delivered():
            tally.delivered += 1
        case Rejected():
            tally.rejected += 1
        case Later():
            tally.postponed += 1
        case _:
            assert_never(outcome)
