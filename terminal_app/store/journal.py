"""The journal (流水): append-only, signed, hash-chained, gapless. Owns the form of a row and the check of the chain."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from terminal_app import wire
from terminal_app.domain import event as events
from terminal_app.domain import event_json
from terminal_app.domain.clock import ClockReading
from terminal_app.domain.event import Enrolled, Event, Kind
from terminal_app.domain.identity_event import KeyRotated
from terminal_app.domain.instant import from_text, to_ms, to_text
from terminal_app.domain.ledger import Entry
from terminal_app.ports import ChainReport, Enrolment, Head, JournalRow

NOTHING = "0" * 64
"""What the first row names as the row before it."""

PROBLEMS_MAX = 50

_ROWS = "SELECT sequence, event_id, kind, hash, signature, body FROM journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who writes this journal: the terminal's identity and its key."""

    enrolment: Enrolment
    key: Ed25519PrivateKey


def append(
    connection: sqlite3.Connection,
    author: Author,
    event: Event,
    *,
    event_id: str,
    reading: ClockReading,
    operator_id: str,
    campaign: tuple[str, int],
) -> JournalRow:
    """Add one row to the end of the chain."""
    last = head(connection)
    kind = events.kind_of(event)
    data = event_json.to_json(event)
    body = wire.canonical(
        {
            "v": 1,
            "id": event_id,
            "sequence": last.sequence + 1,
            "previous": last.hash,
            "kind": kind.value,
            "at": to_text(reading.now),
            "terminal_id": author.enrolment.terminal_id,
            "store_id": author.enrolment.store_id,
            "operator_id": operator_id,
            "environment": author.enrolment.environment.value,
            "clock": {
                "offset_ms": reading.offset_ms,
                "age_s": reading.age_s,
                "trusted": reading.trusted,
            },
            "campaign": {"id": campaign[0], "version": campaign[1]},
            "data": data,
        }
    )
    row = JournalRow(
        sequence=last.sequence + 1,
        event_id=event_id,
        kind=kind,
        body=body,
        signature=author.key.sign(wire.EVENT_DOMAIN + body),
        hash=wire.sha256_hex(body),
    )
    redemption_id = event_id if kind is Kind.REDEMPTION_REQUESTED else data.get("redemption_id")
    connection.execute(
        "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.sequence,
            event_id,
            kind.value,
            redemption_id,
            to_ms(reading.now),
            row.hash,
            row.signature,
            body,
        ),
    )
    return row


def head(connection: sqlite3.Connection) -> Head:
    """The end of the chain."""
    row = connection.execute(
        "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    return Head(sequence=0, hash=NOTHING) if row is None else Head(sequence=row[0], hash=row[1])


def hash_at(connection: sqlite3.Connection, sequence: int) -> str:
    """The hash of a row of the chain; empty when there is none of that number."""
    found = connection.execute(
        "SELECT hash FROM journal WHERE sequence = ?", (sequence,)
    ).fetchone()
    return "" if found is None else str(found[0])


def row(connection: sqlite3.Connection, event_id: str) -> JournalRow | None:
    """One row as it was signed."""
    found = connection.execute(f"{_ROWS} WHERE event_id = ?", (event_id,)).fetchone()
    return None if found is None else _row(*found)


def last_row(connection: sqlite3.Connection) -> JournalRow | None:
    """The end of the chain as it was signed."""
    found = connection.execute(f"{_ROWS} ORDER BY sequence DESC LIMIT 1").fetchone()
    return None if found is None else _row(*found)


def first_key(connection: sqlite3.Connection, last: Ed25519PublicKey) -> Ed25519PublicKey:
    """The key the journal began with: the one before its first rotation, else the one of today."""
    found = connection.execute(
        "SELECT body FROM journal WHERE kind = 'key_rotated' ORDER BY sequence LIMIT 1"
    ).fetchone()
    if found is None:
        return last
    try:
        event, _ = read_event(found[0])
        assert isinstance(event, KeyRotated), "filed under its kind"
        return public_key_of(event.previous_key)
    except (KeyError, TypeError, ValueError):
        return last  # a row that was changed: the walk over the chain names it


def enrolled_key(connection: sqlite3.Connection) -> bytes | None:
    """The public key this terminal was enrolled with; None where no row tells of it.

    The row is signed with the key it names: one that is not was changed, and says nothing about the key file. The
    walk over the chain names it.
    """
    found = connection.execute(
        "SELECT body, signature FROM journal WHERE kind = 'enrolled' ORDER BY sequence LIMIT 1"
    ).fetchone()
    if found is None:
        return None
    body, signature = found
    try:
        event, _ = read_event(body)
        assert isinstance(event, Enrolled), "filed under its kind"
        public_key = bytes.fromhex(event.public_key)
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, wire.EVENT_DOMAIN + body)
    except (InvalidSignature, KeyError, TypeError, ValueError):
        return None
    return public_key


