"""A bundle of a terminal that cannot be opened as it is: for such ones the engineer wants it most."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest

from terminal_app.cli.run import EXIT_DONE, EXIT_REFUSED, run
from terminal_app.config import DATABASE, NAME
from terminal_app.domain.campaign import Environment
from terminal_app.store import key_file
from tests.support.terminal import OPERATOR, Till, make_terminal, redeemed
from tests.unit.bundles.planted import MANAGER, PIN


def broken(folder: Path, *parts: str, environment: Environment = Environment.TRAINING) -> Till:
    till = make_terminal(folder, environment=environment)
    till.opened.operators.add([(MANAGER, PIN)])
    redeemed(till.redeem())
    till.opened.close()
    if "key" in parts:
        (folder / key_file.NAME).unlink()
    if "settings" in parts:
        (folder / NAME).write_text('language = "xx\n', encoding="utf-8")
    return till


def made(folder: Path, out: Path, *arguments: str) -> int:
    return run(["--data-dir", str(folder), "--json", *arguments, "bundle", "--out", str(out)])


def part(out: Path, name: str) -> Any:
    with zipfile.ZipFile(out) as archive:
        return json.loads(archive.read(name))


@pytest.mark.parametrize("parts", [(), ("key",), ("settings",), ("key", "settings")])
def test_the_manifest_says_what_could_not_be_read_and_the_rest_is_there(
    tmp_path: Path, parts: tuple[str, ...]
) -> None:
    folder, out = tmp_path / "till", tmp_path / "b.zip"
    broken(folder, *parts)
    assert made(folder, out) == EXIT_DONE
    assert part(out, "manifest.json")["not_read"] == list(parts)
    found = {one["name"]: one["status"] for one in part(out, "doctor.json")["checks"]}
    for name in ("key", "settings"):
        assert (found[name] == "failed") is (name in parts)
    assert part(out, "state.json")["journal"]["sequence"] > 0


def test_without_a_key_a_person_s_pin_is_still_asked_for_and_nothing_is_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = tmp_path / "till", tmp_path / "b.zip"
    till = broken(folder, "key", environment=Environment.LIVE)
    before = rows(till)
    monkeypatch.setenv("COUPON_TERMINAL_PIN", "000000")
    assert made(folder, out, "--operator", MANAGER.operator_id) == EXIT_REFUSED
    assert made(folder, out) == EXIT_REFUSED
    assert not out.exists()
    monkeypatch.setenv("COUPON_TERMINAL_PIN", PIN)
    assert made(folder, out, "--operator", MANAGER.operator_id) == EXIT_DONE
    assert rows(till) == before


def test_without_a_key_a_cashier_may_not_take_it_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = tmp_path / "till", tmp_path / "b.zip"
    till = broken(folder)
    till.reopen()
    till.opened.operators.add([(OPERATOR, PIN)])
    till.opened.close()
    (folder / key_file.NAME).unlink()
    monkeypatch.setenv("COUPON_TERMINAL_PIN", PIN)
    assert made(folder, out, "--operator", OPERATOR.operator_id) == EXIT_REFUSED
    assert not out.exists()


def test_a_key_that_cannot_be_used_does_not_leave_either(tmp_path: Path) -> None:
    folder, out = tmp_path / "till", tmp_path / "b.zip"
    broken(folder)
    torn = (folder / key_file.NAME).read_bytes()[:-1]
    (folder / key_file.NAME).write_bytes(torn)
    assert made(folder, out) == EXIT_DONE
    assert part(out, "manifest.json")["not_read"] == ["key"]
    with zipfile.ZipFile(out) as archive:
        assert not any(torn.hex().encode() in archive.read(one) for one in archive.namelist())


def rows(till: Till) -> int:
    """How many rows the journal has, read from a copy."""
    copy = till.folder.with_name("copy")
    shutil.copytree(till.folder, copy, dirs_exist_ok=True)
    connection = sqlite3.connect(copy / DATABASE)
    try:
        return int(connection.execute("SELECT count(*) FROM journal").fetchone()[0])
    finally:
        connection.close()
