"""What the store says of itself: rows of the journal, the end of the chain, contact, and what an audit found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from offline_queue import State
from terminal_app.domain.dismissal import Dismissal
from terminal_app.domain.event import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRow:
    """One row of the journal (流水), as it is signed and sent."""

    sequence: int
    event_id: str
    kind: Kind
    body: bytes
    signature: bytes
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of the chain: everything before it is sealed by its hash."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyInForce:
    """The key that signs since the last rotation (base64url), the row that says so, and whether the platform knows."""

    public_key: str
    event_id: str
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalWord:
    """What the platform says this terminal is: its state, its key (base64url), the end of its journal there."""

    state: str
    public_key: str
    head: Head


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """What a walk over the whole journal found."""

    rows: int
    head: Head
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """An outbox entry as far as an audit cares: where it stands, and the platform's word for it."""

    entry_id: str
    state: State
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """When the platform was last heard, and since when it has been silent."""

    heard_at: datetime | None
    silent_since: datetime | None
    why: str
    dismissal: Dismissal | None = None
    """What the platform last said of us, however often it was silent since; its next signed answer takes it back."""
