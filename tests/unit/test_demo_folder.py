"""The demo keeps what its last words promise, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from terminal_app.cli.demo import _Shoppers
from terminal_app.cli.demo_folder import EXIT_DEFECT, in_fresh_folder
from terminal_app.cli.output import Done, Output
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.sandbox.admin import SandboxUnreachable
from terminal_app.sandbox.embedded import SandboxProcess
from terminal_app.tui import crash


def played(exit_code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folders: list[Path] = []

    def play(folder: Path) -> Done:
        folders.append(folder)
        return Done(content={}, exit=exit_code)

    in_fresh_folder(Output(language="zh", json=False), play)
    return folders[0]


def test_a_demo_that_ended_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not played(0, tmp_path, monkeypatch).exists()


def test_a_demo_that_broke_keeps_its_books_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = played(EXIT_DEFECT, tmp_path, monkeypatch)
    assert kept.is_dir()
    told = capsys.readouterr()
    assert str(kept) in told.out + told.err


def test_the_screen_and_the_demo_mean_the_same_exit_by_a_defect() -> None:
    assert EXIT_DEFECT == crash.EXIT_DEFECT


def test_a_platform_that_is_gone_is_a_trouble_and_no_defect() -> None:
    class Gone:
        def claim(self, *_shopper: Any) -> dict[str, Any]:
            raise SandboxUnreachable("nobody listens")

    class Platform:
        admin = Gone()

    with pytest.raises(EnvironmentTrouble) as met:
        _Shoppers(cast("SandboxProcess", Platform())).show(600)
    assert met.value.trouble is Trouble.SANDBOX_STOPPED
