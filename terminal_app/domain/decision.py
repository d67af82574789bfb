"""May this coupon be applied to this sale, here and now? (R1–R3.) Decides; records nothing, asks nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from terminal_app.domain.campaign import Campaign, CouponType, Round
from terminal_app.domain.clock import ClockReading
from terminal_app.domain.coupon import CouponClaims, CouponKnowledge, CouponStatus
from terminal_app.domain.money import Money
from terminal_app.domain.refusal import Facts, Reason, Refused
from terminal_app.domain.sale import Sale
from terminal_app.domain.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What this terminal knows that bears on one decision."""

    coupon: CouponKnowledge
    serial_used_in: str | None
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The coupon applies: the discount attaches to one unit of line `anchor_line` (from 0)."""

    gross: Money
    discount: Money
    payable: Money
    anchor_line: int
    coupon_type: CouponType
    valid_until: datetime
    larger_type: CouponType | None
    """A type with a larger face whose threshold this sale meets: a hint for the shopper, no rule."""


def decide_at(
    *,
    claims: CouponClaims,
    sale: Sale,
    campaign: Campaign | None,
    knowledge: Knowledge,
    clock: ClockReading,
) -> Accepted | Refused:
    """`decide` for a clock that may be wrong, and for a terminal that may have no campaign yet."""
    if campaign is None:
        return Refused(reason=Reason.CAMPAIGN_MISSING)
    decided = decide(
        claims=claims, sale=sale, campaign=campaign, knowledge=knowledge, now=clock.now
    )
    if isinstance(decided, Refused) and decided.reason in _BY_TIME and not clock.trusted:
        # After a dead battery an honest code seems to come from the future: it is our clock that is wrong.
        return Refused(reason=Reason.CLOCK_UNTRUSTED, facts={"now": clock.now})
    return decided


_BY_TIME = frozenset(
    {Reason.CODE_NOT_YET, Reason.CODE_EXPIRED, Reason.ROUND_NOT_STARTED, Reason.ROUND_ENDED}
)


def decide(
    *, claims: CouponClaims, sale: Sale, campaign: Campaign, knowledge: Knowledge, now: datetime
) -> Accepted | Refused:
    """Apply every rule that needs no platform, the cheapest to explain first."""
    refused = (
        _standing(knowledge.standing)
        or check_presentation(claims, campaign, now)
        or refused_by_list(knowledge.coupon, now)
    )
    if refused is not None:
        return refused
    kind = campaign.type_of(claims.coupon_type)
    if kind is None:
        return Refused(reason=Reason.COUPON_TYPE_UNKNOWN, facts={"type": claims.coupon_type})
    validity = check_round(campaign, claims.round_number, now)
    if isinstance(validity, Refused):
        return validity
    return (
        _threshold(sale, kind)
        or _serial(sale, campaign, knowledge)
        or _accepted(sale, kind, validity, campaign)
    )


def check_presentation(claims: CouponClaims, campaign: Campaign, now: datetime) -> Refused | None:
    """Whether the token is of this campaign and fresh: closed at its start, open at its end, give or take the skew."""
    if claims.campaign_number != campaign.number:
        return Refused(reason=Reason.CODE_OTHER_CAMPAIGN, facts={"campaign": campaign.name})
    skew = timedelta(seconds=campaign.offline.clock_skew_s)
    life = timedelta(seconds=campaign.offline.token_life_s)
    if now < claims.issued_at - skew:
        return Refused(reason=Reason.CODE_NOT_YET, facts={"issued": claims.issued_at})
    ends = min(claims.expires_at, claims.issued_at + life)
    if now >= ends + skew:
        late_s = (now - ends) // timedelta(seconds=1)
        return Refused(reason=Reason.CODE_EXPIRED, facts={"expired": ends, "late_s": late_s})
    return None


def check_round(campaign: Campaign, number: int, now: datetime) -> Round | Refused:
    """The coupon's round if it is valid at that instant."""
    validity = campaign.round_of(number)
    if validity is None:
        return Refused(reason=Reason.ROUND_UNKNOWN, facts={"round": number})
    facts: Facts = {
        "round": number,
        "starts": validity.released_at,
        "ended": validity.valid_until,
    }
    if now < validity.released_at:
        return Refused(reason=Reason.ROUND_NOT_STARTED, facts=facts)
    if now >= validity.valid_until:
        return Refused(reason=Reason.ROUND_ENDED, facts=facts)
    return validity


