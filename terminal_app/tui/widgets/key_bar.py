"""The keys that do something at this moment, from the registry of commands."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from terminal_app.tui.commands import Command
from terminal_app.wording import Wording

GAP = "  "


class KeyBar(Widget):
    """One line of keys; what does not fit is left to the help."""

    DEFAULT_CSS = """
    KeyBar { height: 1; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[tuple[str, str], ...] = ()

    def show(self, commands: Sequence[Command], wording: Wording) -> None:
        """Offer these commands, the most important first."""
        keys = tuple((one.key_label, wording.say(one.words)) for one in commands)
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def render(self) -> Content:
        """As many keys as the width takes."""
        line = Content("")
        for key, words in self._keys:
            one = Content.assemble((key, "bold $primary"), f" {words}")
            gap = GAP if line.cell_length else ""
            if line.cell_length + len(gap) + one.cell_length > self.content_size.width:
                break
            line = Content.assemble(line, gap, one)
        return line
