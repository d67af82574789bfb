"""How far this terminal may go on its own (R5). Owns the limits and what is left of them; counts nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from terminal_app.domain.clock import ClockReading
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.refusal import Reason, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineLimits:
    """The bank's limits, from the campaign document."""

    redemptions_max: int
    discount_max: Money
    contact_age_s_max: int
    token_life_s: int
    clock_skew_s: int
    upload_grace_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outstanding:
    """What was accepted offline here and is not settled: how many, and how much public money."""

    redemptions: int
    discount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What is left: redemptions, money, and until when without a word from the platform."""

    redemptions: int
    discount: Money
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """All that decides whether an offline acceptance is allowed at this moment."""

    limits: OfflineLimits
    outstanding: Outstanding
    contact_at: datetime | None
    campaign_expires_at: datetime
    clock: ClockReading


def allowance(alone: Alone) -> Allowance:
    """What could still be accepted offline now; zero when clock, contact or campaign do not allow any."""
    if _surroundings(alone) is not None:
        return Allowance(redemptions=0, discount=ZERO, until=None)
    left = alone.limits.redemptions_max - alone.outstanding.redemptions
    money_left = alone.limits.discount_max - alone.outstanding.discount
    return Allowance(
        redemptions=max(left, 0), discount=max(money_left, ZERO), until=contact_until(alone)
    )


def check(alone: Alone, *, discount: Money) -> Refused | None:
    """None when one more redemption of that discount stays inside every limit; else which limit says no."""
    refused = _surroundings(alone)
    if refused is not None:
        return refused
    if alone.outstanding.redemptions + 1 > alone.limits.redemptions_max:
        return Refused(
            reason=Reason.OFFLINE_COUNT_REACHED,
            facts={
                "outstanding": alone.outstanding.redemptions,
                "limit": alone.limits.redemptions_max,
            },
        )
    if alone.outstanding.discount + discount > alone.limits.discount_max:
        return Refused(
            reason=Reason.OFFLINE_MONEY_REACHED,
            facts={
                "outstanding": alone.outstanding.discount,
                "discount": discount,
                "limit": alone.limits.discount_max,
            },
        )
    return None


def contact_until(alone: Alone) -> datetime | None:
    """Until when the last contact counts as recent; None when there was none."""
    if alone.contact_at is None:
        return None
    return alone.contact_at + timedelta(seconds=alone.limits.contact_age_s_max)


def _surroundings(alone: Alone) -> Refused | None:
    if not alone.clock.trusted:
        return Refused(reason=Reason.CLOCK_UNTRUSTED, facts={"now": alone.clock.now})
    if alone.clock.now >= alone.campaign_expires_at:
        return Refused(
            reason=Reason.OFFLINE_CAMPAIGN_EXPIRED, facts={"expired": alone.campaign_expires_at}
        )
    until = contact_until(alone)
    if until is None or alone.clock.now >= until:
        hours = alone.limits.contact_age_s_max // 3600
        return Refused(reason=Reason.OFFLINE_CONTACT_OLD, facts={"hours": hours})
    return None
