"""A slip as a file: written whole or not at all, and still there after a power cut. Lays out nothing."""

from __future__ import annotations

from pathlib import Path

from terminal_app import whole_file
from terminal_app.domain.receipt import ORIGINAL
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble


def keep(folder: Path, text: str, *, slip_id: str, copy: int) -> Path:
    """Write `<slip_id>.txt`, or `<slip_id>-copyN.txt` for a copy, and return its path.

    `slip_id` is the sale's id, or the refund's for a refund slip.

    Raises EnvironmentTrouble(FILE_UNWRITABLE) when it cannot be written; nothing is left behind then.
    """
    assert slip_id.isascii(), "an id is digits, so it cannot leave the folder"
    assert slip_id.isdigit(), "an id is digits, so it cannot leave the folder"
    path = folder / f"{slip_id}{'' if copy == ORIGINAL else f'-copy{copy}'}.txt"
    write(path, text.encode("utf-8"))
    return path


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, making its folder where there is none.

    Raises EnvironmentTrouble(FILE_UNWRITABLE) when it cannot be written; nothing is left behind then.
    """
    try:
        whole_file.write(path, content)
    except OSError as error:
        raise EnvironmentTrouble(
            Trouble.FILE_UNWRITABLE, file=str(path), problem=error.strerror or type(error).__name__
        ) from error
