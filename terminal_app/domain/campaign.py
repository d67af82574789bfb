"""A campaign (活动): types, rounds, limits, policy and keys, read from the bank's versioned document.

Owns the reading of the document, field by field and strictly; verifies no signature (`bank` does).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from terminal_app.domain.instant import from_text
from terminal_app.domain.money import Money
from terminal_app.domain.offline_limits import OfflineLimits

_Choice = TypeVar("_Choice", bound=StrEnum)

FORMAT = 1
TYPES_MAX = 50
ROUNDS_MAX = 50
KEYS_MAX = 20
SPAN_S_MAX = 10 * 366 * 86_400
"""Ten years: a longer span is a slip of the pen, and added to an instant it would leave the calendar."""

_KEY_ID = re.compile(r"[0-9a-f]{8}")
_PUBLIC_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
"""32 bytes (Ed25519, RFC 8032) in base64url without padding."""


class Environment(StrEnum):
    """Real money, or practice."""

    LIVE = "live"
    TRAINING = "training"


class KeyUse(StrEnum):
    """What a key of the bank may sign: presentations in QR codes, or the platform's answers."""

    TOKEN = "token"
    ANSWER = "answer"


class Fate(StrEnum):
    """What becomes of a coupon when its sale is taken back."""

    REINSTATED = "reinstated"
    USED = "used"


