"""The two lines at the top: who and where, online or not, how far alone, what waits, the round, the time."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from terminal_app.domain.campaign import Environment
from terminal_app.domain.readiness import Limit, Readiness
from terminal_app.ports import Operator
from terminal_app.tui.painting import plain, spread
from terminal_app.tui.widgets.paragraph import Flowing
from terminal_app.usecases.views import CounterView
from terminal_app.wording import Wording, checkup

GAP = "  "
WIDE_CELLS = 100
"""From here on whole sentences fit."""

Parts = tuple[tuple[Content, ...], ...]


class StatusBar(Flowing):
    """Shows one snapshot. Training colours the whole bar, and says so in words."""

    DEFAULT_CSS = """
    StatusBar {
        height: auto; padding: 0 1; background: $panel; color: $text;
        &.-training { background: $training; color: $training-text; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._narrow: Parts = ()
        self._wide: Parts = ()

    def show(self, view: CounterView, operator: Operator | None, wording: Wording) -> None:
        """Show this moment."""
        self.set_class(view.environment is Environment.TRAINING, "-training")
        first = (_whose(view, operator, wording), _now(view, wording))
        rest = (*_waiting(view, wording), _round(view, wording))
        self._narrow = (first, (_ahead(view.readiness, wording, wide=False), *rest))
        self._wide = (first, (_ahead(view.readiness, wording, wide=True), *rest))
        self.told()

    def lines(self, width: int) -> list[Content]:
        """Two, each with its last part at the right end, and a third where the width does not take them."""
        parts = self._wide if width >= WIDE_CELLS else self._narrow
        return [line for one in parts for line in _flowed(one, width)] or [Content(""), Content("")]


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


def _ahead(ahead: Readiness, wording: Wording, *, wide: bool) -> Content:
    """How long and how much this terminal could go on alone, or why not at all."""
    text = checkup.short(wording, ahead, wide=wide)
    if ahead.stop is None or ahead.stop is Limit.NO_ROUND:
        return Content(text)
    return Content.styled(f" {text} ", "bold reverse")


def _waiting(view: CounterView, wording: Wording) -> list[Content]:
    waiting = wording.say("screen-waiting", count=str(view.waiting))
    if view.waiting and view.oldest_s is not None:
        waiting += " " + wording.say("screen-oldest", age=wording.duration(view.oldest_s))
    parts = [Content.styled(waiting, "bold" if view.waiting else "")]
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
