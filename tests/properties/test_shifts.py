"""Any day of a till, closed at any moments: the shifts have every row once and add up to the whole time."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from terminal_app.domain.handover import Became
from terminal_app.domain.redemption import Redemption, SaleState
from terminal_app.domain.refund import ReturnedUnits
from terminal_app.domain.shift_report import ShiftReport
from terminal_app.domain.summary import Figure, Figures, ReturnFigure, SaleFigure
from terminal_app.ports import Operator, Role
from terminal_app.usecases.close_shift import ShiftClosedResult, close_shift, x_report, z_report
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.redeem import Redeemed
from terminal_app.usecases.refund import RefundRequest, refund
from terminal_app.usecases.summary import figures_in_rows
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import verify_journal
from tests.support.bank import confirm, decline
from tests.support.terminal import OPERATOR, Till, make_terminal

MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)
FIGURES: tuple[Figure, ...] = (*SaleFigure, *ReturnFigure)


@dataclass
class Day:
    """A till at work, and the figures each closing knew, with the sales they were made of."""

    till: Till
    reports: list[ShiftReport] = field(default_factory=list)
    known: list[Figures] = field(default_factory=list)

    def sell(self) -> None:
        self._redeem()

    def sell_paid(self) -> None:
        result = self._redeem()
        if isinstance(result, Redeemed) and result.redemption.sale_state is SaleState.OPEN:
            self._end(complete, result.redemption)

    def pay_the_oldest(self) -> None:
        self._end(complete, *self._open()[:1])

    def undo_the_oldest(self) -> None:
        self._end(reverse, *self._open()[:1])

    def give_back_the_last(self) -> None:
        self._refund()

    def give_back_a_part_of_the_last(self) -> None:
        self._refund(ReturnedUnits(line=0, quantity=1))

    def lose_the_network(self) -> None:
        self.till.bank.is_reachable = False

    def find_the_network(self) -> None:
        self.till.bank.is_reachable, self.till.bank.script = True, confirm

    def meet_a_platform_that_declines(self) -> None:
        self.till.bank.is_reachable, self.till.bank.script = True, decline("coupon_used")

    def upload(self) -> None:
        sync(self.till.terminal, operator_id="1001")

    def close(self) -> None:
        self.known.append(x_report(self.till.terminal).figures)
        done = close_shift(self.till.terminal, operator=MANAGER)
        assert isinstance(done, ShiftClosedResult)
        self.reports.append(done.report)

    def _redeem(self) -> object:
        self.till.watch.forward(seconds=30)
        return self.till.redeem(None, "冰箱;8999;2")

    def _open(self) -> tuple[Redemption, ...]:
        with self.till.terminal.store.snapshot() as view:
            return view.redemptions_open()

    def _end(self, end: Callable[..., object], *some: Redemption) -> None:
        for one in some:
            end(self.till.terminal, sale_id=one.requested.sale_id, operator=OPERATOR)

    def _refund(self, *units: ReturnedUnits) -> None:
        paid = [
            one
            for one in self.till.terminal.store.folded()
            if one.sale_state is SaleState.COMPLETED
        ]
        for one in paid[-1:]:
            request = RefundRequest(
                sale_id=one.requested.sale_id, operator=OPERATOR, units=units or None
            )
            refund(self.till.terminal, request)


STEPS = st.lists(
    st.sampled_from(
        [
            Day.sell,
            Day.sell_paid,
            Day.sell_paid,
            Day.pay_the_oldest,
            Day.undo_the_oldest,
            Day.give_back_the_last,
            Day.give_back_a_part_of_the_last,
            Day.lose_the_network,
            Day.find_the_network,
            Day.meet_a_platform_that_declines,
            Day.upload,
            Day.close,
            Day.close,
        ]
    ),
    min_size=4,
    max_size=18,
)


@settings(max_examples=25)
@given(STEPS)
def test_shifts_have_each_row_once_and_add_up_to_the_whole_time(
    steps: list[Callable[[Day], None]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        till = make_terminal(Path(folder) / "till")
        day = Day(till)
        for step in steps:
            step(day)
        try:
            _check(day)
        finally:
            till.opened.close()


def _check(day: Day) -> None:
    terminal = day.till.terminal
    running = x_report(terminal)
    _rows_follow([*day.reports, running])
    with terminal.store.snapshot() as view:
        campaign = view.campaign()
        whole = figures_in_rows(view, 1, running.last_sequence, campaign=campaign)
        now = [
            figures_in_rows(view, one.first_sequence, one.last_sequence, campaign=campaign)
            for one in day.reports
        ]
    _add_up([*now, running.figures], whole)
    for report, then, since in zip(day.reports, day.known, now, strict=True):
        handed = {one.redemption_id for one in report.handed_over.matters}
        assert _changed(then, since, _redemption_of(day)) <= handed, "only what was handed over"
        assert z_report(terminal, report.number) == report, "a closed shift stays as it was"
    _handed_on(day, running)
    assert verify_journal(terminal).ok


def _rows_follow(reports: list[ShiftReport]) -> None:
    next_row = 1
    for number, report in enumerate(reports, start=1):
        assert (report.number, report.first_sequence) == (number, next_row)
        next_row = report.last_sequence + 1


def _add_up(parts: list[Figures], whole: Figures) -> None:
    for figure in FIGURES:
        ids = [one for part in parts for one in part.lines_of(figure)]
        assert sorted(ids) == sorted(whole.lines_of(figure)), figure
    for sale in SaleFigure:
        tallies = [part.sales[sale] for part in parts]
        assert sum(one.gross.fen for one in tallies) == whole.sales[sale].gross.fen
        assert sum(one.discount.fen for one in tallies) == whole.sales[sale].discount.fen
    for back in ReturnFigure:
        paid_back = sum(part.returns[back].paid_back.fen for part in parts)
        assert paid_back == whole.returns[back].paid_back.fen
    assert sum(part.subsidy.net.fen for part in parts) == whole.subsidy.net.fen


def _changed(then: Figures, now: Figures, redemption_of: Mapping[str, str]) -> set[str]:
    """The redemptions that stand in another figure than they did."""
    moved = {
        one for figure in FIGURES for one in {*then.lines_of(figure)} ^ {*now.lines_of(figure)}
    }
    return {redemption_of.get(one, one) for one in moved}


def _redemption_of(day: Day) -> dict[str, str]:
    return {
        refund.refund_id: one.redemption_id
        for one in day.till.terminal.store.folded()
        for refund in one.refunds
    }


def _handed_on(day: Day, running: ShiftReport) -> None:
    """What a shift took over is what the one before handed over, and what is left of it is handed on."""
    for before, after in pairwise([*day.reports, running]):
        assert tuple(one.matter for one in after.taken_over) == before.handed_over.matters
        on = {(one.part, one.id) for one in after.handed_over.matters}
        for one in after.taken_over:
            key = (one.matter.part, one.matter.id)
            assert (key in on) == (one.became is Became.PENDING), one
