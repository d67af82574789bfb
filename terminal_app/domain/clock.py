"""Time as evidence: the instant, how it is known, and whether it may be relied on.

Pure: it is told what the wall clock, the boot counter and the last measurement say, and reads none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from terminal_app.domain.instant import from_ms

BEHIND_TOLERANCE_MS = 90_000
"""After a restart the wall clock may lag the last instant seen by so much; the campaign's clock skew, R5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockReading:
    """An instant with its evidence; stored with every record.

    `offset_ms` is how far the wall clock lags the platform's (None: never measured), `age_s` how long ago that
    was measured; `trusted` is false when nothing supports the instant; `steady` is true when the boot counter has run
    without a break since the measurement, so that no change of the wall clock can have moved the instant.
    """

    now: datetime
    offset_ms: int | None
    age_s: int | None
    trusted: bool
    steady: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockMark:
    """The last measurement against signed platform time, and the latest instant ever seen."""

    platform_ms: int
    wall_ms: int
    boot_ms: int
    boot_id: str
    high_water_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockJump:
    """The wall clock went back: when that was noticed, and how far behind it then was."""

    at: datetime
    behind_s: int


def jump(mark: ClockMark | None, *, platform_ms: int, wall_ms: int) -> ClockJump | None:
    """Whether the wall clock stands before the last measurement's, told by a new one.

    A clock that is set back to the right time has not gone back: it must be behind afterwards. One that stopped has
    not either; how far it is off says that.
    """
    if mark is None:
        return None
    behind_ms = min(mark.wall_ms - wall_ms, platform_ms - wall_ms)
    if behind_ms <= BEHIND_TOLERANCE_MS:
        return None
    return ClockJump(at=from_ms(platform_ms), behind_s=behind_ms // 1000)


def read(mark: ClockMark | None, *, wall_ms: int, boot_ms: int, boot_id: str) -> ClockReading:
    """Tell the time from the last measurement.

    Within one boot, the platform's time plus the elapsed boot counter: no change of the wall clock can move it.
    After a restart, the wall clock plus the known offset, trusted only if it is not behind what was seen before.
    """
    if mark is None:
        return ClockReading(now=from_ms(wall_ms), offset_ms=None, age_s=None, trusted=False)
    if boot_id == mark.boot_id and boot_ms >= mark.boot_ms:
        elapsed_ms = boot_ms - mark.boot_ms
        now_ms = mark.platform_ms + elapsed_ms
        return ClockReading(
            now=from_ms(now_ms),
            offset_ms=now_ms - wall_ms,
            age_s=elapsed_ms // 1000,
            trusted=True,
            steady=True,
        )
    offset_ms = mark.platform_ms - mark.wall_ms
    now_ms = wall_ms + offset_ms
    return ClockReading(
        now=from_ms(now_ms),
        offset_ms=offset_ms,
        age_s=max(now_ms - mark.platform_ms, 0) // 1000,
        trusted=now_ms + BEHIND_TOLERANCE_MS >= mark.high_water_ms,
    )
