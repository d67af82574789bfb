"""What the platform remembers of each terminal's journal, so that a rewritten one shows.

Owns the known row hashes and the head. Refuses to forget: a fork raises an alarm, and what was
known first stays.
"""

from sqlalchemy import Connection, select, update

from terminal_app.sandbox.database import Database
from terminal_app.sandbox.office import raise_alarm
from terminal_app.sandbox.tables import journal_rows, terminals

FIRST_PREVIOUS = "0" * 64


def note_row(
    connection: Connection,
    terminal_id: str,
    sequence: int,
    row_hash: str,
    previous: str,
    now_ms: int,
) -> None:
    """Remember a row and the one before it; alarm where they contradict what is known."""
    fits = _remember(connection, terminal_id, sequence, row_hash)
    if sequence == 1:
        fits = fits and previous == FIRST_PREVIOUS
    else:
        fits = _remember(connection, terminal_id, sequence - 1, previous) and fits
    if not fits:
        _alarm(connection, "chain_forked", terminal_id, sequence, now_ms)


def is_new_row(
    connection: Connection,
    terminal_id: str,
    sequence: int,
    previous: str,
    *,
    head_sequence: int,
) -> bool:
    """Tell whether a row stands behind all that is known of a journal, and follows what is known."""
    if sequence <= head_sequence:
        return False
    if sequence == 1:
        return previous == FIRST_PREVIOUS
    known = connection.scalar(
        select(journal_rows.c.hash).where(
            journal_rows.c.terminal_id == terminal_id, journal_rows.c.sequence == sequence - 1
        )
    )
    return known in (None, previous)


def note_head(
    connection: Connection,
    terminal_id: str,
    sequence: int,
    row_hash: str,
    now_ms: int,
    *,
    repeats: bool,
) -> None:
    """Compare a head with the one remembered, and remember the later of the two."""
    known = connection.scalar(
        select(terminals.c.head_sequence).where(terminals.c.id == terminal_id)
    )
    assert known is not None, "an authenticated terminal is on record"
    if sequence > 0 and not _remember(connection, terminal_id, sequence, row_hash):
        _alarm(connection, "chain_forked", terminal_id, sequence, now_ms)
    elif sequence > known:
        connection.execute(
            update(terminals)
            .where(terminals.c.id == terminal_id)
            .values(head_sequence=sequence, head_hash=row_hash)
        )
    elif sequence < known and not repeats:
        # A late copy of an old request, which tells nothing new, is the network's doing.
        _alarm(connection, "head_behind", terminal_id, sequence, now_ms)


def _remember(connection: Connection, terminal_id: str, sequence: int, row_hash: str) -> bool:
    if Database.once(
        connection, journal_rows, terminal_id=terminal_id, sequence=sequence, hash=row_hash
    ):
        return True
    known = connection.scalar(
        select(journal_rows.c.hash).where(
            journal_rows.c.terminal_id == terminal_id, journal_rows.c.sequence == sequence
        )
    )
    return known == row_hash


def _alarm(connection: Connection, kind: str, terminal_id: str, sequence: int, now_ms: int) -> None:
    detail = f"sequence {sequence}"
    raise_alarm(connection, kind=kind, terminal_id=terminal_id, detail=detail, at_ms=now_ms)
