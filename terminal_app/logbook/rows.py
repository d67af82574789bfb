"""The log as it was written, newest days only, for who takes it away. Owns how much is read; trusts no line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from terminal_app.logbook.reader import LINE_BYTES_MAX
from terminal_app.logbook.writer import FOLDER, NAME

BYTES_MAX = 16 * 2**20


def log_lines(folder: Path, *, today: date, days: int) -> tuple[Mapping[str, object], ...]:
    """The lines of the last days, oldest first; what cannot be read is left out."""
    oldest = (today - timedelta(days=days)).isoformat()
    found: list[Mapping[str, object]] = []
    left_bytes = BYTES_MAX
    for path in reversed(_files(folder / FOLDER, oldest)):
        try:
            content = path.read_bytes()[-left_bytes:]
        except OSError:
            continue
        left_bytes -= len(content)
        found[:0] = _lines(content)
        if left_bytes <= 0:
            break
    return tuple(found)


def _files(folder: Path, oldest: str) -> list[Path]:
    try:
        named = [(NAME.fullmatch(path.name), path) for path in folder.iterdir()]
    except OSError:
        return []
    dated = [(one[1], int(one[2] or 1), path) for one, path in named if one is not None]
    return [path for day, _, path in sorted(dated) if day >= oldest and not path.is_symlink()]


def _lines(content: bytes) -> list[Mapping[str, object]]:
    found = []
    for raw in content.splitlines():
        if len(raw) > LINE_BYTES_MAX:
            continue
        try:
            parsed = json.loads(raw)
        except (ValueError, RecursionError):
            continue
        if isinstance(parsed, Mapping):
            found.append(parsed)
    return found
