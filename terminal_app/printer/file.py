"""A slip as a file: written whole or not at all, and still there after a power cut. Lays out nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from terminal_app import whole_file
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
        whole_file.write_parts(path, parts)
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
