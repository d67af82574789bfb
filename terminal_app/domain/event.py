"""The events of the journal (流水): what happened here, as data. Signs and stores nothing; `event_json` has their form.

What is written once is read for ever: a field is never renamed, a kind never reused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from terminal_app.domain.campaign import Fate
from terminal_app.domain.identity_event import (
    IdentityEvent,
    KeyRotated,
    TerminalMovedIn,
    TerminalRetired,
)
from terminal_app.domain.money import Money
from terminal_app.domain.people import (
    OperatorAdded,
    OperatorDisabled,
    OperatorPinReset,
    PeopleEvent,
    SignInFailed,
)
from terminal_app.domain.refund import Clause, RefundKind, ReturnedUnits
from terminal_app.domain.sale import Item

Json = Mapping[str, object]


class Kind(StrEnum):
    """The name of an event in the journal and on the wire."""

    ENROLLED = "enrolled"
    SIGNED_IN = "signed_in"
    CAMPAIGN_ADOPTED = "campaign_adopted"
    STANDING_LEARNED = "standing_learned"
    REDEMPTION_REQUESTED = "redemption_requested"
    REDEMPTION_CONFIRMED = "redemption_confirmed"
    REDEMPTION_DECLINED = "redemption_declined"
    REDEMPTION_ACCEPTED_OFFLINE = "redemption_accepted_offline"
    REDEMPTION_REVERSED = "redemption_reversed"
    EXCEPTION_RAISED = "exception_raised"
    SALE_COMPLETED = "sale_completed"
    NOTICE_ANSWERED = "notice_answered"
    SALE_FETCHED = "sale_fetched"
    REFUND_REQUESTED = "refund_requested"
    REFUND_CONFIRMED = "refund_confirmed"
    REFUND_DECLINED = "refund_declined"
    REFUND_ACCEPTED_OFFLINE = "refund_accepted_offline"
    REFUND_EXCEPTION_RAISED = "refund_exception_raised"
    EXCEPTION_NOTED = "exception_noted"
    SHIFT_CLOSED = "shift_closed"
    STATEMENT_COMPARED = "statement_compared"
    DIFFERENCE_SETTLED = "difference_settled"
    KEY_ROTATED = "key_rotated"
    TERMINAL_RETIRED = "terminal_retired"
    TERMINAL_MOVED_IN = "terminal_moved_in"
    OPERATOR_ADDED = "operator_added"
    OPERATOR_DISABLED = "operator_disabled"
    OPERATOR_PIN_RESET = "operator_pin_reset"
    SIGN_IN_FAILED = "sign_in_failed"


SENT = frozenset({Kind.REDEMPTION_REQUESTED, Kind.REDEMPTION_REVERSED, Kind.REFUND_REQUESTED})
"""Kinds the platform is told of: their rows come into being together with an outbox entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """The terminal was registered at a platform."""

    terminal_id: str
    store_id: str
    store_name: str
    url: str
    public_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """An operator proved their PIN."""

    operator_id: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignAdopted:
    """A newer campaign document, word for word as the bank signed it, is in force here."""

    campaign_id: str
    version: int
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingLearned:
    """The platform said whether this store may redeem."""

    serial: int
    suspended: bool
    reason: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedemptionRequested:
    """A coupon is to be applied to a sale. Its id is the redemption's for ever."""

    redemption_id: str
    sale_id: str
    coupon_id: str
    coupon_type: int
    round_number: int
    token: str
    items: tuple[Item, ...]
    anchor_line: int
    gross: Money
    discount: Money
    payable: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RedemptionConfirmed:
    """The platform booked it; `proof` is its signed answer."""

    redemption_id: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedemptionDeclined:
    """The platform refused it before anything was shown as accepted."""

    redemption_id: str
    code: str
    evidence: Json = field(default_factory=dict)
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedemptionAcceptedOffline:
    """Accepted here, inside the limits, without an answer of the platform."""

    redemption_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedemptionReversed:
    """The sale did not come about: the redemption counts as never having happened."""

    redemption_id: str
    sale_id: str
    coupon_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionRaised:
    """Accepted here, declined by the platform later: the store carries the loss until a person settles it."""

    redemption_id: str
    code: str
    evidence: Json = field(default_factory=dict)
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleCompleted:
    """The shopper paid."""

    redemption_id: str
    sale_id: str
    coupon_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAnswered:
    """What the platform said of a reversal or a completion."""

    event_id: str
    redemption_id: str
    outcome: str
    code: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleFetched:
    """A sale as the platform signed it, with what other tills took back of it: taken up here, or learned of."""

    requested: RedemptionRequested
    terminal_id: str
    at: str
    earlier: tuple[RefundRequested, ...]
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRequested:
    """A sale, or a part of it, or only its redemption, is taken back. Its id is the refund's for ever.

    `fate` is what becomes of the coupon by the policy of the campaign version that the row names.
    """

    refund_id: str
    redemption_id: str
    sale_id: str
    coupon_id: str
    kind: RefundKind
    units: tuple[ReturnedUnits, ...]
    refund: Money
    subsidy_back: Money
    fate: Fate
    clause: Clause
    usable_from: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundConfirmed:
    """The platform booked it; `fate` is the platform's word about the coupon."""

    refund_id: str
    redemption_id: str
    fate: Fate
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundDeclined:
    """The platform refused it before any money was given back."""

    refund_id: str
    redemption_id: str
    code: str
    evidence: Json = field(default_factory=dict)
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundAcceptedOffline:
    """Given back here without an answer of the platform; the coupon's fate waits for it."""

    refund_id: str
    redemption_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundExceptionRaised:
    """Given back here, declined by the platform later: a person has to settle it."""

    refund_id: str
    redemption_id: str
    code: str
    evidence: Json = field(default_factory=dict)
    proof: str = ""