def public_key_of(text: str) -> Ed25519PublicKey:
    """A public key as a row names it.

    Raises ValueError.
    """
    return Ed25519PublicKey.from_public_bytes(wire.from_base64url(text))


def read_event(body: bytes) -> tuple[Event, dict[str, object]]:
    """The event of a row, and the row's own fields."""
    row = json.loads(body)
    return event_json.from_json(Kind(row["kind"]), row["data"], event_id=row["id"]), row


def rows(connection: sqlite3.Connection) -> Iterator[JournalRow]:
    """The whole journal in order, each row as it lies in the file, whatever is wrong with it."""
    for found in connection.execute(f"{_ROWS} ORDER BY sequence"):
        yield _row(*found)


def entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    """The whole journal in order, for a fold."""
    for (body,) in connection.execute("SELECT body FROM journal ORDER BY sequence"):
        event, row = read_event(body)
        yield Entry(
            event=event,
            at=from_text(str(row["at"])),
            operator_id=str(row["operator_id"]),
            event_id=str(row["id"]),
        )


def verify(
    connection: sqlite3.Connection,
    public_key: Ed25519PublicKey,
    *,
    progress: Callable[[int], None] | None = None,
) -> ChainReport:
    """Read every row and say what is wrong: a gap, a broken link, a changed byte, a foreign signature.

    `public_key` is the terminal's own of today: the last rotation has to lead to it.
    """
    problems: list[str] = []
    last = Head(sequence=0, hash=NOTHING)
    rows = 0
    key = first_key(connection, public_key)
    for row in connection.execute(f"{_ROWS} ORDER BY sequence"):
        rows += 1
        wrong = _wrong_with(row, last, key)
        if row[2] == Kind.KEY_ROTATED and not wrong:
            wrong, key = _rotated(row, key)
        problems += wrong
        last = Head(sequence=row[0], hash=row[3])
        if progress is not None and rows % 1_000 == 0:
            progress(rows)
        if len(problems) >= PROBLEMS_MAX:
            break
    if not problems and key.public_bytes_raw() != public_key.public_bytes_raw():
        problems.append("the journal ends under another key than this terminal's")
    return ChainReport(rows=rows, head=last, problems=tuple(problems[:PROBLEMS_MAX]))


def _row(
    sequence: int, event_id: str, kind: str, row_hash: str, signature: bytes, body: bytes
) -> JournalRow:
    return JournalRow(
        sequence=sequence,
        event_id=event_id,
        kind=Kind(kind),
        body=body,
        signature=signature,
        hash=row_hash,
    )


def _rotated(
    row: tuple[int, str, str, str, bytes, bytes], key: Ed25519PublicKey
) -> tuple[list[str], Ed25519PublicKey]:
    """What is wrong with a change of keys, and the key of the rows after it."""
    try:
        event, fields = read_event(row[5])
        assert isinstance(event, KeyRotated), "filed under its kind"
        following = public_key_of(event.public_key)
        named = public_key_of(event.previous_key).public_bytes_raw() == key.public_bytes_raw()
        following.verify(
            wire.from_base64url(event.proof),
            wire.rotation(str(fields["terminal_id"]), event.previous_key, event.public_key),
        )
    except (InvalidSignature, KeyError, TypeError, ValueError):
        return [f"row {row[0]}: the new key does not vouch for the one before"], key
    wrong = [] if named else [f"row {row[0]}: names another key than the one before"]
    return wrong, following


def _wrong_with(
    row: tuple[int, str, str, str, bytes, bytes], last: Head, public_key: Ed25519PublicKey
) -> list[str]:
    sequence, event_id, kind, row_hash, signature, body = row
    problems = []
    if sequence != last.sequence + 1:
        problems.append(f"row {last.sequence + 1} is missing before row {sequence}")
    if wire.sha256_hex(body) != row_hash:
        problems.append(f"row {sequence}: its bytes were changed")
    try:
        public_key.verify(signature, wire.EVENT_DOMAIN + body)
        fields = json.loads(body)
    except InvalidSignature:
        return [*problems, f"row {sequence}: not signed by this terminal"]
    except ValueError:
        return [*problems, f"row {sequence}: not readable"]
    if fields.get("previous") != last.hash:
        problems.append(f"row {sequence}: does not follow the row before it")
    columns = (sequence, event_id, kind)
    if (fields.get("sequence"), fields.get("id"), fields.get("kind")) != columns:
        problems.append(f"row {sequence}: filed under another number, id or kind")
    return problems
