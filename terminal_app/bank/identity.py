"""What is told and asked about the terminal itself: its key, its end, the end of its journal. Owns no connection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from terminal_app import wire
from terminal_app.bank.documents import Documents, NotSigned
from terminal_app.domain.answer import NoAnswer, Throttled
from terminal_app.ports import EventToSend, TerminalWord


class KeyNews(Protocol):
    """Where the row lies that tells of a new key."""

    def untold(self) -> EventToSend | None:
        """The row that the platform has not answered yet, if there is one."""

    def note_told(self, row: EventToSend) -> None:
        """The platform knows the new key."""


def told(row: EventToSend) -> bytes:
    """A row about the terminal itself as it goes over the wire: word for word, with its signature."""
    return wire.canonical(
        {"body": row.body.decode(), "signature": wire.to_base64url(row.signature)}
    )


def read_word(
    reply: Mapping[str, object] | Throttled | NoAnswer,
    documents: Documents,
    *,
    terminal_id: str,
    nonce: str,
) -> TerminalWord | NoAnswer:
    """What the platform says this terminal is, if the bank signed it for this question."""
    if isinstance(reply, NoAnswer | Throttled):
        return NoAnswer(why=reply.why)
    try:
        return documents.terminal(reply.get("terminal"), terminal_id=terminal_id, nonce=nonce)
    except NotSigned as error:
        return NoAnswer(why=f"terminal: {error}")
