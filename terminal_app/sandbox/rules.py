"""Whether a redemption holds: the platform's own reading of the campaign's rules.

Owns every decision about a redemption request, from values alone. Refuses to look anything up:
who asks brings what the platform holds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from terminal_app.sandbox.campaign import Campaign, CouponType
from terminal_app.sandbox.clock import instant_text
from terminal_app.sandbox.events import RedemptionRequested
from terminal_app.sandbox.tokens import Presentation, TokenDefect

Evidence = Mapping[str, int | str | None]


class Outcome(StrEnum):
    """What came of an event."""

    CONFIRMED = "confirmed"
    DECLINED = "declined"
    LATER = "later"


class Code(StrEnum):
    """Why an event was not confirmed."""

    COUPON_UNKNOWN = "coupon_unknown"
    COUPON_REVOKED = "coupon_revoked"
    COUPON_FROZEN = "coupon_frozen"
    COUPON_USED = "coupon_used"
    COUPON_MISMATCH = "coupon_mismatch"
    TOKEN_FORGED = "token_forged"
    TOKEN_EXPIRED = "token_expired"
    TOKEN_OTHER_CAMPAIGN = "token_other_campaign"
    ROUND_NOT_STARTED = "round_not_started"
    ROUND_ENDED = "round_ended"
    BELOW_THRESHOLD = "below_threshold"
    AMOUNTS_WRONG = "amounts_wrong"
    SERIAL_REQUIRED = "serial_required"
    SERIAL_USED = "serial_used"
    STORE_SUSPENDED = "store_suspended"
    UPLOAD_TOO_LATE = "upload_too_late"
    REVERSED = "reversed"
    ALREADY_REFUNDED = "already_refunded"
    REFUND_EXCEEDS = "refund_exceeds"
    SALE_ELSEWHERE = "sale_elsewhere"
    REDEMPTION_UNKNOWN = "redemption_unknown"
    EVENT_MALFORMED = "event_malformed"
    SIGNATURE_WRONG = "signature_wrong"
    ID_REUSED = "id_reused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of an event, and why."""

    outcome: Outcome
    code: Code | None = None
    evidence: Evidence = field(default_factory=dict)


CONFIRMED = Verdict(outcome=Outcome.CONFIRMED)


