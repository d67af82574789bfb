"""What the platform says with a decline (docs/protocol.md), as a reason and facts. Foreign: taken field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from terminal_app.domain.foreign_text import clean
from terminal_app.domain.instant import from_text
from terminal_app.domain.money import Money
from terminal_app.domain.refusal import Fact, Reason, Refused

NUMBER_MAX = 10**13
"""A larger number in an evidence is a mistake of the other side, not an amount."""

REASONS = {
    "token_forged": Reason.CODE_FORGED,
    "token_expired": Reason.CODE_EXPIRED,
    "token_other_campaign": Reason.CODE_OTHER_CAMPAIGN,
    "already_refunded": Reason.SALE_REFUNDED,
    "refund_exceeds": Reason.REFUND_TOO_MANY,
}
"""Codes of the platform that say what a reason of ours says under another name."""
_SAID_ALIKE = frozenset(
    {
        Reason.COUPON_UNKNOWN,
        Reason.COUPON_REVOKED,
        Reason.COUPON_FROZEN,
        Reason.COUPON_USED,
        Reason.COUPON_MISMATCH,
        Reason.ROUND_NOT_STARTED,
        Reason.ROUND_ENDED,
        Reason.BELOW_THRESHOLD,
        Reason.AMOUNTS_WRONG,
        Reason.SERIAL_REQUIRED,
        Reason.SERIAL_USED,
        Reason.STORE_SUSPENDED,
        Reason.UPLOAD_TOO_LATE,
        Reason.REVERSED,
        Reason.SALE_ELSEWHERE,
        Reason.NO_USABLE_ANSWER,
    }
)
_AMOUNTS = {
    "gross_fen": "gross",
    "discount_fen": "discount",
    "payable_fen": "payable",
    "threshold_fen": "threshold",
    "dearest_fen": "dearest",
    "refund_fen": "refund",
}
_INSTANTS = {
    "used_at": "at",
    "expired_at": "expired",
    "valid_from": "starts",
    "valid_until": "ended",
    "since": "since",
}
_NUMBERS = {"type": "type", "round": "round", "grace_s": "grace_s", "left": "left"}
_TEXTS = {
    "redemption_id": "redemption",
    "terminal_id": "terminal",
    "store_id": "store",
    "serial_number": "serial",
    "reason": "why",
}


def refused(code: str, evidence: Mapping[str, object]) -> Refused:
    """The platform's decline as a refusal of ours; a code without a reason of its own keeps its code."""
    facts = _facts(evidence)
    reason = REASONS.get(code) or next((one for one in _SAID_ALIKE if one == code), None)
    if reason is None:
        return Refused(
            reason=Reason.DECLINED_OTHERWISE, facts={**facts, "code": clean(code, cells_max=40)}
        )
    return Refused(reason=reason, facts=facts)


def code_of(code: str) -> str:
    """The code under which a decline has its page."""
    return refused(code, {}).reason.value


def _facts(evidence: Mapping[str, object]) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for field, fact in {**_AMOUNTS, **_INSTANTS, **_NUMBERS, **_TEXTS}.items():
        value = _fact(field, evidence.get(field))
        if value is not None:
            facts[fact] = value
    threshold, dearest = facts.get("threshold"), facts.get("dearest")
    if isinstance(threshold, Money) and isinstance(dearest, Money):
        facts["short"] = threshold - dearest
    return facts


def _fact(field: str, value: object) -> Fact | None:
    """One field as the protocol types it; None for what is not of that type."""
    if type(value) is int and abs(value) <= NUMBER_MAX:
        return Money(value) if field in _AMOUNTS else value if field in _NUMBERS else None
    if not isinstance(value, str):
        return None
    if field in _INSTANTS:
        return _instant(value)
    return clean(value) or None if field in _TEXTS else None


def _instant(text: str) -> datetime | None:
    try:
        return from_text(text[:40])
    except (ValueError, OverflowError):
        return None