class CaseStep(StrEnum):
    """What a person did about an exception."""

    NOTED = "noted"
    TAKEN = "taken"
    HANDED_TO_BANK = "handed_to_bank"
    SETTLED = "settled"
    HELD = "held"
    """Its entry in the outbox waits and is sent no more by itself: no answer that could be used ever came."""
    RELEASED = "released"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionNoted:
    """A person dealt with an exception: took it over, wrote a note, gave it to the bank, or settled it."""

    entry_id: str
    redemption_id: str
    step: CaseStep
    owner: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftClosed:
    """A shift ended after that row of the journal; `figures` and `handed_over` are what the Z slip says.

    Sums in fen and ids only: a later program must be able to read it without today's classes.
    """

    number: int
    first_sequence: int
    last_sequence: int
    head_hash: str
    figures: Json
    handed_over: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementCompared:
    """The bank's statement of a day was held against this journal; `differences` by their ids, typed."""

    date: str
    digest: str
    counts: Json
    differences: Sequence[Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceSettled:
    """A person settled one difference between statement and journal, with a note; `digest` is what it came to then."""

    date: str
    difference_id: str
    note: str
    digest: str = ""


RefundEvent = (
    RefundRequested
    | RefundConfirmed
    | RefundDeclined
    | RefundAcceptedOffline
    | RefundExceptionRaised
)
RedemptionEvent = (
    RedemptionRequested
    | RedemptionConfirmed
    | RedemptionDeclined
    | RedemptionAcceptedOffline
    | RedemptionReversed
    | ExceptionRaised
    | SaleCompleted
)
OfficeEvent = ExceptionNoted | ShiftClosed | StatementCompared | DifferenceSettled
"""What the store manager put on record; told to nobody."""
Event = (
    RedemptionEvent
    | RefundEvent
    | SaleFetched
    | NoticeAnswered
    | Enrolled
    | SignedIn
    | PeopleEvent
    | CampaignAdopted
    | StandingLearned
    | OfficeEvent
    | IdentityEvent
)


def kind_of(event: Event) -> Kind:
    """The name an event is stored under."""
    return _KINDS[type(event)]


TYPES: dict[Kind, Callable[..., Event]] = {
    Kind.ENROLLED: Enrolled,
    Kind.SIGNED_IN: SignedIn,
    Kind.CAMPAIGN_ADOPTED: CampaignAdopted,
    Kind.STANDING_LEARNED: StandingLearned,
    Kind.REDEMPTION_REQUESTED: RedemptionRequested,
    Kind.REDEMPTION_CONFIRMED: RedemptionConfirmed,
    Kind.REDEMPTION_DECLINED: RedemptionDeclined,
    Kind.REDEMPTION_ACCEPTED_OFFLINE: RedemptionAcceptedOffline,
    Kind.REDEMPTION_REVERSED: RedemptionReversed,
    Kind.EXCEPTION_RAISED: ExceptionRaised,
    Kind.SALE_COMPLETED: SaleCompleted,
    Kind.NOTICE_ANSWERED: NoticeAnswered,
    Kind.SALE_FETCHED: SaleFetched,
    Kind.REFUND_REQUESTED: RefundRequested,
    Kind.REFUND_CONFIRMED: RefundConfirmed,
    Kind.REFUND_DECLINED: RefundDeclined,
    Kind.REFUND_ACCEPTED_OFFLINE: RefundAcceptedOffline,
    Kind.REFUND_EXCEPTION_RAISED: RefundExceptionRaised,
    Kind.EXCEPTION_NOTED: ExceptionNoted,
    Kind.SHIFT_CLOSED: ShiftClosed,
    Kind.STATEMENT_COMPARED: StatementCompared,
    Kind.DIFFERENCE_SETTLED: DifferenceSettled,
    Kind.KEY_ROTATED: KeyRotated,
    Kind.TERMINAL_RETIRED: TerminalRetired,
    Kind.TERMINAL_MOVED_IN: TerminalMovedIn,
    Kind.OPERATOR_ADDED: OperatorAdded,
    Kind.OPERATOR_DISABLED: OperatorDisabled,
    Kind.OPERATOR_PIN_RESET: OperatorPinReset,
    Kind.SIGN_IN_FAILED: SignInFailed,
}
"""Each kind with the event that is stored under it."""

_KINDS: dict[Callable[..., Event], Kind] = {event_type: kind for kind, event_type in TYPES.items()}
