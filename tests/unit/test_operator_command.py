"""operator: from the first person of a live terminal to the one who left, as somebody types it."""

import json
from pathlib import Path
from typing import Any

import pytest

from terminal_app.cli.arguments.people import ROLES
from terminal_app.cli.run import EXIT_DONE, EXIT_REFUSED, EXIT_USAGE, run
from terminal_app.domain.campaign import Environment
from terminal_app.ports import Role
from tests.support.terminal import make_terminal


class Folder:
    """A live terminal's folder, and what a command said of it."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        make_terminal(path, environment=Environment.LIVE).opened.close()
        self._path = path
        self._capsys = capsys

    def run(self, *arguments: str) -> tuple[int, dict[str, Any]]:
        status = run(["--data-dir", str(self._path), "--json", *arguments])
        said = self._capsys.readouterr()
        assert said.err == ""
        return status, json.loads(said.out)

    def told(self, *arguments: str) -> str:
        run(["--data-dir", str(self._path), *arguments])
        return self._capsys.readouterr().out


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Folder:
    return Folder(tmp_path / "till", capsys)


def test_the_roles_of_the_command_line_are_those_there_are() -> None:
    assert tuple(Role) == ROLES


def test_a_store_is_staffed_from_nobody_to_a_cashier_who_leaves(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COUPON_TERMINAL_PIN", raising=False)
    assert "--role manager" in folder.told("operator", "list")
    monkeypatch.setenv("COUPON_TERMINAL_NEW_PIN", "482907")
    first = ("operator", "add", "8001", "--name", "赵敏", "--role")
    status, content = folder.run(*first, "cashier")
    assert (status, content["code"]) == (EXIT_REFUSED, "operator_first")
    status, content = folder.run(*first, "manager")
    manager = {"id": "8001", "name": "赵敏", "role": "manager", "active": True, "wait_s": 0}
    assert (status, content) == (EXIT_DONE, {"operators": [manager]})

    cashier = ("operator", "add", "1003", "--name", "李四", "--role", "cashier")
    status, content = folder.run(*cashier)
    assert (status, content["code"]) == (EXIT_REFUSED, "sign_in_needed")
    monkeypatch.setenv("COUPON_TERMINAL_PIN", "482907")
    monkeypatch.setenv("COUPON_TERMINAL_NEW_PIN", "1234")
    status, content = folder.run("--operator", "8001", *cashier)
    assert (status, content["code"]) == (EXIT_REFUSED, "pin_obvious")
    monkeypatch.setenv("COUPON_TERMINAL_NEW_PIN", "5047")
    assert folder.run("--operator", "8001", *cashier)[0] == EXIT_DONE

    monkeypatch.setenv("COUPON_TERMINAL_NEW_PIN", "9162")
    assert folder.run("--operator", "8001", "operator", "reset-pin", "1003")[0] == EXIT_DONE
    status, content = folder.run("--operator", "8001", "operator", "disable", "8001")
    assert (status, content["code"]) == (EXIT_REFUSED, "operator_self")
    status, content = folder.run("--operator", "8001", "operator", "disable", "1003")
    assert (status, content["operators"][0]["active"]) == (EXIT_DONE, False)
    assert [one["id"] for one in folder.run("operator", "list")[1]["operators"]] == ["8001"]
    _, content = folder.run("operator", "list", "--all")
    assert [one["id"] for one in content["operators"]] == ["1003", "8001"]
    assert folder.run("journal", "verify")[1]["problems"] == []


def test_a_wrong_pin_too_often_is_told_with_the_seconds(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUPON_TERMINAL_NEW_PIN", "482907")
    folder.run("operator", "add", "8001", "--name", "赵敏", "--role", "manager")
    monkeypatch.setenv("COUPON_TERMINAL_PIN", "0000")
    for _ in range(5):
        _, content = folder.run("--operator", "8001", "operator", "disable", "1003")
        assert content["code"] == "sign_in_wrong"
    _, content = folder.run("--operator", "8001", "operator", "disable", "1003")
    assert content["code"] == "sign_in_wait"
    assert 0 < content["numbers"]["wait_s"] <= 30
    assert "后可再试" in folder.told("operator", "list")


def test_nobody_to_ask_for_the_pin_is_told_where_a_script_puts_it(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COUPON_TERMINAL_NEW_PIN", raising=False)
    status, content = folder.run("operator", "add", "8001", "--name", "x", "--role", "manager")
    assert (status, content["code"]) == (EXIT_REFUSED, "pin_missing")
    assert "COUPON_TERMINAL_NEW_PIN" in content["next"]


def test_two_different_pins_at_the_prompt_are_none(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["482907", "482908"])
    monkeypatch.delenv("COUPON_TERMINAL_NEW_PIN", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("terminal_app.cli.people.getpass", lambda prompt: next(answers))
    status, content = folder.run("operator", "add", "8001", "--name", "x", "--role", "manager")
    assert (status, content["code"]) == (EXIT_REFUSED, "pin_differs")


def test_a_pin_is_no_argument(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["operator", "reset-pin", "1003", "482907"]) == EXIT_USAGE
    assert "wrong usage" in capsys.readouterr().err
