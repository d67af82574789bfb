"""A found sale and what going back on it comes to: its lines, and the consequence, always in sight."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.getters import query_one

from terminal_app.domain.campaign import Fate
from terminal_app.domain.refund import RefundKind
from terminal_app.domain.refusal import Refused
from terminal_app.tui import refund_lines
from terminal_app.tui.refund_desk import RefundDesk
from terminal_app.tui.widgets.amount import Amount
from terminal_app.tui.widgets.coupon_panel import Lines
from terminal_app.tui.widgets.return_table import ReturnTable
from terminal_app.wording import Wording


class RefundPanel(Vertical):
    """Sale and lines above, the consequence below; beside each other where the window is wide."""

    DEFAULT_CSS = """
    RefundPanel {
        #sold { height: auto; max-height: 60%; }
        #sale-lines { padding: 0 1; margin-bottom: 0; }
        ReturnTable { max-height: 9; }
        #consequence {
            height: 1fr; border: round $border-blurred; border-title-color: $text; padding: 0 1;
            scrollbar-size-vertical: 1;
            &.-reinstated { border: round $success; }
            &.-used { border: round $warning; }
            &.-refused { border: round $error; }
        }
        #refund-sum { display: none; margin-top: 1; text-align: right; color: $text-success; }
    }
    """

    table = query_one(ReturnTable)
    sale = query_one("#sale-lines", Lines)
    told = query_one("#told-lines", Lines)
    frame = query_one("#consequence", VerticalScroll)
    sum = query_one("#refund-sum", Amount)

    def compose(self) -> ComposeResult:
        """What was sold, what would happen."""
        with Vertical(id="sold"):
            yield Lines(id="sale-lines")
            yield ReturnTable()
        with VerticalScroll(id="consequence", can_focus=False):
            yield Lines(id="told-lines")
            yield Amount(id="refund-sum")

    def show(self, desk: RefundDesk, wording: Wording, *, online: bool) -> None:
        """Show this moment of the refund."""
        if desk.draft is None:
            return
        decision = desk.decision
        self.sale.show(refund_lines.sale_lines(desk.draft.redemption, wording))
        self.table.show(desk.draft, wording)
        self.frame.border_title = wording.say("screen-refund-consequence")
        self.frame.set_class(
            decision is not None and decision.fate is Fate.REINSTATED, "-reinstated"
        )
        self.frame.set_class(decision is not None and decision.fate is Fate.USED, "-used")
        self.frame.set_class(isinstance(desk.preview, Refused), "-refused")
        self.told.show(refund_lines.consequence(desk, wording, online=online))
        has_sum = decision is not None and decision.kind is not RefundKind.VOID
        self.sum.show(str(decision.refund) if decision is not None and has_sum else "")
