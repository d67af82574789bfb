"""The doctor's screen (体检): every part as it is found, what was found in the chosen one, what to do, and the code.

Looks at nothing itself: the checkup runs in a thread and tells part by part. Mends nothing.
"""

from __future__ import annotations

from functools import partial

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.getters import query_one
from textual.widgets import DataTable

from terminal_app.domain.check import PARTS, Check, Health, worst
from terminal_app.domain.refusal import Refused
from terminal_app.ports import Operator
from terminal_app.tui import work
from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.jobs import Group
from terminal_app.tui.messages import BundleWritten, CheckupFinished, PartAnnounced, PartExamined
from terminal_app.tui.painting import BAD, CAUTION, GOOD, QUIET, plain
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.widgets.key_bar import KeyBar
from terminal_app.tui.widgets.notice import Notice
from terminal_app.tui.widgets.paragraph import Paragraph
from terminal_app.tui.widgets.status_bar import StatusBar
from terminal_app.usecases.diagnose import Examined
from terminal_app.wording.checkup import GLYPHS, state, tell, title

TONES = {Health.OK: GOOD, Health.WARNING: CAUTION, Health.FAILED: BAD}
STYLES = {Health.OK: "", Health.WARNING: "bold yellow", Health.FAILED: "bold red"}


class Doctor(Spoken[None]):
    """A list that fills while the checkup goes on; below it, or beside it, the chosen part in full."""

    CSS_PATH = "doctor.tcss"
    BINDINGS = bindings(Where.DOCTOR)
    WHERE = Where.DOCTOR

    table: query_one[DataTable[Text]] = query_one("#parts", DataTable)
    told = query_one("#told", Paragraph)

    def __init__(self) -> None:
        super().__init__()
        self._checks: list[Check] = []
        self._announced = ""
        self._examined: Examined | None = None
        self._has_begun = False

    def compose(self) -> ComposeResult:
        """The parts, and one of them in full."""
        yield StatusBar()
        with Container(id="doctor"):
            with Container(id="parts-frame"):
                yield DataTable[Text](
                    id="parts", cursor_type="row", zebra_stripes=True, show_header=False
                )
            with VerticalScroll(id="told-frame", can_focus=False):
                yield Paragraph(id="told")
        yield Paragraph(id="health-code")
        yield Notice()
        yield KeyBar()

    def speak(self) -> None:
        """Everything again, in the language of now; the first time, the checkup begins."""
        super().speak()
        self._fill()
        if not self._has_begun:
            self._has_begun = True
            self.action_examine_again()

    def action_examine_again(self) -> None:
        """Look at everything once more."""
        app = self.counter_app
        examine = app.counter.examine
        if examine is None:
            return
        if self._checks and self._examined is None:
            self.tell(self.wording.say("screen-doctor-running"), CAUTION)
            return
        self._checks, self._examined, self._announced = [], None, ""
        self.tell("", QUIET)
        self._fill()
        job = partial(work.look_at_everything, examine, self.post_message)
        app.jobs.start(Group.DOCTOR, job, to=self)

    def action_bundle(self) -> None:
        """A file for the bank's engineer, with what was found; whoever may take it away says so."""
        if self._examined is None:
            self.tell(self.wording.say("screen-doctor-running"), CAUTION)
        else:
            self.counter_app.with_approval(partial(self._write_bundle, self._examined))

    def _write_bundle(self, examined: Examined, operator: Operator) -> None:
        app = self.counter_app
        make = app.counter.make_bundle
        if make is not None:
            self.tell(self.wording.say("screen-bundle-writing"), QUIET)
            job = partial(work.write_bundle, make, operator, examined)
            app.jobs.start(Group.BUNDLE, job, to=self)

    @on(BundleWritten)
    def _bundle_written(self, message: BundleWritten) -> None:
        if isinstance(message.result, Refused):
            self.counter_app.refuse(message.result)
        else:
            self.tell(self.wording.say("screen-bundle-written", file=message.result), GOOD)

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002 - Textual's signature
    ) -> bool | None:
        """Nobody takes a bundle away who has not said who they are."""
        if action == "bundle":
            app = self.counter_app
            return app.operator is not None and app.counter.make_bundle is not None
        return True

    def action_leave_doctor(self) -> None:
        """Back to the counter; what is being looked at comes to its end unseen."""
        self.dismiss(None)

    def action_read_further(self) -> None:
        """The next lines of the chosen part, from the top again at its end."""
        frame = self.query_one("#told-frame", VerticalScroll)
        if frame.scroll_offset.y >= frame.max_scroll_y:
            frame.scroll_home(animate=False)
        else:
            frame.scroll_page_down(animate=False)

    @on(PartAnnounced)
    def _part_announced(self, message: PartAnnounced) -> None:
        self._announced = message.name
        self._name_frame()

    @on(PartExamined)
    def _part_examined(self, message: PartExamined) -> None:
        self._announced = ""
        self._checks.append(message.check)
        self._add(message.check)
        self._name_frame()
        if len(self._checks) == 1:
            self.table.focus()
            self._tell_chosen()

    @on(CheckupFinished)
    def _finished(self, message: CheckupFinished) -> None:
        self._examined = message.examined
        self._announced = ""
        checks = message.examined.checks
        if self.table.cursor_row == 0:
            bad = worst(checks)
            self.table.move_cursor(
                row=next(at for at, one in enumerate(checks) if one.health is bad)
            )
        self._name_frame()
        self._tell_code()
        say = self.wording.say
        counts = {one.value: str(sum(two.health is one for two in checks)) for one in Health}
        self.tell(say("doctor-sum", **counts), TONES[worst(checks)])
        self.counter_app.rebuild()

    @on(DataTable.RowHighlighted)
    def _chosen(self) -> None:
        self._tell_chosen()

    def _fill(self) -> None:
        """The list anew; the cursor stays on its line."""
        row = self.table.cursor_row
        self.table.clear(columns=True)
        self.table.add_column("", width=12)
        widest = max(cell_len(title(self.wording, part.name)) for part in PARTS)
        self.table.add_column("", width=widest)
        for check in self._checks:
            self._add(check)
        if self._checks:
            self.table.move_cursor(row=min(row, len(self._checks) - 1))
        self._name_frame()
        self._tell_chosen()
        self._tell_code()

    def _add(self, check: Check) -> None:
        words = self.wording
        style = STYLES[check.health]
        word = f"{GLYPHS[check.health]} {state(words, check.health)}"
        self.table.add_row(Text(word, style), Text(title(words, check.name), style))

    def _name_frame(self) -> None:
        say = self.wording.say
        words = say("screen-doctor-title", count=str(len(self._checks)), all=str(len(PARTS)))
        if self._announced:
            words = f"{words} · {say('doctor-running', part=title(self.wording, self._announced))}"
        self.query_one("#parts-frame").border_title = words

    def _tell_chosen(self) -> None:
        row = self.table.cursor_row
        frame = self.query_one("#told-frame", VerticalScroll)
        if not 0 <= row < len(self._checks):
            frame.border_title = ""
            self.told.tell("")
            return
        told = tell(self.wording, self._checks[row])
        frame.border_title = f"{GLYPHS[told.health]} {told.title}"
        text = plain(told.detail)
        self.told.tell(f"{text}\n→ {plain(told.remedy)}" if told.remedy else text)
        frame.scroll_home(animate=False)

    def _tell_code(self) -> None:
        text = ""
        if self._examined is not None:
            text = self.wording.say("doctor-code", code=self._examined.code)
        self.query_one("#health-code", Paragraph).tell(text)
