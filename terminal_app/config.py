"""The terminal's own settings file, `settings.toml` in its data folder. An error names file, key and problem."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble

NAME = "settings.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a store may set; everything has a default, and a file is not needed."""

    language: str = "zh"
    paper_mm: int = 80
    deadline_s: float = 3.0
    sound: bool = True


_CHOICES: dict[str, tuple[object, ...]] = {
    "language": ("zh", "en"),
    "paper_mm": (58, 80),
    "sound": (True, False),
}
DEADLINE_S_RANGE = (0.5, 10.0)


def default_folder() -> Path:
    """Where the operating system keeps a user's data of this program."""
    import platformdirs

    return Path(platformdirs.user_data_dir("coupon-terminal", appauthor=False))


def language(folder: Path) -> str:
    """The language to speak before anything is opened; what is wrong with the file is told by who opens it."""
    try:
        return load(folder).language
    except EnvironmentTrouble:
        return Settings().language


def load(folder: Path) -> Settings:
    """Read the settings.

    Raises EnvironmentTrouble when the file is there and cannot be read as it stands.
    """
    path = folder / NAME
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _unreadable(path, "-", str(error)) from error
    for key, value in content.items():
        _check(path, key, value)
    return Settings(**content)


def _check(path: Path, key: str, value: object) -> None:
    if key == "deadline_s":
        least, most = DEADLINE_S_RANGE
        numeric = isinstance(value, int | float) and not isinstance(value, bool)
        if not (numeric and least <= float(str(value)) <= most):
            raise _unreadable(path, key, f"{least} … {most}")
        return
    if key not in _CHOICES:
        raise _unreadable(path, key, ", ".join(["deadline_s", *_CHOICES]))
    choices = _CHOICES[key]
    if not any(value == one and type(value) is type(one) for one in choices):
        raise _unreadable(path, key, " / ".join(str(one) for one in choices))


def _unreadable(path: Path, key: str, problem: str) -> EnvironmentTrouble:
    return EnvironmentTrouble(
        Trouble.SETTINGS_UNREADABLE, file=str(path), key=key[:40], problem=problem[:200]
    )
