"""Signals: look at each day of a span for what the bank might ask about. Changes nothing, tells nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from terminal_app.domain import signals as looks
from terminal_app.domain.campaign import Campaign
from terminal_app.domain.day import Span, day_of
from terminal_app.domain.money import ZERO
from terminal_app.domain.redemption import ACCEPTED, Redemption, SaleState
from terminal_app.domain.signals import Signal, Trade
from terminal_app.ports import Terminal


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySignals:
    """What was seen in a day: how many sales were looked at, and the signals, the weightiest first."""

    day: date
    sales: int
    signals: tuple[Signal, ...]


def signals(terminal: Terminal, *, span: Span) -> tuple[DaySignals, ...]:
    """Look at the days of a span that had sales."""
    with terminal.store.snapshot() as view:
        redemptions = view.office.redemptions_between(span.since, span.until)
        campaign = view.campaign()
    days: dict[date, list[Trade]] = {}
    for one in redemptions:
        trade = _trade(one, campaign)
        if trade is not None:
            days.setdefault(day_of(one.at), []).append(trade)
    return tuple(
        DaySignals(day=day, sales=len(trades), signals=looks.signals(trades))
        for day, trades in sorted(days.items())
    )


def _trade(one: Redemption, campaign: Campaign | None) -> Trade | None:
    """The redemption as it is looked at; None when the discount was not given."""
    if one.state not in ACCEPTED or one.sale_state is SaleState.CANCELLED:
        return None
    requested = one.requested
    types = campaign.types if campaign is not None else ()
    threshold = next((t.threshold for t in types if t.id == requested.coupon_type), ZERO)
    anchor = requested.items[requested.anchor_line]
    return Trade(
        redemption_id=one.redemption_id,
        sale_id=requested.sale_id,
        coupon_id=requested.coupon_id,
        operator_id=one.operator_id,
        at=one.at,
        threshold=threshold,
        price=anchor.unit_price,
        product=anchor.name,
        serial_number=anchor.serial_number or "",
        is_reinstated=one.reinstated,
    )
