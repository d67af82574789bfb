"""The scanner check: one test code after the other, and in words what to set. Judges nothing itself.

While it is in front it records every key with the instant of its arrival, beside the counter's intake;
what a scanner types stays here and reaches no field, no binding and no sale.
"""

from __future__ import annotations

from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.getters import query_one
from textual.timer import Timer
from textual.widgets import Static

from terminal_app.domain.foreign_text import wrap
from terminal_app.scanner.check_code import CheckCode
from terminal_app.scanner.examine import Finding, Findings, Health
from terminal_app.scanner.reading import Keystroke, Reading, Recorder, is_scan
from terminal_app.scanner.text import Kind
from terminal_app.tui import work
from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.intake import now_ms
from terminal_app.tui.jobs import Group
from terminal_app.tui.messages import ScannerExamined, ScannerProfileSaved, TroubleMet
from terminal_app.tui.painting import BAD, CAUTION, GOOD, QUIET, plain
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.widgets.check_picture import CheckPicture, lines_of
from terminal_app.tui.widgets.key_bar import KeyBar
from terminal_app.tui.widgets.notice import Notice
from terminal_app.tui.widgets.status_bar import StatusBar

ROWS_BESIDE, CELLS_BESIDE = 7, 4
"""Bars, frame, step and answer around the picture."""

GLYPHS = {Health.OK: "✓", Health.WARNING: "!", Health.FAILED: "✗"}
STYLES = {
    Health.OK: "$text-success",
    Health.WARNING: "bold $text-warning",
    Health.FAILED: "bold $text-error",
}
TONES = {Health.OK: GOOD, Health.WARNING: CAUTION, Health.FAILED: BAD}
CODES = tuple(CheckCode)
INDENT = "   "
FOUND_CELLS_MIN = 20
_URGENCY = (Health.FAILED, Health.WARNING, Health.OK)
"""What has to change is seen first, also where not everything fits."""


