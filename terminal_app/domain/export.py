"""What a file for people outside the store is made from (R6): a summary with the sales and refunds behind its figures.

Owns which redemptions, refunds and exceptions belong in it. Knows no file, no column and no word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from terminal_app.domain.campaign import Environment
from terminal_app.domain.exception_case import Case
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund_record import Refund
from terminal_app.domain.summary import ReturnFigure, SaleFigure, Summary

DECLINED_LATER = (
    SaleFigure.EXCEPTIONS,
    SaleFigure.EXCEPTIONS_SETTLED,
    SaleFigure.REVERSALS_DECLINED,
    SaleFigure.REVERSALS_DECLINED_SETTLED,
)
REFUNDS_DECLINED_LATER = (
    ReturnFigure.REFUND_EXCEPTIONS,
    ReturnFigure.REFUND_EXCEPTIONS_SETTLED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an export comes from, and when: what a manifest states."""

    store_id: str
    store_name: str
    terminal_id: str
    environment: Environment
    head_sequence: int
    head_hash: str
    """The end of the journal the figures were read from."""
    operator_id: str
    version: str
    """The program's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One refund or void with the sale it belongs to."""

    redemption: Redemption
    refund: Refund


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """One exception: which figure counts it, and what people did about it."""

    figure: SaleFigure | ReturnFigure
    redemption: Redemption
    refund: Refund | None
    case: Case
    code: str
    """Why the platform declined; empty where it declined to undo."""

    @property
    def at(self) -> datetime:
        """The instant at the counter of what the platform declined."""
        return self.redemption.at if self.refund is None else self.refund.at

    @property
    def amount(self) -> Money:
        """What the store stands to lose."""
        return self.redemption.at_stake(self.case.entry_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A summary with its lines, all read in one view of the store."""

    source: Source
    summary: Summary
    sales: tuple[Redemption, ...]
    """The redemptions that were given, oldest first."""
    returns: tuple[Returned, ...]
    """The refunds and voids that were given."""
    exceptions: tuple[Disputed, ...]

    def __post_init__(self) -> None:
        given = self.summary.figures.given
        back = self.summary.figures.returns[ReturnFigure.TAKEN_BACK]
        discounts = (one.requested.discount for one in self.sales)
        refunds = (one.refund.requested.refund for one in self.returns)
        assert len(self.sales) == given.count, "a line for each redemption"
        assert sum(discounts, start=ZERO) == given.discount, "the lines add up to the figure"
        assert len(self.returns) == back.count, "a line for each refund"
        assert sum(refunds, start=ZERO) == back.paid_back, "the lines add up to the figure"
