"""Guesses: count wrong PINs inside a unit of work, and have the journal tell of them, one row for many."""

from __future__ import annotations

from terminal_app.domain import patience
from terminal_app.domain.clock import ClockReading
from terminal_app.domain.instant import from_ms, to_ms, to_text
from terminal_app.domain.patience import STRANGER, Guesses
from terminal_app.domain.people import SignInFailed
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import SYSTEM, IdKind, Terminal, Transaction


def count(terminal: Terminal, tx: Transaction, who: str, reading: ClockReading) -> Refused | None:
    """Count a try as a wrong one, or say how long it has to wait; a try that has to wait is not counted."""
    now_ms = to_ms(reading.now)
    book = patience.under_clock(tx.people.guesses(), now_ms=now_ms)
    left_s = patience.wait_s(book, who, now_ms=now_ms)
    if left_s:
        tx.people.keep_guesses(book)
        return Refused(reason=Reason.SIGN_IN_WAIT, facts={"wait_s": left_s})
    for name, old in patience.lapsed(book, now_ms=now_ms).items():
        _report(terminal, tx, name, old, old.failures, reading)
    tx.people.keep_guesses(patience.tried(book, who, now_ms=now_ms))
    return None


def stay_wrong(terminal: Terminal, tx: Transaction, who: str, reading: ClockReading) -> None:
    """The try was wrong: have the journal tell of it when it is time."""
    book = tx.people.guesses()
    own = book.get(who)
    if own is not None and patience.is_due(own):
        _report(terminal, tx, who, own, own.failures, reading)
        tx.people.keep_guesses(patience.reported(book, who))


def forgive(
    terminal: Terminal, tx: Transaction, who: str, reading: ClockReading, *, right: int = 0
) -> None:
    """Begin anew, once the journal tells of every wrong one; `right` of those counted were none."""
    book = tx.people.guesses()
    own = book.get(who)
    if own is not None:
        _report(terminal, tx, who, own, own.failures - right, reading)
        tx.people.keep_guesses(patience.forgiven(book, who))


def _report(
    terminal: Terminal,
    tx: Transaction,
    who: str,
    guesses: Guesses,
    failures: int,
    reading: ClockReading,
) -> None:
    if failures <= guesses.reported:
        return
    tx.append(
        SignInFailed(
            operator_id="" if who == STRANGER else who,
            failures=failures,
            since=to_text(from_ms(guesses.since_ms)),
            wait_s=patience.wait_s({who: guesses}, who, now_ms=guesses.last_ms),
        ),
        event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
        reading=reading,
        operator_id=SYSTEM.operator_id,
    )
