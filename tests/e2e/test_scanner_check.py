"""The scanner check from the command line: over a real terminal, and from a recording."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from terminal_app import config
from terminal_app.scanner.check_code import CheckCode
from terminal_app.scanner.layout import Case
from terminal_app.scanner.reading import to_line
from tests.support import commands
from tests.unit.scanner.readings import Scanner

ROUNDS_MAX = 400
RIGHT = Scanner()


def command(folder: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "terminal_app", "--data-dir", str(folder), "scanner", *words]


def check(folder: Path, readings: str, *words: str) -> tuple[int, dict[str, object]]:
    ran = commands.run(
        ["--data-dir", str(folder), "scanner", "check", "--readings", "-", "--json", *words],
        stdin=readings.encode(),
    )
    return ran.exit, ran.json


def lines(scanner: Scanner) -> str:
    return "".join(f"{to_line(one)}\n" for one in scanner.scan_all())


class Console:
    """A person's terminal with a wedge scanner on it."""

    def __init__(self, words: list[str], out: Path) -> None:
        self._ours, theirs = pty.openpty()
        self._seen = ""
        with out.open("wb") as result:
            self.running = subprocess.Popen(words, stdin=theirs, stdout=result, stderr=theirs)
        os.close(theirs)

    def wait_for(self, text: str) -> None:
        """Read on until the program has said it."""
        for _ in range(ROUNDS_MAX):
            if text in self._seen:
                self._seen = self._seen.partition(text)[2]
                return
            ready, _, _ = select.select([self._ours], [], [], 30)
            assert ready, f"silence, and no «{text}» in «{self._seen}»"
            self._seen += os.read(self._ours, 4096).decode(errors="replace")
        raise AssertionError(text)

    def type(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def end(self) -> int:
        status = self.running.wait(timeout=60)
        os.close(self._ours)
        return status


def test_codes_scanned_into_a_terminal_are_judged_recorded_and_saved(tmp_path: Path) -> None:
    recording, out = tmp_path / "check.jsonl", tmp_path / "out"
    words = command(tmp_path, "check", "--json", "--save", "--record", str(recording))
    console = Console(words, out)
    for code in CheckCode:
        console.wait_for(f"请扫第 {code.number} 个码")
        if code is CheckCode.EAN_13:
            console.type("s")
        else:
            console.type(f"SH{code.text}\r")
            console.wait_for("个键")
    assert console.end() == 0
    told = json.loads(out.read_text())
    assert told["ok"] is True
    assert told["profile"] == {"prefix": "SH", "suffix": ""}
    found = {one["name"]: (one["value"], one["status"]) for one in told["findings"]}
    assert found["terminator"] == ("cr", "ok")
    assert found["prefix"] == ("constant", "warning")
    assert found["readable"] == ("no_bars", "warning")
    assert found["characters"] == ("whole", "ok")
    assert config.load(tmp_path).scanner.prefix == "SH"
    _, again = check(tmp_path, recording.read_text())
    assert again["findings"] == told["findings"]


def test_leaving_early_saves_nothing(tmp_path: Path) -> None:
    console = Console(command(tmp_path, "check", "--save"), tmp_path / "out")
    console.wait_for("请扫第 1 个码")
    console.type("q")
    console.wait_for("什么都没有保存")
    assert console.end() == 1
    assert not (tmp_path / config.NAME).exists()


def test_a_recording_says_what_to_change_and_is_not_saved_before(tmp_path: Path) -> None:
    caps = replace(RIGHT, prefix="AB", case=Case.INVERTED)
    status, told = check(tmp_path, lines(caps), "--save")
    assert status == 1
    assert told["ok"] is False
    assert told["profile"] is None
    assert told["saved"] is False
    (case,) = (one for one in told["findings"] if one["name"] == "case")  # type: ignore[attr-defined]
    assert case["status"] == "failed"
    assert "Caps Lock" in case["remedy"]


def test_a_pc_without_a_data_folder_keeps_what_was_found(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "coupon-terminal"
    status, told = check(folder, lines(replace(RIGHT, prefix="SH")), "--save")
    assert (status, told["saved"], told["trouble"]) == (0, True, None)
    assert config.load(folder).scanner.prefix == "SH"


@pytest.mark.parametrize(
    ("asked", "trouble", "said"),
    [
        ("--save", "settings_unreadable", "设置读不了"),
        ("--record", "file_unwritable", "文件写不进去"),
    ],
)
def test_findings_that_cannot_be_written_are_told_before_the_trouble(
    tmp_path: Path, asked: str, trouble: str, said: str
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    where = [] if asked == "--save" else [str(blocked / "check.jsonl")]
    status, told = check(blocked / "till", lines(RIGHT), asked, *where)
    assert (status, told["saved"], told["trouble"]) == (3, False, trouble)
    assert told["findings"]
    done = subprocess.run(
        command(blocked / "till", "check", "--readings", "-", asked, *where),
        input=lines(RIGHT).encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.decode().startswith("✓")
    assert said in done.stdout.decode()


@pytest.mark.parametrize("content", ["nonsense\n", '{"code": "digits"}\n'])
def test_what_is_no_recording_is_told_with_its_line(tmp_path: Path, content: str) -> None:
    status, told = check(tmp_path, content)
    assert status == 3
    assert told["code"] == "readings_unreadable"


def test_the_page_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = subprocess.run(
        command(tmp_path, "page", "--out", str(page)), capture_output=True, timeout=60, check=True
    )
    assert str(page) in done.stdout.decode()
    assert page.read_text(encoding="utf-8").count("data:image/png;base64,") == len(CheckCode)
