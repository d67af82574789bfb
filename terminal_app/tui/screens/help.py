"""What the keys do, from the registry of commands; and how scanning works."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from terminal_app.domain.foreign_text import pad
from terminal_app.tui.commands import COMMANDS, Where, bindings
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.widgets.key_bar import KeyBar
from terminal_app.tui.widgets.notice import Notice
from terminal_app.tui.widgets.status_bar import StatusBar

KEY_CELLS = 8
NAME_CELLS = 18
PLACES = (
    Where.COUNTER,
    Where.ENTRY,
    Where.LINES,
    Where.REFUND,
    Where.UNITS,
    Where.CAMERA,
    Where.SCANNER,
    Where.EVERYWHERE,
    Where.LIST,
    Where.RECORDS,
    Where.OFFICE,
    Where.SALES,
    Where.LOG,
    Where.DOCTOR,
)


class Help(Spoken[None]):
    """One page, by place."""

    CSS_PATH = "list.tcss"
    BINDINGS = bindings(Where.LIST)
    WHERE = Where.LIST

    def compose(self) -> ComposeResult:
        """One long text."""
        yield StatusBar()
        with VerticalScroll(id="page"):
            yield Static(id="help")
        yield Notice()
        yield KeyBar()

    def speak(self) -> None:
        """Every command with its key, its name and what it does."""
        super().speak()
        say = self.wording.say
        self.query_one("#page").border_title = say("screen-do-help")
        lines: list[Content] = [Content(say("screen-help-scan")), Content("")]
        for where in PLACES:
            lines.append(Content.styled(say(f"screen-where-{where.value}"), "bold $primary"))
            lines += [
                Content.assemble(
                    (pad(one.key_label, KEY_CELLS), "bold"),
                    pad(say(one.words), NAME_CELLS),
                    (say(f"{one.words}-help"), "$text-muted"),
                )
                for one in COMMANDS
                if one.where is where
            ]
            lines.append(Content(""))
        self.query_one("#help", Static).update(Content("\n").join(lines))

    def action_back(self) -> None:
        """Back to where the help was called."""
        self.dismiss(None)
