"""A row of the store that was garbled is named by the doctor and told by every command: never a defect."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from terminal_app.cli.run import EXIT_ENVIRONMENT, run
from tests.support.terminal import make_terminal


def garble(folder: Path, name: str) -> list[str]:
    make_terminal(folder).opened.close()
    with closing(sqlite3.connect(folder / "terminal.db", isolation_level=None)) as store:
        store.execute("INSERT OR REPLACE INTO memory VALUES (?, '{garbage')", (name,))
    return ["--data-dir", str(folder), "--json"]


@pytest.mark.parametrize("name", ["service", "contact", "standing", "enrolment"])
def test_the_doctor_names_the_part_and_looks_at_the_others(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*garble(tmp_path, name), "doctor"]) == EXIT_ENVIRONMENT
    found = {one["name"]: one for one in json.loads(capsys.readouterr().out)["checks"]}
    failed = [one for one in found.values() if one["status"] == "failed"]
    assert any("memory: " in str(one["numbers"].get("problem")) for one in found.values())
    assert failed
    assert {"engine", "disk", "folder", "presence"} <= set(found)


@pytest.mark.parametrize("name", ["service", "enrolment", "contact"])
def test_a_command_ends_as_with_any_damaged_store(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*garble(tmp_path, name), "sync"]) == EXIT_ENVIRONMENT
    assert json.loads(capsys.readouterr().out)["code"] == "storage_damaged"
