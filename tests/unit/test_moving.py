"""What a sealed file has to hold before anything of it is put into a folder."""

from pathlib import Path

import pytest

from terminal_app import config, moving, sealed
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.store import key_file, migrations
from tests.support.terminal import make_terminal

WORDS = "correct horse battery"


@pytest.fixture
def till(tmp_path: Path) -> Path:
    folder = tmp_path / "till"
    make_terminal(folder).opened.close()
    return folder


def sealed_file(till: Path, *names: str, form: object = moving.FORMAT) -> Path:
    about = {
        "format": form,
        "schema": migrations.VERSION,
        "sealed_at": "2024-01-28T10:00:00+08:00",
        "terminal_id": "T0000000001",
        "store_name": "振兴家电",
        "rows": 1,
        "head": "",
        "waiting": 0,
    }
    parts = tuple(sealed.Part(name=name, path=till / name) for name in names)
    file = till.parent / "till.sealed"
    file.write_bytes(b"".join(sealed.pieces(parts, about, WORDS, work_log2=10)))
    return file


def move_in(file: Path, folder: Path) -> Reason | None:
    moved = moving.move_in(file, folder, passphrase=WORDS)
    return moved.reason if isinstance(moved, Refused) else None


def test_store_and_key_in_the_known_form_arrive(till: Path, tmp_path: Path) -> None:
    file = sealed_file(till, config.DATABASE, key_file.NAME)
    assert move_in(file, tmp_path / "new") is None
    assert (tmp_path / "new" / key_file.NAME).exists()


@pytest.mark.parametrize("name", [config.DATABASE, key_file.NAME])
def test_a_file_without_store_or_key_is_told_as_damaged(
    name: str, till: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    new.mkdir()
    (new / key_file.NAME).write_bytes((till / key_file.NAME).read_bytes())
    assert move_in(sealed_file(till, name), new) is Reason.SEALED_FILE_DAMAGED
    assert not (new / config.DATABASE).exists()


@pytest.mark.parametrize("form", [0, 2, "1", None])
def test_a_form_that_is_not_known_is_told_as_damaged(
    form: object, till: Path, tmp_path: Path
) -> None:
    file = sealed_file(till, config.DATABASE, key_file.NAME, form=form)
    assert move_in(file, tmp_path / "new") is Reason.SEALED_FILE_DAMAGED
    assert not (tmp_path / "new").exists()
