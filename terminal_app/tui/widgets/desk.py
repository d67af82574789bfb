"""Where a sale is put together: its lines and its coupon side by side, the entry line below."""

from __future__ import annotations

from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one

from terminal_app.tui.till import Till
from terminal_app.tui.widgets.coupon_panel import CouponPanel
from terminal_app.tui.widgets.entry_line import EntryLine
from terminal_app.tui.widgets.sale_table import SaleTable
from terminal_app.usecases.views import CounterView
from terminal_app.wording import Wording


class Desk(Vertical):
    """Keeps the focus where the hands are: in the entry line, or among the lines."""

    DEFAULT_CSS = """
    Desk {
        #both { height: 1fr; }
        SaleTable { width: 1fr; }
        CouponPanel { width: 35; height: 100%; }
    }
    """

    lines = query_one(SaleTable)
    entry = query_one(EntryLine)
    coupon = query_one(CouponPanel)

    def compose(self) -> ComposeResult:
        """Lines, coupon, entry."""
        with Horizontal(id="both"):
            yield SaleTable()
            yield CouponPanel()
        yield EntryLine()

    def show(self, till: Till, view: CounterView | None, now: datetime, wording: Wording) -> None:
        """Show this moment of the counter."""
        self._till = till
        self.lines.show(till.draft, wording, anchor_line=till.anchor_line)
        self.coupon.show(till, view, now, wording)
        self.entry.speak(wording)

    def ready(self) -> None:
        """Empty fields, and the cursor in the first."""
        self.entry.clear()
        self.entry.take_focus()

    @on(EntryLine.LinesWanted)
    def _to_lines(self) -> None:
        if self._till.draft.items:
            self.lines.focus()

    @on(SaleTable.Left)
    def _to_entry(self) -> None:
        self.entry.take_focus()

    @on(SaleTable.LineReopened)
    def _reopened(self, message: SaleTable.LineReopened) -> None:
        self.entry.reopen(self._till.draft.items[message.line], message.line)
