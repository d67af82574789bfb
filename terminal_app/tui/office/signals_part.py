"""Signals (提示) of the days chosen: what the bank might ask about, each with its honest explanation."""

from __future__ import annotations

from datetime import date
from functools import partial

from textual import on

from terminal_app.domain.signals import Signal
from terminal_app.tui.office import messages, work
from terminal_app.tui.office.listed_part import ListedPart
from terminal_app.tui.painting import plain
from terminal_app.tui.screens.office_sales import OfficeSales
from terminal_app.tui.widgets.ledger import Column, Line
from terminal_app.usecases.signals import DaySignals
from terminal_app.wording import Sentence


class SignalsPart(ListedPart):
    """One line to a signal, day by day, the weightiest first."""

    NAME = "signals"

    _days: tuple[DaySignals, ...] = ()
    _seen: tuple[tuple[date, Signal], ...] = ()

    def load(self) -> None:
        """Look at the days chosen."""
        terminal = self.counter_app.counter.terminal
        self.ask_for(partial(work.look_for_signals, terminal, self.office.span))

    def speak(self) -> None:
        """What was seen, or that there is nothing to be seen."""
        say, span = self.wording.say, self.office.span
        first, last = span.first.isoformat(), span.last.isoformat()
        self.fill(
            (
                Column(title=say("office-signal-day"), cells=10),
                Column(title=say("office-signal-seen")),
            ),
            [Line(cells=(day.isoformat(), self._sentence(one).what)) for day, one in self._seen],
            head="",
            empty=say(
                "signals-none",
                days=first if span.days == 1 else f"{first} – {last}",
                sales=sum(one.sales for one in self._days),
            ),
        )

    def particulars(self, line: int) -> str:
        """The figures, the honest explanation, and sales that show it."""
        _, one = self._seen[line]
        sentence = self._sentence(one)
        examples = self.wording.say("signals-examples", sales="  ".join(one.examples))
        return "\n".join((sentence.what, sentence.next_step, examples))

    def open_line(self, line: int) -> None:
        """The sales that show it."""
        _, one = self._seen[line]
        self.app.push_screen(OfficeSales(self._sentence(one).what, one.examples, of_refunds=False))

    def _sentence(self, one: Signal) -> Sentence:
        return self.wording.sentence(
            f"signal-{one.kind.replace('_', '-')}",
            {
                "count": one.count,
                "of": one.of,
                "percent": one.percent,
                "expected": one.expected,
                "subject": plain(one.subject, cells_max=40),
            },
        )

    @on(messages.SignalsSeen)
    def _signals_seen(self, message: messages.SignalsSeen) -> None:
        if message.span == self.office.span:
            self._days = message.days
            self._seen = tuple((day.day, one) for day in message.days for one in day.signals)
            self.speak()
            self.office.loaded()
