"""The events of the journal (流水): what happened here, as data. Owns their JSON form; signs and stores nothing.

What is written once is read for ever: a field is never renamed, a kind never reused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from terminal_app.domain.money import Money
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


SENT = frozenset({Kind.REDEMPTION_REQUESTED, Kind.REDEMPTION_REVERSED})
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


RedemptionEvent = (
    RedemptionRequested
    | RedemptionConfirmed
    | RedemptionDeclined
    | RedemptionAcceptedOffline
    | RedemptionReversed
    | ExceptionRaised
    | SaleCompleted
)
Event = RedemptionEvent | NoticeAnswered | Enrolled | SignedIn | CampaignAdopted | StandingLearned


def kind_of(event: Event) -> Kind:
    """The name an event is stored under."""
    return _KINDS[type(event)]


def to_json(event: Event) -> Json:
    """The `data` of a journal row."""
    match event:
        case RedemptionRequested():
            return _requested_to_json(event)
        case (
            Enrolled()
            | SignedIn()
            | CampaignAdopted()
            | StandingLearned()
            | RedemptionConfirmed()
            | RedemptionDeclined()
            | RedemptionAcceptedOffline()
            | RedemptionReversed()
            | ExceptionRaised()
            | SaleCompleted()
            | NoticeAnswered()
        ):
            return {name: getattr(event, name) for name in event.__dataclass_fields__}
        case _:
            assert_never(event)


def from_json(kind: Kind, data: Json, *, event_id: str) -> Event:
    """Read back what `to_json` wrote.

    Raises KeyError or TypeError on a row this program did not write; the chain is verified before.
    """
    if kind is Kind.REDEMPTION_REQUESTED:
        return _requested_from_json(data, event_id)
    return _TYPES[kind](**data)


_TYPES: dict[Kind, Callable[..., Event]] = {
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
}
_KINDS: dict[Callable[..., Event], Kind] = {event_type: kind for kind, event_type in _TYPES.items()}


def _requested_to_json(event: RedemptionRequested) -> Json:
    return {
        "sale_id": event.sale_id,
        "coupon_id": event.coupon_id,
        "coupon_type": event.coupon_type,
        "round": event.round_number,
        "token": event.token,
        "items": [
            {
                "name": item.name,
                "unit_price_fen": item.unit_price.fen,
                "quantity": item.quantity,
                "serial_number": item.serial_number,
                "barcode": item.barcode,
            }
            for item in event.items
        ],
        "anchor_line": event.anchor_line,
        "gross_fen": event.gross.fen,
        "discount_fen": event.discount.fen,
        "payable_fen": event.payable.fen,
    }


def _requested_from_json(data: Json, event_id: str) -> RedemptionRequested:
    items = data["items"]
    assert isinstance(items, list), "items are a list"
    return RedemptionRequested(
        redemption_id=event_id,
        sale_id=_text(data, "sale_id"),
        coupon_id=_text(data, "coupon_id"),
        coupon_type=_whole(data, "coupon_type"),
        round_number=_whole(data, "round"),
        token=_text(data, "token"),
        items=tuple(
            Item(
                name=item["name"],
                unit_price=Money(item["unit_price_fen"]),
                quantity=item["quantity"],
                serial_number=item["serial_number"],
                barcode=item["barcode"],
            )
            for item in items
        ),
        anchor_line=_whole(data, "anchor_line"),
        gross=Money(_whole(data, "gross_fen")),
        discount=Money(_whole(data, "discount_fen")),
        payable=Money(_whole(data, "payable_fen")),
    )


def _text(data: Json, key: str) -> str:
    value = data[key]
    assert isinstance(value, str), key
    return value


def _whole(data: Json, key: str) -> int:
    value = data[key]
    assert type(value) is int, key
    return value
