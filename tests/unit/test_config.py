"""The settings file: what may stand in it, and how the program itself writes into it."""

import os
import tomllib
from pathlib import Path

import pytest

from terminal_app import config
from terminal_app.config import CameraSettings, ScannerSettings, Settings
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble

WRITTEN_BY_A_PERSON = """\
# 二号款台 \N{EM DASH} 2024-01-26 装机
language = "en"   # the manager is from abroad

[scanner]
prefix = "~"  # set on the scanner itself, see its box

# 摄像头在收银台左侧
[camera]
device = 1 # left
"""


def put(folder: Path, content: str) -> Path:
    path = folder / config.NAME
    path.write_bytes(content.encode())
    return path


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert config.load(tmp_path) == Settings()


def test_scanner_and_camera_are_read_from_their_tables(tmp_path: Path) -> None:
    put(tmp_path, WRITTEN_BY_A_PERSON)
    settings = config.load(tmp_path)
    assert settings.language == "en"
    assert settings.scanner == ScannerSettings(prefix="~")
    assert settings.camera == CameraSettings(device=1)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("langage = 'zh'", "langage"),
        ("language = 'fr'", "language"),
        ("sound = 1", "sound"),
        ("idle_lock_min = 241", "idle_lock_min"),
        ("idle_lock_min = true", "idle_lock_min"),
        ("deadline_s = true", "deadline_s"),
        ("[camera]\ndevice = 64", "camera.device"),
        ("[camera]\ndevice = true", "camera.device"),
        ("[camera]\ncolour = 1", "camera.colour"),
        ('[scanner]\nprefix = "a\\u0007"', "scanner.prefix"),
        ("[scanner]\nserial_baud = 9601", "scanner.serial_baud"),
        ("camera = 3", "camera"),
        ("language = ", "-"),
    ],
)
def test_an_error_names_the_file_and_the_key(tmp_path: Path, content: str, key: str) -> None:
    path = put(tmp_path, content)
    with pytest.raises(EnvironmentTrouble) as met:
        config.load(tmp_path)
    assert met.value.trouble is Trouble.SETTINGS_UNREADABLE
    assert (met.value.facts["file"], met.value.facts["key"]) == (str(path), key)


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    config.save(tmp_path, table="camera", values={"device": "/dev/video2"})
    config.save(tmp_path, table="scanner", values={"prefix": "\u00a7", "serial_baud": 115200})
    settings = config.load(tmp_path)
    assert settings.camera == CameraSettings(device="/dev/video2")
    assert settings.scanner == ScannerSettings(prefix="\u00a7", serial_baud=115200)


def test_saving_changes_only_the_value_it_was_given(tmp_path: Path) -> None:
    path = put(tmp_path, WRITTEN_BY_A_PERSON)
    config.save(tmp_path, table="camera", values={"device": 3})
    expected = WRITTEN_BY_A_PERSON.replace("device = 1 # left", "device = 3 # left")
    assert path.read_bytes().decode() == expected


def test_line_ends_of_a_windows_editor_stay(tmp_path: Path) -> None:
    path = put(tmp_path, WRITTEN_BY_A_PERSON.replace("\n", "\r\n"))
    config.save(tmp_path, table="scanner", values={"prefix": "!"})
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")
    assert config.load(tmp_path).scanner.prefix == "!"


@pytest.mark.parametrize("content", ["camera = { device = 1 }", "camera.device = 1"])
def test_a_table_may_be_written_on_one_line(tmp_path: Path, content: str) -> None:
    put(tmp_path, content)
    config.save(tmp_path, table="camera", values={"device": 2})
    assert config.load(tmp_path).camera.device == 2


def test_a_table_that_is_not_there_yet_is_added_behind_the_rest(tmp_path: Path) -> None:
    path = put(tmp_path, 'language = "en"  # 英文')
    config.save(tmp_path, table="camera", values={"device": 2})
    assert tomllib.loads(path.read_text()) == {"language": "en", "camera": {"device": 2}}
    assert "# 英文" in path.read_text()


@pytest.mark.parametrize("content", ["language = 'fr'", "[camera", "[camera]\ncolour = 1"])
def test_a_file_that_cannot_be_read_is_left_as_it_is(tmp_path: Path, content: str) -> None:
    path = put(tmp_path, content)
    with pytest.raises(EnvironmentTrouble):
        config.save(tmp_path, table="camera", values={"device": 2})
    assert path.read_text() == content


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("camera", {"device": -1}),
        ("camera", {"devices": 1}),
        ("scanner", {"suffix": "x" * 17}),
        ("scanner", {"prefix": "ok", "suffix": None}),
    ],
)
def test_a_value_the_file_may_not_hold_is_never_written(
    tmp_path: Path, table: str, values: dict[str, object]
) -> None:
    path = put(tmp_path, WRITTEN_BY_A_PERSON)
    with pytest.raises(EnvironmentTrouble) as met:
        config.save(tmp_path, table=table, values=values)
    assert met.value.trouble is Trouble.SETTINGS_UNREADABLE
    assert path.read_text() == WRITTEN_BY_A_PERSON


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, WRITTEN_BY_A_PERSON)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentTrouble) as met:
        config.save(tmp_path, table="camera", values={"device": 2})
    assert met.value.trouble is Trouble.FILE_UNWRITABLE
    assert path.read_text() == WRITTEN_BY_A_PERSON
    assert list(tmp_path.iterdir()) == [path]


def test_saving_keeps_who_may_read_the_file(tmp_path: Path) -> None:
    path = put(tmp_path, WRITTEN_BY_A_PERSON)
    path.chmod(0o640)
    config.save(tmp_path, table="camera", values={"device": 2})
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_is_not_there_yet_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "coupon-terminal"
    config.save(folder, table="scanner", values={"prefix": "SH"})
    assert config.load(folder).scanner.prefix == "SH"
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_mark_that_notepad_puts_before_a_file_is_no_error(tmp_path: Path) -> None:
    path = put(tmp_path, "\ufeff" + WRITTEN_BY_A_PERSON)
    assert config.load(tmp_path).language == "en"
    config.save(tmp_path, table="camera", values={"device": 3})
    assert config.load(tmp_path).camera.device == 3
    assert path.read_bytes().decode().startswith("\ufeff# 二号款台")
