"""Small things to be remembered, one row each: enrolment, standing, contact, clock, journal end, list, wrong PINs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from terminal_app.domain.campaign import BankKey, Environment, KeyUse
from terminal_app.domain.clock import ClockJump, ClockMark
from terminal_app.domain.dismissal import Dismissal, dismissal_of
from terminal_app.domain.instant import from_text, to_text
from terminal_app.domain.patience import Book, Guesses
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.domain.service import IN_SERVICE, Service, ServiceState
from terminal_app.domain.standing import UNHEARD, Standing
from terminal_app.ports import Contact, Enrolment, KeyInForce

NEVER = Contact(heard_at=None, silent_since=None, why="")


T = TypeVar("T")


def _sound(read: Callable[[Memory], T]) -> Callable[[Memory], T]:
    """A row that is not what was written there is a damaged store, not a defect of the program."""

    @wraps(read)
    def told(memory: Memory) -> T:
        try:
            return read(memory)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise EnvironmentTrouble(
                Trouble.STORAGE_DAMAGED, file=memory.file, problem=f"memory: {read.__name__}"
            ) from error

    return told


class Memory:
    """Reads and writes the `memory` table on an open connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def file(self) -> str:
        """Where it is kept."""
        return str(self._connection.execute("PRAGMA database_list").fetchone()[2])

    @_sound
    def standing(self) -> Standing:
        """The store's standing as last heard."""
        found = self._read("standing")
        if found is None:
            return UNHEARD
        return Standing(
            serial=found["serial"],
            suspended=found["suspended"],
            reason=found["reason"],
            since=None if found["since"] is None else from_text(found["since"]),
            hotline=found["hotline"],
        )

    def keep_standing(self, standing: Standing) -> None:
        """Remember a standing."""
        since = None if standing.since is None else to_text(standing.since)
        self._write("standing", {**asdict(standing), "since": since})

    @_sound
    def contact(self) -> Contact:
        """When the platform was last heard."""
        found = self._read("contact")
        if found is None:
            return NEVER
        heard, silent = found["heard_at"], found["silent_since"]
        return Contact(
            heard_at=None if heard is None else from_text(heard),
            silent_since=None if silent is None else from_text(silent),
            why=found["why"],
            # A program before this one kept it nowhere but in the last silence.
            dismissal=Dismissal(kept)
            if (kept := found.get("dismissal"))
            else dismissal_of(found["why"]),
        )

    def keep_contact(self, contact: Contact) -> None:
        """Remember a contact."""
        heard, silent = contact.heard_at, contact.silent_since
        self._write(
            "contact",
            {
                "heard_at": None if heard is None else to_text(heard),
                "silent_since": None if silent is None else to_text(silent),
                "why": contact.why,
                "dismissal": contact.dismissal,
            },
        )

    @_sound
    def changes_cursor(self) -> str:
        """How far the changes download has come."""
        found = self._read("changes_cursor")
        return "" if found is None else str(found["cursor"])

    def keep_changes_cursor(self, cursor: str) -> None:
        """Remember a cursor."""
        self._write("changes_cursor", {"cursor": cursor})

    @_sound
    def listed_at(self) -> datetime | None:
        """When the changes download last came to its end; None before that, or when an older program did it."""
        found = self._read("changes_listed")
        return None if found is None else from_text(found["at"])

    def keep_listed_at(self, at: datetime) -> None:
        """Remember that everything the platform knows of coupons is here."""
        self._write("changes_listed", {"at": to_text(at)})

    @_sound
    def clock_mark(self) -> ClockMark | None:
        """The last measurement of the clock."""
        found = self._read("clock_mark")
        return None if found is None else ClockMark(**found)

    def keep_clock_mark(self, mark: ClockMark) -> None:
        """Remember a measurement; it also sets the high-water mark, which only it may lower."""
        self._write("clock_mark", asdict(mark))

    @_sound
    def clock_jump(self) -> ClockJump | None:
        """The last time the wall clock had gone back."""
        found = self._read("clock_jump")
        if found is None:
            return None
        return ClockJump(at=from_text(found["at"]), behind_s=found["behind_s"])

    def keep_clock_jump(self, jump: ClockJump) -> None:
        """Remember it; only the last one counts."""
        self._write("clock_jump", {"at": to_text(jump.at), "behind_s": jump.behind_s})

    def keep_commit_measured(self, number: int) -> None:
        """What a trial commit writes: one small row, over and over."""
        self._write("commit_measured", {"number": number})

    def raise_high_water(self, now_ms: int) -> None:
        """Move the latest instant seen, forward only."""
        mark = self.clock_mark()
        if mark is not None and now_ms > mark.high_water_ms:
            self._write("clock_mark", {**asdict(mark), "high_water_ms": now_ms})

    @_sound
    def journal_end(self) -> int:
        """The number of the last row written; 0 when a program before this note wrote the journal."""
        found = self._read("journal_end")
        return 0 if found is None else int(found["sequence"])

    def keep_journal_end(self, sequence: int) -> None:
        """Note the last row beside the journal, so that rows cut off its end are missed."""
        self._write("journal_end", {"sequence": sequence})

    @_sound
    def guesses(self) -> Book:
        """The wrong PINs that count."""
        found = self._read("guesses") or {}
        return {who: Guesses(**one) for who, one in found.items()}

    def keep_guesses(self, book: Book) -> None:
        """Remember the wrong PINs that count."""
        self._write("guesses", {who: asdict(one) for who, one in book.items()})

    @_sound
    def enrolment(self) -> Enrolment | None:
        """Who this terminal is."""
        found = self._read("enrolment")
        if found is None:
            return None
        return Enrolment(
            terminal_id=found["terminal_id"],
            store_id=found["store_id"],
            store_name=found["store_name"],
            environment=Environment(found["environment"]),
            url=found["url"],
            campaign_id=found["campaign_id"],
            keys=tuple(
                BankKey(kid=key["kid"], use=KeyUse(key["use"]), public_key=key["public_key"])
                for key in found["keys"]
            ),
        )

    def keep_enrolment(self, enrolment: Enrolment) -> None:
        """Remember who this terminal is."""
        self._write("enrolment", asdict(enrolment))

    @_sound
    def service(self) -> Service:
        """Whether this folder may do a terminal's work."""
        found = self._read("service")
        if found is None:
            return IN_SERVICE
        return Service(**{**found, "state": ServiceState(found["state"])})

    def keep_service(self, service: Service) -> None:
        """Remember where the terminal stands in its life."""
        self._write("service", asdict(service))

    @_sound
    def key(self) -> KeyInForce | None:
        """The key that signs here since the last rotation; None when there never was one."""
        found = self._read("key")
        return None if found is None else KeyInForce(**found)

    def keep_key(self, key: KeyInForce) -> None:
        """Remember which key signs from now on."""
        self._write("key", asdict(key))

    def _read(self, name: str) -> dict[str, Any] | None:
        row = self._connection.execute(
            "SELECT value FROM memory WHERE name = ?", (name,)
        ).fetchone()
        return None if row is None else json.loads(row[0])

    def _write(self, name: str, value: dict[str, Any]) -> None:
        self._connection.execute(
            "INSERT INTO memory VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, json.dumps(value, ensure_ascii=False)),
        )
