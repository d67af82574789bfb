"""The trusted clock: wall clock and boot counter of this PC, read against the last signed platform time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from terminal_app.domain import clock
from terminal_app.domain.clock import ClockJump, ClockMark, ClockReading
from terminal_app.domain.instant import to_ms
from terminal_app.ports import PlatformTime
from terminal_app.store.database import Database
from terminal_app.store.memory import Memory

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """The PC's own counters, in milliseconds; `boot_id` names the run in which `boot_ms` counts."""

    wall_ms: int
    boot_ms: int
    boot_id: str


def ticks() -> Ticks:
    """Read the counters of this PC.

    CLOCK_BOOTTIME goes on while the PC sleeps; elsewhere `monotonic` does (Windows), but names no boot, so that there
    each start of the program counts as a new one.
    """
    wall_ms = time.time_ns() // 1_000_000
    if _BOOT_ID.exists() and hasattr(time, "CLOCK_BOOTTIME"):
        boot_ms = time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
        return Ticks(wall_ms=wall_ms, boot_ms=boot_ms, boot_id=_BOOT_ID.read_text().strip())
    return Ticks(
        wall_ms=wall_ms,
        boot_ms=time.monotonic_ns() // 1_000_000,
        boot_id=f"process {_PROCESS_STARTED_MS}",
    )


_PROCESS_STARTED_MS = time.time_ns() // 1_000_000


class TrustedClock:
    """The `Clock` port."""

    def __init__(self, database: Database, *, read_ticks: Callable[[], Ticks] = ticks) -> None:
        self._database = database
        self._ticks = read_ticks
        with database.snapshot() as connection:
            self._mark = Memory(connection).clock_mark()

    def read(self) -> ClockReading:
        """The time now, with its evidence."""
        now = self._ticks()
        return clock.read(self._mark, wall_ms=now.wall_ms, boot_ms=now.boot_ms, boot_id=now.boot_id)

    def mark(self, measured: PlatformTime) -> None:
        """Take note of the platform's time; half the time the question took has passed since."""
        now = self._ticks()
        platform_ms = to_ms(measured.now) + measured.took_ms // 2
        mark = ClockMark(
            platform_ms=platform_ms,
            wall_ms=now.wall_ms,
            boot_ms=now.boot_ms,
            boot_id=now.boot_id,
            high_water_ms=platform_ms,
        )
        jumped = clock.jump(self._mark, platform_ms=platform_ms, wall_ms=now.wall_ms)
        with self._database.transaction() as connection:
            Memory(connection).keep_clock_mark(mark)
            if jumped is not None:
                Memory(connection).keep_clock_jump(jumped)
        self._mark = mark

    def jumped(self) -> ClockJump | None:
        """The last time the wall clock of this PC was found to have gone back."""
        with self._database.snapshot() as connection:
            return Memory(connection).clock_jump()
