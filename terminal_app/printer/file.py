"""A slip as a file: written whole or not at all, and still there after a power cut. Lays out nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import mkstemp

from terminal_app.domain.receipt import ORIGINAL
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble


def keep(folder: Path, text: str, *, slip_id: str, copy: int) -> Path:
    """Write `<slip_id>.txt`, or `<slip_id>-copyN.txt` for a copy, and return its path.

    `slip_id` is the sale's id, or the refund's for a refund slip.

    Raises EnvironmentTrouble(FILE_UNWRITABLE) when it cannot be written; nothing is left behind then.
    """
    path = _path(folder, slip_id, copy)
    write(path, text.encode("utf-8"))
    return path


def is_kept(folder: Path, *, slip_id: str) -> bool:
    """Whether the original of that slip was written."""
    return _path(folder, slip_id, ORIGINAL).exists()


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, making its folder where there is none.

    Raises EnvironmentTrouble(FILE_UNWRITABLE) when it cannot be written; nothing is left behind then.
    """
    write_parts(path, (content,))


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """The same for what is too large to be held at once; an error while the parts are made leaves nothing either."""
    try:
        _make(path.parent)
        _replace(path, parts)
    except OSError as error:
        raise EnvironmentTrouble(
            Trouble.FILE_UNWRITABLE, file=str(path), problem=error.strerror or type(error).__name__
        ) from error


def _path(folder: Path, slip_id: str, copy: int) -> Path:
    assert slip_id.isascii(), "an id is digits, so it cannot leave the folder"
    assert slip_id.isdigit(), "an id is digits, so it cannot leave the folder"
    return folder / f"{slip_id}{'' if copy == ORIGINAL else f'-copy{copy}'}.txt"


def remove(path: Path) -> None:
    """Take a file away, if it is there.

    Raises EnvironmentTrouble(FILE_UNWRITABLE) when it is there and cannot be taken away.
    """
    try:
        path.unlink(missing_ok=True)
    except NotADirectoryError:
        return  # what is no folder has no file in it
    except OSError as error:
        raise EnvironmentTrouble(
            Trouble.FILE_UNWRITABLE, file=str(path), problem=error.strerror or type(error).__name__
        ) from error


def _make(folder: Path) -> None:
    if folder.is_dir():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sync_folder(folder.parent)


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    """Write, fsync, rename, fsync the folder: every shortcut can lose or tear the file in a power cut."""
    descriptor, name = mkstemp(prefix=".", suffix=".partial", dir=path.parent)
    partial = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows opens no folder; its journal keeps the rename
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
