"""A look at a terminal's file without opening the terminal: no migration, no lock that outlasts it, no key.

Reads what every version of the file has had. Refuses to write: the file may be of an older program, or in use.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from offline_queue import State
from terminal_app.domain.service import ServiceState
from terminal_app.store.database import BUSY_S_MAX, translated
from terminal_app.store.memory import Memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Who it is, what waits, and when the platform was last heard."""

    terminal_id: str
    store_id: str
    store_name: str
    environment: str
    state: ServiceState
    waiting: int
    heard_at: datetime | None


def glance(path: Path) -> Glance | None:
    """What is to be said of a terminal's file; None when it is not there or no terminal was enrolled in it.

    Raises EnvironmentTrouble when there is a file that cannot be read.
    """
    if not path.exists():
        return None
    address = f"{path.absolute().as_uri()}?mode=ro"
    with (
        translated(path),
        closing(sqlite3.connect(address, uri=True, timeout=BUSY_S_MAX)) as connection,
    ):
        if not connection.execute("PRAGMA user_version").fetchone()[0]:
            return None
        memory = Memory(connection)
        enrolment = memory.enrolment()
        if enrolment is None:
            return None
        (waiting,) = connection.execute(
            "SELECT count(*) FROM outbox_entry WHERE state IN (?, ?)",
            (State.READY.value, State.LEASED.value),
        ).fetchone()
        return Glance(
            terminal_id=enrolment.terminal_id,
            store_id=enrolment.store_id,
            store_name=enrolment.store_name,
            environment=enrolment.environment.value,
            state=memory.service().state,
            waiting=waiting,
            heard_at=memory.contact().heard_at,
        )
