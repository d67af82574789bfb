"""What the platform books when a terminal tells it of events.

Owns the batch: each event decided once, under its id, in the order sent, all of it on disk before
anything is answered. Refuses to book what is not signed by the terminal that sends it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from sqlalchemy import Connection, delete, insert, select

from terminal_app.sandbox import effects, refunds
from terminal_app.sandbox.canonical import canonical_json, sha256_hex
from terminal_app.sandbox.chain import note_head, note_row
from terminal_app.sandbox.clock import instant_text
from terminal_app.sandbox.database import Database
from terminal_app.sandbox.events import (
    Event,
    EventMalformedError,
    RedemptionRequested,
    RedemptionReversed,
    RefundRequested,
    read_event,
)
from terminal_app.sandbox.monitor_watch import watch
from terminal_app.sandbox.office import Office, raise_alarm
from terminal_app.sandbox.rules import Code, Outcome, Verdict
from terminal_app.sandbox.signing import EVENT_DOMAIN, Purpose, is_signed_by
from terminal_app.sandbox.tables import events, pending_events, refused_entries
from terminal_app.sandbox.terminal_identity import SigningKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """The terminal whose request this is."""

    terminal_id: str
    store_id: str
    keys: tuple[SigningKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event as it was sent."""

    body: bytes
    signature: str

    @property
    def body_sha256(self) -> str:
        """The hash an answer names."""
        return sha256_hex(self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of the terminal's journal when it asked."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    event_id: str
    outcome: str
    code: str
    evidence: Mapping[str, Any]
    decided_at_ms: int
    repeat: bool


def book(office: Office, asker: Asker, head: Head, entries: Sequence[Entry]) -> list[str]:
    """Decide a batch in its order; return one signed answer for each event."""
    with office.database.booking() as connection:
        answers = [_answer(office, connection, asker, entry) for entry in entries]
        repeats = bool(answers) and all(answer.repeat for answer in answers)
        now_ms = office.clock.now_ms()
        note_head(connection, asker.terminal_id, head.sequence, head.hash, now_ms, repeats=repeats)
        watch(office, connection, asker.store_id, [one.event_id for one in answers if _is_new(one)])
    # Signed after the commit: an answer that exists is an answer that is on disk.
    return [
        _signed(office, asker, entry, answer)
        for entry, answer in zip(entries, answers, strict=True)
    ]


def _is_new(answer: _Answer) -> bool:
    return answer.outcome == Outcome.CONFIRMED.value and not answer.repeat


def _answer(office: Office, connection: Connection, asker: Asker, entry: Entry) -> _Answer:
    refused = _refused_before(connection, asker, entry)
    if refused is not None:
        return refused
    now_ms = office.clock.now_ms()
    signer = _signer(asker, entry)
    if signer is None:
        return _refuse(connection, asker, entry, Code.SIGNATURE_WRONG, "", "", now_ms)
    try:
        event = read_event(entry.body)
        _check_origin(office, asker, event)
    except EventMalformedError as defect:
        code = Code.EVENT_MALFORMED
        return _refuse(connection, asker, entry, code, defect.event_id, str(defect), now_ms)
    if not _may_have_signed(asker, signer, event.sequence):
        code = Code.SIGNATURE_WRONG
        return _refuse(connection, asker, entry, code, event.id, "by another key's row", now_ms)
    first = connection.execute(select(events).where(events.c.id == event.id)).first()
    if first is not None and first.body_sha256 == entry.body_sha256:
        evidence = json.loads(first.evidence)
        return _Answer(
            event_id=first.id,
            outcome=first.outcome,
            code=first.code,
            evidence=evidence,
            decided_at_ms=first.decided_at_ms,
            repeat=True,
        )
    if first is not None or _is_pending_otherwise(connection, event.id, entry.body_sha256):
        return _refuse(connection, asker, entry, Code.ID_REUSED, event.id, event.kind, now_ms)
    note_row(
        connection, asker.terminal_id, event.sequence, entry.body_sha256, event.previous, now_ms
    )
    verdict = _decide(office, connection, event, now_ms)
    return _record(connection, asker, entry, event, verdict, now_ms)


def _signer(asker: Asker, entry: Entry) -> SigningKey | None:
    signed = EVENT_DOMAIN + entry.body
    return next((one for one in asker.keys if is_signed_by(one.key, entry.signature, signed)), None)


def _may_have_signed(asker: Asker, signer: SigningKey, sequence: int) -> bool:
    """Tell whether a row lies between the key's first and its last: each key signs its own stretch."""
    at = asker.keys.index(signer)
    earlier = asker.keys[at + 1].last_sequence if at + 1 < len(asker.keys) else 0
    assert earlier is not None, "only the first of the keys is in force"
    return sequence > earlier and (signer.last_sequence is None or sequence <= signer.last_sequence)


def _check_origin(office: Office, asker: Asker, event: Event) -> None:
    named = (event.terminal_id, event.store_id, event.environment, event.campaign.id)
    ours = (asker.terminal_id, asker.store_id, "training", office.campaign.campaign_id)
    if named != ours:
        raise EventMalformedError(event.id, "of another terminal, store, environment or campaign")
    if not 1 <= event.campaign.version <= office.campaign.version:
        raise EventMalformedError(event.id, "decided under a campaign version that never was")


def _decide(office: Office, connection: Connection, event: Event, now_ms: int) -> Verdict:
    match event:
        case RedemptionRequested():
            return effects.redeem(office, connection, event, now_ms)
        case RedemptionReversed():
            return effects.reverse(connection, event, now_ms)
        case RefundRequested():
            return refunds.refund(office, connection, event, now_ms)
        case _:
            assert_never(event)


def _is_pending_otherwise(connection: Connection, event_id: str, body_sha256: str) -> bool:
    pending = select(pending_events.c.body_sha256).where(pending_events.c.id == event_id)
    return connection.scalar(pending) not in (None, body_sha256)


def _record(
    connection: Connection,
    asker: Asker,
    entry: Entry,
    event: Event,
    verdict: Verdict,
    now_ms: int,
) -> _Answer:
    code = verdict.code.value if verdict.code else ""
    # «Later» promises that nothing was booked: only the id is kept, so that it stays this event's.
    if verdict.outcome is Outcome.LATER:
        Database.once(
            connection,
            pending_events,
            id=event.id,
            terminal_id=asker.terminal_id,
            body=entry.body.decode(),
            body_sha256=entry.body_sha256,
            first_asked_at_ms=now_ms,
        )
    else:
        connection.execute(delete(pending_events).where(pending_events.c.id == event.id))
        connection.execute(
            insert(events).values(
                id=event.id,
                terminal_id=asker.terminal_id,
                kind=event.kind,
                body=entry.body.decode(),
                body_sha256=entry.body_sha256,
                signature=entry.signature,
                outcome=verdict.outcome.value,
                code=code,
                evidence=canonical_json(verdict.evidence).decode(),
                decided_at_ms=now_ms,
            )
        )
    return _Answer(
        event_id=event.id,
        outcome=verdict.outcome.value,
        code=code,
        evidence=verdict.evidence,
        decided_at_ms=now_ms,
        repeat=False,
    )


def _entry_sha256(entry: Entry) -> str:
    return sha256_hex(entry.body + b"\n" + entry.signature.encode())


def _refused_before(connection: Connection, asker: Asker, entry: Entry) -> _Answer | None:
    row = connection.execute(
        select(refused_entries).where(
            refused_entries.c.terminal_id == asker.terminal_id,
            refused_entries.c.entry_sha256 == _entry_sha256(entry),
        )
    ).first()
    if row is None:
        return None
    return _refusal(row.event_id, row.code, row.decided_at_ms, repeat=True)


def _refuse(
    connection: Connection,
    asker: Asker,
    entry: Entry,
    code: Code,
    event_id: str,
    detail: str,
    now_ms: int,
) -> _Answer:
    """Decline without touching the id: whoever may rightly use it must still be able to."""
    named = event_id or _claimed_id(entry)
    connection.execute(
        insert(refused_entries).values(
            terminal_id=asker.terminal_id,
            entry_sha256=_entry_sha256(entry),
            event_id=named,
            code=code.value,
            decided_at_ms=now_ms,
        )
    )
    raise_alarm(
        connection,
        kind=code.value,
        terminal_id=asker.terminal_id,
        event_id=named or None,
        detail=detail,
        at_ms=now_ms,
    )
    return _refusal(named, code.value, now_ms, repeat=False)


def _refusal(event_id: str, code: str, decided_at_ms: int, *, repeat: bool) -> _Answer:
    return _Answer(
        event_id=event_id,
        outcome=Outcome.DECLINED.value,
        code=code,
        evidence={},
        decided_at_ms=decided_at_ms,
        repeat=repeat,
    )


def _claimed_id(entry: Entry) -> str:
    try:
        return read_event(entry.body).id
    except EventMalformedError as defect:
        return defect.event_id


def _signed(office: Office, asker: Asker, entry: Entry, answer: _Answer) -> str:
    return office.sign(
        Purpose.ANSWER,
        {
            "event_id": answer.event_id,
            "body_sha256": entry.body_sha256,
            "terminal_id": asker.terminal_id,
            "outcome": answer.outcome,
            "code": answer.code,
            "repeat": answer.repeat,
            "decided_at": instant_text(answer.decided_at_ms),
            "evidence": dict(answer.evidence),
        },
    )