class Spread(StrEnum):
    """How the discount lies on the items: on one unit, or in proportion to the prices."""

    ITEM = "item"
    PRO_RATA = "pro_rata"


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponType:
    """A threshold and a face value (券种); `id` is its face value in yuan in today's campaign."""

    id: int
    threshold: Money
    face: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One release of coupons (轮次). Valid from `released_at`, until `valid_until`, exclusive."""

    number: int
    released_at: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """Who pays how much of the subsidy."""

    source: str
    name: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPolicy:
    """What each way of taking a sale back does to the coupon (R4 of the notice); data, not code."""

    full_inside: Fate
    full_after: Fate
    partial: Fate
    split: Fate
    void: Fate
    discount_spread: Spread
    cycles_max: int | None
    reinstatement_delay_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BankKey:
    """A public key of the bank; `kid` is 8 hex digits."""

    kid: str
    use: KeyUse
    public_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """One version of one campaign."""

    campaign_id: str
    number: int
    version: int
    environment: Environment
    name: str
    city: str
    issuer: str
    hotline: str
    issued_at: datetime
    expires_at: datetime
    types: tuple[CouponType, ...]
    rounds: tuple[Round, ...]
    funding: tuple[Funding, ...]
    serial_number_required: bool
    delivery_list_required: bool
    offline: OfflineLimits
    refund_policy: RefundPolicy
    keys: tuple[BankKey, ...]

    def type_of(self, type_id: int) -> CouponType | None:
        """The coupon type with that id, if this version knows it."""
        return next((kind for kind in self.types if kind.id == type_id), None)

    def round_of(self, number: int) -> Round | None:
        """The round with that number, if this version knows it."""
        return next((one for one in self.rounds if one.number == number), None)

    def round_at(self, now: datetime) -> Round | None:
        """The round that is valid at that instant; the later one where two overlap."""
        valid = [one for one in self.rounds if one.released_at <= now < one.valid_until]
        return valid[-1] if valid else None

    def alters_issued_types_of(self, older: Campaign) -> bool:
        """Whether a type that `older` had is changed or gone here; the bank may only add."""
        return any(self.type_of(kind.id) != kind for kind in older.types)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInvalid:
    """The document cannot be used; `problem` names the field and what is wrong with it."""

    problem: str


def read_keys(document: Mapping[str, object]) -> tuple[BankKey, ...] | DocumentInvalid:
    """Read the `keys` of a document: those that can verify something, or what is wrong with one."""
    try:
        return _keys(_Fields(document, "document"))
    except _Invalid as error:
        return DocumentInvalid(problem=str(error))


def read_campaign(document: Mapping[str, object]) -> Campaign | DocumentInvalid:
    """Read a campaign document whose signature was already found good."""
    try:
        return _campaign(_Fields(document, "campaign"))
    except _Invalid as error:
        return DocumentInvalid(problem=str(error))


class _Invalid(Exception):
    """Names the field; never leaves this module."""


class _Fields:
    """Strict access to one JSON object: the wrong type is an error, never a guess."""

    def __init__(self, source: object, path: str) -> None:
        if not isinstance(source, Mapping):
            raise _Invalid(f"{path}: not an object")
        self._source = source
        self.path = path

    def _value(self, key: str) -> object:
        if key not in self._source:
            raise _Invalid(f"{self.path}.{key}: missing")
        return self._source[key]

    def text(self, key: str) -> str:
        value = self._value(key)
        if not isinstance(value, str) or not value or len(value) > 400:
            raise _Invalid(f"{self.path}.{key}: not a text")
        return value

    def whole(self, key: str, *, least: int = 0) -> int:
        value = self._value(key)
        if type(value) is not int or not least <= value <= 10**15:
            raise _Invalid(f"{self.path}.{key}: not a whole number from {least}")
        return value

    def span_s(self, key: str, *, least: int = 0) -> int:
        span_s = self.whole(key, least=least)
        if span_s > SPAN_S_MAX:
            raise _Invalid(f"{self.path}.{key}: longer than {SPAN_S_MAX} s")
        return span_s

    def matching(self, key: str, form: re.Pattern[str]) -> str:
        text = self.text(key)
        if form.fullmatch(text) is None:
            raise _Invalid(f"{self.path}.{key}: not {form.pattern}")
        return text

    def whole_or_none(self, key: str) -> int | None:
        return None if self._value(key) is None else self.whole(key)

    def flag(self, key: str) -> bool:
        value = self._value(key)
        if not isinstance(value, bool):
            raise _Invalid(f"{self.path}.{key}: not true or false")
        return value

    def money(self, key: str, *, least: int = 0) -> Money:
        return Money(self.whole(key, least=least))

    def instant(self, key: str) -> datetime:
        try:
            return from_text(self.text(key))
        except ValueError as error:
            raise _Invalid(f"{self.path}.{key}: not an instant with an offset") from error

    def choice(self, key: str, choices: type[_Choice]) -> _Choice:
        try:
            return choices(self.text(key))
        except ValueError as error:
            raise _Invalid(f"{self.path}.{key}: none of {', '.join(choices)}") from error

    def inner(self, key: str) -> _Fields:
        return _Fields(self._value(key), f"{self.path}.{key}")

    def each(self, key: str, *, most: int) -> tuple[_Fields, ...]:
        value = self._value(key)
        if not isinstance(value, list) or not 1 <= len(value) <= most:
            raise _Invalid(f"{self.path}.{key}: not a list of 1 to {most}")
        return tuple(_Fields(one, f"{self.path}.{key}[{at}]") for at, one in enumerate(value))


def _campaign(fields: _Fields) -> Campaign:
    if fields.whole("format") != FORMAT:
        raise _Invalid(f"campaign.format: only format {FORMAT} can be read")
    campaign = Campaign(
        campaign_id=fields.text("campaign_id"),
        number=fields.whole("number"),
        version=fields.whole("version", least=1),
        environment=fields.choice("environment", Environment),
        name=fields.text("name"),
        city=fields.text("city"),
        issuer=fields.text("issuer"),
        hotline=fields.text("hotline"),
        issued_at=fields.instant("issued_at"),
        expires_at=fields.instant("expires_at"),
        types=tuple(_type(one) for one in fields.each("types", most=TYPES_MAX)),
        rounds=tuple(_round(one) for one in fields.each("rounds", most=ROUNDS_MAX)),
        funding=tuple(_funding(one) for one in fields.each("funding", most=20)),
        serial_number_required=fields.flag("serial_number_required"),
        delivery_list_required=fields.flag("delivery_list_required"),
        offline=_offline(fields.inner("offline")),
        refund_policy=_policy(fields.inner("refund_policy")),
        keys=_keys(fields),
    )
    _require_distinct("campaign.types", [kind.id for kind in campaign.types])
    _require_distinct("campaign.rounds", [one.number for one in campaign.rounds])
    return campaign


def _require_distinct(name: str, ids: list[int] | list[str]) -> None:
    if len(set(ids)) != len(ids):
        raise _Invalid(f"{name}: the same one twice")


def _type(fields: _Fields) -> CouponType:
    kind = CouponType(
        id=fields.whole("id", least=1),
        threshold=fields.money("threshold_fen", least=1),
        face=fields.money("face_fen", least=1),
    )
    if kind.face > kind.threshold:
        raise _Invalid(f"campaign.types: {kind.id} is worth more than its threshold")
    return kind


def _round(fields: _Fields) -> Round:
    one = Round(
        number=fields.whole("number", least=1),
        released_at=fields.instant("released_at"),
        valid_until=fields.instant("valid_until"),
    )
    if one.valid_until <= one.released_at:
        raise _Invalid(f"campaign.rounds: {one.number} ends before it starts")
    return one


def _funding(fields: _Fields) -> Funding:
    return Funding(
        source=fields.text("source"), name=fields.text("name"), amount=fields.money("amount_fen")
    )


def _offline(fields: _Fields) -> OfflineLimits:
    return OfflineLimits(
        redemptions_max=fields.whole("redemptions_max"),
        discount_max=fields.money("discount_fen_max"),
        contact_age_s_max=fields.span_s("contact_age_s_max"),
        token_life_s=fields.span_s("token_life_s", least=1),
        clock_skew_s=fields.span_s("clock_skew_s"),
        upload_grace_s=fields.span_s("upload_grace_s"),
    )


def _policy(fields: _Fields) -> RefundPolicy:
    return RefundPolicy(
        full_inside=fields.choice("full_inside", Fate),
        full_after=fields.choice("full_after", Fate),
        partial=fields.choice("partial", Fate),
        split=fields.choice("split", Fate),
        void=fields.choice("void", Fate),
        discount_spread=fields.choice("discount_spread", Spread),
        cycles_max=fields.whole_or_none("cycles_max"),
        reinstatement_delay_s=fields.span_s("reinstatement_delay_s"),
    )


def _keys(fields: _Fields) -> tuple[BankKey, ...]:
    keys = tuple(_key(one) for one in fields.each("keys", most=KEYS_MAX))
    _require_distinct(f"{fields.path}.keys", [key.kid for key in keys])
    return keys


def _key(fields: _Fields) -> BankKey:
    return BankKey(
        kid=fields.matching("kid", _KEY_ID),
        use=fields.choice("use", KeyUse),
        public_key=fields.matching("public_key", _PUBLIC_KEY),
    )
