"""Who may write here: the terminal in service, with the key in force. Owns that question and its fold of the journal.

It is asked inside the unit of work that would write, so that a folder sealed or a key changed by another program
counts from its commit on. Refuses to decide when a terminal goes out of service: use cases do.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from terminal_app import wire
from terminal_app.domain.event import (
    CampaignAdopted,
    Event,
    RedemptionRequested,
    RefundRequested,
    StandingLearned,
)
from terminal_app.domain.identity_event import KeyRotated, TerminalMovedIn, TerminalRetired
from terminal_app.domain.instant import from_text, to_text
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.domain.service import Service, ServiceState
from terminal_app.ports import JournalRow, KeyInForce
from terminal_app.store.journal import Author, enrolled_key
from terminal_app.store.memory import Memory

_WHILE_ARRIVING = (TerminalMovedIn, KeyRotated, CampaignAdopted, StandingLearned)
_NOT_FORKED = (RedemptionRequested, RefundRequested)


def check_writable(service: Service) -> None:
    """Raises EnvironmentTrouble where nothing is written any more."""
    match service.state:
        case ServiceState.RETIRED:
            raise EnvironmentTrouble(Trouble.TERMINAL_RETIRED, since=from_text(service.at))
        case ServiceState.MOVED_OUT:
            raise EnvironmentTrouble(Trouble.TERMINAL_MOVED_OUT, since=from_text(service.at))
        case _:
            return


def check_working(service: Service) -> None:
    """Raises EnvironmentTrouble where nothing new may be sold or taken back."""
    check_writable(service)
    match service.state:
        case ServiceState.ARRIVING:
            raise EnvironmentTrouble(Trouble.TERMINAL_ARRIVING)
        case ServiceState.FORKED:
            raise EnvironmentTrouble(
                Trouble.TERMINAL_FORKED, ours=service.ours, theirs=service.theirs
            )
        case _:
            return


def check(memory: Memory, author: Author, event: Event) -> None:
    """Raises EnvironmentTrouble unless this author may write this event here."""
    service = memory.service()
    if service.state is ServiceState.ARRIVING and not isinstance(event, _WHILE_ARRIVING):
        check_working(service)
    if isinstance(event, _NOT_FORKED):
        check_working(service)
    key = memory.key()
    if key is not None and key.public_key != public_text(author):
        raise EnvironmentTrouble(Trouble.KEY_CHANGED)


def apply(memory: Memory, event: Event, row: JournalRow, *, at: datetime) -> None:
    """Fold one row that was just written."""
    match event:
        case KeyRotated():
            memory.keep_key(
                KeyInForce(public_key=event.public_key, event_id=row.event_id, told=False)
            )
        case TerminalRetired():
            memory.keep_service(Service(state=ServiceState.RETIRED, at=to_text(at)))
        case _:
            return


def expected_key(connection: sqlite3.Connection) -> bytes | None:
    """The public key of this terminal: of the last rotation, else of its enrolment; None before there is one."""
    rotated = Memory(connection).key()
    return enrolled_key(connection) if rotated is None else wire.from_base64url(rotated.public_key)


def public_text(author: Author) -> str:
    """The author's public key as rows name it."""
    return wire.to_base64url(author.key.public_key().public_bytes_raw())
