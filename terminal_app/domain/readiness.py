"""Readiness (离线能力): how long and how much this terminal could go on alone from now, and which limit comes first.

Owns the answer for one instant. It repeats no rule: the limits are `offline_limits`', the rounds the campaign's, and a
property test holds it against `offline_limits.check` and `decision.check_round`.

`redemptions` is a promise: so many more, whatever their types, as long as none is worth more than `face`; of `face`
itself not one more. `face` is the largest type that still fits once. `until` is exact: before it every one of them is
accepted, from it on none. The age of the used-coupon list is told and limits nothing: R5 does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from terminal_app.domain.campaign import Campaign, Round
from terminal_app.domain.dismissal import Dismissal
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.offline_limits import Alone, allowance, contact_until
from terminal_app.domain.standing import Standing


class Limit(StrEnum):
    """What comes first, of the things that end going on alone."""

    # in time
    CONTACT = "contact"
    CAMPAIGN = "campaign"
    ROUND = "round"
    # in number
    COUNT = "count"
    MONEY = "money"
    # already there
    CLOCK = "clock"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    REPLACED = "replaced"
    CAMPAIGN_MISSING = "campaign_missing"
    NEVER_HEARD = "never_heard"
    NO_ROUND = "no_round"


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """How far this terminal could go alone, as of `now`.

    `stop` is why it cannot go on at all; with it, nothing is left and there is no `until`. Else `ends_by` is the limit
    behind `until`, and `runs_out_by` the one behind `redemptions`. `any_type` is true while the largest type fits.
    """

    now: datetime
    stop: Limit | None
    until: datetime | None = None
    ends_by: Limit | None = None
    redemptions: int = 0
    redemptions_most: int = 0
    """With the smallest type each time."""
    discount: Money = ZERO
    face: Money = ZERO
    any_type: bool = False
    runs_out_by: Limit | None = None
    listed_at: datetime | None = None

    @property
    def left_s(self) -> int:
        """Whole seconds until the end."""
        return _age_s(self.now, self.until) if self.until is not None else 0

    @property
    def list_age_s(self) -> int | None:
        """How long ago the used-coupon list was downloaded to its end; None when that is not known."""
        return None if self.listed_at is None else _age_s(self.listed_at, self.now)


def readiness(
    *,
    now: datetime,
    alone: Alone | None,
    campaign: Campaign | None,
    standing: Standing,
    dismissal: Dismissal | None,
    listed_at: datetime | None,
) -> Readiness:
    """How long and how much, and what limits it; `alone` is None exactly when there is no campaign."""
    stop = _stop(now, alone, campaign, standing, dismissal=dismissal)
    if stop is not None:
        return Readiness(now=now, stop=stop, listed_at=listed_at)
    assert alone is not None, "without a campaign there is a stop"
    assert campaign is not None, "without a campaign there is a stop"
    until, ends_by = _end(now, alone, campaign)
    left = allowance(alone)
    faces = sorted(kind.face for kind in campaign.types)
    fitting = [face for face in faces if face <= left.discount]
    if not left.redemptions or not fitting:
        limit = Limit.MONEY if left.redemptions else Limit.COUNT
        return Readiness(now=now, stop=limit, discount=left.discount, listed_at=listed_at)
    face = fitting[-1]
    by_money = left.discount.fen // face.fen
    return Readiness(
        now=now,
        stop=None,
        until=until,
        ends_by=ends_by,
        redemptions=min(left.redemptions, by_money),
        redemptions_most=min(left.redemptions, left.discount.fen // faces[0].fen),
        discount=left.discount,
        face=face,
        any_type=face == faces[-1],
        runs_out_by=Limit.MONEY if by_money < left.redemptions else Limit.COUNT,
        listed_at=listed_at,
    )


def _stop(
    now: datetime,
    alone: Alone | None,
    campaign: Campaign | None,
    standing: Standing,
    *,
    dismissal: Dismissal | None,
) -> Limit | None:
    """In the order in which a redemption would meet it."""
    if standing.suspended:
        return Limit.SUSPENDED
    match dismissal:
        case Dismissal.REVOKED:
            return Limit.REVOKED
        case Dismissal.REPLACED:
            return Limit.REPLACED
        case None:
            pass
        case _:
            assert_never(dismissal)
    if alone is None or campaign is None:
        return Limit.CAMPAIGN_MISSING
    if not alone.clock.trusted:
        return Limit.CLOCK
    if now >= alone.campaign_expires_at:
        return Limit.CAMPAIGN
    until = contact_until(alone)
    if until is None:
        return Limit.NEVER_HEARD
    if now >= until:
        return Limit.CONTACT
    return Limit.NO_ROUND if campaign.round_at(now) is None else None


def _end(now: datetime, alone: Alone, campaign: Campaign) -> tuple[datetime, Limit]:
    until = contact_until(alone)
    assert until is not None, "a platform never heard is a stop"
    ends = (
        (rounds_end(campaign.rounds, now), Limit.ROUND),
        (alone.campaign_expires_at, Limit.CAMPAIGN),
        (until, Limit.CONTACT),
    )
    return min(ends, key=lambda one: one[0])


def rounds_end(rounds: Sequence[Round], now: datetime) -> datetime:
    """The first instant from `now` on at which no round is valid; rounds that touch count as one stretch."""
    end = now
    for _ in range(len(rounds)):
        later = [one.valid_until for one in rounds if one.released_at <= end < one.valid_until]
        if not later:
            break
        end = max(later)
    return end


def _age_s(since: datetime, now: datetime) -> int:
    return max(int((now - since).total_seconds()), 0)
