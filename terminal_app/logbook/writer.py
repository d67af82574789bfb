"""The log as files: `log/2024-01-28.jsonl` in the data folder, one JSON object to a line, a new file each day.

Every line is one `write` to a file opened for appending, so that several programs on one folder write at once and no
line is torn. A day has a bound: its first lines stay, later ones are counted. What cannot be written is counted and
told, and never raised: a sale does not wait for its log. Decides nothing about what may be said; `allowed` does.
"""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from terminal_app.domain.instant import from_ms, to_text
from terminal_app.logbook.allowed import allowed, is_code
from terminal_app.ports.log import Level, LogFact, What

FOLDER = "log"
KEPT_DAYS = 200
"""At least six months, as Article 21 of the Cybersecurity Law (网络安全法) wants it of logs, and some days more."""

PART_BYTES_MAX = 5 * 2**20
PARTS_MAX = 4
"""A day's files: 20 MB together. An ordinary day has one or two."""

_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""Through no link to a file elsewhere; on Windows, bytes as they are."""

NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.(\d))?\.jsonl")


def wall_ms() -> int:
    """What this PC's clock says, right or wrong: the log tells of the PC, the journal knows the time."""
    return time.time_ns() // 1_000_000


def file_of(folder: Path, day: str, part: int) -> Path:
    """The file of a day; parts count from 1, and the first has no number."""
    return folder / (f"{day}.jsonl" if part == 1 else f"{day}.{part}.jsonl")


class LogFile:
    """The `Log` port over a data folder that is there already; one without a store gets no log."""

    def __init__(
        self,
        data_folder: Path,
        *,
        now_ms: Callable[[], int] = wall_ms,
        part_bytes_max: int = PART_BYTES_MAX,
        parts_max: int = PARTS_MAX,
    ) -> None:
        self._folder = data_folder / FOLDER
        self._now_ms = now_ms
        self._part_bytes_max = part_bytes_max
        self._parts_max = parts_max
        self._lock = threading.Lock()
        self._day, self._part = "", 1
        self._is_torn = False
        self._untold = 0
        self._dropped = 0

    @property
    def dropped(self) -> int:
        """Notes of this run of the program that could not be kept."""
        return self._dropped

    def note(self, what: str, /, *, level: Level = Level.INFO, **facts: LogFact) -> None:
        """Keep a line. Never raises for what the disk does."""
        with self._lock:
            if self._untold and self._keep(
                What.LINES_DROPPED, Level.WARNING, {"dropped": self._untold}
            ):
                self._untold = 0
            if not self._keep(what, level, facts):
                self._dropped += 1
                self._untold += 1

    def forget(self, *, today: date) -> int:
        """Delete the files of days that need not be kept any more; `today` is to be a date that is relied on."""
        oldest = (today - timedelta(days=KEPT_DAYS)).isoformat()
        forgotten = 0
        with suppress(OSError):
            for path in self._folder.iterdir():
                found = NAME.fullmatch(path.name)
                if found is not None and found[1] < oldest:
                    path.unlink(missing_ok=True)
                    forgotten += 1
        return forgotten

    def _keep(self, what: str, level: Level, facts: dict[str, LogFact]) -> bool:
        at = from_ms(self._now_ms())
        line = {
            "at": to_text(at),
            "level": level.value,
            "what": what if is_code(what) else "unknown",
            "pid": os.getpid(),
            **allowed(facts),
        }
        text = json.dumps(line, ensure_ascii=True, separators=(",", ":"))
        try:
            return self._append(f"{at:%Y-%m-%d}", text.encode("ascii") + b"\n")
        except OSError:
            return False

    def _append(self, day: str, line: bytes) -> bool:
        """One write at the end of the day's last file that has room."""
        if day != self._day:
            self._day, self._part = day, 1
        while self._part <= self._parts_max:
            descriptor = self._open(file_of(self._folder, day, self._part))
            try:
                if os.fstat(descriptor).st_size + len(line) <= self._part_bytes_max:
                    return self._write(descriptor, line)
            finally:
                os.close(descriptor)
            self._part += 1
        return False

    def _write(self, descriptor: int, line: bytes) -> bool:
        """A line that the disk took in part is ended before the next one begins, so that only it is lost."""
        begun = b"\n" + line if self._is_torn else line
        written = os.write(descriptor, begun)
        self._is_torn = written != len(begun)
        return not self._is_torn

    def _open(self, path: Path) -> int:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _FLAGS
        try:
            return os.open(path, flags, 0o600)
        except FileNotFoundError:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            return os.open(path, flags, 0o600)
