"""A SQLite that cannot do what the tables ask for is told before anything is opened, in words."""

import sqlite3
from pathlib import Path

import pytest

from terminal_app import surroundings
from terminal_app.domain.check import Check, Health
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.store import engine
from terminal_app.store.database import Database
from terminal_app.usecases.diagnose import diagnose
from terminal_app.wording import Language, Wording


def engine_check(folder: Path) -> Check:
    (found,) = (one for one in diagnose(surroundings.of_pc(folder, None)) if one.name == "engine")
    return found


@pytest.fixture(params=["no trigram", "no fts5", "too old"])
def lack(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    what: str = request.param
    match what:
        case "no trigram":
            probe = "CREATE VIRTUAL TABLE probe USING fts5 (words, tokenize = 'none_such')"
            monkeypatch.setattr(engine, "_PROBE", probe)
        case "no fts5":
            monkeypatch.setattr(engine, "_PROBE", "CREATE VIRTUAL TABLE probe USING none_such (x)")
        case _:
            monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    return what


@pytest.mark.parametrize("language", list(Language))
def test_an_engine_that_lacks_something_is_told_and_no_file_is_made(
    tmp_path: Path, lack: str, language: Language
) -> None:
    with pytest.raises(EnvironmentTrouble) as met:
        Database(tmp_path / "terminal.db")
    assert met.value.trouble is Trouble.STORAGE_ENGINE_TOO_OLD
    said = Wording(language).trouble(met.value)
    assert "3.37.0" in said.what
    assert ("none_such" in said.what) is (lack != "too old")
    assert "Python" in said.next_step
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_names_the_engine_that_lacks_something(tmp_path: Path, lack: str) -> None:
    found = engine_check(tmp_path)
    assert (found.health, found.saying) == (Health.FAILED, "trouble:storage_engine_too_old")


def test_this_engine_is_enough(tmp_path: Path) -> None:
    assert engine_check(tmp_path).health is Health.OK
