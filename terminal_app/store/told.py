"""What units of work added to the journal, told to the log once it is on disk: the one place for state changes.

Takes ids, codes and counts of an event and nothing else: no item, no token, no note, no text of the platform's.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from terminal_app.domain.event import Event, Kind, StandingLearned
from terminal_app.domain.event import kind_of as kind_of_event
from terminal_app.ports import Level, Log

TAKEN = (
    "redemption_id",
    "sale_id",
    "refund_id",
    "entry_id",
    "coupon_type",
    "round_number",
    "code",
    "reason",
    "outcome",
    "role",
    "step",
    "version",
    "campaign_id",
    "serial",
    "suspended",
    "number",
    "date",
)
"""Fields of events that may be told, by name."""

URGENT = {
    Kind.REDEMPTION_DECLINED: Level.WARNING,
    Kind.REFUND_DECLINED: Level.WARNING,
    Kind.EXCEPTION_RAISED: Level.ERROR,
    Kind.REFUND_EXCEPTION_RAISED: Level.ERROR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    event: Event
    event_id: str
    operator_id: str


class Told:
    """Keeps what a unit of work adds until it is over; each thread has a unit of its own."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._local = threading.local()

    @contextmanager
    def after(self) -> Iterator[None]:
        """Tell what the unit of work inside added, unless it comes to nothing."""
        self._local.rows = []
        yield
        rows, self._local.rows = self._local.rows, []
        for row in rows:
            self._tell(row)

    def written(self, event: Event, event_id: str, operator_id: str) -> None:
        """A row was added; it is not on disk yet."""
        rows: list[_Row] | None = getattr(self._local, "rows", None)
        if rows is not None:
            rows.append(_Row(event=event, event_id=event_id, operator_id=operator_id))

    def _tell(self, row: _Row) -> None:
        kind, event = kind_of_event(row.event), row.event
        facts = {name: getattr(event, name) for name in TAKEN if hasattr(event, name)}
        facts |= {"event_id": row.event_id, "operator_id": row.operator_id}
        if isinstance(event, StandingLearned):
            facts.pop("reason")  # the platform's own words
        self._log.note(kind.value, level=URGENT.get(kind, Level.INFO), **facts)
