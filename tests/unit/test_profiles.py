"""Profiles: names that are folders everywhere, and a look that changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from terminal_app import config, profiles
from terminal_app.cli import main
from terminal_app.cli.parser import make_parser
from terminal_app.domain.service import ServiceState
from tests.support.terminal import make_terminal, redeemed


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(config, "default_folder", lambda: tmp_path / "home")
    return tmp_path / "home"


@pytest.mark.parametrize("name", ["till", "Till-2", "振兴店", "一号_店", "7", "a" * 40])
def test_names_that_are_folders_on_every_pc(name: str) -> None:
    assert profiles.is_name(name)


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "a/b", "a\\b", "-x", "_x", "a b", "CON", "com1", "a" * 41, "店。", "a\n"],
)
def test_names_that_are_not(name: str) -> None:
    assert not profiles.is_name(name)


def test_each_terminal_is_listed_with_what_waits_in_it(shelf: Path) -> None:
    till = make_terminal(shelf / "profiles" / "振兴店")
    till.bank.is_reachable = False
    redeemed(till.redeem())
    till.opened.close()
    (shelf / "profiles" / "empty").mkdir()
    (shelf / "profiles" / "not a name").mkdir()
    (shelf / "profiles" / "torn").mkdir()
    (shelf / "profiles" / "torn" / "terminal.db").write_bytes(b"no database at all" * 300)
    before = (till.folder / "terminal.db").read_bytes()
    found = {one.name: one for one in profiles.profiles()}
    assert list(found) == ["empty", "torn", "振兴店"]
    seen = found["振兴店"].glance
    assert seen is not None
    assert (seen.store_name, seen.waiting, seen.state) == ("振兴家电", 1, ServiceState.ACTIVE)
    assert seen.heard_at is not None
    assert found["empty"].glance is None
    assert found["torn"].problem == "storage_damaged"
    assert (till.folder / "terminal.db").read_bytes() == before


def test_the_default_folder_is_listed_when_a_terminal_is_in_it(shelf: Path) -> None:
    assert profiles.profiles() == ()
    make_terminal(shelf).opened.close()
    (only,) = profiles.profiles()
    assert (only.name, only.folder) == ("", shelf)


def test_a_profile_is_a_data_folder_by_name(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_terminal(shelf / "profiles" / "二店").opened.close()
    assert main(["queue", "--profile", "二店"]) == 0
    assert main(["--profile", "二店", "queue"]) == 0
    assert main(["queue", "--profile", "三店"]) == 3
    capsys.readouterr()
    assert main(["queue", "--profile", "二店", "--data-dir", str(shelf)]) == 2
    assert "--data-dir" in capsys.readouterr().err
    assert main(["queue", "--profile", "../二店"]) == 2
    assert main(["profiles"]) == 0
    assert "二店" in capsys.readouterr().out
    assert make_parser().parse_args(["queue"]).profile is None
