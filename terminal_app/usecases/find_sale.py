"""Find a sale to take back: by the id on its slip, here or at the platform; by coupon, serial number or time, here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from terminal_app.domain import redemption as states
from terminal_app.domain.answer import NoAnswer
from terminal_app.domain.event import SaleFetched
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import NoSale, SaleReply, Terminal

DAYS_BACK = 30
ELSEWHERE = "sale_elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSale:
    """A sale; `fetched` is the platform's word when it is another till's and not on record here yet."""

    redemption: Redemption
    fetched: SaleFetched | None = None


def find_sale(terminal: Terminal, sale_id: str, *, operator_id: str) -> FoundSale | Refused:
    """A sale by its id. Writes nothing."""
    with terminal.store.snapshot() as view:
        known = view.redemption_of_sale(sale_id)
    if known is not None:
        return FoundSale(redemption=known)
    unknown = Refused(reason=Reason.SALE_UNKNOWN, facts={"sale": sale_id[:24]})
    if not (sale_id.isascii() and sale_id.isdigit()):
        return unknown
    reply = terminal.bank.fetch_sale(sale_id, deadline_s=terminal.deadline_s)
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
