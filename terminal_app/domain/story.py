"""One record's whole story: the rows about it in their order, each with its evidence, and what is still to be done.

Read from the journal; knows no words and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from terminal_app.domain.clock import ClockReading
from terminal_app.domain.decision_record import DecisionRecord
from terminal_app.domain.event import Event
from terminal_app.domain.redemption import Redemption


class Duty(StrEnum):
    """What somebody still has to do about it, the most pressing first."""

    RESTART = "restart"
    """It was asked for and has no outcome: the next start of the program brings it to one."""
    MONEY = "money"
    """The shopper has not paid yet, or did and nobody said so."""
    SETTLE = "settle"
    """The platform declined what was accepted here; a person has to settle it."""
    HELD = "held"
    """A person set it aside in the queue: it waits and is not sent by itself."""
    UPLOAD = "upload"
    """It waits in the outbox and is sent by itself."""


class Delivery(StrEnum):
    """Where the message to the platform is."""

    WAITING = "waiting"
    SENDING = "sending"
    ANSWERED = "answered"
    REJECTED = "rejected"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """The outbox entry of a row that had to be sent."""

    delivery: Delivery
    attempts: int
    due_at: datetime
    last_error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One row of the journal with everything that was known when it was written."""

    sequence: int
    event_id: str
    event: Event
    at: datetime
    operator_id: str
    operator_name: str
    """Empty for the program itself and for somebody this terminal no longer knows."""
    campaign_version: int
    clock: ClockReading | None
    behind_s: int
    """So much earlier than the row before it: the clock was put back in between. 0 as a rule."""
    posting: Posting | None
    shift: int | None
    """The closed shift it lies in; None for the one that runs."""
    is_proved: bool | None
    """Whether the platform's signed answer in it verifies, for just that event; None where there is no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The slips of a sale or a refund: how many, the first of them the original; none for 0."""

    slip_id: str
    copies: int
    first_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """A difference about it between the bank's statement of a day and this journal."""

    date: str
    difference_id: str
    kind: str
    note: str
    """What a person settled it with; empty while nobody has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything about what was asked for, oldest row first."""

    wanted: str
    redemptions: tuple[Redemption, ...]
    """As they stand now; a coupon may have had several, a row about the terminal has none."""
    steps: tuple[Step, ...]
    slips: tuple[Printed, ...]
    differences: tuple[Disputed, ...]
    duties: tuple[Duty, ...]
    decisions: tuple[DecisionRecord, ...] = ()
    """What was refused of the coupon, or the decision that was asked for by its id; oldest first."""
