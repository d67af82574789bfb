"""What the back office reads of the store: spans, stories, shifts, cases, outages, statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from terminal_app.domain.event import DifferenceSettled, Event, StatementCompared
from terminal_app.domain.exception_case import Case
from terminal_app.domain.outage import Outage
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.shift import Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """One row of the journal as a person follows a story: what happened, when, who, and the row's own fields."""

    sequence: int
    event_id: str
    hash: str
    event: Event
    at: datetime
    operator_id: str
    fields: Mapping[str, object]
    """`clock`, `campaign` and the rest of the envelope (docs/protocol.md)."""


class Office(Protocol):
    """The back office's view inside a transaction or snapshot."""

    def redemptions_between(self, since: datetime, until: datetime) -> tuple[Redemption, ...]:
        """This till's redemptions of that span by the instant at the counter, whatever became of them, oldest first."""

    def refunded_between(self, since: datetime, until: datetime) -> tuple[Redemption, ...]:
        """Redemptions, of whatever day and till, of which this till took something back in that span."""

    def redemptions_in_rows(self, first: int, last: int) -> tuple[Redemption, ...]:
        """This till's redemptions whose request is one of those journal rows, oldest first."""

    def refunded_in_rows(self, first: int, last: int) -> tuple[Redemption, ...]:
        """Redemptions of which something was taken back by one of those journal rows."""

    def refund_rows(self, first: int, last: int) -> frozenset[str]:
        """The ids of the refunds that those journal rows asked for."""

    def story(self, redemption_id: str) -> tuple[StoryRow, ...]:
        """The journal's rows about a redemption and its refunds, in order."""

    def row(self, event_id: str) -> StoryRow | None:
        """One row of the journal."""

    def instant_before(self, sequence: int) -> datetime | None:
        """When the row before that one was written."""

    def shift_of(self, sequence: int) -> int | None:
        """The closed shift in which a row lies; None for the one that runs."""

    def slips_of(self, slip_id: str) -> tuple[int, datetime | None]:
        """How many slips of a sale or a refund were printed, and when the first was."""

    def compared(self) -> tuple[StatementCompared, ...]:
        """The newest comparison of each day, oldest day first."""

    def shifts(self, *, limit: int) -> tuple[Shift, ...]:
        """Closed shifts, the newest first."""

    def note_shift_slip(self, number: int) -> int:
        """Count a printed slip of a shift; 1 is the original."""

    def held(self) -> frozenset[str]:
        """Waiting outbox entries that a person has set aside: they are not sent by themselves."""

    def case(self, entry_id: str) -> Case:
        """What people did about an exception."""

    def outages(self, since: datetime, until: datetime) -> tuple[Outage, ...]:
        """Outages that touch that span, oldest first."""

    def outages_unprinted(self) -> tuple[Outage, ...]:
        """Outages that are over and of which no slip was printed yet."""

    def note_outage_slip(self, number: int) -> int:
        """Count a printed slip of an outage; 1 is the original."""

    def statement(self, date: str) -> tuple[StatementCompared, str] | None:
        """The newest comparison of a day, with the statement as it came."""

    def keep_statement(self, compared: StatementCompared, document: str, *, event_id: str) -> None:
        """Keep a statement beside the row that says what was found in it."""

    def differences_settled(self, date: str) -> dict[str, DifferenceSettled]:
        """Differences of a day as a person has settled them last, by their ids."""

    def slips_between(self, since: datetime, until: datetime) -> tuple[str, ...]:
        """Sales and refunds whose first slip was printed in that span."""

    def has_slip(self, slip_id: str) -> bool:
        """Whether a slip of a sale or a refund was ever printed."""
