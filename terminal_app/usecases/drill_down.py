"""Drill down: the sales behind a figure, line by line. Changes nothing and counts nothing: the figure has done so."""

from __future__ import annotations

from collections.abc import Sequence

from terminal_app.domain.redemption import Redemption
from terminal_app.ports import Terminal, Transaction
from terminal_app.usecases.summary import LINES_MAX, Line


def drill_down(terminal: Terminal, ids: Sequence[str], *, of_refunds: bool) -> tuple[Line, ...]:
    """The redemptions, or the refunds with theirs, of these ids; at most `LINES_MAX`, in the order given."""
    with terminal.store.snapshot() as view:
        if of_refunds:
            return tuple(_refund(view, one) for one in ids[:LINES_MAX])
        return tuple(Line(redemption=_known(view, one), refund=None) for one in ids[:LINES_MAX])


def _refund(view: Transaction, refund_id: str) -> Line:
    _, redemption_id = view.notice(refund_id)
    redemption = _known(view, redemption_id)
    return Line(redemption=redemption, refund=redemption.refund(refund_id))


def _known(view: Transaction, redemption_id: str) -> Redemption:
    """By the redemption's id, or by that of its sale, which is what a person is told."""
    redemption = view.redemption(redemption_id) or view.redemption_of_sale(redemption_id)
    assert redemption is not None, "a figure is made of what the journal has"
    return redemption
