"""A slip's file is there whole, or not at all."""

import os
from pathlib import Path

import pytest

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.printer import keep
from tests.unit.printer.samples import SALE_ID


def test_the_original_and_its_copies_are_files_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "receipts"
    first = keep(folder, "原件\n", slip_id=SALE_ID, copy=1)
    second = keep(folder, "副本\n", slip_id=SALE_ID, copy=2)
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{SALE_ID}-copy2.txt",
        f"{SALE_ID}.txt",
    ]
    assert first.read_bytes() == "原件\n".encode()
    assert second.read_bytes() == "副本\n".encode()


def test_writing_the_same_slip_again_replaces_it(tmp_path: Path) -> None:
    keep(tmp_path, "旧", slip_id=SALE_ID, copy=1)
    path = keep(tmp_path, "新", slip_id=SALE_ID, copy=1)
    assert path.read_text(encoding="utf-8") == "新"
    assert list(tmp_path.iterdir()) == [path]


def test_the_file_is_on_disk_before_its_name_and_the_name_before_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, rename = os.fsync, Path.replace

    def fsync(descriptor: int) -> None:
        steps.append("folder" if os.path.isdir(f"/proc/self/fd/{descriptor}") else "file")
        sync(descriptor)

    def replace(self: Path, target: Path) -> Path:
        steps.append("rename")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    keep(tmp_path, "x", slip_id=SALE_ID, copy=1)
    assert steps == ["file", "rename", "folder"]


def test_a_disk_that_fails_is_told_and_leaves_nothing_half_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(EnvironmentTrouble) as caught:
        keep(tmp_path, "x", slip_id=SALE_ID, copy=1)
    assert caught.value.trouble is Trouble.FILE_UNWRITABLE
    assert caught.value.facts["file"] == str(tmp_path / f"{SALE_ID}.txt")
    assert caught.value.facts["problem"] == "No space left on device"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "receipts").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(EnvironmentTrouble) as caught:
        keep(tmp_path / "receipts" / "2024", "x", slip_id=SALE_ID, copy=1)
    assert caught.value.trouble is Trouble.FILE_UNWRITABLE


@pytest.mark.parametrize("slip_id", ["../../etc/passwd", "9024/01", "", "９０２４"])
def test_an_id_that_is_not_digits_names_no_file(tmp_path: Path, slip_id: str) -> None:
    with pytest.raises(AssertionError):
        keep(tmp_path, "x", slip_id=slip_id, copy=1)
