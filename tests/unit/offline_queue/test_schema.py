import sqlite3
from pathlib import Path

import pytest

import offline_queue
from offline_queue import SCHEMA_VERSION, SchemaTooNew, _schema
from tests.unit.offline_queue.conftest import immediate, opened, present, put

STEP = ("ALTER TABLE outbox_entry ADD COLUMN colour TEXT NOT NULL DEFAULT 'none'",)


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT version FROM outbox_schema").fetchone()[0])


def definition(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    return connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()


def test_installing_again_changes_nothing(connection: sqlite3.Connection) -> None:
    put(connection, "a")
    before = definition(connection)
    offline_queue.install(connection)
    assert definition(connection) == before
    assert version(connection) == SCHEMA_VERSION
    assert present(connection, "a").id == "a"


def test_an_older_outbox_is_upgraded_with_what_it_holds(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(connection, "a")
    monkeypatch.setattr(_schema, "UPGRADES", (*_schema.UPGRADES, STEP))
    offline_queue.install(connection)
    assert version(connection) == SCHEMA_VERSION + 1
    assert connection.execute("SELECT id, colour FROM outbox_entry").fetchall() == [("a", "none")]


def test_an_upgrade_that_fails_leaves_the_old_outbox(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = opened(path)
    before = definition(connection)
    monkeypatch.setattr(_schema, "UPGRADES", (*_schema.UPGRADES, (*STEP, "NO SUCH STATEMENT")))
    with pytest.raises(sqlite3.OperationalError), immediate(connection):
        offline_queue.install(connection)
    assert definition(connection) == before
    assert version(connection) == SCHEMA_VERSION
    connection.close()


def test_a_newer_outbox_is_refused_untouched(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE outbox_schema SET version = 999")
    before = definition(connection)
    with pytest.raises(SchemaTooNew) as refused:
        offline_queue.install(connection)
    assert (refused.value.found, refused.value.known) == (999, SCHEMA_VERSION)
    assert definition(connection) == before
    assert version(connection) == 999


def test_tables_of_the_caller_are_left_alone(tmp_path: Path) -> None:
    connection = opened(tmp_path / "shop.db")
    connection.execute("CREATE TABLE journal (line TEXT)")
    with immediate(connection):
        connection.execute("INSERT INTO journal VALUES ('kept')")
        offline_queue.install(connection)
    assert connection.execute("SELECT line FROM journal").fetchall() == [("kept",)]
    names = {row[1] for row in definition(connection)} - {"journal"}
    assert all(name.startswith(("outbox_", "sqlite_autoindex_outbox_")) for name in names)
    connection.close()
