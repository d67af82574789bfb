"""An outage: from the first offline acceptance to the platform's next word. Journal events alone open and close it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from terminal_app.domain.event import (
    Event,
    ExceptionRaised,
    RedemptionAcceptedOffline,
    RedemptionConfirmed,
    RedemptionDeclined,
    RefundAcceptedOffline,
    RefundConfirmed,
    RefundDeclined,
    RefundExceptionRaised,
)
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.redemption import Redemption

_ANSWERS = (
    RedemptionConfirmed,
    RedemptionDeclined,
    ExceptionRaised,
    RefundConfirmed,
    RefundDeclined,
    RefundExceptionRaised,
)
"""Rows that only an answer of the platform brings about. A «no» ends an outage as a «yes» does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """One stretch in which the terminal decided by itself; numbered from 1, sums of what it accepted alone."""

    number: int
    opened_at: datetime
    closed_at: datetime | None = None
    redemptions: int = 0
    gross: Money = ZERO
    discount: Money = ZERO
    refunds: int = 0
    refunded: Money = ZERO


def follow(
    last: Outage | None, event: Event, redemption: Redemption, at: datetime
) -> Outage | None:
    """The outage after one event, `last` being the newest so far; None when there was never one.

    `redemption` is the one the event is about, as it stands after it.
    """
    is_open = last is not None and last.closed_at is None
    if isinstance(event, RedemptionAcceptedOffline | RefundAcceptedOffline):
        begun = last if is_open and last is not None else _opened(last, at)
        return _counted(begun, event, redemption)
    if is_open and last is not None and isinstance(event, _ANSWERS):
        return replace(last, closed_at=at)
    return last


def _opened(last: Outage | None, at: datetime) -> Outage:
    return Outage(number=1 if last is None else last.number + 1, opened_at=at)


def _counted(
    outage: Outage,
    event: RedemptionAcceptedOffline | RefundAcceptedOffline,
    redemption: Redemption,
) -> Outage:
    if isinstance(event, RedemptionAcceptedOffline):
        requested = redemption.requested
        return replace(
            outage,
            redemptions=outage.redemptions + 1,
            gross=outage.gross + requested.gross,
            discount=outage.discount + requested.discount,
        )
    refund = redemption.refund(event.refund_id)
    assert refund is not None, "an event of a refund is about one of its redemption's"
    return replace(
        outage, refunds=outage.refunds + 1, refunded=outage.refunded + refund.requested.refund
    )
