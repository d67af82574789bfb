"""The values of the outbox: an entry, what became of sending it, what a change did.

Nothing here touches a connection. Instants are whole milliseconds since 1970-01-01 UTC.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where an entry stands; stored by its value."""

    READY = "ready"  # waiting for its turn or its time
    LEASED = "leased"  # somebody is sending it, until the lease runs out
    DONE = "done"  # the other side has it; final
    PARKED = "parked"  # the other side refuses it; a person has to look


class Effect(StrEnum):
    """What a change did to its entry."""

    APPLIED = "applied"
    STALE = "stale"  # the entry had moved on before; nothing was changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing to deliver, as it stood when it was read.

    `sequence` is never given to a second entry by this package; it orders the whole outbox.
    `attempts` counts the tries that ended without a final answer.
    `due_ms` is when it may be claimed next: for a leased entry, when its lease runs out.
    `receipt` is the other side's proof, empty until it answered for good.
    `lease` is the token of the lease that came with this entry, 0 when none did.
    """

    sequence: int
    id: str
    stream: str
    body: bytes
    state: State
    attempts: int
    enqueued_ms: int
    due_ms: int
    last_error: str
    receipt: bytes
    lease: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The other side has it, now or since an earlier try; `receipt` is the proof to keep."""

    receipt: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """No final answer: it is tried again, not before `not_before_ms` if one was named.

    With `is_tried` false it was not even sent: that counts as no attempt, and says nothing of the other side.
    """

    error: str
    not_before_ms: int | None = None
    is_tried: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """The other side will never take it; `receipt` is its answer, kept as evidence."""

    reason: str
    receipt: bytes


Outcome = Delivered | Later | Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """How full the outbox is: `waiting` counts ready and leased entries, `leased` those in the air.

    `oldest_ms` is when the first of the waiting entries was enqueued.
    """

    waiting: int
    leased: int
    parked: int
    oldest_ms: int | None