def declined(code: Code, **evidence: int | str | None) -> Verdict:
    """Make a refusal with its evidence."""
    return Verdict(outcome=Outcome.DECLINED, code=code, evidence=evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCoupon:
    """A coupon as the platform issued it."""

    type_id: int
    round_number: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRedemption:
    """The live redemption that stands in the way."""

    redemption_id: str
    terminal_id: str
    store_id: str
    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """Since when and why a store may not redeem."""

    since_ms: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """All the platform holds about one request."""

    received_at_ms: int
    token: Presentation | TokenDefect
    coupon: HeldCoupon | None
    coupon_used: HeldRedemption | None
    serial_used: HeldRedemption | None
    suspension: Suspension | None
    reversed_before: bool


_Check = Callable[[RedemptionRequested, Campaign, Held], Verdict | None]


def decide(request: RedemptionRequested, campaign: Campaign, held: Held) -> Verdict:
    """Decide a redemption: the first check that objects speaks, or it is confirmed."""
    for check in _CHECKS:
        objection = check(request, campaign, held)
        if objection is not None:
            return objection
    return CONFIRMED


def _reversal(_request: RedemptionRequested, _campaign: Campaign, held: Held) -> Verdict | None:
    return declined(Code.REVERSED) if held.reversed_before else None


def _standing(request: RedemptionRequested, _campaign: Campaign, held: Held) -> Verdict | None:
    suspension = held.suspension
    if suspension is None or request.at_ms < suspension.since_ms:
        return None
    return declined(
        Code.STORE_SUSPENDED, reason=suspension.reason, since=instant_text(suspension.since_ms)
    )


def _token(request: RedemptionRequested, campaign: Campaign, held: Held) -> Verdict | None:
    token = held.token
    if isinstance(token, TokenDefect):
        return declined(Code.TOKEN_FORGED, expired_at=None)
    expires_at_ms = token.expires_at_s * 1000
    expired_at = instant_text(expires_at_ms)
    if token.campaign_number != campaign.number:
        return declined(Code.TOKEN_OTHER_CAMPAIGN, expired_at=expired_at)
    earliest_ms = token.issued_at_s * 1000 - campaign.clock_skew_ms
    if not earliest_ms <= request.at_ms < expires_at_ms + campaign.clock_skew_ms:
        return declined(Code.TOKEN_EXPIRED, expired_at=expired_at)
    return None


def _coupon(request: RedemptionRequested, _campaign: Campaign, held: Held) -> Verdict | None:
    coupon, token = held.coupon, held.token
    assert isinstance(token, Presentation), "the token was checked before the coupon"
    if coupon is None:
        return declined(Code.COUPON_UNKNOWN)
    presented = (token.coupon_id, token.type_id, token.round_number)
    asked = (request.data.coupon_id, request.data.coupon_type, request.data.round)
    if asked != presented or asked[1:] != (coupon.type_id, coupon.round_number):
        return declined(Code.COUPON_MISMATCH, type=coupon.type_id, round=coupon.round_number)
    match coupon.state:
        case "revoked":
            return declined(Code.COUPON_REVOKED)
        case "frozen":
            return declined(Code.COUPON_FROZEN)
        case _:
            return used(held.coupon_used) if held.coupon_used else None


def used(holder: HeldRedemption) -> Verdict:
    """Decline in favour of the redemption that holds the coupon."""
    return declined(
        Code.COUPON_USED,
        redemption_id=holder.redemption_id,
        terminal_id=holder.terminal_id,
        store_id=holder.store_id,
        used_at=instant_text(holder.at_ms),
    )


def _round(request: RedemptionRequested, campaign: Campaign, held: Held) -> Verdict | None:
    release = campaign.round_of(request.data.round)
    assert release is not None, "a coupon of this round was issued"
    valid_until = instant_text(release.valid_until_ms)
    if request.at_ms < release.released_at_ms:
        return declined(Code.ROUND_NOT_STARTED, valid_from=instant_text(release.released_at_ms))
    if request.at_ms >= release.valid_until_ms:
        return declined(Code.ROUND_ENDED, valid_until=valid_until)
    if held.received_at_ms >= release.valid_until_ms + campaign.upload_grace_ms:
        grace_s = campaign.upload_grace_ms // 1000
        return declined(Code.UPLOAD_TOO_LATE, valid_until=valid_until, grace_s=grace_s)
    return None


def _sums(request: RedemptionRequested, campaign: Campaign, _held: Held) -> Verdict | None:
    kind = campaign.type_of(request.data.coupon_type)
    assert isinstance(kind, CouponType), "a coupon of this type was issued"
    lines = request.data.items
    dearest_fen = max(line.unit_price_fen for line in lines)
    if dearest_fen < kind.threshold_fen:
        return declined(
            Code.BELOW_THRESHOLD, threshold_fen=kind.threshold_fen, dearest_fen=dearest_fen
        )
    gross_fen = sum(line.unit_price_fen * line.quantity for line in lines)
    ours = (gross_fen, kind.face_fen, gross_fen - kind.face_fen)
    theirs = (request.data.gross_fen, request.data.discount_fen, request.data.payable_fen)
    anchor = request.data.anchor_line
    at_dearest = anchor < len(lines) and lines[anchor].unit_price_fen == dearest_fen
    if ours != theirs or not at_dearest:
        return declined(
            Code.AMOUNTS_WRONG, gross_fen=ours[0], discount_fen=ours[1], payable_fen=ours[2]
        )
    return None


def _serial(request: RedemptionRequested, campaign: Campaign, held: Held) -> Verdict | None:
    serial_number = anchor_serial(request)
    if serial_number is None:
        if campaign.serial_number_required:
            return declined(Code.SERIAL_REQUIRED, serial_number=None, redemption_id=None)
        return None
    return serial_taken(serial_number, held.serial_used) if held.serial_used else None


def anchor_serial(request: RedemptionRequested) -> str | None:
    """Return the serial number of the unit that carries the discount, if one was captured."""
    return request.data.items[request.data.anchor_line].serial_number or None


def serial_taken(serial_number: str, holder: HeldRedemption) -> Verdict:
    """Decline in favour of the redemption that holds the serial number."""
    return declined(
        Code.SERIAL_USED, serial_number=serial_number, redemption_id=holder.redemption_id
    )


_CHECKS: tuple[_Check, ...] = (_reversal, _standing, _token, _coupon, _round, _sums, _serial)
