"""The slip of an outage (离线时段): everything that stands on it, as data. Owns no word, no layout, no file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from terminal_app.domain.campaign import Campaign, Environment
from terminal_app.domain.outage import Outage
from terminal_app.domain.receipt import ORIGINAL


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageSlip:
    """One slip; it is printed by itself, so nobody stands on it."""

    store_name: str
    terminal_id: str
    campaign_name: str
    hotline: str
    training: bool
    outage: Outage
    copy: int
    printed_at: datetime

    @property
    def is_copy(self) -> bool:
        """Whether another slip of this outage was printed before."""
        return self.copy > ORIGINAL


def outage_slip_of(
    outage: Outage,
    *,
    campaign: Campaign,
    environment: Environment,
    store_name: str,
    terminal_id: str,
    copy: int,
    printed_at: datetime,
) -> OutageSlip:
    """The slip of an outage."""
    assert copy >= ORIGINAL, "slips are counted from 1"
    return OutageSlip(
        store_name=store_name,
        terminal_id=terminal_id,
        campaign_name=campaign.name,
        hotline=campaign.hotline,
        training=environment is Environment.TRAINING,
        outage=outage,
        copy=copy,
        printed_at=printed_at,
    )


def outage_slip_id(outage: Outage) -> str:
    """The digits its file is named by: when it began, and its number."""
    return f"{outage.opened_at:%Y%m%d%H%M%S}{outage.number:06d}"
