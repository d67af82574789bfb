"""What the lists of the queue and the exceptions have in common: each line is an entry of the outbox.

Enter tells its story, R asks the platform about it again. Nothing can be deleted here.
"""

from __future__ import annotations

from functools import partial

from textual import on
from textual.content import Content
from textual.widgets import DataTable

from terminal_app.domain.refusal import Refused
from terminal_app.tui import work
from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.messages import EntryChanged
from terminal_app.tui.painting import BAD, CAUTION, GOOD, refusal_text
from terminal_app.tui.screens.listing import Listing


class Records(Listing):
    """Lines that name an entry."""

    BINDINGS = bindings(Where.RECORDS)
    WHERE = Where.RECORDS

    def entry_id(self, line: int) -> str | None:
        """The entry of a line; None where there is no such line."""
        raise NotImplementedError

    def tell_story(self, line: int) -> Content:
        """The details of one line."""
        raise NotImplementedError

    def reload(self) -> None:
        """Ask for the list as it is now."""
        raise NotImplementedError

    @property
    def chosen(self) -> str | None:
        """The entry under the cursor."""
        return self.entry_id(self.table.cursor_row) if self.table.row_count else None

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002 - Textual's signature
    ) -> bool | None:
        """Only what there is an entry for."""
        if action in {"open_story", "retry_entry", "hand_entry"}:
            return self.has_spoken and self.chosen is not None
        return True

    def action_retry_entry(self) -> None:
        """Ask the platform again about the entry under the cursor."""
        entry_id, app = self.chosen, self.counter_app
        if entry_id is None:
            return
        job = partial(work.retry_entry, app.counter.terminal, entry_id, app.acting_operator)
        if app.start_money(job, to=self):
            self.tell(self.wording.say("queue-retrying"))

    def action_leave_records(self) -> None:
        """Back to the counter."""
        self.dismiss(None)

    @on(DataTable.RowSelected)
    def _selected(self) -> None:
        if self.chosen is not None:
            self.counter_app.stories.tell(self.chosen)

    @on(EntryChanged)
    def _changed(self, message: EntryChanged) -> None:
        app = self.counter_app
        if isinstance(message.result, Refused):
            app.answer(refusal_text(self.wording, message.result), CAUTION)
        else:
            tone = {"done": GOOD, "parked": BAD}.get(message.result.state, CAUTION)
            app.answer(self.wording.say(f"queue-now-{message.result.state}"), tone)
        self.reload()
        app.rebuild()
