"""What the file does to us, told by its own code, before anything is taken."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.store import database
from terminal_app.store.database import Database
from terminal_app.store.migrations import VERSION

MODES = ("TRUNCATE", "WAL")


def remember(store: Database, name: str) -> None:
    with store.transaction() as connection:
        connection.execute("INSERT INTO memory VALUES (?, '{}')", (name,))


def remembered(path: Path) -> list[str]:
    store = Database(path)
    with store.snapshot() as view:
        names = [row[0] for row in view.execute("SELECT name FROM memory ORDER BY name")]
    store.close()
    return names


@pytest.mark.parametrize("mode", MODES)
def test_a_file_deleted_under_the_program_takes_no_more_writes(tmp_path: Path, mode: str) -> None:
    store = Database(tmp_path / "a.db", mode=mode)
    remember(store, "before")
    (tmp_path / "a.db").unlink()
    with pytest.raises(EnvironmentTrouble) as caught:
        remember(store, "after")
    assert caught.value.trouble is Trouble.STORAGE_DAMAGED
    store.close()


@pytest.mark.parametrize("mode", MODES)
def test_a_file_exchanged_for_its_backup_takes_no_more_writes(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "a.db"
    store = Database(path, mode=mode)
    remember(store, "before")
    shutil.copyfile(path, tmp_path / "backup")
    (tmp_path / "backup").replace(path)
    with pytest.raises(EnvironmentTrouble) as caught:
        remember(store, "after")
    assert caught.value.trouble is Trouble.STORAGE_DAMAGED
    store.close()


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (sqlite3.SQLITE_FULL, Trouble.STORAGE_FULL),
        (sqlite3.SQLITE_IOERR, Trouble.STORAGE_UNKNOWN),
        (sqlite3.SQLITE_CORRUPT, Trouble.STORAGE_UNKNOWN),
    ],
)
def test_an_error_from_commit_is_unknown_except_for_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, trouble: Trouble
) -> None:
    store = Database(tmp_path / "a.db")
    until_free = database._until_free

    def failing(
        connection: sqlite3.Connection, statement: str, patience_s: float | None = None
    ) -> None:
        if statement == "COMMIT":
            error = sqlite3.OperationalError("the disk says so")
            error.sqlite_errorcode = code
            raise error
        until_free(connection, statement, patience_s)

    with monkeypatch.context() as patch:
        patch.setattr(database, "_until_free", failing)
        with pytest.raises(EnvironmentTrouble) as caught:
            remember(store, "lost")
    assert caught.value.trouble is trouble
    remember(store, "kept")
    store.close()
    assert remembered(tmp_path / "a.db") == ["kept"]


def test_a_file_of_a_newer_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    store = Database(path)
    with store.transaction() as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    store.close()
    before = path.read_bytes()
    with pytest.raises(EnvironmentTrouble) as caught:
        Database(path)
    assert caught.value.trouble is Trouble.STORAGE_NEWER
    assert path.read_bytes() == before


def test_what_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"no database at all\n" * 500)
    before = path.read_bytes()
    with pytest.raises(EnvironmentTrouble) as caught:
        Database(path)
    assert caught.value.trouble is Trouble.STORAGE_DAMAGED
    assert path.read_bytes() == before


@pytest.mark.parametrize("missing", [1, 2_000, 4_096, 20_000])
def test_a_file_that_is_shorter_than_its_pages_is_damaged_and_left_as_it_is(
    tmp_path: Path, missing: int
) -> None:
    path = tmp_path / "a.db"
    Database(path).close()
    path.write_bytes(path.read_bytes()[:-missing])
    before = path.read_bytes()
    with pytest.raises(EnvironmentTrouble) as caught:
        Database(path)
    assert caught.value.trouble is Trouble.STORAGE_DAMAGED
    assert path.read_bytes() == before
