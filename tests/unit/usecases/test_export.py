"""An exception in the files is the one on the screen and on the slip: as much at stake, and on record when settled."""

from collections.abc import Callable

import pytest

from terminal_app.domain.event import CaseStep
from terminal_app.domain.export import Disputed
from terminal_app.domain.handover import Part
from terminal_app.domain.summary import ReturnFigure, SaleFigure
from terminal_app.usecases import views
from terminal_app.usecases.close_shift import x_report
from tests.support.exports import made
from tests.support.terminal import Till
from tests.unit.usecases.test_settle_exception import (
    dealt_with,
    declined_later,
    refund_declined,
    reversal_declined,
)

TYPES = [
    (declined_later, SaleFigure.EXCEPTIONS, SaleFigure.EXCEPTIONS_SETTLED),
    (
        refund_declined,
        ReturnFigure.REFUND_EXCEPTIONS,
        ReturnFigure.REFUND_EXCEPTIONS_SETTLED,
    ),
    (
        reversal_declined,
        SaleFigure.REVERSALS_DECLINED,
        SaleFigure.REVERSALS_DECLINED_SETTLED,
    ),
]


def disputed(till: Till) -> Disputed:
    (one,) = made(till).exceptions
    return one


@pytest.mark.parametrize("make", [declined_later, refund_declined, reversal_declined])
def test_an_exception_is_of_one_amount_on_screen_slip_and_file(
    till: Till, make: Callable[[Till], str]
) -> None:
    make(till)
    (line,) = views.exceptions(till.terminal)
    (matter,) = x_report(till.terminal).handed_over.named(Part.EXCEPTION)
    assert matter.amount == line.amount == disputed(till).amount


@pytest.mark.parametrize(("make", "is_open", "is_settled"), TYPES)
def test_a_settled_exception_stays_in_figures_and_files(
    till: Till,
    make: Callable[[Till], str],
    is_open: SaleFigure | ReturnFigure,
    is_settled: SaleFigure | ReturnFigure,
) -> None:
    entry_id = make(till)
    before = disputed(till)
    assert (before.figure, before.case.settled) == (is_open, False)
    dealt_with(till, entry_id, CaseStep.SETTLED, "银行补记")
    after = disputed(till)
    assert (after.figure, after.case.settled, after.amount) == (is_settled, True, before.amount)
