"""The back office as the journal tells it: shifts, notes, outages, statements, settled differences, folded anew.

Held against the tables the program works with (`journal verify`), which are the same fold, written row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from terminal_app.domain.event import (
    DifferenceSettled,
    ExceptionNoted,
    ShiftClosed,
    StatementCompared,
)
from terminal_app.domain.ledger import Entry
from terminal_app.domain.outage import Outage, follow
from terminal_app.domain.redemption import Redemption

OfficeRow = Outage | tuple[str | int, ...]
"""One row of the back office's tables, without the key it is filed under."""

OfficeRows = Mapping[str, OfficeRow]
"""All of them: by kind and key, as a person reads it (`shift 3`)."""


@dataclass(slots=True)
class OfficeBooks:
    """Grows with each row of the journal, oldest first."""

    rows: dict[str, OfficeRow] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    _outage: Outage | None = None
    _shift: ShiftClosed | None = None

    def follow(self, entry: Entry, redemption: Redemption | None) -> None:
        """Fold one row; `redemption` is the one it is about, as it stands after it."""
        event = entry.event
        match event:
            case ShiftClosed():
                self._close(event, entry.event_id)
            case ExceptionNoted():
                self.rows[f"note {entry.event_id}"] = (event.entry_id, event.step.value)
            case DifferenceSettled():
                key = f"settled difference {event.date} {event.difference_id}"
                self.rows[key] = (entry.event_id,)
            case StatementCompared():
                self.rows[f"statement {entry.event_id}"] = (event.date, event.digest)
            case _ if redemption is not None:
                self._outage = follow(self._outage, event, redemption, entry.at)
                if self._outage is not None:
                    self.rows[f"outage {self._outage.number}"] = self._outage

    def disagreements(self, kept: OfficeRows) -> list[str]:
        """What is kept otherwise than the journal tells it, each in a sentence."""
        return self.problems + [
            f"{key} is not what the journal tells"
            for key in sorted(self.rows.keys() | kept.keys())
            if self.rows.get(key) != kept.get(key)
        ]

    def _close(self, event: ShiftClosed, event_id: str) -> None:
        before = self._shift
        number, first = (1, 1) if before is None else (before.number + 1, before.last_sequence + 1)
        if (event.number, event.first_sequence) != (number, first):
            self.problems.append(
                f"shift {event.number} does not begin where the one before it ended"
            )
        self.rows[f"shift {event.number}"] = (event.first_sequence, event.last_sequence, event_id)
        self._shift = event
