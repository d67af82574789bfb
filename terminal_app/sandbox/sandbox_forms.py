"""The form of what the sandbox's own calls take and give.

Owns names and bounds of fields. Refuses what it does not know, and decides nothing.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

_Identifier = Annotated[str, Field(max_length=80)]


class _Asked(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class UserGiven(_Asked):
    """A shopper; with a name alone, the six identifiers are made up from it."""

    name: _Identifier | None = None
    device: _Identifier | None = None
    phone: _Identifier | None = None
    bank_phone: _Identifier | None = None
    card: _Identifier | None = None
    id_number: _Identifier | None = None
    account: _Identifier | None = None


class ClaimAsked(_Asked):
    """One coupon of a type, for a user."""

    user: UserGiven
    type: Annotated[int, Field(ge=1, le=2**31 - 1)]


class PresentationAsked(_Asked):
    """A fresh code of a coupon."""

    coupon_id: Annotated[str, Field(max_length=16)]


class SuspensionAsked(_Asked):
    """Why a store is suspended."""

    reason: Annotated[str, Field(max_length=200)] = ""


class StateAsked(_Asked):
    """What a coupon is to be."""

    state: Literal["frozen", "revoked", "usable"]


class CodeAsked(_Asked):
    """For which store, and for how many terminals."""

    store_id: Annotated[str, Field(max_length=20)] | None = None
    uses_max: Annotated[int, Field(ge=1, le=10_000)] = 1


class Claimed(BaseModel):
    """A coupon that was claimed."""

    coupon_id: str
    type: int
    round: int
    valid_until: str
    wallet: str


class Presented(BaseModel):
    """A live presentation."""

    code: str
    expires_at: str


class StoreTold(BaseModel):
    """A store as it stands."""

    store_id: str
    name: str
    standing: str
    reason: str
    since: str
    serial: int


class RefundTold(BaseModel):
    """A refund as the platform holds it; `effects` counts how often it took effect."""

    refund_id: str
    kind: str
    refund_fen: int
    coupon: str
    at: str
    effects: int


class RedemptionTold(BaseModel):
    """A redemption as the platform holds it; `effects` counts how often it took effect."""

    redemption_id: str
    coupon_id: str
    sale_id: str
    terminal_id: str
    state: str
    gross_fen: int
    discount_fen: int
    payable_fen: int
    at: str
    effects: int
    refunds: list[RefundTold]


class AlarmTold(BaseModel):
    """Something that an honest terminal does not do."""

    kind: str
    terminal_id: str
    event_id: str | None
    detail: str
    at: str
