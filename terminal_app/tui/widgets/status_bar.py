"""The two lines at the top: who and where, online or not, what is left offline, what waits, the round, the time."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from terminal_app.domain.campaign import Environment
from terminal_app.ports import Operator
from terminal_app.tui.painting import plain, spread
from terminal_app.usecases.views import CounterView
from terminal_app.wording import Wording

GAP = "  "


class StatusBar(Widget):
    """Shows one snapshot. Training colours the whole bar, and says so in words."""

    DEFAULT_CSS = """
    StatusBar {
        height: auto; padding: 0 1; background: $panel; color: $text;
        &.-training { background: $training; color: $training-text; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[Content, ...], ...] = ()

    def show(self, view: CounterView, operator: Operator | None, wording: Wording) -> None:
        """Show this moment."""
        self.set_class(view.environment is Environment.TRAINING, "-training")
        self._parts = (
            (_whose(view, operator, wording), _now(view, wording)),
            (*_offline(view, wording), _round(view, wording)),
        )
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Two lines, and a third where the width does not take them."""
        return max(len(self._lines(width)), 2)

    def render(self) -> Content:
        """All lines, each with its last part at the right end."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        return [line for parts in self._parts for line in _flowed(parts, width)]


def _flowed(parts: tuple[Content, ...], width: int) -> list[Content]:
    """Parts side by side as far as they fit, the last of each line at its right end."""
    rows: list[list[Content]] = [[]]
    for part in parts:
        taken = sum(one.cell_length + len(GAP) for one in rows[-1])
        if rows[-1] and taken + part.cell_length > width:
            rows.append([])
        rows[-1].append(part)
    return [_line(row, width) for row in rows]


def _line(row: list[Content], width: int) -> Content:
    if len(row) < 2:
        return row[0]
    return spread(Content(GAP).join(row[:-1]), row[-1], width)


def _whose(view: CounterView, operator: Operator | None, wording: Wording) -> Content:
    parts: list[Content] = []
    if view.environment is Environment.TRAINING:
        parts.append(Content.styled(f" {wording.say('screen-training')} ", "bold reverse"))
    else:
        parts.append(Content.styled(wording.say("screen-live"), "bold"))
    parts.append(Content(plain(view.store_name, cells_max=24)))
    if operator is not None:
        parts.append(Content(plain(operator.name, cells_max=16)))
    return Content("  ").join(parts)


def _now(view: CounterView, wording: Wording) -> Content:
    if view.online:
        contact = Content.styled(f"● {wording.say('screen-online')}", "bold")
    elif view.contact.silent_since is None:
        contact = Content.styled(f"○ {wording.say('screen-never-heard')}", "bold reverse")
    else:
        since = _since(view.contact.silent_since, view.clock.now, wording)
        contact = Content.styled(
            f" ○ {wording.say('screen-offline-since', since=since)} ", "bold reverse"
        )
    clock = wording.instant(view.clock.now)
    if view.clock.trusted:
        return Content.assemble(contact, "  ", clock)
    doubted = f" {clock} {wording.say('screen-clock-untrusted')} "
    return Content.assemble(contact, "  ", (doubted, "bold reverse"))


def _since(at: datetime, now: datetime, wording: Wording) -> str:
    """Only the time when it began today: the date stands beside it."""
    return wording.clock(at) if wording.day(at) == wording.day(now) else wording.instant(at)


def _offline(view: CounterView, wording: Wording) -> list[Content]:
    left = view.allowance
    allowed = wording.say(
        "screen-allowance", count=str(left.redemptions), amount=wording.amount(left.discount)
    )
    if left.until is not None and not view.online:
        allowed += " " + wording.say("screen-until", until=wording.end(left.until))
    waiting = wording.say("screen-waiting", count=str(view.waiting))
    if view.waiting and view.oldest_s is not None:
        waiting += " " + wording.say("screen-oldest", age=wording.duration(view.oldest_s))
    parts = [Content(allowed), Content.styled(waiting, "bold" if view.waiting else "")]
    if view.exceptions:
        counted = wording.say("screen-exceptions-count", count=str(view.exceptions))
        parts.append(Content.styled(f" {counted} ", "bold reverse"))
    return parts


def _round(view: CounterView, wording: Wording) -> Content:
    if view.round is not None:
        return Content(
            wording.say(
                "screen-round",
                number=str(view.round.number),
                until=wording.end(view.round.valid_until),
            )
        )
    if view.round_next is not None:
        return Content.styled(
            wording.say("screen-round-next", starts=wording.instant(view.round_next.released_at)),
            "bold",
        )
    return Content.styled(wording.say("screen-round-none"), "bold")
