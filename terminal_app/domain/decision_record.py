"""A decision as it is put on record: what was asked, what was known, and what came of it, so that it can be run again.

Holds no token, no holder and no key: the coupon's id and what the rules looked at are enough. Decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from terminal_app.domain.clock import ClockReading
from terminal_app.domain.coupon import CouponClaims
from terminal_app.domain.decision import Accepted, Knowledge
from terminal_app.domain.going_alone import Circumstances
from terminal_app.domain.money import Money
from terminal_app.domain.refusal import Refused
from terminal_app.domain.sale import Sale

ACCEPTED = "accepted"
"""The outcome of a decision that no rule refused; every other outcome is a reason's code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the rules were asked: one coupon, one sale, and what was known.

    `campaign_version` 0 means that no campaign was there.
    """

    claims: CouponClaims
    sale: Sale
    knowledge: Knowledge
    campaign_version: int

    def __post_init__(self) -> None:
        assert self.claims == without_token(self.claims), "no token is put on record"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAlone:
    """The second question: without the platform, may it go on? `refused` is what does not allow it."""

    circumstances: Circumstances
    campaign_version: int
    discount: Money
    refused: Refused | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord:
    """One decision of the counter. `asked` is None when what was scanned never became a coupon."""

    decision_id: str
    """The redemption's id where one was begun; an id of its own for a refusal."""
    clock: ClockReading
    asked: Asked | None
    decided: Accepted | Refused
    alone: AskedAlone | None = None

    def __post_init__(self) -> None:
        assert self.asked is not None or isinstance(self.decided, Refused), "accepted is a coupon"

    @property
    def at(self) -> datetime:
        """When it was decided."""
        return self.clock.now

    @property
    def coupon_id(self) -> str:
        """The coupon it was about; empty when none was read."""
        return "" if self.asked is None else self.asked.claims.coupon_id

    @property
    def refused(self) -> Refused | None:
        """What said no, be it a rule or a limit; None when it was accepted."""
        if isinstance(self.decided, Refused):
            return self.decided
        return None if self.alone is None else self.alone.refused

    @property
    def outcome(self) -> str:
        """`accepted`, or the code of the reason."""
        return ACCEPTED if self.refused is None else self.refused.reason.value


def without_token(claims: CouponClaims) -> CouponClaims:
    """What the rules look at, without what could be shown at a counter again or lead to a person."""
    return replace(claims, code="", holder_tag="", key_id="")
