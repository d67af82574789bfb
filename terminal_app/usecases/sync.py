"""Sync: upload what waits, in order, and download what is newer. By itself, and by key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from offline_queue import Budget, Delivered, Entry, Later, Outcome, Rejected, drain
from terminal_app import wire
from terminal_app.domain.answer import Answer, Confirmed, Declined, NoAnswer, Throttled
from terminal_app.domain.instant import to_ms
from terminal_app.ports import Answered, EventToSend, Head, Heard, Level, Terminal, What
from terminal_app.usecases import refresh, settle

if TYPE_CHECKING:
    from sqlite3 import Connection

BATCH = 100
"""Events a request; the platform takes no more."""


class Pace(StrEnum):
    """How long a run may take: to the end when a person asks, briefly in the background."""

    FULL = "full"
    BRIEF = "brief"


_BATCHES_MAX = {Pace.FULL: 400, Pace.BRIEF: 5}
_SECONDS_MAX = {Pace.FULL: 600, Pace.BRIEF: 20}
LEASE_MS = 60_000
"""Longer than a batch may take to be answered, so that nobody else sends it meanwhile."""

BATCH_DEADLINE_S = 15.0

UNASKED = NoAnswer(why="the request was full", asked=False)
HELD = NoAnswer(why="a person has set it aside", asked=False)
HELD_S = 600
"""So long an entry that was set aside is not even looked at again."""

ROUNDS_MAX = 200
"""Rounds of one run: each sends at least one full request of 256 KB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What one run did, and what still waits."""

    reached: bool
    sent: int
    confirmed: int
    exceptions: int
    waiting: int
    oldest_s: int | None
    why: str = ""


@dataclass(slots=True, kw_only=True)
class _Run:
    """The answers of the batch under way, for the transaction that records them."""

    terminal: Terminal
    operator_id: str
    answers: dict[str, Answer]
    heard: Heard | None = None
    is_cut: bool = False
    confirmed: int = 0
    exceptions: int = 0
    why: str = ""
    progress: Callable[[int], None] | None = None


def sync(
    terminal: Terminal,
    *,
    operator_id: str,
    pace: Pace = Pace.FULL,
    progress: Callable[[int], None] | None = None,
) -> Synced:
    """Upload and download what can be now; `progress` is told how many entries are settled."""
    with terminal.store.snapshot() as view:
        was_silent = view.contact().silent_since is not None
    reached = refresh.refresh(terminal, operator_id=operator_id)
    run = _Run(
        terminal=terminal, operator_id=operator_id, answers={}, why=reached.why, progress=progress
    )
    sent = 0
    if reached.present:
        if pace is Pace.FULL or (was_silent and reached.reached):
            # A person asks, or the platform is back. Otherwise everything keeps its own time.
            with terminal.store.transaction() as tx:
                tx.hasten(terminal.clock.read().now)
        sent = _drain_rounds(run, pace)
    now = terminal.clock.read().now
    with terminal.store.snapshot() as view:
        stats = view.queue_stats()
    oldest_s = None if stats.oldest_ms is None else max(to_ms(now) - stats.oldest_ms, 0) // 1000
    synced = Synced(
        reached=reached.reached,
        sent=sent,
        confirmed=run.confirmed,
        exceptions=run.exceptions,
        waiting=stats.waiting,
        oldest_s=oldest_s,
        why=run.why,
    )
    if pace is Pace.FULL or sent or was_silent == synced.reached:
        _note(terminal, synced)
    return synced


def _note(terminal: Terminal, synced: Synced) -> None:
    """Tell the log of a run that somebody asked for, or that changed something; hundreds a day do neither."""
    terminal.log.note(
        What.SYNCED,
        level=Level.INFO if synced.reached else Level.WARNING,
        reached=synced.reached,
        sent=synced.sent,
        confirmed=synced.confirmed,
        exceptions=synced.exceptions,
        waiting=synced.waiting,
    )


def _drain_rounds(run: _Run, pace: Pace) -> int:
    """Drain; as long as a request was too full to hold its batch, what was left out goes in the next round."""
    terminal = run.terminal
    sent = 0
    for _ in range(ROUNDS_MAX):
        run.is_cut = False
        drained = drain(
            transaction=terminal.store.queue_transaction,
            send=lambda entries: _send(run, entries),
            record=lambda connection, entry, outcome: _record(run, connection, entry, outcome),
            clock=lambda: to_ms(terminal.clock.read().now),
            jitter=terminal.ids.jitter,
            budget=_budget(terminal, pace),
        )
        done = drained.delivered + drained.rejected
        sent += done
        if not run.is_cut or not done:
            break
        with terminal.store.transaction() as tx:
            tx.hasten(terminal.clock.read().now)
    return sent


def _budget(terminal: Terminal, pace: Pace) -> Budget:
    now_ms = to_ms(terminal.clock.read().now)
    return Budget(
        entries_max=_BATCHES_MAX[pace] * BATCH,
        batches_max=_BATCHES_MAX[pace],
        batch_size=BATCH,
        lease_ms=LEASE_MS,
        deadline_ms=now_ms + _SECONDS_MAX[pace] * 1000,
    )


def _send(run: _Run, entries: tuple[Entry, ...]) -> Mapping[str, Outcome]:
    terminal = run.terminal
    with terminal.store.snapshot() as view:
        head = view.head()
        held = view.office.held()
        given = {
            entry.id
            for entry in entries
            if (one := view.subject(entry.id)[1]) is not None and settle.is_given(one, entry.id)
        }
    rows = [EventToSend.of(entry) for entry in entries if entry.id not in held]
    count = wire.fitting([row.body for row in rows])
    run.is_cut |= count < len(rows)
    run.answers = {entry.id: HELD if entry.id in held else UNASKED for entry in entries}
    if rows:
        run.answers |= _asked(run, rows[:count], head)
    now_ms = to_ms(terminal.clock.read().now)
    return {
        entry.id: _outcome(run.answers[entry.id], entry, is_given=entry.id in given, now_ms=now_ms)
        for entry in entries
    }


def _asked(run: _Run, rows: Sequence[EventToSend], head: Head) -> dict[str, Answer]:
    """What the platform says of each of these."""
    reply = run.terminal.bank.submit(rows, head=head, deadline_s=BATCH_DEADLINE_S)
    match reply:
        case NoAnswer(why=why):
            run.why = why
            return {row.event_id: reply for row in rows}
        case Answered():
            run.heard = reply.heard
            silence = NoAnswer(why=settle.NO_ANSWER_FOR_IT)
            return {row.event_id: reply.answers.get(row.event_id, silence) for row in rows}
        case _:
            assert_never(reply)


def _outcome(answer: Answer, entry: Entry, *, is_given: bool, now_ms: int) -> Outcome:
    match answer:
        case NoAnswer(asked=False):
            # Not sent: what the last try said stays on record, and no try is counted.
            held_until_ms = now_ms + HELD_S * 1000 if answer is HELD else None
            return Later(error=entry.last_error, not_before_ms=held_until_ms, is_tried=False)
        case Confirmed(proof=proof):
            return Delivered(receipt=proof.encode())
        case Declined(code=code, proof=proof):
            if is_given:
                return Rejected(reason=code, receipt=proof.encode())
            return Delivered(receipt=proof.encode())
        case Throttled(why=why, retry_after_s=retry_after_s):
            return Later(error=why, not_before_ms=now_ms + retry_after_s * 1000)
        case NoAnswer(why=why):
            return Later(error=why)
        case _:
            assert_never(answer)


def _record(run: _Run, connection: Connection, entry: Entry, outcome: Outcome) -> None:
    terminal = run.terminal
    answer = run.answers[entry.id]
    tx = terminal.store.joined(connection)
    reading = terminal.clock.read()
    if run.heard is not None:
        settle.adopt(terminal, tx, run.heard, operator_id=run.operator_id, reading=reading)
        run.heard = None
    changed = settle.note(terminal, tx, entry, answer, operator_id=run.operator_id, reading=reading)
    if isinstance(answer, Confirmed):
        run.confirmed += 1
    if isinstance(outcome, Rejected):
        if settle.is_rejection(changed, entry.id):
            run.exceptions += 1
        else:
            # Undone at the counter while the batch was under way: nobody has to deal with it.
            tx.settle_entry(entry, proof=outcome.receipt.decode(), at=reading.now)
    if run.progress is not None and not isinstance(outcome, Later):
        run.progress(run.confirmed + run.exceptions)
