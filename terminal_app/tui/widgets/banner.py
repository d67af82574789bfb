"""What stops selling, in one band: a suspended store, a clock nobody can trust, no campaign."""

from __future__ import annotations

from terminal_app.tui.painting import plain
from terminal_app.tui.widgets.paragraph import Paragraph
from terminal_app.usecases.views import CounterView
from terminal_app.wording import Wording


class Banner(Paragraph):
    """Hidden while nothing is wrong."""

    DEFAULT_CSS = """
    Banner {
        padding: 0 1; display: none; text-style: bold;
        background: $error; color: $verdict-text;
        &.-shown { display: block; }
    }
    """

    def show(self, view: CounterView, wording: Wording) -> None:
        """Say the worst that is the matter."""
        text = _matter(view, wording)
        self.set_class(bool(text), "-shown")
        self.tell(text)


def _matter(view: CounterView, wording: Wording) -> str:
    if view.standing.suspended:
        return "✘ " + wording.say(
            "screen-suspended",
            why=plain(view.standing.reason, cells_max=80),
            hotline=plain(view.standing.hotline, cells_max=20),
        )
    if not view.campaign_name:
        return "▲ " + wording.say("screen-no-campaign")
    if not view.clock.trusted:
        return "▲ " + wording.say("screen-clock-banner")
    return ""
