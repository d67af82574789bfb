"""One question with two answers. The safe answer has the focus; only Y or a deliberate move says the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button

from terminal_app.tui.screens.base import Asking
from terminal_app.tui.widgets.paragraph import Paragraph


class Confirm(Asking[bool]):
    """True for yes."""

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,n,N", "answer(False)", "no", show=False),
        Binding("y,Y", "answer(True)", "yes", show=False),
        Binding("left,right,up,down", "app.focus_next", "other", show=False),
    ]

    def __init__(self, *, question: str, yes: str, no: str) -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> ComposeResult:
        """The question, and both answers with their keys."""
        with Vertical(classes="question"):
            yield from self.story()
            with Horizontal(classes="answers"):
                yield Button(Content(f"{self._no}  N"), id="no")
                yield Button(Content(f"{self._yes}  Y"), id="yes")

    def story(self) -> Iterator[Widget]:
        """What is asked."""
        yield Paragraph(self._question)

    def on_mount(self) -> None:
        """An Enter by mistake does no harm."""
        super().on_mount()
        self.query_one("#no", Button).focus()

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - Textual passes it by place
        """Give the answer."""
        self.dismiss(answer)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
