"""A support bundle read as something a stranger may have made: every bound is checked before a byte is unpacked.

Nothing is written anywhere. Owns the bounds; knows no decision and no document.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from pathlib import Path

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble

FILE_BYTES_MAX = 64 * 2**20
ENTRIES_MAX = 200
ENTRY_BYTES_MAX = 64 * 2**20
TOTAL_BYTES_MAX = 128 * 2**20
LINES_MAX = 50_000
LINE_CHARS_MAX = 100_000

_NAME = re.compile(r"(?:campaign/)?[A-Za-z0-9][A-Za-z0-9._-]{0,60}")
"""Plain names, one folder: no way up, no drive, no root, no second slash."""

_LINK = 0o120000
_KIND = 0o170000
_ENCRYPTED = 0x1


class BundleFile:
    """The files of a bundle, whose names and sizes were looked at."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files = _read(path)

    @property
    def names(self) -> tuple[str, ...]:
        """The files that are there."""
        return tuple(self._files)

    def text(self, name: str) -> str | None:
        """One file, or None when it is not there. Raises EnvironmentTrouble when it is no text."""
        content = self._files.get(name)
        try:
            return None if content is None else content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise unreadable(self._path, f"{name}: not UTF-8") from error

    def parsed(self, name: str) -> object:
        """One JSON file, or None when it is not there."""
        text = self.text(name)
        return None if text is None else self._json(name, text)

    def lines(self, name: str) -> tuple[object, ...]:
        """The objects of a file of JSON lines; none when it is not there."""
        lines = (self.text(name) or "").splitlines()
        if len(lines) > LINES_MAX or any(len(one) > LINE_CHARS_MAX for one in lines):
            raise unreadable(self._path, f"{name}: too long")
        return tuple(self._json(name, one) for one in lines if one)

    def _json(self, name: str, text: str) -> object:
        try:
            parsed: object = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise unreadable(self._path, f"{name}: not JSON") from error
        return parsed


def unreadable(path: Path, problem: str) -> EnvironmentTrouble:
    """What is wrong with a bundle."""
    return EnvironmentTrouble(Trouble.BUNDLE_UNREADABLE, file=str(path), problem=problem[:200])


def _read(path: Path) -> dict[str, bytes]:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise EnvironmentTrouble(Trouble.FILE_MISSING, file=str(path)) from error
    if size > FILE_BYTES_MAX:
        raise unreadable(path, f"larger than {FILE_BYTES_MAX} bytes")
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check(path, entries)
            return {one.filename: _content(path, archive, one) for one in entries}
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise unreadable(path, f"not a bundle ({type(error).__name__})") from error


def _check(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > ENTRIES_MAX:
        raise unreadable(path, f"more than {ENTRIES_MAX} files")
    seen: set[str] = set()
    for one in entries:
        if (
            _NAME.fullmatch(one.filename) is None
            or ".." in one.filename
            or one.orig_filename != one.filename
        ):
            raise unreadable(path, "a file name that no bundle has")
        if one.filename.casefold() in seen:
            raise unreadable(path, f"{one.filename}: twice")
        seen.add(one.filename.casefold())
        if (one.external_attr >> 16) & _KIND == _LINK or one.is_dir():
            raise unreadable(path, f"{one.filename}: no plain file")
        if one.flag_bits & _ENCRYPTED:
            raise unreadable(path, f"{one.filename}: encrypted")
        if one.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise unreadable(path, f"{one.filename}: packed in another way")
        if one.file_size > ENTRY_BYTES_MAX:
            raise unreadable(path, f"{one.filename}: too large")
    if sum(one.file_size for one in entries) > TOTAL_BYTES_MAX:
        raise unreadable(path, "too large when unpacked")


def _content(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """What a file says its size is, is all that is unpacked of it: a header may lie."""
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise unreadable(path, f"{entry.filename}: not as long as it says")
    return content
