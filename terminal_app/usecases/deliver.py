"""Deliver: bring one redemption to an outcome while the shopper waits, or after a crash.

What stands before it in the coupon's stream goes first; nothing overtakes.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from offline_queue import Entry
from terminal_app.domain.answer import Answer, Confirmed, Declined, NoAnswer
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refusal import EnvironmentTrouble
from terminal_app.ports import Heard, Terminal
from terminal_app.usecases import settle

STREAM_MAX = 16
"""Entries of one coupon that may stand before this one: a coupon is redeemed and reversed a few times at most."""

LEFT_S_MIN = 0.2
"""Less is not worth a question: all entries of a stream share the one deadline the shopper waits for."""

NOT_WRITTEN = "the outcome could not be written"
TOLD_NOT_TO_ASK = "the platform was not asked"
NOT_FIRST = "an earlier entry of this coupon still waits"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    entry: Entry
    answer: Answer
    heard: Heard | None


def deliver(
    terminal: Terminal, entry: Entry, *, operator_id: str, offline: bool = False
) -> Redemption:
    """Ask about the entry and record the outcome; without an answer, accept alone or reverse.

    `entry` is a redemption request or a reversal that was enqueued leased to this caller.
    """
    asked = _Asked(entry=entry, answer=NoAnswer(why=TOLD_NOT_TO_ASK, asked=False), heard=None)
    if not offline:
        asked = _ask_in_order(terminal, entry, operator_id=operator_id)
    try:
        return _record(terminal, asked, operator_id=operator_id)
    except EnvironmentTrouble:
        _give_back(terminal, asked.entry)
        raise


def _give_back(terminal: Terminal, entry: Entry) -> None:
    """The outcome could not be written: whoever recovers it must not wait for our lease to run out."""
    now = terminal.clock.read().now
    with suppress(EnvironmentTrouble), terminal.store.transaction() as tx:
        tx.postpone_entry(entry, why=NOT_WRITTEN, at=now, due=now)


def _ask_in_order(terminal: Terminal, entry: Entry, *, operator_id: str) -> _Asked:
    ends = terminal.clock.read().now + timedelta(seconds=terminal.deadline_s)
    if entry.lease:
        return _ask(terminal, entry, deadline_s=terminal.deadline_s)
    for _ in range(STREAM_MAX):
        with terminal.store.transaction() as tx:
            first = tx.stream_head(entry.stream)
            assert first is not None, "our own entry is unsettled"
            if first.id != entry.id and first.id in tx.office.held():
                break
            leased = tx.claim_entry(first.id, at=terminal.clock.read().now, lease_s=settle.LEASE_S)
        if leased is None:
            break
        left_s = (ends - terminal.clock.read().now).total_seconds()
        if left_s < LEFT_S_MIN:
            _give_back(terminal, leased)
            break
        asked = _ask(terminal, leased, deadline_s=left_s)
        if first.id == entry.id:
            return asked
        _record(terminal, asked, operator_id=operator_id)
        if not isinstance(asked.answer, Confirmed | Declined):
            break
    return _Asked(entry=entry, answer=NoAnswer(why=NOT_FIRST, asked=False), heard=None)


def _ask(terminal: Terminal, entry: Entry, *, deadline_s: float) -> _Asked:
    answer, heard = settle.ask(terminal, entry, deadline_s=deadline_s)
    return _Asked(entry=entry, answer=answer, heard=heard)


def _record(terminal: Terminal, asked: _Asked, *, operator_id: str) -> Redemption:
    with terminal.store.transaction() as tx:
        reading = terminal.clock.read()
        if asked.heard is not None:
            settle.adopt(terminal, tx, asked.heard, operator_id=operator_id, reading=reading)
        return settle.record(
            terminal, tx, asked.entry, asked.answer, operator_id=operator_id, reading=reading
        )
