"""Find a sale to take back: by the id on its slip, here or at the platform; by coupon, serial number or time, here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from terminal_app.domain import redemption as states
from terminal_app.domain.answer import NoAnswer
from terminal_app.domain.event import SaleFetched
from terminal_app.domain.redemption import Redemption, RedemptionState, SaleState
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import NoSale, SaleReply, Terminal

DAYS_BACK = 30
ELSEWHERE = "sale_elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSale:
    """A sale; `fetched` is the platform's word when it says more of it than is on record here."""

    redemption: Redemption
    fetched: SaleFetched | None = None


def find_sale(terminal: Terminal, sale_id: str, *, operator_id: str) -> FoundSale | Refused:
    """A sale by its id, with what other tills took back of it. Writes nothing.

    Without the platform a sale that is on record here is found as it stands here.
    """
    with terminal.store.snapshot() as view:
        known = view.redemption_of_sale(sale_id)
    unknown = Refused(reason=Reason.SALE_UNKNOWN, facts={"sale": sale_id[:24]})
    if not (sale_id.isascii() and sale_id.isdigit()):
        return unknown
    if known is not None and not _may_be_told_of(known):
        return FoundSale(redemption=known)
    reply = _asked(terminal, sale_id, is_known=known is not None)
    if known is not None:
        return _told_of(known, reply)
    match reply:
        case SaleReply(sale=fetched):
            taken = states.take_up(fetched, operator_id=operator_id)
            return FoundSale(redemption=taken, fetched=fetched)
        case NoSale(code=code):
            reason = Reason.SALE_ELSEWHERE if code == ELSEWHERE else Reason.SALE_UNKNOWN
            return Refused(reason=reason, facts={"sale": sale_id[:24]})
        case NoAnswer():
            return unknown
        case _:
            assert_never(reply)


def _may_be_told_of(known: Redemption) -> bool:
    """Whether another till can have taken something back: only of what the platform has, and what was paid."""
    is_booked = known.state is RedemptionState.CONFIRMED
    return is_booked and known.sale_state is SaleState.COMPLETED


def _asked(terminal: Terminal, sale_id: str, *, is_known: bool) -> SaleReply | NoSale | NoAnswer:
    if is_known:
        with terminal.store.snapshot() as view:
            is_silent = view.contact().silent_since is not None
        if is_silent:
            return NoAnswer(why="silent at the last try", asked=False)
    return terminal.bank.fetch_sale(sale_id, deadline_s=terminal.deadline_s)


def _told_of(known: Redemption, reply: SaleReply | NoSale | NoAnswer) -> FoundSale:
    """A known sale after the platform's word; another redemption under its id is nobody's word about it."""
    is_of_it = (
        isinstance(reply, SaleReply) and reply.sale.requested.redemption_id == known.redemption_id
    )
    if not isinstance(reply, SaleReply) or not is_of_it:
        return FoundSale(redemption=known)
    learned = states.learn(known, reply.sale)
    if learned == known:
        return FoundSale(redemption=known)
    return FoundSale(redemption=learned, fetched=reply.sale)


def search_sales(
    terminal: Terminal, text: str, *, day: datetime | None = None
) -> tuple[Redemption, ...]:
    """Sales of this till by sale id, coupon id or serial number; without a text, those of the last days."""
    now = terminal.clock.read().now
    since, until = now - timedelta(days=DAYS_BACK), now + timedelta(days=1)
    if day is not None:
        since, until = day, day + timedelta(days=1)
    wanted = text.strip()
    with terminal.store.snapshot() as view:
        if not wanted:
            return view.redemptions_of(since=since, until=until)
        by_id = view.redemption_of_sale(wanted)
        if by_id is not None:
            return (by_id,)
        by_coupon = view.redemptions_of(coupon_id=wanted, since=since, until=until)
        return by_coupon or view.redemptions_of(
            serial_number=wanted.upper(), since=since, until=until
        )
