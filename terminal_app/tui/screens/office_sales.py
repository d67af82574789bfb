"""The sales behind a figure, line by line; Enter opens the whole story of one. Read only."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.widgets import DataTable

from terminal_app.domain.day import day_of
from terminal_app.domain.foreign_text import cells
from terminal_app.domain.instant import SHANGHAI
from terminal_app.domain.refusal import Refused
from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.jobs import Group
from terminal_app.tui.office import messages, work
from terminal_app.tui.painting import plain
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.screens.office_page import story_page
from terminal_app.tui.widgets.key_bar import KeyBar
from terminal_app.tui.widgets.ledger import Column, Ledger
from terminal_app.tui.widgets.ledger import Line as Row
from terminal_app.tui.widgets.notice import Notice
from terminal_app.tui.widgets.status_bar import StatusBar
from terminal_app.usecases.summary import Line


class OfficeSales(Spoken[None]):
    """Opened with the ids a figure is made of."""

    CSS_PATH = "list.tcss"
    BINDINGS = bindings(Where.SALES)
    WHERE = Where.SALES

    ledger = query_one("#office-sales", Ledger)

    def __init__(self, title: str, ids: tuple[str, ...], *, of_refunds: bool) -> None:
        super().__init__()
        self._title, self._ids, self._of_refunds = title, ids, of_refunds
        self._lines: tuple[Line, ...] = ()

    def compose(self) -> ComposeResult:
        """One table."""
        yield StatusBar()
        with Vertical(id="list-frame"):
            yield Ledger(id="office-sales")
        yield Notice()
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask for the lines."""
        super().on_mount()
        app = self.counter_app
        job = partial(work.find_sales, app.counter.terminal, self._ids, of_refunds=self._of_refunds)
        app.jobs.start(Group.STORY, job, to=self)

    def speak(self) -> None:
        """The lines, in the words of now."""
        super().speak()
        say = self.wording.say
        frame = self.query_one("#list-frame")
        frame.border_title = say(
            "office-sales-title", figure=self._title, count=str(len(self._ids))
        )
        third = "office-sales-back" if self._of_refunds else "summary-paid"
        rows = [self._row(one) for one in self._lines]
        titles = {"at": say("screen-exception-at"), "state": say("office-sales-state")}
        columns = (
            Column(title=titles["at"], cells=_widest(rows, 0, titles["at"])),
            Column(title=say("office-sales-type"), cells=4, is_amount=True),
            Column(title=say("office-sales-item")),
            Column(title=say("summary-gross"), cells=10, is_amount=True),
            Column(title=say("summary-discount"), cells=8, is_amount=True),
            Column(title=say(third), cells=10, is_amount=True),
            Column(title=titles["state"], cells=_widest(rows, 6, titles["state"])),
            Column(title=say("office-sales-operator"), cells=6),
        )
        self.ledger.show(columns, rows)
        self.ledger.focus()

    @property
    def _is_one_day(self) -> bool:
        instants = ((one.refund or one.redemption).at for one in self._lines)
        return len({day_of(at) for at in instants}) <= 1

    def _row(self, line: Line) -> Row:
        redemption, refund = line.redemption, line.refund
        requested = redemption.requested
        at = redemption.at if refund is None else refund.at
        third = requested.payable if refund is None else refund.requested.refund
        state = redemption.state if refund is None else refund.state
        operator_id = redemption.operator_id if refund is None else refund.operator_id
        return Row(
            cells=(
                f"{at.astimezone(SHANGHAI):{'%H:%M' if self._is_one_day else '%m-%d %H:%M'}}",
                str(requested.coupon_type),
                plain(requested.items[requested.anchor_line].name, cells_max=60),
                str(requested.gross),
                str(requested.discount),
                str(third),
                self.wording.state(state),
                plain(operator_id, cells_max=20),
            )
        )

    @on(messages.SalesFound)
    def _found(self, message: messages.SalesFound) -> None:
        self._lines = message.lines
        self.say_again()

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        line = self._lines[event.cursor_row]
        wanted = line.redemption.redemption_id
        app = self.counter_app
        app.jobs.start(Group.STORY, partial(work.tell_story, app.counter.terminal, wanted), to=self)

    @on(messages.StoryTold)
    def _told(self, message: messages.StoryTold) -> None:
        message.stop()  # the app would show it too
        if isinstance(message.story, Refused):
            self.tell_refusal(message.story)
        elif self.app.screen is self:
            self.app.push_screen(story_page(message.story))

    def action_leave_sales(self) -> None:
        """Back to the figures."""
        self.dismiss(None)


def _widest(rows: list[Row], column: int, title: str) -> int:
    """So many cells that nothing of that column is cut."""
    return max(cells(title), *(cells(row.cells[column]) for row in rows)) if rows else cells(title)
