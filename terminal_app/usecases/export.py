"""Export: a summary with every line behind it, for files, all of one view of the store. Changes nothing."""

from __future__ import annotations

from terminal_app.domain.day import Span
from terminal_app.domain.export import (
    DECLINED_LATER,
    REFUNDS_DECLINED_LATER,
    Disputed,
    Export,
    Returned,
    Source,
)
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.summary import Figures, ReturnFigure, SaleFigure
from terminal_app.ports import Operator, Terminal, Transaction
from terminal_app.usecases.summary import reversals_declined, summary_in

_REVERSALS = frozenset({SaleFigure.REVERSALS_DECLINED, SaleFigure.REVERSALS_DECLINED_SETTLED})
"""Figures whose case is that of the reversal, not of the redemption."""


def export(terminal: Terminal, *, span: Span, operator: Operator, version: str) -> Export:
    """The figures of a span and what they are made of; `operator` is who asked for them."""
    now = terminal.clock.read().now
    enrolment = terminal.enrolment
    with terminal.store.snapshot() as view:
        head = view.head()
        made = summary_in(view, span=span, now=now)
        return Export(
            source=Source(
                store_id=enrolment.store_id,
                store_name=enrolment.store_name,
                terminal_id=enrolment.terminal_id,
                environment=enrolment.environment,
                head_sequence=head.sequence,
                head_hash=head.hash,
                operator_id=operator.operator_id,
                version=version,
            ),
            summary=made,
            sales=_sales(view, made.figures),
            returns=_returns(view, made.figures, ReturnFigure.TAKEN_BACK),
            exceptions=(
                *_sale_exceptions(view, made.figures),
                *_refund_exceptions(view, made.figures),
            ),
        )


def _sales(view: Transaction, figures: Figures) -> tuple[Redemption, ...]:
    return tuple(_known(view, one) for one in figures.lines_of(SaleFigure.GIVEN))


def _returns(view: Transaction, figures: Figures, figure: ReturnFigure) -> tuple[Returned, ...]:
    found = []
    for refund_id in figures.lines_of(figure):
        _, redemption_id = view.notice(refund_id)
        redemption = _known(view, redemption_id)
        refund = redemption.refund(refund_id)
        assert refund is not None, "a refund is one of its redemption's"
        found.append(Returned(redemption=redemption, refund=refund))
    return tuple(sorted(found, key=lambda one: (one.refund.at, one.refund.refund_id)))


def _sale_exceptions(view: Transaction, figures: Figures) -> list[Disputed]:
    entries = reversals_declined(view)
    return [
        Disputed(
            figure=figure,
            redemption=(redemption := _known(view, redemption_id)),
            refund=None,
            case=view.office.case(
                entries[redemption_id] if figure in _REVERSALS else redemption_id
            ),
            code="" if figure in _REVERSALS else redemption.code,
        )
        for figure in DECLINED_LATER
        for redemption_id in figures.lines_of(figure)
    ]


def _refund_exceptions(view: Transaction, figures: Figures) -> list[Disputed]:
    return [
        Disputed(
            figure=figure,
            redemption=one.redemption,
            refund=one.refund,
            case=view.office.case(one.refund.refund_id),
            code=one.refund.code,
        )
        for figure in REFUNDS_DECLINED_LATER
        for one in _returns(view, figures, figure)
    ]


def _known(view: Transaction, redemption_id: str) -> Redemption:
    redemption = view.redemption(redemption_id)
    assert redemption is not None, "a figure is made of what the journal has"
    return redemption
