"""The queue (离线队列): what waits for the platform, why, and since when; one entry again, or handed to people."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.content import Content

from terminal_app.ports import Operator
from terminal_app.tui import work
from terminal_app.tui.jobs import Group
from terminal_app.tui.messages import QueueListed
from terminal_app.tui.painting import plain
from terminal_app.tui.screens.records import Records
from terminal_app.tui.screens.typed_text import TypedText
from terminal_app.usecases.views import QueueLine


class Queue(Records):
    """Waiting and parked entries, oldest first."""

    _lines: tuple[QueueLine, ...] = ()

    def speak(self) -> None:
        """Ask for the list as it is now."""
        super().speak()
        self.reload()

    def reload(self) -> None:
        """Ask for it."""
        app = self.counter_app
        app.jobs.start(Group.LIST, partial(work.list_queue, app.counter.terminal), to=self)

    def entry_id(self, line: int) -> str | None:
        """The entry of a line."""
        return self._lines[line].entry_id if line < len(self._lines) else None

    def action_hand_entry(self) -> None:
        """Hand the entry under the cursor to people: a manager or an engineer, with a note."""
        if self.chosen is not None:
            self.counter_app.with_approval(partial(self._ask_note, self.chosen))

    def _ask_note(self, entry_id: str, operator: Operator) -> None:
        question = self.wording.say("queue-ask-hand")
        self.app.push_screen(TypedText(question), partial(self._hand, entry_id, operator))

    def _hand(self, entry_id: str, operator: Operator, note: str | None) -> None:
        app = self.counter_app
        if note is not None:
            job = partial(work.hold_entry, app.counter.terminal, entry_id, note, operator)
            app.start_money(job, to=self)

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
                        attempts=one.attempts,
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
        self.show_keys()
