"""Summary: the figures of some days, or of some rows of the journal, all of one instant. Changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from terminal_app.domain.campaign import Campaign
from terminal_app.domain.day import Span
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund_record import Refund
from terminal_app.domain.summary import (
    Figures,
    Summary,
    summarise,
)
from terminal_app.ports import Terminal, Transaction

REVERSALS_MAX = 10_000
"""Reversals the platform declined, settled or not, of all the years; a till has a few in a month."""

LINES_MAX = 10_000
"""Sales a person is shown behind one figure; the figure itself always counts all."""


def summary(terminal: Terminal, *, span: Span) -> Summary:
    """The figures of a span beside those of the span before, read in one view of the store."""
    now = terminal.clock.read().now
    with terminal.store.snapshot() as view:
        return summary_in(view, span=span, now=now)


def summary_in(view: Transaction, *, span: Span, now: datetime) -> Summary:
    """The same in a view that is open already, for what has to be of one instant with it."""
    campaign = view.campaign()
    return Summary(
        span=span,
        at=now,
        figures=figures_between(view, span, campaign=campaign),
        before=figures_between(view, span.before, campaign=campaign),
        outages=view.office.outages(span.since, span.until),
        sales_open=view.redemptions_open(),
        outstanding=view.outstanding(),
        exceptions_open=view.exceptions_count(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One of the sales a figure is made of; `refund` is the one that is counted, when the figure counts refunds."""

    redemption: Redemption
    refund: Refund | None


def figures_between(view: Transaction, span: Span, *, campaign: Campaign | None) -> Figures:
    """The figures of some days: redemptions and refunds each by their own instant at the counter."""
    return summarise(
        redemptions=view.office.redemptions_between(span.since, span.until),
        refunded=_refunds(
            view.office.refunded_between(span.since, span.until),
            lambda refund: span.since <= refund.at < span.until,
        ),
        case_of=view.office.case,
        reversals_declined=reversals_declined(view),
        campaign=campaign,
    )


def figures_in_rows(
    view: Transaction, first: int, last: int, *, campaign: Campaign | None
) -> Figures:
    """The figures of a shift: what these rows of the journal, both counted in, asked for, as it stands now."""
    asked = view.office.refund_rows(first, last)
    return summarise(
        redemptions=view.office.redemptions_in_rows(first, last),
        refunded=_refunds(
            view.office.refunded_in_rows(first, last), lambda refund: refund.refund_id in asked
        ),
        case_of=view.office.case,
        reversals_declined=reversals_declined(view),
        campaign=campaign,
    )


def reversals_declined(view: Transaction) -> dict[str, str]:
    """Redemptions undone here that the platform keeps, each with the entry that says so."""
    return view.reversals_declined(settled=True, limit=REVERSALS_MAX)


def _refunds(
    redemptions: tuple[Redemption, ...], counts: Callable[[Refund], bool]
) -> list[tuple[Redemption, Refund]]:
    """This till's own refunds that count; one of another till, told by the platform, has no operator here."""
    return [
        (redemption, refund)
        for redemption in redemptions
        for refund in redemption.refunds
        if refund.operator_id and counts(refund)
    ]