def rests_on_download(refused: Refused) -> bool:
    """Whether the refusal rests on something the platform may have changed since it was last asked."""
    return refused.reason in _FROM_DOWNLOAD


_FROM_DOWNLOAD = frozenset(
    {
        Reason.STORE_SUSPENDED,
        Reason.COUPON_USED,
        Reason.COUPON_USED_HERE,
        Reason.COUPON_REVOKED,
        Reason.COUPON_FROZEN,
        Reason.COUPON_TYPE_UNKNOWN,
        Reason.ROUND_UNKNOWN,
        Reason.ROUND_NOT_STARTED,
        Reason.ROUND_ENDED,
    }
)


def _standing(standing: Standing) -> Refused | None:
    if not standing.suspended:
        return None
    return Refused(
        reason=Reason.STORE_SUSPENDED,
        facts={"why": standing.reason, "hotline": standing.hotline},
    )


_REFUSING = {
    CouponStatus.USED_HERE: Reason.COUPON_USED_HERE,
    CouponStatus.IN_PROGRESS: Reason.COUPON_IN_PROGRESS,
    CouponStatus.USED: Reason.COUPON_USED,
    CouponStatus.REVOKED: Reason.COUPON_REVOKED,
    CouponStatus.FROZEN: Reason.COUPON_FROZEN,
    CouponStatus.RESTING: Reason.COUPON_RESTING,
}


def refused_by_list(coupon: CouponKnowledge, now: datetime) -> Refused | None:
    """Whether what is known of the coupon forbids using it at that instant."""
    if coupon.status is CouponStatus.FREE:
        return None
    if coupon.status is CouponStatus.RESTING and coupon.at is not None and now >= coupon.at:
        return None
    facts: dict[str, str | datetime] = {}
    if coupon.sale_id:
        facts["sale"] = coupon.sale_id
    if coupon.at is not None:
        facts["at"] = coupon.at
    return Refused(reason=_REFUSING[coupon.status], facts=facts)


def _threshold(sale: Sale, kind: CouponType) -> Refused | None:
    dearest = sale.dearest.unit_price
    if dearest >= kind.threshold:
        return None
    return Refused(
        reason=Reason.BELOW_THRESHOLD,
        facts={
            "dearest": dearest,
            "threshold": kind.threshold,
            "short": kind.threshold - dearest,
        },
    )


def _serial(sale: Sale, campaign: Campaign, knowledge: Knowledge) -> Refused | None:
    serial_number = sale.dearest.serial_number
    if campaign.serial_number_required and not serial_number:
        return Refused(reason=Reason.SERIAL_REQUIRED, facts={"item": sale.dearest.name})
    if serial_number and knowledge.serial_used_in is not None:
        return Refused(
            reason=Reason.SERIAL_USED,
            facts={"serial": serial_number, "sale": knowledge.serial_used_in},
        )
    return None


def _accepted(sale: Sale, kind: CouponType, validity: Round, campaign: Campaign) -> Accepted:
    larger = [
        one
        for one in campaign.types
        if one.face > kind.face and one.threshold <= sale.dearest.unit_price
    ]
    accepted = Accepted(
        gross=sale.gross,
        discount=kind.face,
        payable=sale.gross - kind.face,
        anchor_line=sale.dearest_line,
        coupon_type=kind,
        valid_until=validity.valid_until,
        larger_type=max(larger, key=lambda one: one.face, default=None),
    )
    assert accepted.gross == accepted.payable + accepted.discount, "gross = paid + discount"
    return accepted
