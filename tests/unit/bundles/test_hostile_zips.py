"""A file that somebody sends as a bundle: whatever is in it, it is refused with a sentence and unpacks nothing."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from terminal_app.bundles import zip_reader
from terminal_app.bundles.zip_reader import BundleFile
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.replaying import replay_from


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("state.json")
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    return entry


def with_size(packed: bytes, size: int) -> bytes:
    """The same zip, telling another size in its directory."""
    at = packed.index(b"PK\x01\x02") + 24
    return packed[:at] + struct.pack("<I", size) + packed[at + 4 :]


def encrypted(packed: bytes) -> bytes:
    at = packed.index(b"PK\x01\x02") + 8
    return packed[:at] + b"\x01\x00" + packed[at + 2 :]


BOMB = zipped(("state.json", bytes(1_000_000)))
HOSTILE: dict[str, Callable[[], bytes]] = {
    "up": lambda: zipped(("../state.json", b"{}")),
    "up within": lambda: zipped(("campaign/../../x", b"{}")),
    "root": lambda: zipped(("/etc/passwd", b"{}")),
    "drive": lambda: zipped(("C:\\x", b"{}")),
    "backslash": lambda: zipped(("campaign\\x.jws", b"{}")),
    "deep": lambda: zipped(("campaign/a/b.jws", b"{}")),
    "zero byte": lambda: zipped(("state.json", b"{}")).replace(b"state.json", b"state\0json"),
    "twice": lambda: zipped(("state.json", b"{}"), ("STATE.json", b"{}")),
    "link": lambda: zipped((link(), b"/etc/passwd")),
    "folder": lambda: zipped(("campaign/", b"")),
    "bomb that says so": lambda: with_size(BOMB, 2**31),
    "bomb that lies": lambda: with_size(BOMB, 10),
    "too many": lambda: zipped(*((f"f{at}.json", b"") for at in range(201))),
    "encrypted": lambda: encrypted(zipped(("state.json", b"{}"))),
    "no zip": lambda: b"PK nothing",
    "empty": lambda: b"",
    "cut": lambda: BOMB[: len(BOMB) // 2],
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_zip_is_refused(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(make())
    with pytest.raises(EnvironmentTrouble) as caught:
        BundleFile(path)
    assert caught.value.trouble is Trouble.BUNDLE_UNREADABLE
    assert list(tmp_path.iterdir()) == [path]


def test_many_large_files_are_too_large_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_reader, "TOTAL_BYTES_MAX", 1_500_000)
    path = tmp_path / "b.zip"
    path.write_bytes(zipped(("a.json", bytes(1_000_000)), ("b.json", bytes(1_000_000))))
    with pytest.raises(EnvironmentTrouble):
        BundleFile(path)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"manifest.json": b"[]"},
        {"manifest.json": b"\xff"},
        {"manifest.json": b"[" * 100_000},
        {"manifest.json": b'{"format": 2, "files": []}'},
        {"manifest.json": b'{"format": 1, "files": [{"name": "x", "sha256": "y"}]}'},
        {"manifest.json": b'{"format": 1, "files": []}', "decisions.jsonl": b"[]"},
        {
            "manifest.json": b'{"format": 1, "files": []}',
            "decisions.jsonl": b'{"decision_id": "a", "clock": 1}',
        },
        {
            "manifest.json": b'{"format": 1, "files": []}',
            "decisions.jsonl": b'{"decision_id": "a"}\n' * 50_001,
        },
    ],
)
def test_a_bundle_that_is_not_in_form_is_refused(files: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(zipped(*files.items()))
    with pytest.raises(EnvironmentTrouble) as caught:
        replay_from(path, "a")
    assert caught.value.trouble is Trouble.BUNDLE_UNREADABLE


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble) as caught:
        replay_from(tmp_path / "none.zip", "a")
    assert caught.value.trouble is Trouble.FILE_MISSING
