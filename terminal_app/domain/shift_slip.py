"""The slip of a shift (交班单), Z or X: everything that stands on it, as data. Owns no word, no layout, no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from terminal_app.domain.campaign import Campaign, Environment
from terminal_app.domain.receipt import ORIGINAL
from terminal_app.domain.shift_report import ShiftReport


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftSlip:
    """One slip; `names` has the people of the figures and who closed, as far as they are known."""

    store_name: str
    terminal_id: str
    campaign_name: str
    hotline: str
    training: bool
    report: ShiftReport
    names: Mapping[str, str]
    copy: int
    printed_at: datetime

    def __post_init__(self) -> None:
        assert self.copy >= ORIGINAL, "slips are counted from 1"

    @property
    def is_copy(self) -> bool:
        """Whether another slip of this shift was printed before."""
        return self.copy > ORIGINAL

    @property
    def code(self) -> str:
        """The text of its code; an X report has none, for nothing was sealed."""
        return self.report.code(self.terminal_id) if self.report.is_closed else ""


def shift_slip_of(
    report: ShiftReport,
    *,
    campaign: Campaign | None,
    environment: Environment,
    store_name: str,
    terminal_id: str,
    names: Mapping[str, str],
    copy: int,
    printed_at: datetime,
) -> ShiftSlip:
    """The slip of a report; a till without a campaign document closes its shifts too."""
    return ShiftSlip(
        store_name=store_name,
        terminal_id=terminal_id,
        campaign_name="" if campaign is None else campaign.name,
        hotline="" if campaign is None else campaign.hotline,
        training=environment is Environment.TRAINING,
        report=report,
        names=names,
        copy=copy,
        printed_at=printed_at,
    )
