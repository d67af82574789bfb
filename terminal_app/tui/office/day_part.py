"""The day (日报): all figures of the days chosen, beside those of the days before; Enter opens the sales behind one."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widgets import DataTable

from terminal_app.domain.summary import Summary
from terminal_app.tui.office import messages, work
from terminal_app.tui.office.figure_rows import FigureRow, figure_rows
from terminal_app.tui.office.part import Part
from terminal_app.tui.screens.office_sales import OfficeSales
from terminal_app.tui.widgets.bars import Bars
from terminal_app.tui.widgets.ledger import Column, Ledger, Line
from terminal_app.tui.widgets.paragraph import Paragraph

COUNT_CELLS, AMOUNT_CELLS, CHANGE_CELLS = 6, 12, 11


class DayPart(Part):
    """Figures on the left, charts beside them or, in a small window, on a page of their own."""

    NAME = "day"
    DEFAULT_CSS = """
    DayPart {
        #office-figures { width: 1fr; }
        #office-charts { width: 1fr; display: none; }
        #office-unfinished { color: $text-muted; padding: 0 1; max-height: 2; }
        &.-charts #office-figures { display: none; }
        &.-charts #office-charts { display: block; }
    }
    """

    ledger = query_one("#office-figures", Ledger)
    hours = query_one("#office-hours", Bars)
    types = query_one("#office-types", Bars)
    unfinished = query_one("#office-unfinished", Paragraph)

    _made: Summary | None = None
    _rows: tuple[FigureRow, ...] = ()

    def compose(self) -> ComposeResult:
        """Table and charts side by side, what is unfinished below."""
        with Horizontal():
            yield Ledger(id="office-figures")
            with Vertical(id="office-charts"):
                yield Bars(id="office-hours")
                yield Bars(id="office-types")
        yield Paragraph(id="office-unfinished")

    def can(self, action: str) -> bool:
        """Charts have a key only where they are not beside the figures already."""
        return action == "charts" and not self.screen.has_class("-wide")

    def act(self, action: str) -> None:
        """Figures or charts."""
        assert action == "charts", action
        self.toggle_class("-charts")
        if not self.has_class("-charts"):
            self.call_after_refresh(self.focus_inside)

    def load(self) -> None:
        """The figures of the days chosen."""
        self.ask_for(
            partial(work.make_summary, self.counter_app.counter.terminal, self.office.span)
        )

    def focus_inside(self) -> None:
        """The table."""
        self.ledger.focus()

    def speak(self) -> None:
        """Say the figures that are there."""
        made, words = self._made, self.wording
        if made is None:
            return
        heads, *rows = figure_rows(made, self.office.names, words)
        self._rows = tuple(rows)
        widths = (0, COUNT_CELLS, AMOUNT_CELLS, AMOUNT_CELLS, AMOUNT_CELLS, CHANGE_CELLS)
        last = len(widths) - 1
        self.ledger.show(
            [
                Column(title=title, cells=cells, is_amount=0 < place < last)
                for place, (title, cells) in enumerate(zip(heads.cells, widths, strict=True))
            ],
            [Line(cells=one.cells, is_heading=one.is_heading) for one in self._rows],
        )
        figures = made.figures
        self.hours.show(
            [f"{hour:02d}" for hour in figures.by_hour],
            [one.count for one in figures.by_hour.values()],
            title=words.say("office-chart-hours"),
        )
        self.types.show(
            [str(key) for key in figures.by_type],
            [one.count for one in figures.by_type.values()],
            title=words.say("office-chart-types"),
        )
        outstanding = made.outstanding
        unfinished = words.say(
            "summary-unfinished",
            waiting=outstanding.redemptions,
            discount=outstanding.discount,
            exceptions=made.exceptions_open,
        )
        each = figures.sales_per_yuan
        worth = () if each is None else (words.say("summary-sales-per-yuan", amount=each),)
        self.unfinished.tell("\n".join((*worth, unfinished)))

    @on(messages.SummaryMade)
    def _summary_made(self, message: messages.SummaryMade) -> None:
        if message.made.span == self.office.span:
            self._made = message.made
            self.speak()
            self.office.loaded()

    @on(DataTable.RowSelected)
    def _figure_chosen(self, event: DataTable.RowSelected) -> None:
        row = self._rows[event.cursor_row] if event.cursor_row < len(self._rows) else None
        if row is None:
            return
        if row.ids:
            title = row.title or row.label.strip()
            self.app.push_screen(OfficeSales(title, row.ids, of_refunds=row.of_refunds))
        else:
            self.office.tell(self.wording.say("office-nothing-behind"))
