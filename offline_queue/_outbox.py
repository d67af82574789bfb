"""The outbox's verbs: each one or two statements inside the transaction the caller has opened.

It refuses to commit or roll back, to read a clock (every instant is passed in), and to drop
what was not delivered. Begin with `BEGIN IMMEDIATE`: a deferred transaction that reads and
then writes is refused by SQLite as soon as another writer came between.
"""

# ruff: noqa: A002 (an entry has an id; that is its name in the public API)

import sqlite3
from collections.abc import Collection
from typing import Any, Final

from offline_queue import _statements as sql
from offline_queue._entry import Effect, Entry, State, Stats
from offline_queue._errors import IdReused, OutsideTransaction, UnknownEntry

# No lease and no wait is longer, so one that seems to be was set under a clock that has since been
# put back: it counts as over instead of stranding its entry.
WAIT_MAX_MS: Final = 3_600_000
ERROR_CHARS_MAX: Final = 1_000
# Leaves room for clocks that are put right by a little while a long lease is out.
_HORIZON_MS: Final = 2 * WAIT_MAX_MS


def enqueue(
    connection: sqlite3.Connection,
    *,
    id: str,
    stream: str,
    body: bytes,
    now_ms: int,
    leased_until_ms: int | None = None,
) -> Entry:
    """Append an entry to its stream; the same id, stream and body again return what is there.

    With `leased_until_ms` it is born leased to the caller, who sends it at once, unless another
    entry of its stream stands before it: then it is born READY. The caller holds the lease exactly
    when the returned `lease` is not 0; a repeated call is never given one.
    Raises `IdReused` when the id already stands for another body or stream.
    """
    if not id or not stream:
        raise ValueError("an entry needs an id and a stream")
    cursor = _writing(connection)
    known, heads_its_stream = cursor.execute(sql.STANDING, {"id": id, "stream": stream}).fetchall()[
        0
    ]
    if known:
        return _same(connection, id=id, stream=stream, body=body)
    is_leased = leased_until_ms is not None and bool(heads_its_stream)
    due_ms = now_ms
    if leased_until_ms is not None and is_leased:
        due_ms = min(leased_until_ms, now_ms + WAIT_MAX_MS)
    entry = {
        "id": id,
        "stream": stream,
        "body": body,
        "state": "leased" if is_leased else "ready",
        "turn": heads_its_stream,
        "lease": int(is_leased),
        "now_ms": now_ms,
        "due_ms": due_ms,
    }
    cursor.execute(sql.INSERT, entry)
    assert cursor.lastrowid is not None
    return Entry(
        sequence=cursor.lastrowid,
        id=id,
        stream=stream,
        body=bytes(body),
        state=State.LEASED if is_leased else State.READY,
        attempts=0,
        enqueued_ms=now_ms,
        due_ms=due_ms,
        last_error="",
        receipt=b"",
        lease=int(is_leased),
    )


def claim(
    connection: sqlite3.Connection, *, now_ms: int, lease_ms: int, limit: int = 1
) -> tuple[Entry, ...]:
    """Lease the entries that are due and first in their streams, the longest due before others.

    An expired lease counts as due. The batch itself is in order of `sequence`.
    """
    cursor = _writing(connection)
    claimed = _claim(cursor, now_ms=now_ms, lease_ms=lease_ms, limit=limit)
    if len(claimed) < limit and _free_stranded(cursor, now_ms=now_ms):
        claimed += _claim(cursor, now_ms=now_ms, lease_ms=lease_ms, limit=limit - len(claimed))
    return tuple(sorted(claimed, key=lambda entry: entry.sequence))


def claim_one(
    connection: sqlite3.Connection, *, id: str, now_ms: int, lease_ms: int
) -> Entry | None:
    """Lease this very entry, due or not; None while it is not its turn or another holds it."""
    rows = (
        _writing(connection)
        .execute(
            sql.CLAIM_ONE,
            {
                "id": id,
                "now_ms": now_ms,
                "until_ms": now_ms + _lease(lease_ms),
                "horizon_ms": now_ms + _HORIZON_MS,
            },
        )
        .fetchall()
    )
    if not rows:
        _known(connection, id)
        return None
    return _entry(rows[0])


