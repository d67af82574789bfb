"""The coupon on the counter, and what the rules say of it before anything is committed."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content
from textual.widget import Widget

from terminal_app.domain.decision import Accepted
from terminal_app.domain.refusal import Refused
from terminal_app.tui import coupon_lines
from terminal_app.tui.coupon_lines import Figure, Line, Words
from terminal_app.tui.painting import figure
from terminal_app.tui.till import Till
from terminal_app.tui.widgets.paragraph import wrapped
from terminal_app.usecases.redeem import Verdict
from terminal_app.usecases.views import CounterView
from terminal_app.wording import Wording


class CouponPanel(Widget):
    """Type, round, freshness, and the preview with its numbers."""

    DEFAULT_CSS = """
    CouponPanel {
        border: round $border-blurred; border-title-color: $text; padding: 0 1;
        &.-fits { border: round $success; }
        &.-refused { border: round $error; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()

    def show(self, till: Till, view: CounterView | None, now: datetime, wording: Wording) -> None:
        """Show the coupon of this moment, or ask for one."""
        self.border_title = wording.say("screen-coupon")
        preview = till.preview
        decision = preview.decided if isinstance(preview, Verdict) else preview
        self.set_class(isinstance(decision, Accepted), "-fits")
        self.set_class(isinstance(decision, Refused), "-refused")
        claims = till.draft.coupon
        if claims is None:
            self._lines = coupon_lines.invitation(view.types if view is not None else (), wording)
        else:
            self._lines = (
                *coupon_lines.coupon(claims, view, now, wording),
                *coupon_lines.decided(till.draft, decision, wording),
            )
        self.refresh()

    def render(self) -> Content:
        """Texts wrapped, figures spread over the width."""
        width = self.content_size.width
        return Content("\n").join([_painted(line, width) for line in self._lines])


def _painted(line: Line, width: int) -> Content:
    match line:
        case Words(text=text, style=style):
            return Content.styled(wrapped(text, width), style)
        case Figure(label=label, value=value, style=style):
            return figure(label, value, width, style)
