"""Which data folder a command works on: the one named, a profile's, or the usual one."""

from __future__ import annotations

import argparse
from pathlib import Path

from terminal_app.cli.command import Usage


def check_folder(options: argparse.Namespace) -> None:
    """Refuse two folders at once, and a profile by a name that no folder has.

    Raises Usage.
    """
    if options.profile is None:
        return
    from terminal_app import profiles
    from terminal_app.wording import Language, Wording

    words = Wording(Language(options.lang or "zh"))
    if options.data_dir is not None:
        raise Usage(words.say("cli-profile-and-folder"), 2)
    if not profiles.is_name(options.profile):
        said = words.say("cli-profile-name", name=options.profile[:60], limit=profiles.CHARS_MAX)
        raise Usage(said, 2)


def folder_of(options: argparse.Namespace) -> Path:
    """The data folder the command works on; `check_folder` has been asked."""
    if options.profile is not None:
        from terminal_app import profiles

        return profiles.folder_of(options.profile)
    if options.data_dir is not None:
        return Path(options.data_dir)
    from terminal_app.config import default_folder

    return default_folder()
