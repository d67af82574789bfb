"""A file written whole or not at all, and still there after a power cut. Knows nothing of what stands in it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import mkstemp


def write(path: Path, content: bytes) -> None:
    """Write a file, making its folder where there is none; one that was there before keeps its permissions.

    Raises OSError when it cannot be written; what was there before is there still, and nothing is left behind.
    """
    write_parts(path, (content,))


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """The same for what is too large to be held at once; an error while the parts are made leaves nothing either."""
    _make(path.parent)
    _replace(path, parts)


def _make(folder: Path) -> None:
    if folder.is_dir():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sync_folder(folder.parent)


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    """Write, fsync, rename, fsync the folder: every shortcut can lose or tear the file in a power cut."""
    descriptor, name = mkstemp(prefix=".", suffix=".partial", dir=path.parent)
    partial = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            partial.chmod(path.stat().st_mode & 0o777)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """What was renamed into a folder is still there after a power cut."""
    if os.name != "posix":
        return  # Windows opens no folder; its journal keeps the rename
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
