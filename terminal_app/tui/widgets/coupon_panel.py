"""The coupon on the counter, and what the rules say of it before anything is committed."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one

from terminal_app.domain.decision import Accepted
from terminal_app.domain.refusal import Refused
from terminal_app.tui import coupon_lines
from terminal_app.tui.coupon_lines import Figure, Line, Words
from terminal_app.tui.painting import figure
from terminal_app.tui.till import Till
from terminal_app.tui.widgets.amount import Amount
from terminal_app.tui.widgets.paragraph import Flowing, wrapped
from terminal_app.usecases.redeem import Verdict
from terminal_app.usecases.views import CounterView
from terminal_app.wording import Wording


class Lines(Flowing):
    """Texts wrapped, figures spread over the width."""

    DEFAULT_CSS = "Lines { height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: tuple[Line, ...]) -> None:
        """Show these."""
        if lines != self._lines:
            self._lines = lines
            self.told()

    def lines(self, width: int) -> list[Content]:
        """Each as it is painted; a text that wraps counts as many."""
        return [
            part
            for line in self._lines
            for part in _painted(line, width).split("\n", allow_blank=True)
        ]


class CouponPanel(Vertical):
    """Type, round, freshness, and the preview with its numbers; the amount large where there is room."""

    DEFAULT_CSS = """
    CouponPanel {
        border: round $border-blurred; border-title-color: $text; padding: 0 1;
        &.-fits { border: round $success; }
        &.-refused { border: round $error; }
        Lines { height: 1fr; }
        #preview-payable { display: none; text-align: right; color: $text-success; }
    }
    """

    lines = query_one(Lines)
    payable = query_one("#preview-payable", Amount)

    _wording: Wording | None = None

    def compose(self) -> ComposeResult:
        """The lines, and below them the amount."""
        yield Lines()
        yield Amount(id="preview-payable")

    def show(self, till: Till, view: CounterView | None, now: datetime, wording: Wording) -> None:
        """Show the coupon of this moment, or ask for one."""
        if wording is not self._wording:
            self._wording = wording
            self.border_title = wording.say("screen-coupon")
        preview = till.preview
        decision = preview.decided if isinstance(preview, Verdict) else preview
        self.set_class(isinstance(decision, Accepted), "-fits")
        self.set_class(isinstance(decision, Refused), "-refused")
        claims = till.draft.coupon
        if claims is None:
            types = view.types if view is not None else ()
            self.lines.show(coupon_lines.invitation(types, wording))
        else:
            self.lines.show(
                (
                    *coupon_lines.coupon(claims, view, now, wording),
                    *coupon_lines.decided(till.draft, decision, wording),
                )
            )
        self.payable.show(str(decision.payable) if isinstance(decision, Accepted) else "")


def _painted(line: Line, width: int) -> Content:
    match line:
        case Words(text=text, style=style):
            return Content.styled(wrapped(text, width), style)
        case Figure(label=label, value=value, style=style):
            return figure(label, value, width, style)
