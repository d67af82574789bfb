"""A difference between the bank's statement, this till's journal and its slips: its kind and both sides' word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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
