"""The platform's time, and how an instant is written.

Owns the one look at the machine's clock. Refuses to take an instant without an offset or
without milliseconds: what cannot be written back the same way is not read.
"""

import json
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

# China has kept one offset, without summer time, since 1991.
SHANGHAI = timezone(timedelta(hours=8))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSetting:
    """How the platform's time differs from the machine's: shifted, or standing still."""

    offset_ms: int = 0
    frozen_ms: int | None = None

    @property
    def running(self) -> bool:
        """Whether time goes on by itself."""
        return self.frozen_ms is None

    def to_json(self) -> str:
        """Write the setting for the settings table."""
        return json.dumps({"offset_ms": self.offset_ms, "frozen_ms": self.frozen_ms})

    @classmethod
    def from_json(cls, text: str) -> "ClockSetting":
        """Read what `to_json` wrote."""
        stored = json.loads(text)
        return cls(offset_ms=stored["offset_ms"], frozen_ms=stored["frozen_ms"])


class PlatformClock:
    """The platform's time; an exercise may set it."""

    def __init__(self) -> None:
        # One immutable value, swapped whole, so that no thread ever sees half a setting.
        self._setting = ClockSetting()

    @property
    def setting(self) -> ClockSetting:
        """What the clock was last set to."""
        return self._setting

    def now_ms(self) -> int:
        """Return the platform's time in milliseconds since 1970."""
        setting = self._setting
        if setting.frozen_ms is not None:
            return setting.frozen_ms
        return _machine_ms() + setting.offset_ms

    def adopt(self, setting: ClockSetting) -> None:
        """Take a setting that was stored."""
        self._setting = setting

    def put(self, *, at_ms: int | None, running: bool) -> ClockSetting:
        """Set the time; without an instant, the machine's own (or the present one, stopped)."""
        if running:
            offset = 0 if at_ms is None else at_ms - _machine_ms()
            self._setting = ClockSetting(offset_ms=offset)
        else:
            self._setting = ClockSetting(frozen_ms=self.now_ms() if at_ms is None else at_ms)
        return self._setting


def instant_text(at_ms: int) -> str:
    """Write an instant as the protocol does: Asia/Shanghai, milliseconds."""
    moment = _EPOCH + timedelta(milliseconds=at_ms)
    return moment.astimezone(SHANGHAI).isoformat(timespec="milliseconds")


def instant_ms(text: str) -> int:
    """Read an instant of the protocol; ValueError when it is not one."""
    if not _INSTANT.fullmatch(text):
        raise ValueError("not an instant with milliseconds and an offset")
    since = datetime.fromisoformat(text) - _EPOCH
    return since // timedelta(milliseconds=1)


def http_date(at_ms: int) -> str:
    """Write an instant as the Date header does (RFC 9110, 5.6.7)."""
    return format_datetime(_EPOCH + timedelta(milliseconds=at_ms), usegmt=True)


def _machine_ms() -> int:
    return time.time_ns() // 1_000_000
