"""The terminal's private key: made once, readable by its owner only."""

import stat
from pathlib import Path

import pytest

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.store import key_file


def test_a_key_is_made_once_and_found_again(tmp_path: Path) -> None:
    made = key_file.load_or_make(tmp_path)
    again = key_file.load_or_make(tmp_path)
    loaded = key_file.load(tmp_path)
    assert made.private_bytes_raw() == again.private_bytes_raw() == loaded.private_bytes_raw()
    assert [path.name for path in tmp_path.iterdir()] == [key_file.NAME]


def test_a_key_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    key_file.load_or_make(tmp_path)
    assert stat.S_IMODE((tmp_path / key_file.NAME).stat().st_mode) == 0o600


def test_a_leftover_of_a_power_cut_gives_the_new_key_no_wider_rights(tmp_path: Path) -> None:
    partial = (tmp_path / key_file.NAME).with_suffix(".partial")
    partial.write_bytes(b"torn")
    partial.chmod(0o644)
    key_file.load_or_make(tmp_path)
    assert stat.S_IMODE((tmp_path / key_file.NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [None, b"", b"short", b"x" * 33])
def test_a_key_that_is_not_there_or_not_a_key_is_missed_and_never_replaced(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / key_file.NAME
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EnvironmentTrouble) as missing:
        key_file.load(tmp_path)
    assert missing.value.trouble is Trouble.KEY_MISSING
    if content is not None:
        with pytest.raises(EnvironmentTrouble):
            key_file.load_or_make(tmp_path)
        assert path.read_bytes() == content


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble) as found:
        key_file.load_or_make(tmp_path / "nowhere")
    assert found.value.trouble is Trouble.FILE_UNWRITABLE
