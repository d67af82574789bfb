"""From any figure to its sales: exactly those it counted, in their order."""

from __future__ import annotations

from terminal_app.domain.day import Span, day_of
from terminal_app.domain.money import Money
from terminal_app.domain.summary import ReturnFigure, SaleFigure
from terminal_app.usecases.drill_down import drill_down
from terminal_app.usecases.summary import summary
from tests.support.evening import an_evening
from tests.support.terminal import Till


def test_the_sales_behind_each_figure_add_up_to_it(till: Till) -> None:
    an_evening(till)
    today = day_of(till.watch.now)
    figures = summary(till.terminal, span=Span(first=today, last=today)).figures
    tallies = (
        *(figures.sales[figure] for figure in SaleFigure),
        *figures.by_type.values(),
        *figures.by_hour.values(),
        *figures.by_operator.values(),
    )
    for tally in tallies:
        lines = drill_down(till.terminal, tally.ids, of_refunds=False)
        discounts = sum(one.redemption.requested.discount.fen for one in lines)
        assert (len(lines), Money(discounts)) == (tally.count, tally.discount)
    for figure in ReturnFigure:
        returned = figures.returns[figure]
        lines = drill_down(till.terminal, returned.ids, of_refunds=True)
        assert all(one.refund is not None for one in lines)
        backs = sum(one.refund.requested.refund.fen for one in lines if one.refund is not None)
        assert (len(lines), Money(backs)) == (returned.count, returned.paid_back)


def test_a_sale_is_found_by_the_number_a_person_was_told(till: Till) -> None:
    an_evening(till)
    with till.terminal.store.snapshot() as view:
        one = view.exceptions()[0]
    [line] = drill_down(till.terminal, (one.requested.sale_id,), of_refunds=False)
    assert line.redemption == one
