"""Shown while the window is smaller than 80 × 24: figures would be cut, so nothing is shown half."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from terminal_app.tui.screens.base import Asking

WIDTH_MIN = 80
HEIGHT_MIN = 24


def fits(size: Size) -> bool:
    """Whether everything has its place."""
    return size.width >= WIDTH_MIN and size.height >= HEIGHT_MIN


class TooSmall(Asking[None]):
    """Goes away by itself when the window is large enough."""

    CSS_PATH = "too_small.tcss"

    def compose(self) -> ComposeResult:
        """One sentence."""
        with Vertical():
            yield Static(id="too-small")

    def speak(self) -> None:
        """How large it is, and how large it has to be."""
        super().speak()
        size = self.app.size
        self.query_one("#too-small", Static).update(
            Content(
                self.wording.say(
                    "screen-too-small",
                    width=str(size.width),
                    height=str(size.height),
                    needed=f"{WIDTH_MIN}×{HEIGHT_MIN}",
                )
            )
        )

    def on_resize(self) -> None:
        """The numbers follow."""
        self.say_again()
