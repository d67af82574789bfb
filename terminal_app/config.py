"""The terminal's own settings file, `settings.toml` in its data folder. An error names file, key and problem."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from terminal_app import whole_file
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble

NAME = "settings.toml"
DATABASE = "terminal.db"
"""The terminal's store in its data folder; where there is none, nothing is enrolled and nothing logged."""
LEAVING, ARRIVING = ".leaving.db", ".arriving"
"""A move's own copies, unencrypted: of the store before it is sealed, and a folder of what is unpacked."""

DEADLINE_S_RANGE = (0.5, 10.0)
FRAMING_CHARS_MAX = 16
IDLE_LOCK_MIN_MAX = 240
DEVICE_CHARS_MAX = 200
_MARK = "\ufeff"
"""What Windows editors put before a text."""

BAUDS = (9600, 19200, 38400, 57600, 115200)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannerSettings:
    """What the store's scanner puts around a code, and the serial line it may be on."""

    prefix: str = ""
    suffix: str = ""
    serial_port: str = ""
    """A port's name («COM3», «/dev/ttyACM0»), «auto» for the first scanner found, empty for none."""
    serial_baud: int = 9600


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraSettings:
    """Which camera reads codes."""

    device: int | str = 0
    """Its number in the list of devices, or the path of a device or a film."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a store may set; everything has a default, and a file is not needed."""

    language: str = "zh"
    paper_mm: int = 80
    deadline_s: float = 3.0
    sound: bool = True
    idle_lock_min: int = 15
    """Minutes without a key or a scan after which the counter asks who is there; 0: never."""
    scanner: ScannerSettings = field(default_factory=ScannerSettings)
    camera: CameraSettings = field(default_factory=CameraSettings)


def default_folder() -> Path:
    """Where the operating system keeps a user's data of this program."""
    import platformdirs

    return Path(platformdirs.user_data_dir("coupon-terminal", appauthor=False))


def language(folder: Path) -> str:
    """The language to speak before anything is opened; what is wrong with the file is told by who opens it."""
    return load_or_default(folder).language


def load_or_default(folder: Path) -> Settings:
    """The settings, or what holds without any where the file cannot be read."""
    try:
        return load(folder)
    except EnvironmentTrouble:
        return Settings()


def load(folder: Path) -> Settings:
    """Read the settings.

    Raises EnvironmentTrouble when the file is there and cannot be read as it stands.
    """
    path = folder / NAME
    content = _content(path)
    tables = {name: content.pop(name, {}) for name in _TABLES}
    _check(path, content, "", _KEYS)
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise _unreadable(path, name, f"[{name}]")
        _check(path, table, f"{name}.", _TABLES[name])
    return Settings(
        **content,
        scanner=ScannerSettings(**tables["scanner"]),
        camera=CameraSettings(**tables["camera"]),
    )


def save(folder: Path, *, table: str, values: Mapping[str, object]) -> None:
    """Put values into one table of the file; comments and every other line stay as a person wrote them.

    Raises EnvironmentTrouble and changes nothing when the file cannot be read as it stands, when a value
    is none the file may hold, or when it cannot be written.
    """
    path = folder / NAME
    load(folder)
    _check(path, dict(values), f"{table}.", _TABLES[table])
    try:
        whole_file.write(path.resolve(), _with(path, table, values).encode("utf-8"))
    except OSError as error:
        raise EnvironmentTrouble(
            Trouble.FILE_UNWRITABLE, file=str(path), problem=str(error)
        ) from error


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _unreadable(path, "-", str(error)) from error


def _with(path: Path, table: str, values: Mapping[str, object]) -> str:
    import tomlkit
    from tomlkit.container import OutOfOrderTableProxy
    from tomlkit.items import AbstractTable

    text = path.read_bytes().decode("utf-8") if path.exists() else ""
    mark = _MARK if text.startswith(_MARK) else ""
    document = tomlkit.parse(text.removeprefix(mark))
    if table not in document:
        document[table] = tomlkit.table()
    within = document[table]
    assert isinstance(within, AbstractTable | OutOfOrderTableProxy), "`load` took it for a table"
    for key, value in values.items():
        within[key] = value
    return mark + tomlkit.dumps(document)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    holds: Callable[[object], bool]
    says: str


def _one_of(*choices: object) -> _Rule:
    return _Rule(
        holds=lambda value: any(value == one and type(value) is type(one) for one in choices),
        says=" / ".join(str(one) for one in choices),
    )


def _text(chars_max: int) -> _Rule:
    return _Rule(
        holds=lambda value: (
            isinstance(value, str) and len(value) <= chars_max and value.isprintable()
        ),
        says=f"≤ {chars_max}",
    )


def _between(least: float, most: float) -> _Rule:
    def holds(value: object) -> bool:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and least <= float(str(value)) <= most

    return _Rule(holds=holds, says=f"{least} … {most}")


def _whole(least: int, most: int) -> _Rule:
    return _Rule(
        holds=lambda value: type(value) is int and least <= value <= most,
        says=f"{least} … {most}",
    )


def _is_device(value: object) -> bool:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return (is_number and 0 <= int(str(value)) < 64) or _text(DEVICE_CHARS_MAX).holds(value)


_KEYS = {
    "language": _one_of("zh", "en"),
    "paper_mm": _one_of(58, 80),
    "deadline_s": _between(*DEADLINE_S_RANGE),
    "sound": _one_of(True, False),
    "idle_lock_min": _whole(0, IDLE_LOCK_MIN_MAX),
}
_TABLES = {
    "scanner": {
        "prefix": _text(FRAMING_CHARS_MAX),
        "suffix": _text(FRAMING_CHARS_MAX),
        "serial_port": _text(DEVICE_CHARS_MAX),
        "serial_baud": _one_of(*BAUDS),
    },
    "camera": {"device": _Rule(holds=_is_device, says="0 … 63")},
}


def _check(path: Path, content: dict[str, object], within: str, rules: dict[str, _Rule]) -> None:
    for key, value in content.items():
        if key not in rules:
            known = [*rules, *(_TABLES if not within else ())]
            raise _unreadable(path, within + key, ", ".join(known))
        if not rules[key].holds(value):
            raise _unreadable(path, within + key, rules[key].says)


def _unreadable(path: Path, key: str, problem: str) -> EnvironmentTrouble:
    return EnvironmentTrouble(
        Trouble.SETTINGS_UNREADABLE, file=str(path), key=key[:40], problem=problem[:200]
    )
