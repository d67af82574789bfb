"""A difference between the bank's statement, this till's journal and its slips: its kind and both sides' word."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from terminal_app.domain.instant import to_text
from terminal_app.domain.money import Money
from terminal_app.domain.statement import StatementRow
from terminal_app.domain.till_record import TillRecord


class DifferenceKind(StrEnum):
    """What is wrong. Stored: never renamed."""

    MISSING_HERE = "missing_here"
    MISSING_THERE = "missing_there"
    AMOUNT_DIFFERS = "amount_differs"
    STATUS_DIFFERS = "status_differs"
    """Another status, or a line about another sale, coupon, till or instant under the same id."""
    DAY_BOUNDARY = "day_boundary"
    """On record on both sides, on two days; or in the statement of a day it is not of."""
    DUPLICATE = "duplicate"
    TRAINING_MIXED_IN = "training_mixed_in"
    SLIP_MISSING = "slip_missing"
    SLIP_EXTRA = "slip_extra"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference with what each side says; `fields` names where they do not agree.

    `number` counts those of one kind about one event. A slip without a sale has neither side.
    """

    kind: DifferenceKind
    event_id: str
    number: int = 1
    ours: TillRecord | None
    theirs: StatementRow | None
    at_stake: Money
    fields: tuple[str, ...] = ()

    @property
    def difference_id(self) -> str:
        """The same for the same difference in every statement of the day: it is settled under it."""
        return f"{self.kind}-{self.event_id}-{self.number}"

    @property
    def digest(self) -> str:
        """What the sides say where they do not agree, and what is at stake: it is settled only while this stays."""
        names = dict.fromkeys((*self.fields, *_SUMS))
        said = [f"{name} {_said(self.ours, name)} {_said(self.theirs, name)}" for name in names]
        return hashlib.sha256("\n".join((str(self.at_stake.fen), *said)).encode()).hexdigest()[:16]


_SUMS = ("gross", "discount", "payable", "refund", "subsidy_back")
"""The money of both sides counts always: what one side has alone has no field in which they differ."""


def _said(side: TillRecord | StatementRow | None, name: str) -> str:
    # A record of ours has no status of its own.
    value: object = getattr(side, name, None)
    match value:
        case None:
            return "-"
        case Money():
            return str(value.fen)
        case datetime():
            return to_text(value)
        case _:
            return str(value)