class ScannerCheck(Spoken[None]):
    """Scans in, findings out; saves what stands around the codes."""

    CSS_PATH = "scanner_check.tcss"
    BINDINGS = bindings(Where.SCANNER)
    WHERE = Where.SCANNER

    picture = query_one(CheckPicture)
    body = query_one("#body", Container)
    step = query_one("#step", Static)
    found = query_one("#found", Static)

    def __init__(self) -> None:
        super().__init__()
        self._readings: tuple[Reading, ...] = ()
        self._findings: Findings | None = None
        self._recorder = Recorder()
        self._silence: Timer | None = None
        self._picture_cells = 0

    def compose(self) -> ComposeResult:
        """The code on the left or above, what was found beside it."""
        yield StatusBar()
        with Vertical(id="check"):
            yield Static(id="step")
            with Container(id="body"):
                yield CheckPicture(id="code")
                with VerticalScroll(id="found-frame"):
                    yield Static(id="found")
        yield Notice()
        yield KeyBar()

    def on_mount(self) -> None:
        """From now on every key is recorded here."""
        super().on_mount()
        self.counter_app.scans.listener = self

    def on_unmount(self) -> None:
        """Nothing is recorded any more."""
        self.counter_app.scans.listener = None

    def on_resize(self) -> None:
        """What did not fit may fit now."""
        self.say_again()

    def speak(self) -> None:
        """Which code, its picture, and what was found so far."""
        super().speak()
        self.query_one("#check").border_title = self.wording.say("scanner-title")
        self._show_code()
        self._show_findings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A code can be skipped while there is one; a profile saved when it is known."""
        if action == "skip_code":
            return self._code is not None
        if action == "save_check":
            return self._code is None
        return True

    # keys, beside the counter's intake

    @property
    def in_front(self) -> bool:
        """Whether no question, palette or camera is over it."""
        return self.app.screen is self

    @property
    def hears(self) -> bool:
        """Whether a scan is arriving."""
        return self._recorder.due_ms is not None

    def hear(self, event: events.Key) -> None:
        """Record a key, whoever typed it."""
        key = event.character if event.character and event.is_printable else event.key
        heard = self._recorder.key(key, int(event.time * 1000))
        if heard and self._silence is None:
            self._wait()

    def hear_other(self, kind: Kind) -> None:
        """A scan that no keyboard typed: it is heard, and this check has nothing to say of it."""
        name = self.wording.say(f"scanner-kind-{kind}")
        self.tell(self.wording.say("scanner-not-keyed", kind=name), CAUTION)

    def keeps(self, event: events.Key) -> bool:
        """Take the commands out of a scan that is too slow to be one at the counter."""
        return not event.is_printable and self._recorder.gathers_scan

    def _wait(self) -> None:
        due_ms = self._recorder.due_ms
        if due_ms is not None:
            wait_s = max(due_ms - now_ms(), 1) / 1000
            self._silence = self.set_timer(wait_s, self._fall_silent)

    def _fall_silent(self) -> None:
        """Silence counts up to now, but only once every key that has arrived by now was heard."""
        self.app.call_later(self._silent_until, now_ms())

    def _silent_until(self, at_ms: int) -> None:
        self._silence = None
        keys = self._recorder.tick(at_ms)
        if is_scan(keys):
            self._scanned(keys)
        self._wait()

    def _scanned(self, keys: tuple[Keystroke, ...]) -> None:
        code = self._code
        if code is None:
            return
        reading = Reading(code=code, keys=keys)
        work_to_do = partial(work.examine_scan, self._readings, reading)
        self.counter_app.jobs.start_each(Group.SCANNER_CHECK, work_to_do, to=self)

    @on(ScannerExamined)
    def _examined(self, message: ScannerExamined) -> None:
        message.stop()
        code = self._code
        if code is None or message.readings[-1].code is not code:
            return
        say, number = self.wording.say, str(code.number)
        if message.findings is None:
            self.tell(say("scanner-other-code", number=number), CAUTION)
            return
        self._readings, self._findings = message.readings, message.findings
        self.say_again()
        keys = message.readings[-1].keys
        if self._code is None:
            self._conclude()
        elif keys:
            self.tell(say("scanner-taken", number=number, count=str(len(keys))), GOOD)
        else:
            self.tell(say("scanner-skipped", number=number), QUIET)

    def _conclude(self) -> None:
        assert self._findings is not None, "every code was scanned or skipped"
        profile, say = self._findings.profile, self.wording.say
        if profile is None:
            text = say("scanner-save-not")
        elif profile.prefix or profile.suffix:
            text = say("scanner-save", prefix=plain(profile.prefix), suffix=plain(profile.suffix))
        else:
            text = say("scanner-save-none")
        self.counter_app.answer(text, TONES[self._findings.health])

    # what the keys do

    def action_skip_code(self) -> None:
        """The scanner cannot read this one."""
        code = self._code
        if code is not None and not self.counter_app.jobs.runs(Group.SCANNER_CHECK):
            job = partial(work.examine_scan, self._readings, Reading(code=code))
            self.counter_app.jobs.start_each(Group.SCANNER_CHECK, job, to=self)

    def action_check_again(self) -> None:
        """From the first code on."""
        self._readings, self._findings = (), None
        self.tell("")
        self.say_again()

    def action_save_check(self) -> None:
        """Write what stands around the codes into the settings."""
        save = self.counter_app.counter.save_scanner_profile
        profile = self._findings.profile if self._findings is not None else None
        if profile is None:
            self.tell(self.wording.say("scanner-saved-not"), CAUTION)
        elif save is None:
            self.tell(self.wording.say("scanner-cannot-save"), CAUTION)
        else:
            job = partial(work.save_scanner_profile, save, profile)
            self.counter_app.jobs.start_each(Group.SCANNER_CHECK, job, to=self)

    @on(ScannerProfileSaved)
    def _saved(self, message: ScannerProfileSaved) -> None:
        message.stop()
        self.counter_app.frame_scans(message.framing)
        self.tell(self.wording.say("scanner-saved"), GOOD)

    @on(TroubleMet)
    def _troubled(self, message: TroubleMet) -> None:
        message.stop()
        self.tell_trouble(message.trouble)

    def action_leave_check(self) -> None:
        """Back, without saving."""
        self.dismiss(None)

    # what is shown

    @property
    def _code(self) -> CheckCode | None:
        """The code that is asked for; None when all are done."""
        done = len(self._readings)
        return CODES[done] if done < len(CODES) else None

    def _show_code(self) -> None:
        code, say = self._code, self.wording.say
        if code is None:
            self.picture.display = False
            self.step.update(Content.styled(say("scanner-results"), "bold"))
            return
        draw = self.counter_app.counter.draw_check_code
        modules = draw(code) if draw is not None else None
        room = Size(self.app.size.width - CELLS_BESIDE, self.app.size.height - ROWS_BESIDE)
        fits = modules is not None and CheckPicture.fits(modules, room)
        self.picture.display = fits
        self.body.set_class(code.is_bars, "-bars")
        if fits and modules is not None:
            self.picture.draw(modules)
            self._picture_cells = len(lines_of(modules)[0])
        name = say(f"scanner-name-{code}")
        facts = {"number": str(code.number), "count": str(len(CODES)), "name": name}
        lines = [Content.styled(say("scanner-step", **facts), "bold")]
        if not fits:
            where = "scanner-scan-now-page" if modules else "scanner-scan-now-not-drawn"
            lines.append(Content(say(where, number=str(code.number))))
        self.step.update(Content("\n").join(lines))

    def _show_findings(self) -> None:
        say, lines = self.wording.say, list[Content]()
        if self._findings is None:
            lines.append(Content(say("scanner-how")))
        else:
            if self._code is None:
                health = self._findings.health
                words = say(f"scanner-sum-{health}")
                lines += [Content.styled(words, STYLES[health]), Content("")]
            for one in sorted(self._findings.findings, key=lambda one: _URGENCY.index(one.health)):
                lines += self._told(one)
        self.found.update(Content("\n").join(lines))

    def _told(self, one: Finding) -> list[Content]:
        facts = {
            name: plain(fact) if isinstance(fact, str) else fact for name, fact in one.facts.items()
        }
        sentence = self.wording.sentence(one.words, facts)
        word = self.wording.say(f"scanner-is-{one.health}")
        sign = Content.styled(f"{GLYPHS[one.health]} {word}", STYLES[one.health])
        cells = self._found_cells
        first, *others = wrap(sentence.what, cells - sign.cell_length - 2)
        lines = [Content.assemble(sign, "  ", first)]
        lines += [Content(f"{INDENT}{line}") for line in others]
        if one.health is not Health.OK:
            remedy = wrap(sentence.next_step, cells - len(INDENT) - 2)
            signs = ("→ ", *("  " for _ in remedy[1:]))
            lines += [
                Content.styled(f"{INDENT}{arrow}{line}", "$text-muted")
                for arrow, line in zip(signs, remedy, strict=True)
            ]
        return lines

    @property
    def _found_cells(self) -> int:
        """How wide the findings are: what the frame, the bar beside them and the picture leave."""
        width = self.app.size.width - CELLS_BESIDE - 2
        if self.picture.display and not self.body.has_class("-bars"):
            width -= self._picture_cells + 2
        return max(width, FOUND_CELLS_MIN)
