"""What a terminal tells of itself: a new key, its end. And what the platform says it is.

Owns the keys a terminal had and up to which row of its journal each of them signed, and the check
of rows that tell of an end or a new key. Refuses a row that does not follow the journal it knows:
somebody else went on under that name.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Connection, Row, insert, select, update

from terminal_app.sandbox.canonical import (
    JsonRefusedError,
    canonical_json,
    sha256_hex,
    strict_json,
)
from terminal_app.sandbox.chain import is_new_row, note_row
from terminal_app.sandbox.clock import instant_text
from terminal_app.sandbox.database import Database
from terminal_app.sandbox.events import Hash, RecordId, Sequence
from terminal_app.sandbox.office import Office, raise_alarm
from terminal_app.sandbox.problems import Problem
from terminal_app.sandbox.signing import (
    EVENT_DOMAIN,
    ROTATE_DOMAIN,
    Purpose,
    is_signed_by,
    public_key_from,
)
from terminal_app.sandbox.tables import alarms, terminal_ends, terminal_keys, terminals

ACTIVE, RETIRED, REVOKED = "active", "retired", "revoked"

_Key = Annotated[str, Field(min_length=43, max_length=43)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class RotationPart(_Part):
    """The key before, the key from now on, and the new one's proof."""

    previous_key: _Key
    public_key: _Key
    proof: Annotated[str, Field(max_length=100)]


class EndPart(_Part):
    """Why a terminal goes out of service."""

    reason: Annotated[str, Field(max_length=400)]


class _Row(_Part):
    v: Literal[1]
    id: RecordId
    sequence: Sequence
    previous: Hash
    terminal_id: Annotated[str, Field(max_length=20)]


class KeyRotated(_Row):
    """The last row that a key signs."""

    kind: Literal["key_rotated"]
    data: RotationPart


