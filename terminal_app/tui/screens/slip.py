"""The receipt of a sale that was looked up."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from terminal_app.tui.counter import SlipShown
from terminal_app.tui.screens.base import Asking
from terminal_app.tui.verdicts import plain_lines
from terminal_app.tui.widgets.notice import Notice


class Slip(Asking[None]):
    """Esc or Enter closes it."""

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss", "close", show=False)
    ]

    def __init__(self, slip: SlipShown) -> None:
        super().__init__()
        self._slip = slip

    def compose(self) -> ComposeResult:
        """The slip as it is printed."""
        with VerticalScroll(classes="question"):
            yield Static(Content(plain_lines(self._slip.text)), id="slip-text")
            yield Notice()

    def speak(self) -> None:
        """Original or copy, and how to go back."""
        super().speak()
        say = self.wording.say
        frame = self.query_one(VerticalScroll)
        frame.border_title = say("screen-slip-copy" if self._slip.copy else "screen-slip")
        frame.border_subtitle = say("screen-close-how")
