"""A store's rows in the tables of an older version, as an older program would have left them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import offline_queue
from terminal_app.store import migrations


def write_as_version(version: int, path: Path) -> None:
    """The same rows in the tables of an older version, and nothing that came later."""
    new = path.with_suffix(".old")
    with closing(sqlite3.connect(new, isolation_level=None)) as old:
        for statement in (one for step in migrations.STEPS[:version] for one in step):
            _ = old.execute(statement) if isinstance(statement, str) else statement(old)
        old.execute("BEGIN")
        offline_queue.install(old)
        old.execute("COMMIT")
        old.execute("ATTACH ? AS today", (str(path),))
        tables = old.execute(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
            " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'product_words%'"
            " AND name IN (SELECT name FROM today.sqlite_schema)"
        ).fetchall()
        for (table,) in tables:
            columns = ", ".join(
                name
                for _, name, _, _, _, _, hidden in old.execute(f"PRAGMA main.table_xinfo ({table})")
                if not hidden and _has(old, table, name)
            )
            old.execute(
                f"INSERT OR REPLACE INTO main.{table} ({columns}) SELECT {columns} FROM today.{table}"
            )
        old.execute(f"PRAGMA main.user_version = {version}")
        names = {row[0] for row in tables}
        assert {"journal", "redemption", "memory", "outbox_entry"} <= names
        assert ("refund" in names) == (version > 1)
        assert ("outage" in names) == (version > 3)
    new.replace(path)


def _has(connection: sqlite3.Connection, table: str, column: str) -> bool:
    found = connection.execute(f"PRAGMA today.table_xinfo ({table})").fetchall()
    return column in {row[1] for row in found}