class TerminalRetired(_Row):
    """The last row of a journal."""

    kind: Literal["terminal_retired"]
    data: EndPart


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A key of a terminal, and the last row it may have signed; None for the one in force."""

    key: Ed25519PublicKey
    last_sequence: int | None


def keys_of(connection: Connection, terminal_id: str, in_force: str) -> tuple[SigningKey, ...]:
    """All keys a terminal signed its journal with, the one in force first."""
    before = connection.execute(
        select(terminal_keys)
        .where(terminal_keys.c.terminal_id == terminal_id)
        .order_by(terminal_keys.c.last_sequence.desc())
    ).all()
    return (
        SigningKey(key=public_key_from(in_force), last_sequence=None),
        *(
            SigningKey(key=public_key_from(row.public_key), last_sequence=row.last_sequence)
            for row in before
        ),
    )


def rotate(office: Office, body: bytes, signature: str) -> str:
    """Take a new key of a terminal; the same row again gets the same answer."""
    row = _read(KeyRotated, body)
    with office.database.booking() as connection:
        terminal = _terminal(connection, row.terminal_id)
        now_ms = office.clock.now_ms()
        if not _is_repeat_of_rotation(connection, terminal, row, body):
            _check_rotation(connection, terminal, row, body, signature)
            forked = not _follows(connection, terminal, row, body, now_ms)
        else:
            forked = False
        if not forked and terminal.public_key != row.data.public_key:
            connection.execute(
                insert(terminal_keys).values(
                    terminal_id=terminal.id,
                    public_key=terminal.public_key,
                    last_sequence=row.sequence,
                    body_sha256=sha256_hex(body),
                    at_ms=now_ms,
                )
            )
            _keep(connection, terminal.id, row, body, public_key=row.data.public_key)
    if forked:
        raise _fork()
    return word(office, row.terminal_id, nonce=sha256_hex(body))


def retire(office: Office, body: bytes, signature: str) -> str:
    """Put a terminal out of service for good; the same row again gets the same answer."""
    row = _read(TerminalRetired, body)
    with office.database.booking() as connection:
        terminal = _terminal(connection, row.terminal_id)
        now_ms = office.clock.now_ms()
        _check_signature(public_key_from(terminal.public_key), signature, body)
        forked = False
        if terminal.state == RETIRED:
            _check_same_end(connection, terminal.id, body)
        else:
            forked = not _follows(connection, terminal, row, body, now_ms)
            if not forked:
                Database.once(
                    connection,
                    terminal_ends,
                    terminal_id=terminal.id,
                    body_sha256=sha256_hex(body),
                    sequence=row.sequence,
                    reason=row.data.reason,
                    at_ms=now_ms,
                )
                _keep(connection, terminal.id, row, body, state=RETIRED)
    if forked:
        raise _fork()
    return word(office, row.terminal_id, nonce=sha256_hex(body))


def word(office: Office, terminal_id: str, *, nonce: str) -> str:
    """Sign what a terminal is, for whoever asked with that nonce."""
    with office.database.reading() as connection:
        row = _terminal(connection, terminal_id, or_ended=True)
    return office.sign(
        Purpose.TERMINAL,
        {
            "nonce": nonce,
            "terminal_id": row.id,
            "store_id": row.store_id,
            "state": row.state,
            "public_key": row.public_key,
            "head": {"sequence": row.head_sequence, "hash": row.head_hash},
            "issued_at": instant_text(office.clock.now_ms()),
        },
    )


def note_earlier_key(office: Office, terminal_id: str) -> None:
    """Somebody shows a key that this terminal has given up: one alarm for each terminal."""
    with office.database.booking() as connection:
        known = select(alarms.c.number).where(
            alarms.c.terminal_id == terminal_id, alarms.c.kind == "key_replaced"
        )
        if connection.scalar(known.limit(1)) is not None:
            return
        raise_alarm(
            connection,
            kind="key_replaced",
            terminal_id=terminal_id,
            detail="a passport by an earlier key",
            at_ms=office.clock.now_ms(),
        )


_Told = TypeVar("_Told", KeyRotated, TerminalRetired)


def _read(form: type[_Told], body: bytes) -> _Told:
    try:
        row = strict_json(body)
        if not isinstance(row, dict) or canonical_json(row) != body:
            raise Problem(422, "event_malformed", "not canonical JSON")
        return form.model_validate(row)
    except (JsonRefusedError, ValidationError) as defect:
        raise Problem(422, "event_malformed", "not a row of that kind") from defect


def _terminal(connection: Connection, terminal_id: str, *, or_ended: bool = False) -> Row[Any]:
    row = connection.execute(select(terminals).where(terminals.c.id == terminal_id)).first()
    if row is None:
        raise Problem(404, "terminal_unknown", "no such terminal")
    if row.state == REVOKED and not or_ended:
        raise Problem(403, "terminal_revoked", "this terminal was revoked")
    return row


def _check_signature(key: Ed25519PublicKey, signature: str, body: bytes) -> None:
    if not is_signed_by(key, signature, EVENT_DOMAIN + body):
        raise Problem(403, "signature_wrong", "not signed by the key in force")


def _is_repeat_of_rotation(
    connection: Connection, terminal: Row[Any], row: KeyRotated, body: bytes
) -> bool:
    if terminal.public_key != row.data.public_key:
        return False
    first = connection.scalar(
        select(terminal_keys.c.body_sha256).where(
            terminal_keys.c.terminal_id == terminal.id,
            terminal_keys.c.public_key == row.data.previous_key,
        )
    )
    return first == sha256_hex(body)


def _check_rotation(
    connection: Connection, terminal: Row[Any], row: KeyRotated, body: bytes, signature: str
) -> None:
    if terminal.state == RETIRED:
        raise Problem(403, "terminal_retired", "this terminal is out of service")
    data = row.data
    if data.previous_key != terminal.public_key:
        raise Problem(409, "key_replaced", "the key before is not the one in force")
    _check_signature(public_key_from(terminal.public_key), signature, body)
    statement = f"{row.terminal_id}\n{data.previous_key}\n{data.public_key}"
    try:
        new = public_key_from(data.public_key)
    except ValueError as defect:
        raise Problem(422, "public_key_invalid", "not an Ed25519 key in base64url") from defect
    if not is_signed_by(new, data.proof, ROTATE_DOMAIN + statement.encode()):
        raise Problem(422, "proof_wrong", "the proof is not the new key's over both keys")
    taken = connection.scalar(
        select(terminals.c.id).where(terminals.c.public_key == data.public_key)
    ) or connection.scalar(
        select(terminal_keys.c.terminal_id).where(terminal_keys.c.public_key == data.public_key)
    )
    if taken is not None:
        raise Problem(409, "key_known", "this key is or was a terminal's")


def _check_same_end(connection: Connection, terminal_id: str, body: bytes) -> None:
    first = connection.scalar(
        select(terminal_ends.c.body_sha256).where(terminal_ends.c.terminal_id == terminal_id)
    )
    if first != sha256_hex(body):
        raise Problem(403, "terminal_retired", "this terminal went out of service by another row")


def _follows(
    connection: Connection,
    terminal: Row[Any],
    row: KeyRotated | TerminalRetired,
    body: bytes,
    now_ms: int,
) -> bool:
    """Whether the row is newer than all that is known, and its predecessor no other than was told."""
    if is_new_row(
        connection, terminal.id, row.sequence, row.previous, head_sequence=terminal.head_sequence
    ):
        note_row(connection, terminal.id, row.sequence, sha256_hex(body), row.previous, now_ms)
        return True
    raise_alarm(
        connection,
        kind="chain_forked",
        terminal_id=terminal.id,
        event_id=row.id,
        detail=f"sequence {row.sequence}",
        at_ms=now_ms,
    )
    return False


def _keep(
    connection: Connection,
    terminal_id: str,
    row: KeyRotated | TerminalRetired,
    body: bytes,
    **changed: str,
) -> None:
    connection.execute(
        update(terminals)
        .where(terminals.c.id == terminal_id)
        .values(head_sequence=row.sequence, head_hash=sha256_hex(body), **changed)
    )


def _fork() -> Problem:
    return Problem(409, "chain_forked", "the platform knows other rows of this terminal")
