"""Profiles: several terminals on one PC, each in a folder of its own under the program's data folder.

Owns their names and where they lie, and a look at each without opening it. Refuses to change anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from terminal_app import config
from terminal_app.domain.refusal import EnvironmentTrouble
from terminal_app.store.glance import Glance, glance

FOLDER = "profiles"
CHARS_MAX = 40
_NAME = re.compile(r"[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z_\-\u4e00-\u9fff]*")
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that Windows keeps for itself; a folder made elsewhere may come to such a PC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One folder: `name` is empty for the default one; `glance` None where no terminal is enrolled."""

    name: str
    folder: Path
    glance: Glance | None
    problem: str = ""


def is_name(text: str) -> bool:
    """Whether a profile may be called so: letters, digits, Chinese characters, - and _, and no name of a device."""
    return (
        len(text) <= CHARS_MAX
        and _NAME.fullmatch(text) is not None
        and text.lower() not in _DEVICES
    )


def folder_of(name: str) -> Path:
    """Where a profile lies."""
    assert is_name(name), "checked where it was typed"
    return config.default_folder() / FOLDER / name


def profiles() -> tuple[Profile, ...]:
    """The default folder if there is a terminal in it, then every profile by name."""
    return tuple(_found())


def _found() -> Iterator[Profile]:
    default = _looked_at("", config.default_folder())
    if default.glance is not None or default.problem:
        yield default
    shelf = config.default_folder() / FOLDER
    if not shelf.is_dir():
        return
    for folder in sorted(shelf.iterdir()):
        if folder.is_dir() and is_name(folder.name):
            yield _looked_at(folder.name, folder)


def _looked_at(name: str, folder: Path) -> Profile:
    try:
        return Profile(name=name, folder=folder, glance=glance(folder / config.DATABASE))
    except EnvironmentTrouble as trouble:
        return Profile(name=name, folder=folder, glance=None, problem=trouble.trouble.value)
