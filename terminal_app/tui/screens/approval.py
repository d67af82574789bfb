"""A store manager's PIN for one thing: what a cashier may not open, somebody who may opens once."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input

from terminal_app.domain.refusal import Refused
from terminal_app.ports import Operator
from terminal_app.tui.painting import CAUTION
from terminal_app.tui.screens.sign_in import SignIn


class Approval(SignIn):
    """Dismissed with who proved it, or with None."""

    DEFAULT_CSS = "Approval Notice { max-height: 4; }"

    pin = query_one("#pin", Input)

    def __init__(self, operators: tuple[Operator, ...], refused: Refused) -> None:
        super().__init__(operators)
        self._refused = refused
        self._is_told = False

    def speak(self) -> None:
        """Whose PIN is wanted, and why."""
        super().speak()
        self.title_line.update(Content(self.wording.say("office-approval")))
        self.how.update(Content(self.wording.say("office-approval-how")))
        if not self._is_told:
            self._is_told = True
            self.tell_refusal(self._refused, CAUTION)

    def key_escape(self, event: events.Key) -> None:
        """Back to the names; from there, back to where the key was pressed."""
        if self.pin.has_focus:
            super().key_escape(event)
        else:
            event.stop()
            event.prevent_default()
            self.dismiss()
