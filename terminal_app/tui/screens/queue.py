"""The queue (离线队列): what waits for the platform, why, and since when. Read only."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.content import Content

from terminal_app.tui import work
from terminal_app.tui.jobs import Group
from terminal_app.tui.messages import QueueListed
from terminal_app.tui.painting import plain
from terminal_app.tui.screens.listing import Listing
from terminal_app.usecases.views import QueueLine


class Queue(Listing):
    """Waiting and parked entries, oldest first."""

    _lines: tuple[QueueLine, ...] = ()

    def speak(self) -> None:
        """Ask for the list as it is now."""
        super().speak()
        app = self.counter_app
        app.jobs.start(Group.LIST, partial(work.list_queue, app.counter.terminal), to=self)

    def tell_story(self, line: int) -> Content:
        """Ids, attempts, and what the last one said."""
        wording, one = self.wording, self._lines[line]
        say = wording.say
        return Content("\n").join(
            [
                Content(say("screen-queue-entry", id=one.entry_id)),
                Content(say("screen-queue-coupon", coupon=one.coupon_id, sale=one.sale_id or "—")),
                Content(
                    say(
                        "screen-queue-tried",
                        attempts=str(one.attempts),
                        due=wording.instant(one.due_at),
                    )
                ),
                Content(say("screen-queue-why", why=plain(one.last_error) or "—")),
            ]
        )

    @on(QueueListed)
    def _listed(self, message: QueueListed) -> None:
        if message.lines == self._lines and self._lines:
            return
        self._lines = message.lines
        say, wording = self.wording.say, self.wording
        self.empty.update(Content(say("screen-queue-empty")))
        self.fill(
            [
                say(f"screen-queue-{column}")
                for column in ("since", "what", "state", "amount", "age")
            ],
            [
                (
                    wording.instant(one.enqueued_at),
                    say(f"screen-kind-{one.kind.replace('_', '-')}"),
                    say(f"screen-entry-{one.state}"),
                    wording.amount(one.amount),
                    wording.duration(one.age_s),
                )
                for one in message.lines
            ],
            title=say("screen-queue-title", count=str(len(message.lines))),
        )
