"""A new key that the platform has still to be told of. Owns where that is written down; tells nobody itself."""

from __future__ import annotations

from dataclasses import replace

from terminal_app.ports import EventToSend
from terminal_app.store import journal
from terminal_app.store.database import Database
from terminal_app.store.memory import Memory


class StoredKeyNews:
    """Reads and marks the last rotation, each time anew: another program may have made it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def untold(self) -> EventToSend | None:
        """The row of the last rotation while the platform does not know of it."""
        with self._database.snapshot() as connection:
            key = Memory(connection).key()
            if key is None or key.told:
                return None
            row = journal.row(connection, key.event_id)
        assert row is not None, "a key in force has its row"
        return EventToSend(event_id=row.event_id, body=row.body, signature=row.signature)

    def note_told(self, row: EventToSend) -> None:
        """The platform knows the new key."""
        with self._database.transaction() as connection:
            memory = Memory(connection)
            key = memory.key()
            if key is not None and key.event_id == row.event_id:
                memory.keep_key(replace(key, told=True))
