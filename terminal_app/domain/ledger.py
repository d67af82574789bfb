"""The ledger: every redemption the journal tells of, folded; what must add up is checked on every fold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from terminal_app.domain import redemption as states
from terminal_app.domain.event import (
    Event,
    RedemptionEvent,
    RedemptionRequested,
    RefundEvent,
    SaleFetched,
)
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.redemption import Redemption, RedemptionState


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One journal row, as far as the ledger cares."""

    event: Event
    at: datetime
    operator_id: str
    event_id: str = ""


Watch = Callable[[Entry, Redemption | None], None]
"""Told of each row that was folded, with the redemption it is about as it stands after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """The sums that must balance: accepted = confirmed + waiting + exceptions, `waiting` as the outbox has it."""

    accepted: Money
    confirmed: Money
    waiting: Money
    exceptions: Money

    @property
    def balanced(self) -> bool:
        """Whether every fen of accepted discount is in exactly one place."""
        return self.accepted == self.confirmed + self.waiting + self.exceptions


def fold(entries: Iterable[Entry], *, watch: Watch | None = None) -> dict[str, Redemption]:
    """Fold a journal, oldest first, into its redemptions by id."""
    redemptions: dict[str, Redemption] = {}
    for entry in entries:
        after = _after(redemptions, entry)
        if after is not None:
            redemptions[after.redemption_id] = after
        if watch is not None:
            watch(entry, after)
    return redemptions


def _after(redemptions: Mapping[str, Redemption], entry: Entry) -> Redemption | None:
    """The redemption a row is about, as it stands after it; None for a row about none."""
    event = entry.event
    if isinstance(event, RedemptionRequested):
        assert event.redemption_id not in redemptions, "an id is made once"
        return states.begin(event, at=entry.at, operator_id=entry.operator_id)
    if isinstance(event, SaleFetched):
        known = redemptions.get(event.requested.redemption_id)
        if known is None:
            return states.take_up(event, operator_id=entry.operator_id)
        return states.learn(known, event)
    if isinstance(event, RefundEvent):
        return states.apply_refund(
            redemptions[event.redemption_id], event, at=entry.at, operator_id=entry.operator_id
        )
    if isinstance(event, RedemptionEvent):
        return states.apply(redemptions[event.redemption_id], event, at=entry.at)
    return None


def balance(redemptions: Iterable[Redemption], *, waiting: Container[str]) -> Books:
    """Add up the discounts given, by where they stand; `waiting` are the ids the outbox has still to send."""
    sums = dict.fromkeys(RedemptionState, ZERO)
    accepted = unsent = ZERO
    for one in redemptions:
        requested = one.requested
        if one.terminal_id:
            continue  # another till's sale, taken up for a refund: it stands in that till's books
        assert requested.gross == requested.payable + requested.discount, "gross = paid + discount"
        sums[one.state] += requested.discount
        if one.state in states.ACCEPTED:
            accepted += requested.discount
            # An exception that is tried again waits too, and stays an exception until the answer.
            if one.redemption_id in waiting and one.state is not RedemptionState.EXCEPTION:
                unsent += requested.discount
    return Books(
        accepted=accepted,
        confirmed=sums[RedemptionState.CONFIRMED],
        waiting=unsent,
        exceptions=sums[RedemptionState.EXCEPTION],
    )


def coupons_held_twice(
    redemptions: Iterable[Redemption], *, freed: Collection[str] = ()
) -> tuple[str, ...]:
    """Coupons with more than one live redemption here; must be empty at any moment.

    Left out is what this journal could not know better: the coupon of an exception is somebody else's, one given back
    here was free to be spent again although the platform did not follow, another till's sale is in its books, and of
    those in `freed` the platform said that the coupon came back.
    """
    seen: set[str] = set()
    twice: set[str] = set()
    for one in redemptions:
        is_ours = not one.terminal_id and one.state is not RedemptionState.EXCEPTION
        was_free = one.given_back_here or one.redemption_id in freed
        if is_ours and one.holds_coupon and not was_free:
            coupon_id = one.requested.coupon_id
            (twice if coupon_id in seen else seen).add(coupon_id)
    return tuple(sorted(twice))
