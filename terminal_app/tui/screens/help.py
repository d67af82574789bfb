"""What the keys do, from the registry of commands; and how scanning works."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from terminal_app.domain.foreign_text import pad, wrap
from terminal_app.tui.commands import COMMANDS, Where, bindings
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.widgets.key_bar import KeyBar
from terminal_app.tui.widgets.notice import Notice
from terminal_app.tui.widgets.paragraph import Flowing
from terminal_app.tui.widgets.status_bar import StatusBar
from terminal_app.wording import Wording

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


class Commands(Flowing):
    """Each command with its key, its name, and what it does in a column of its own."""

    DEFAULT_CSS = "Commands { height: auto; }"

    _wording: Wording | None = None

    def show(self, wording: Wording) -> None:
        """Say it in that language."""
        self._wording = wording
        self.told()

    def lines(self, width: int) -> list[Content]:
        """By place, each description wrapped in its column."""
        if self._wording is None:
            return []
        say, room = self._wording.say, max(width - KEY_CELLS - NAME_CELLS, NAME_CELLS)
        lines = [*map(Content, wrap(say("screen-help-scan"), max(width, 2))), Content("")]
        for where in PLACES:
            lines.append(Content.styled(say(f"screen-where-{where.value}"), "bold $primary"))
            for one in (command for command in COMMANDS if command.where is where):
                key, name = pad(one.key_label, KEY_CELLS), pad(say(one.words), NAME_CELLS)
                for part in wrap(say(f"{one.words}-help"), room):
                    lines.append(Content.assemble((key, "bold"), name, (part, "$text-muted")))
                    key, name = " " * KEY_CELLS, " " * NAME_CELLS
            lines.append(Content(""))
        return lines


class Help(Spoken[None]):
    """One page, by place."""

    CSS_PATH = "list.tcss"
    BINDINGS = bindings(Where.LIST)
    WHERE = Where.LIST

    def compose(self) -> ComposeResult:
        """One long text."""
        yield StatusBar()
        with VerticalScroll(id="page"):
            yield Commands()
        yield Notice()
        yield KeyBar()

    def speak(self) -> None:
        """Every command with its key, its name and what it does."""
        super().speak()
        self.query_one("#page").border_title = self.wording.say("screen-do-help")
        self.query_one(Commands).show(self.wording)

    def action_back(self) -> None:
        """Back to where the help was called."""
        self.dismiss(None)