def settle(connection: sqlite3.Connection, *, id: str, receipt: bytes, now_ms: int) -> Effect:
    """Mark an entry DONE with the other side's proof, and let the next of its stream come forward.

    It asks for no lease: a delivery is a fact, whoever brings the proof and however late, so it
    also ends an entry that was parked. STALE when it was DONE before; the first proof stays.
    """
    change = {"id": id, "receipt": receipt, "now_ms": now_ms}
    return _end(connection, sql.SETTLE, change)


def postpone(
    connection: sqlite3.Connection,
    *,
    id: str,
    error: str,
    now_ms: int,
    due_ms: int,
    lease: int | None = None,
    is_tried: bool = True,
) -> Effect:
    """Give a lease back: the entry is READY again at `due_ms`, with one attempt more if it was tried.

    With the `lease` of the claimed entry only the holder of the latest lease can; without it,
    whoever calls speaks for the holder. STALE when it is not leased, or leased to another.
    A wait over `WAIT_MAX_MS` is cut to it.
    """
    change = {
        "id": id,
        "error": _storable(error),
        "due_ms": min(due_ms, now_ms + WAIT_MAX_MS),
        "lease": lease,
        "tried": int(is_tried),
    }
    if _writing(connection).execute(sql.POSTPONE, change).rowcount:
        return Effect.APPLIED
    return _stale(connection, id)


def park(
    connection: sqlite3.Connection,
    *,
    id: str,
    reason: str,
    now_ms: int,
    receipt: bytes = b"",
    lease: int | None = None,
) -> Effect:
    """Set an entry aside, visible until it is requeued or settled; its stream moves on.

    With the `lease` of the claimed entry only the holder of the latest lease can; without it any
    waiting entry is set aside. STALE when the lease is another's or the entry has ended.
    """
    change = {
        "id": id,
        "reason": _storable(reason),
        "receipt": receipt,
        "lease": lease,
        "now_ms": now_ms,
    }
    return _end(connection, sql.PARK, change)


def requeue(connection: sqlite3.Connection, *, id: str, now_ms: int) -> Effect:
    """Put a parked entry back where it stood in its stream, due now; STALE when it is not parked.

    A later entry of the stream that is in the air at this moment is not called back.
    """
    rows = _writing(connection).execute(sql.REQUEUE, {"id": id, "now_ms": now_ms}).fetchall()
    if not rows:
        return _stale(connection, id)
    stream, sequence = rows[0]
    _writing(connection).execute(sql.DEMOTE, {"stream": stream, "sequence": sequence})
    _promote(connection, stream=stream, now_ms=now_ms)
    return Effect.APPLIED


def hasten(connection: sqlite3.Connection, *, now_ms: int) -> int:
    """Make everything that waits out a back-off due now; returns how many did.

    For the moment the network is back or a person presses a key. Live leases are left alone.
    """
    change = {"now_ms": now_ms, "horizon_ms": now_ms + _HORIZON_MS}
    return _writing(connection).execute(sql.HASTEN, change).rowcount


def get(connection: sqlite3.Connection, id: str) -> Entry | None:
    """Read one entry."""
    rows = _reading(connection).execute(sql.GET, {"id": id}).fetchall()
    return _entry(rows[0]) if rows else None


def first(connection: sqlite3.Connection, *, stream: str) -> Entry | None:
    """Read the entry of a stream whose turn it is; None when nothing of it waits."""
    rows = _reading(connection).execute(sql.FIRST, {"stream": stream}).fetchall()
    return _entry(rows[0]) if rows else None


def entries(
    connection: sqlite3.Connection,
    *,
    states: Collection[State],
    limit: int,
    after_sequence: int = 0,
) -> tuple[Entry, ...]:
    """Read one page of the entries in these states, in order of `sequence`.

    A page of waiting or parked entries costs a look at all that wait or are parked; a page of DONE
    ones walks the table from `after_sequence` until it is full.
    """
    parts = [state.value for state in (State.PARKED, State.DONE) if state in states]
    if State.READY in states or State.LEASED in states:
        parts += ["heads", "behind"]
    page = {
        "after": after_sequence,
        "limit": _positive(limit),
        "ready": State.READY.value if State.READY in states else None,
        "leased": State.LEASED.value if State.LEASED in states else None,
    }
    cursor = _reading(connection)
    found = [
        _entry(row) for part in parts for row in cursor.execute(sql.PAGES[part], page).fetchall()
    ]
    return tuple(sorted(found, key=lambda entry: entry.sequence)[:limit])


