"""A terminal's life by its commands: a new key, a dead PC's queue on a new one, and the end. The platform is real."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from terminal_app import registration, sealed
from terminal_app.cli import main
from terminal_app.sandbox.embedded import SandboxProcess

PASSPHRASE = "correct horse battery staple"
Say = Callable[[str], None]
_shoppers = itertools.count()


@dataclass
class Console:
    """Commands in this process: starting one for each takes longer than all they do."""

    folder: Path
    sandbox: SandboxProcess
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: str) -> tuple[int, dict[str, Any]]:
        self.capsys.readouterr()
        status = main(["--data-dir", str(self.folder), *words, "--json"])
        found: dict[str, Any] = json.loads(self.capsys.readouterr().out)
        return status, found

    def done(self, *words: str) -> dict[str, Any]:
        status, found = self.run(*words)
        assert status == 0, (words, found)
        return found

    def code(self, *words: str) -> tuple[int, str]:
        """How it was refused."""
        status, found = self.run(*words)
        return status, str(found["code"])

    def sale(self) -> tuple[str, ...]:
        admin = self.sandbox.admin
        coupon = admin.claim(f"life {next(_shoppers)}", 600)["coupon_id"]
        return ("redeem", "--code", admin.present(coupon)["code"], "--item", "冰箱;8999")

    def alarms(self) -> list[str]:
        """What the platform has against this terminal."""
        exported = Path(self.done("journal", "export", "--out", str(self.folder / "j"))["file"])
        terminal_id = json.loads(exported.read_text("utf-8").splitlines()[0])["terminal_id"]
        every = self.sandbox.admin.alarms()
        return [one["kind"] for one in every if one["terminal_id"] == terminal_id]

    def at(self, folder: Path) -> Console:
        return Console(folder, self.sandbox, self.capsys)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    """One for all: starting it takes longer than they do."""
    with SandboxProcess(data_dir=tmp_path_factory.mktemp("bank")) as running:
        yield running


@pytest.fixture
def till(
    tmp_path: Path,
    sandbox: SandboxProcess,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Console:
    """An enrolled terminal; nobody signs in, and a PIN takes its time to be hashed."""
    monkeypatch.setattr(registration, "TRAINING_PEOPLE", ())
    monkeypatch.setitem(sealed.pieces.__kwdefaults__, "work_log2", 10)
    console = Console(tmp_path / "till", sandbox, capsys)
    code = sandbox.activation_code
    console.done("enrol", "--url", sandbox.url, "--activation-code", code)
    return console


@pytest.fixture
def passphrase(monkeypatch: pytest.MonkeyPatch) -> Say:
    def say(words: str) -> None:
        monkeypatch.setenv("COUPON_TERMINAL_PASSPHRASE", words)

    return say


def test_a_dead_pc_is_replaced_and_what_waited_arrives_once(
    till: Console, passphrase: Say, tmp_path: Path
) -> None:
    file = tmp_path / "till.sealed"
    waiting = till.done(*till.sale(), "--offline")["redemption_id"]
    assert till.done("rotate-key")["told"] is True
    passphrase(PASSPHRASE)
    out = till.done("move-out", "--out", str(file))
    assert (out["waiting"], out["file"]) == (1, str(file))
    assert till.code(*till.sale()) == (3, "terminal_moved_out")
    assert PASSPHRASE.encode() not in file.read_bytes()
    new = till.at(tmp_path / "new")
    came = new.done("move-in", str(file))
    assert (came["state"], came["waiting"]) == ("active", 1)
    assert new.code("move-in", str(file)) == (1, "move_folder_taken")
    synced = new.done("sync")
    assert (synced["sent"], synced["waiting"]) == (1, 0)
    held = {one["redemption_id"]: one["effects"] for one in new.sandbox.admin.redemptions()}
    assert held[waiting] == 1
    assert new.done("journal", "verify")["ok"] is True
    assert new.alarms() == []


def test_a_file_or_a_passphrase_that_is_wrong_is_told_in_a_sentence(
    till: Console, passphrase: Say, tmp_path: Path
) -> None:
    file, cut = tmp_path / "till.sealed", tmp_path / "cut"
    assert till.code("move-out", "--out", str(file)) == (1, "passphrase_missing")
    passphrase("short")
    assert till.code("move-out", "--out", str(file)) == (1, "passphrase_short")
    assert till.done("queue")["entries"] == []
    passphrase(PASSPHRASE)
    till.done("move-out", "--out", str(file))
    new = till.at(tmp_path / "new")
    assert new.code("move-in", str(tmp_path / "none")) == (3, "file_missing")
    passphrase("another passphrase")
    assert new.code("move-in", str(file)) == (1, "passphrase_wrong")
    passphrase(PASSPHRASE)
    cut.write_bytes(file.read_bytes()[:-100])
    assert new.code("move-in", str(cut)) == (1, "sealed_file_damaged")
    cut.write_bytes(b"PK")
    assert new.code("move-in", str(cut)) == (1, "sealed_file_foreign")
    assert not (new.folder / "terminal.db").exists()
    assert not (new.folder / "terminal.key").exists()


def test_a_sealed_terminal_of_a_newer_program_is_left_alone(
    till: Console, passphrase: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from terminal_app.store import migrations

    passphrase(PASSPHRASE)
    till.done("move-out", "--out", str(tmp_path / "f"))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION - 1)
    new = till.at(tmp_path / "new")
    assert new.code("move-in", str(tmp_path / "f")) == (3, "storage_newer")
    assert not (new.folder / "terminal.db").exists()


def test_a_terminal_retires_when_nothing_waits_and_can_still_be_read(
    till: Console, passphrase: Say, tmp_path: Path
) -> None:
    passphrase(PASSPHRASE)
    till.done(*till.sale(), "--offline", "--no-complete")
    status, refused = till.run("retire")
    assert (status, refused["code"]) == (1, "retire_unfinished")
    assert refused["numbers"] == {"waiting": 1, "exceptions": 0, "sales": 1, "undecided": 0}
    (sale_id,) = till.done("sync")["unfinished"]
    till.done("complete", sale_id["sale_id"] if isinstance(sale_id, dict) else sale_id)
    ended = till.done("retire", "--reason", "换新终端")
    assert ended["told"] is True
    out = ("move-out", "--out", str(tmp_path / "f"))
    for words in (("sync",), ("rotate-key",), ("close-shift",), out, till.sale()):
        assert till.code(*words) == (3, "terminal_retired"), words
    assert till.done("retire") == ended
    assert till.done("summary")["redemptions"] == 1
    assert till.done("journal", "verify")["ok"] is True
    assert till.done("journal", "export", "--out", str(tmp_path / "j"))["rows"] == ended["rows"]
    assert till.done("exceptions")["entries"] == []
    assert till.alarms() == []


def test_without_the_platform_nothing_is_retired_and_no_key_changed(till: Console) -> None:
    key = (till.folder / "terminal.key").read_bytes()
    till.sandbox.kill()
    try:
        assert till.code("retire") == (1, "platform_silent")
        assert till.code("rotate-key") == (1, "platform_silent")
    finally:
        till.sandbox.start()
    assert till.done(*till.sale())["state"] == "confirmed"
    assert (till.folder / "terminal.key").read_bytes() == key
