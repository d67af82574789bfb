"""Shifts (班次): the one that runs as an X report, the closed ones with their Z slips, and closing itself."""

from __future__ import annotations

from collections import Counter
from functools import partial

from textual import on

from terminal_app.domain.handover import Part as Handed
from terminal_app.domain.shift_report import ShiftReport
from terminal_app.domain.summary import ReturnFigure
from terminal_app.tui.office import messages, work
from terminal_app.tui.office.listed_part import ListedPart
from terminal_app.tui.painting import plain
from terminal_app.tui.screens.confirm import Confirm
from terminal_app.tui.screens.slip import Slip
from terminal_app.tui.widgets.ledger import Column, Line

NAMED_MAX = 6
"""Matters a question names; the slip has all of them."""


class ShiftPart(ListedPart):
    """The first line is the shift that runs."""

    NAME = "shift"
    HAS_DAYS = False

    _reports: tuple[ShiftReport, ...] = ()

    def can(self, action: str) -> bool:
        """Closing, once it is known what is closed."""
        return action == "close_shift" and bool(self._reports)

    def act(self, action: str) -> None:
        """Ask first, with what is handed over."""
        assert action == "close_shift", action
        running = self._reports[0]
        say = self.wording.say
        question = say(
            "office-ask-close",
            number=str(running.number),
            count=running.figures.given.count,
            discount=self.wording.amount(running.figures.given.discount),
        )
        self.app.push_screen(
            Confirm(
                question="\n".join((question, *self._handed_over(running), *self._named(running))),
                yes=say("office-ask-close-yes"),
                no=say("office-ask-close-no"),
            ),
            lambda is_meant: self._end() if is_meant else None,
        )

    def load(self) -> None:
        """The shift that runs, and the closed ones."""
        self.ask_for(partial(work.list_shifts, self.counter_app.counter.terminal))

    def speak(self) -> None:
        """One line to a shift."""
        say = self.wording.say
        self.fill(
            (
                Column(title=say("office-shift-number"), cells=6, is_amount=True),
                Column(title=say("office-shift-at")),
                Column(title=say("office-shift-by"), cells=12),
                Column(title=say("summary-count"), cells=6, is_amount=True),
                Column(title=say("summary-discount"), cells=12, is_amount=True),
                Column(title=say("summary-paid"), cells=14, is_amount=True),
            ),
            [self._line(one) for one in self._reports],
            head="",
            empty=say("office-loading"),
        )

    def particulars(self, line: int) -> str:
        """The rows it has, its figures, what it took over and hands over."""
        one, say = self._reports[line], self.wording.say
        refunds = one.figures.returns[ReturnFigure.REFUNDS]
        return "\n".join(
            (
                say(
                    "cli-shift-closed" if one.is_closed else "cli-shift-running",
                    number=str(one.number),
                    first=str(one.first_sequence),
                    last=str(one.last_sequence),
                ),
                say(
                    "cli-shift-figures",
                    count=one.figures.given.count,
                    gross=one.figures.given.gross,
                    discount=one.figures.given.discount,
                    paid=one.figures.given.paid,
                ),
                say(
                    "cli-shift-refunds",
                    count=refunds.count,
                    amount=refunds.paid_back,
                    voids=one.figures.returns[ReturnFigure.VOIDS].count,
                ),
                *self._handed_over(one),
                *self._named(one),
                *self._taken_over(one),
            )
        )

    def open_line(self, line: int) -> None:
        """Its slip: a copy of the Z slip, or the X report of now."""
        self._print(self._reports[line])

    def _line(self, one: ShiftReport) -> Line:
        say = self.wording.say
        shift = one.shift
        closed_by = "" if shift is None else shift.closed_by
        name = self.office.names.get(closed_by, "")
        tally = one.figures.given
        return Line(
            cells=(
                str(one.number),
                say("office-shift-runs") if shift is None else self.wording.instant(one.at),
                plain(name or closed_by, cells_max=12),
                f"{tally.count:,}",
                str(tally.discount),
                str(tally.paid),
            )
        )

    def _handed_over(self, one: ShiftReport) -> tuple[str, ...]:
        say, tallies = self.wording.say, one.handed_over.tallies
        return tuple(
            say(
                "cli-shift-handed",
                part=say(f"handover-part-{part.replace('_', '-')}"),
                count=tallies[part].count,
                amount=tallies[part].amount,
            )
            for part in Handed
            if tallies[part].count
        ) or (say("cli-shift-handed-none"),)

    def _named(self, one: ShiftReport) -> tuple[str, ...]:
        """What is handed over by name, the oldest of each part first."""
        matters = one.handed_over.matters
        named = [
            self.wording.say(
                "office-shift-matter", id=matter.id, amount=matter.amount, since=matter.since
            )
            for matter in matters[:NAMED_MAX]
        ]
        more = len(matters) - len(named)
        return (*named, self.wording.say("slip-shift-more", count=more)) if more else tuple(named)

    def _taken_over(self, one: ShiftReport) -> tuple[str, ...]:
        say = self.wording.say
        counts = Counter((item.matter.part, item.became) for item in one.taken_over)
        lines = tuple(
            say(
                "slip-shift-became",
                part=say(f"handover-part-{part.replace('_', '-')}"),
                became=say(f"handover-became-{became}"),
                count=count,
            )
            for (part, became), count in counts.items()
        )
        return (say("slip-shift-taken-over"), *lines) if lines else ()

    def _end(self) -> None:
        """The app is answered: who has left by then still learns what came of it."""
        app, operator = self.counter_app, self.office.operator
        job = partial(work.end_shift, app.counter.terminal, operator, app.counter.print_shift)
        self.do(job, to=app)

    def _print(self, report: ShiftReport) -> None:
        counter = self.counter_app.counter
        if counter.print_shift is not None:
            self.do(partial(work.print_shift, counter.print_shift, report))

    @on(messages.ShiftsListed)
    def _listed(self, message: messages.ShiftsListed) -> None:
        self._reports = (message.running, *message.closed)
        self.speak()
        self.office.loaded()

    @on(messages.ShiftPrinted)
    def _printed(self, message: messages.ShiftPrinted) -> None:
        if self.is_in_front:
            self.app.push_screen(Slip(message.slip))
