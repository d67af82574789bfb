"""Where a command may write: anywhere but over the terminal's own files, of this data folder or of another's.

Owns which arguments name a file to be written. Asks nothing of what stands in a file.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from terminal_app.cli.folder import folder_of
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble

WRITTEN = ("out", "record", "report", "activation_qr", "picture_out")
"""Arguments that name a file to be written; a test holds every command's to this list."""


def check_targets(options: argparse.Namespace) -> None:
    """Refuse to write over the store, its key, its settings or its log: no copy of them may be anywhere else.

    Raises EnvironmentTrouble.
    """
    for name in WRITTEN:
        target = getattr(options, name, None)
        if isinstance(target, Path) and _is_ours(target, options):
            raise EnvironmentTrouble(Trouble.FILE_PROTECTED, file=str(target))


def _is_ours(target: Path, options: argparse.Namespace) -> bool:
    from terminal_app.config import DATABASE

    folder = folder_of(options)
    # As it is named, and what it comes to: the last part may be a link, and so may the folder.
    for path in (target.parent.resolve() / target.name, target.resolve()):
        for home in path.parents:
            if home != folder.resolve() and not (home / DATABASE).exists():
                continue
            if _is_own_name(path.relative_to(home).parts):
                return True
    return any(one.resolve() == target.resolve() for one in _linked_from(folder))


def _linked_from(folder: Path) -> list[Path]:
    """Own files that lie elsewhere, behind a link in the data folder."""
    try:
        return [one for one in folder.iterdir() if one.is_symlink() and _is_own_name((one.name,))]
    except OSError:
        return []


def _is_own_name(parts: tuple[str, ...]) -> bool:
    from terminal_app import config, moving
    from terminal_app.logbook.writer import FOLDER
    from terminal_app.store import presence

    first = parts[0].casefold()  # Windows takes TERMINAL.DB for the same file
    if first in {FOLDER, config.ARRIVING}:
        return True
    if len(parts) > 1:
        return False
    databases = (config.DATABASE, presence.NAME, config.LEAVING)
    ends = ("", *moving.BESIDE)
    names = {config.NAME, *(name + end for name in databases for end in ends)}
    return first in names or first.endswith(".key")
