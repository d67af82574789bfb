"""Whether a store may redeem, as the bank last said. `serial` only goes up: an older word never wins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The store's standing; `serial` 0 means nothing was ever heard."""

    serial: int
    suspended: bool
    reason: str
    since: datetime | None
    hotline: str


UNHEARD = Standing(serial=0, suspended=False, reason="", since=None, hotline="95533")
