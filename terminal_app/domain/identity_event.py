"""Events about who this terminal is: a new key, a move to another PC, its end. Part of the journal's union (`event`).

What is written once is read for ever: a field is never renamed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRotated:
    """From the next row on this terminal signs with another key; this row is the last of the key before.

    Keys in base64url. `proof` is the new key's signature over both (`wire.rotation`), so that the new one vouches for
    what the one before it signed.
    """

    previous_key: str
    public_key: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalRetired:
    """This terminal is out of service for good; nothing is written after this row."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalMovedIn:
    """The terminal goes on in another folder; `sequence` and `hash` are the last row that came along."""

    sealed_at: str
    sequence: int
    hash: str


IdentityEvent = KeyRotated | TerminalRetired | TerminalMovedIn
