"""The outbox's tables: their definition, their version, and the way from an older version.

It refuses to commit, to open a connection and to touch a table that is not the outbox's.
Needs SQLite 3.37 (STRICT tables; RETURNING since 3.35).
"""

import sqlite3
from typing import Final

from offline_queue._errors import OutsideTransaction, SchemaTooNew

_VERSION_1: Final = (
    # `turn` places an entry in its stream: 1 is the head (whose turn it is), 0 stands behind it,
    # NULL has ended. It is stored, not computed, so that claiming reads heads and nothing else.
    """
    CREATE TABLE outbox_entry (
        sequence    INTEGER PRIMARY KEY,
        id          TEXT    NOT NULL UNIQUE,
        stream      TEXT    NOT NULL,
        state       TEXT    NOT NULL CHECK (state IN ('ready', 'leased', 'done', 'parked')),
        turn        INTEGER          CHECK (turn IN (0, 1)),
        lease       INTEGER NOT NULL DEFAULT 0,
        attempts    INTEGER NOT NULL DEFAULT 0,
        enqueued_ms INTEGER NOT NULL,
        due_ms      INTEGER NOT NULL,
        done_ms     INTEGER,
        last_error  TEXT    NOT NULL DEFAULT '',
        receipt     BLOB    NOT NULL DEFAULT x'',
        body        BLOB    NOT NULL,
        CHECK ((turn IS NULL) = (state IN ('done', 'parked'))),
        CHECK ((done_ms IS NULL) = (state <> 'done'))
    ) STRICT
    """,
    # Partial indexes speak of `turn`, not of `state`: a claim changes only `state`, `lease` and
    # `due_ms`, and so rewrites one index. `state` and `turn` inside them let SQLite
    # count without reading a table row (it does not infer `turn` from the index's own condition).
    # Each further index is one more page in every commit: there is none for reading pages.
    "CREATE INDEX outbox_heads ON outbox_entry (due_ms, sequence, state, turn) WHERE turn = 1",
    "CREATE UNIQUE INDEX outbox_one_head ON outbox_entry (stream) WHERE turn = 1",
    "CREATE INDEX outbox_behind ON outbox_entry (stream, sequence, state, turn) WHERE turn = 0",
    "CREATE INDEX outbox_parked ON outbox_entry (sequence, state) WHERE state = 'parked'",
    "CREATE INDEX outbox_done ON outbox_entry (done_ms) WHERE state = 'done'",
    """
    CREATE TRIGGER outbox_keeps_what_is_unsent BEFORE DELETE ON outbox_entry
    WHEN OLD.state <> 'done'
    BEGIN
        SELECT RAISE(ABORT, 'outbox: an entry that was not delivered cannot be deleted');
    END
    """,
    # REPLACE deletes the rows in its way without asking the trigger above.
    """
    CREATE TRIGGER outbox_is_never_replaced BEFORE INSERT ON outbox_entry
    WHEN EXISTS (SELECT 1 FROM outbox_entry WHERE id = NEW.id)
      OR EXISTS (SELECT 1 FROM outbox_entry WHERE sequence = NEW.sequence)
      OR (NEW.turn = 1 AND EXISTS (
              SELECT 1 FROM outbox_entry WHERE turn = 1 AND stream = NEW.stream))
    BEGIN
        SELECT RAISE(ABORT, 'outbox: an entry cannot be replaced');
    END
    """,
    """
    CREATE TRIGGER outbox_body_is_final
    BEFORE UPDATE OF sequence, id, stream, body, enqueued_ms ON outbox_entry
    BEGIN
        SELECT RAISE(ABORT, 'outbox: what an entry says cannot be changed');
    END
    """,
    """
    CREATE TRIGGER outbox_done_is_final BEFORE UPDATE ON outbox_entry
    WHEN OLD.state = 'done'
    BEGIN
        SELECT RAISE(ABORT, 'outbox: a delivered entry cannot be changed');
    END
    """,
)

# What makes version n out of version n - 1, by position. Released steps are never edited.
UPGRADES: Final[tuple[tuple[str, ...], ...]] = (_VERSION_1,)
SCHEMA_VERSION: Final = len(UPGRADES)


def install(connection: sqlite3.Connection) -> None:
    """Bring the outbox's tables to this version inside the caller's transaction.

    Raises `SchemaTooNew` for tables of a newer version, before anything is changed.
    """
    if not connection.in_transaction:
        raise OutsideTransaction("install needs an open transaction")
    cursor = connection.cursor()
    cursor.row_factory = None
    cursor.execute(
        "CREATE TABLE IF NOT EXISTS outbox_schema"
        " (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), version INTEGER NOT NULL) STRICT"
    )
    cursor.execute("INSERT OR IGNORE INTO outbox_schema (only_row, version) VALUES (1, 0)")
    found = int(cursor.execute("SELECT version FROM outbox_schema").fetchall()[0][0])
    if found > len(UPGRADES):
        raise SchemaTooNew(found=found, known=len(UPGRADES))
    for step in UPGRADES[found:]:
        for statement in step:
            # One by one: `executescript` would commit the caller's transaction first.
            cursor.execute(statement)
    if found < len(UPGRADES):
        cursor.execute("UPDATE outbox_schema SET version = ?", (len(UPGRADES),))
