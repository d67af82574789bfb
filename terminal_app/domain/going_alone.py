"""Whether one redemption may go on without the platform: everything R5 asks for, as one value and one question.

Owns the order in which it is asked, the plainest reason first. Looks nothing up: it is told what was known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from terminal_app.domain.campaign import Campaign
from terminal_app.domain.clock import ClockReading
from terminal_app.domain.coupon import CouponKnowledge
from terminal_app.domain.decision import refused_by_list
from terminal_app.domain.money import Money
from terminal_app.domain.offline_limits import Alone, Outstanding, check
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What was known when it had to be decided whether to go on alone."""

    standing: Standing
    revoked: bool
    """The platform has said that this terminal is not to work any more."""
    replaced: bool
    """The platform has said that this terminal's identity is in use elsewhere."""
    listed: CouponKnowledge
    outstanding: Outstanding
    contact_at: datetime | None
    clock: ClockReading

    def alone(self, campaign: Campaign) -> Alone:
        """The same, for the limits of a campaign."""
        return Alone(
            limits=campaign.offline,
            outstanding=self.outstanding,
            contact_at=self.contact_at,
            campaign_expires_at=campaign.expires_at,
            clock=self.clock,
        )


def refused_alone(
    circumstances: Circumstances, campaign: Campaign | None, *, discount: Money
) -> Refused | None:
    """None when one more redemption of that discount may be accepted alone; else what does not allow it."""
    standing = circumstances.standing
    if standing.suspended:
        return Refused(
            reason=Reason.STORE_SUSPENDED,
            facts={"why": standing.reason, "hotline": standing.hotline},
        )
    if circumstances.revoked:
        return Refused(reason=Reason.TERMINAL_REVOKED, facts={"hotline": standing.hotline})
    if circumstances.replaced:
        return Refused(reason=Reason.TERMINAL_REPLACED, facts={"hotline": standing.hotline})
    listed = refused_by_list(circumstances.listed, circumstances.clock.now)
    if listed is not None:
        return listed
    if campaign is None:
        return Refused(reason=Reason.CAMPAIGN_MISSING)
    return check(circumstances.alone(campaign), discount=discount)
