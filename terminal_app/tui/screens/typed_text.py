"""A question that is answered in a line of text: a note, a path. Esc answers nothing."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from terminal_app.domain.note import NOTE_CHARS_MAX
from terminal_app.scanner.text import Kind, ScannedText, Source
from terminal_app.tui.screens.base import Asking
from terminal_app.tui.widgets.paragraph import Paragraph

PATH_CHARS_MAX = 400

_BY_HAND = frozenset({Source.PASTED, Source.KEYED})
"""Consoles without bracketed paste deliver one as keys, which come as quickly as a scanner's."""


class TypedText(Asking[str | None]):
    """Dismissed with what was typed, or with None; an empty line is no answer."""

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "no", show=False)]

    def __init__(self, question: str, *, chars_max: int = NOTE_CHARS_MAX) -> None:
        super().__init__()
        self._question, self._chars_max = question, chars_max

    def compose(self) -> ComposeResult:
        """The question, a line for the answer, and how to end."""
        with Vertical(classes="question"):
            yield Paragraph(self._question)
            line = Input(max_length=self._chars_max)
            line.cursor_blink = False
            yield line
            yield Static(id="typed-how")

    def speak(self) -> None:
        """How to end."""
        super().speak()
        self.query_one("#typed-how", Static).update(Content(self.wording.say("office-typed-how")))
        self.query_one(Input).focus()

    def takes(self, scanned: ScannedText) -> bool:
        """Whether it is text for this line: a paste, or keys as quick as one; never a coupon, nor what a feed read."""
        return scanned.source in _BY_HAND and scanned.kind is not Kind.COUPON

    def write(self, text: str) -> None:
        """Put it where the cursor is, its first line, as far as there is room."""
        line = self.query_one(Input)
        room = self._chars_max - len(line.value)
        line.insert_text_at_cursor(next(iter(text.strip().splitlines()), "")[:room])

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(event.value.strip())
