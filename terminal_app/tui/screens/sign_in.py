"""Who is at the counter: choose a name, prove a PIN. The check takes its time in a thread."""

from __future__ import annotations

from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Center, Middle, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, OptionList, Static

from terminal_app.ports import Operator
from terminal_app.tui import work
from terminal_app.tui.commands import Where
from terminal_app.tui.jobs import Group
from terminal_app.tui.messages import SignInChecked
from terminal_app.tui.painting import BAD, CAUTION, plain
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.widgets.key_bar import KeyBar
from terminal_app.tui.widgets.notice import Notice
from terminal_app.tui.widgets.status_bar import StatusBar

PIN_CHARS_MAX = 32
NUMBERED = "123456789"


class SignIn(Spoken[Operator]):
    """Dismissed with the operator."""

    CSS_PATH = "sign_in.tcss"
    WHERE = Where.EVERYWHERE

    people = query_one("#people", OptionList)
    pin = query_one("#pin", Input)
    title_line = query_one("#title", Static)
    how = query_one("#how", Static)

    def __init__(self, operators: tuple[Operator, ...], *, remark: str = "") -> None:
        super().__init__()
        self._operators = operators
        self._remark = remark

    def compose(self) -> ComposeResult:
        """Names above, PIN below."""
        yield StatusBar()
        with Middle(), Center(), Vertical(id="card"):
            yield Static(id="title")
            yield OptionList(id="people", markup=False)
            entry = Input(id="pin", password=True, max_length=PIN_CHARS_MAX)
            entry.cursor_blink = False
            yield entry
            yield Static(id="how")
            yield Notice()
        yield KeyBar()

    def speak(self) -> None:
        """Names with their roles, numbered."""
        super().speak()
        wording = self.wording
        self.title_line.update(Content(wording.say("screen-sign-in")))
        how = "screen-sign-in-how" if self._operators else "screen-sign-in-nobody"
        self.how.update(Content(wording.say(how)))
        self.pin.border_title = wording.say("screen-pin")
        highlighted = self.people.highlighted
        self.people.clear_options()
        for number, one in enumerate(self._operators, start=1):
            role = wording.say(f"screen-role-{one.role.value}")
            name = plain(one.name, cells_max=24)
            self.people.add_option(Content.assemble(f" {number}  ", name, "   ", role))
        self.people.highlighted = highlighted if highlighted is not None else 0
        if not self.pin.has_focus:
            self.people.focus()
        if self._remark:
            self.tell(self._remark, CAUTION)
            self._remark = ""

    def key_escape(self, event: events.Key) -> None:
        """Back to the names; the key means nothing to the screen below."""
        event.stop()
        event.prevent_default()
        self.pin.value = ""
        self.people.focus()

    def on_key(self, event: object) -> None:
        """A digit chooses a name while the names have the focus."""
        key = getattr(event, "key", "")
        if self.people.has_focus and key in NUMBERED and int(key) <= len(self._operators):
            self.people.highlighted = int(key) - 1
            self._ask_pin()

    @on(OptionList.OptionSelected, "#people")
    def _chosen(self) -> None:
        self._ask_pin()

    @on(Input.Submitted, "#pin")
    def _proved(self) -> None:
        jobs = self.counter_app.jobs
        if jobs.runs(Group.SIGN_IN) or self.people.highlighted is None or not self.pin.value:
            return
        operator = self._operators[self.people.highlighted]
        self.tell(self.wording.say("screen-checking"))
        terminal = self.counter_app.counter.terminal
        job = partial(work.check_pin, terminal, operator.operator_id, self.pin.value)
        self.pin.value = ""
        jobs.start(Group.SIGN_IN, job, to=self)

    @on(SignInChecked)
    def _checked(self, message: SignInChecked) -> None:
        if isinstance(message.result, Operator):
            self.dismiss(message.result)
            return
        self.counter_app.sound_for(BAD)
        self.tell_refusal(message.result)
        self.pin.focus()

    def _ask_pin(self) -> None:
        self.pin.value = ""
        self.pin.focus()
