"""A coupon (消费券) as a verified token presents it, and what is known of it. Verifies no signature itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponClaims:
    """What a token says, after its signature was found good against a key of the bank."""

    coupon_id: str
    coupon_type: int
    round_number: int
    campaign_number: int
    holder_tag: str
    issued_at: datetime
    expires_at: datetime
    key_id: str
    code: str


class CouponStatus(StrEnum):
    """What this terminal knows of one coupon, from its own journal first, then from the last download."""

    FREE = "free"
    USED_HERE = "used_here"
    IN_PROGRESS = "in_progress"
    USED = "used"
    REVOKED = "revoked"
    FROZEN = "frozen"
    RESTING = "resting"
    """Given back by a refund; usable again from `at` on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponKnowledge:
    """The status of one coupon, with the sale and the instant that made it so."""

    status: CouponStatus = CouponStatus.FREE
    sale_id: str = ""
    at: datetime | None = None


FREE = CouponKnowledge()
