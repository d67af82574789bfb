"""The question before a refund or a void: kind, sum and the coupon's fate once more. The safe answer has the focus."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget

from terminal_app.domain.refund import RefundDecision, RefundKind
from terminal_app.tui import refund_lines
from terminal_app.tui.screens.confirm import Confirm
from terminal_app.tui.widgets.coupon_panel import Lines
from terminal_app.wording import Wording


class ConfirmRefund(Confirm):
    """True for the deed."""

    def __init__(self, decision: RefundDecision, wording: Wording, *, online: bool) -> None:
        asked = "void" if decision.kind is RefundKind.VOID else "refund"
        super().__init__(
            question="",
            yes=wording.say(f"screen-ask-{asked}-yes"),
            no=wording.say(f"screen-ask-{asked}-no"),
        )
        self._lines = refund_lines.question(decision, wording, online=online)

    def story(self) -> Iterator[Widget]:
        """What was in sight when F9 was pressed."""
        lines = Lines()
        lines.show(self._lines)
        yield lines