def stats(connection: sqlite3.Connection) -> Stats:
    """Count what waits and what is parked; costs what it counts, not what was ever delivered."""
    waiting, leased, parked, oldest_ms = _reading(connection).execute(sql.STATS).fetchall()[0]
    return Stats(waiting=waiting, leased=leased, parked=parked, oldest_ms=oldest_ms)


def purge(connection: sqlite3.Connection, *, done_before_ms: int, limit: int) -> int:
    """Delete up to `limit` entries that were DONE before this instant; returns how many.

    The newest entry of all stays, so that no sequence number is given out twice.
    """
    change = {"done_before_ms": done_before_ms, "limit": _positive(limit)}
    return _writing(connection).execute(sql.PURGE, change).rowcount


def _reading(connection: sqlite3.Connection) -> sqlite3.Cursor:
    cursor = connection.cursor()
    cursor.row_factory = None  # the caller's row factory is for the caller's rows
    return cursor


def _writing(connection: sqlite3.Connection) -> sqlite3.Cursor:
    if not connection.in_transaction:
        raise OutsideTransaction("a change to the outbox needs an open transaction")
    return _reading(connection)


def _entry(row: tuple[Any, ...]) -> Entry:
    return Entry(
        sequence=row[0],
        id=row[1],
        stream=row[2],
        body=row[3],
        state=State(row[4]),
        attempts=row[5],
        enqueued_ms=row[6],
        due_ms=row[7],
        last_error=row[8],
        receipt=row[9],
        lease=row[10],
    )


def _same(connection: sqlite3.Connection, *, id: str, stream: str, body: bytes) -> Entry:
    entry = _known(connection, id)
    if entry.body != body or entry.stream != stream:
        raise IdReused(id)
    return entry


def _known(connection: sqlite3.Connection, id: str) -> Entry:
    entry = get(connection, id)
    if entry is None:
        raise UnknownEntry(id)
    return entry


def _claim(cursor: sqlite3.Cursor, *, now_ms: int, lease_ms: int, limit: int) -> list[Entry]:
    change = {
        "now_ms": now_ms,
        "until_ms": now_ms + _lease(lease_ms),
        "limit": _positive(limit),
    }
    return [_entry(row) for row in cursor.execute(sql.CLAIM, change).fetchall()]


def _free_stranded(cursor: sqlite3.Cursor, *, now_ms: int) -> bool:
    change = {"now_ms": now_ms, "horizon_ms": now_ms + _HORIZON_MS}
    return cursor.execute(sql.FREE_STRANDED, change).rowcount > 0


def _end(connection: sqlite3.Connection, statement: str, change: dict[str, Any]) -> Effect:
    rows = _writing(connection).execute(statement, change).fetchall()
    if not rows:
        return _stale(connection, change["id"])
    stream, is_followed = rows[0]
    if is_followed:
        _promote(connection, stream=stream, now_ms=change["now_ms"])
    return Effect.APPLIED


def _promote(connection: sqlite3.Connection, *, stream: str, now_ms: int) -> None:
    _writing(connection).execute(sql.PROMOTE, {"stream": stream, "now_ms": now_ms})


def _stale(connection: sqlite3.Connection, id: str) -> Effect:
    _known(connection, id)
    return Effect.STALE


def _lease(lease_ms: int) -> int:
    if not 0 < lease_ms <= WAIT_MAX_MS:
        raise ValueError(f"a lease of {lease_ms} ms is outside 1..{WAIT_MAX_MS}")
    return lease_ms


def _positive(limit: int) -> int:
    # SQLite reads a negative LIMIT as none at all.
    if limit < 1:
        raise ValueError(f"limit {limit} is below 1")
    return limit


def _storable(text: str) -> str:
    # An error's words come from outside: their length or a lone surrogate in them must not be what
    # keeps an entry from being postponed.
    return text[:ERROR_CHARS_MAX].encode("utf-8", "backslashreplace").decode("utf-8")
