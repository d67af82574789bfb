"""The back office (后台): the store manager's evening on one screen, its parts one key apart.

Opened with the operator who acts inside, proved for this one opening. Decides nothing and adds nothing up.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from pathlib import PurePath

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from terminal_app.domain.day import Span, day_of
from terminal_app.ports import Operator
from terminal_app.tui.commands import Where, bindings, named
from terminal_app.tui.jobs import Group
from terminal_app.tui.office import messages, work
from terminal_app.tui.office.cases_part import CasesPart
from terminal_app.tui.office.day_part import DayPart
from terminal_app.tui.office.outages_part import OutagesPart
from terminal_app.tui.office.part import Part
from terminal_app.tui.office.shift_part import ShiftPart
from terminal_app.tui.office.signals_part import SignalsPart
from terminal_app.tui.office.statement_part import StatementPart
from terminal_app.tui.painting import CAUTION, GOOD, QUIET, plain, spread
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.screens.sale_open import SaleOpen
from terminal_app.tui.screens.slip import Slip
from terminal_app.tui.screens.too_small import TooSmall
from terminal_app.tui.widgets.key_bar import KeyBar
from terminal_app.tui.widgets.notice import Notice
from terminal_app.tui.widgets.status_bar import StatusBar

APPROVAL_S = 600.0
"""So long an approval lasts where somebody else is signed in: a forgotten Esc leaves nothing open."""

LENGTHS = (1, 7, 30)
"""Days that are shown together; one key goes round."""

PART_COMMANDS = frozenset(
    {"charts", "close_shift", "compare", "compare_file", "settle", "take", "note", "hand_to_bank"}
)
"""Commands that only some part answers."""

DAY_COMMANDS = frozenset({"day_before", "day_after", "day_today", "days_longer"})


class BackOffice(Spoken[None]):
    """One part at a time; the days chosen hold for all parts that show days."""

    CSS_PATH = "office.tcss"
    BINDINGS = bindings(Where.OFFICE)
    WHERE = Where.OFFICE

    tabs = query_one("#office-tabs", Static)
    days = query_one("#office-days", Static)

    def __init__(self, operator: Operator, *, names: dict[str, str]) -> None:
        super().__init__()
        self.operator = operator
        self.names = names
        self._parts: tuple[Part, ...] = (
            DayPart(),
            ShiftPart(),
            StatementPart(),
            CasesPart(),
            OutagesPart(),
            SignalsPart(),
        )
        self._shown = 0
        self._length = LENGTHS[0]
        self._matter: tuple[object, ...] = ()
        self._is_loading = False
        self._ends_at: datetime | None = None

    def compose(self) -> ComposeResult:
        """Parts, days, the part in question, the answer, the keys."""
        yield StatusBar()
        yield Static(id="office-tabs")
        yield Static(id="office-days")
        with Vertical(id="office-part"):
            yield from self._parts
        yield Notice()
        yield KeyBar()

    def on_mount(self) -> None:
        """Today, and the figures first."""
        super().on_mount()
        today = day_of(self.counter_app.now())
        self.span = Span(first=today, last=today)
        self._turn_to(0)
        app = self.counter_app
        if self.operator != app.operator:
            self._ends_at = app.now() + timedelta(seconds=APPROVAL_S)
            self.set_interval(APPROVAL_S, self._end_approval)

    @property
    def part(self) -> Part:
        """The part that is shown."""
        return self._parts[self._shown]

    def speak(self) -> None:
        """Everything that is there; what changed at the counter or the platform is asked for anew."""
        super().speak()
        self.tabs.update(self._tab_line())
        self.days.update(self._day_line())
        self.days.display = self.part.HAS_DAYS
        self.part.speak()
        self._reload_after_change()

    def may_act(self) -> bool:
        """Whether whoever was let in may still change something; says so and leaves when not."""
        if self._ends_at is None or self.counter_app.now() < self._ends_at:
            return True
        self._end_approval()
        return False

    def tell(self, text: str, tone: str = QUIET, *, code: str = "") -> None:
        """An answer is not wiped away by what is loaded after it."""
        self._is_loading = False
        super().tell(text, tone, code=code)

    def loaded(self) -> None:
        """A part has what it asked for; what was answered meanwhile stays."""
        if self._is_loading:
            self.tell("")
        self.show_keys()

    def shift_ended(self, message: messages.ShiftEnded) -> None:
        """A shift was closed, or not; its slip is shown where shifts are."""
        if isinstance(self.part, ShiftPart):
            self.part.load()
            if message.slip is not None and self.part.is_in_front:
                self.app.push_screen(Slip(message.slip))

    # what the keys do

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002 - Textual's signature
    ) -> bool | None:
        """Only what means something in this part."""
        if action in PART_COMMANDS:
            return self.part.can(action)
        if action == "read_on":
            return self.part.can_read_on
        if action in DAY_COMMANDS:
            return self.part.HAS_DAYS and self._may_choose(action)
        if action == "export_files":
            return self._shown == 0 and self.counter_app.counter.export_files is not None
        return True

    def action_part_day(self) -> None:
        """The figures."""
        self._turn_to(0)

    def action_part_shift(self) -> None:
        """Shifts."""
        self._turn_to(1)

    def action_part_statement(self) -> None:
        """Reconciliation."""
        self._turn_to(2)

    def action_part_exceptions(self) -> None:
        """Exceptions."""
        self._turn_to(3)

    def action_part_outages(self) -> None:
        """Outages."""
        self._turn_to(4)

    def action_part_signals(self) -> None:
        """Signals."""
        self._turn_to(5)

    def action_day_before(self) -> None:
        """As many days, directly before."""
        self._choose(self.span.before)

    def action_day_after(self) -> None:
        """As many days, directly after, to today at the latest."""
        length = timedelta(days=self.span.days)
        last = min(self.span.last + length, day_of(self.counter_app.now()))
        self._choose(_ending(last, self._length))

    def action_day_today(self) -> None:
        """Up to today."""
        self._choose(_ending(day_of(self.counter_app.now()), self._length))

    def action_days_longer(self) -> None:
        """A day, a week, thirty days, with the same end."""
        self._length = LENGTHS[(LENGTHS.index(self._length) + 1) % len(LENGTHS)]
        self._choose(_ending(self.span.last, self._length))

    def action_charts(self) -> None:
        """Charts or figures."""
        self.part.act("charts")

    def action_read_on(self) -> None:
        """The rest of the particulars, then their beginning."""
        self.part.read_on()

    def action_close_shift(self) -> None:
        """End the shift that runs."""
        self.part.act("close_shift")

    def action_compare(self) -> None:
        """Fetch the statement and compare."""
        self.part.act("compare")

    def action_compare_file(self) -> None:
        """Read a statement and compare."""
        self.part.act("compare_file")

    def action_settle(self) -> None:
        """Settle what is under the cursor."""
        self.part.act("settle")

    def action_take(self) -> None:
        """Take over what is under the cursor."""
        self.part.act("take")

    def action_note(self) -> None:
        """Write about what is under the cursor."""
        self.part.act("note")

    def action_hand_to_bank(self) -> None:
        """Give what is under the cursor to the bank."""
        self.part.act("hand_to_bank")

    def action_export_files(self) -> None:
        """Files of the days chosen, for people outside."""
        app = self.counter_app
        if not self.may_act():
            return
        write = app.counter.export_files
        assert write is not None, "the key is only there with it"
        self.tell(self.wording.say("office-exporting"))
        app.jobs.start_each(
            Group.OFFICE, partial(work.export, write, self.span, self.operator), to=self
        )

    def action_leave_office(self) -> None:
        """Back to the counter."""
        self.dismiss(None)

    @on(messages.Exported)
    def _exported(self, message: messages.Exported) -> None:
        folder = plain(str(PurePath(message.paths[0]).parent), cells_max=200)
        count = str(len(message.paths))
        text = self.wording.say("office-exported", count=count, folder=folder)
        self.counter_app.answer(text, GOOD)

    # its own

    def _end_approval(self) -> None:
        """To the counter, out of whatever was opened above, unless a decision about money waits there."""
        app = self.counter_app
        self._ends_at = app.now()
        if not any(isinstance(one, SaleOpen) for one in app.screen_stack):
            is_small = isinstance(app.screen, TooSmall)
            while self in app.screen_stack:
                app.pop_screen()
            if is_small:
                app.push_screen(TooSmall())
        app.answer(self.wording.say("office-approval-over"), CAUTION)

    def _turn_to(self, part: int) -> None:
        self._shown = part
        for number, one in enumerate(self._parts):
            one.display = number == part
        self._load()
        self.part.focus_inside()
        self.say_again()

    def _may_choose(self, action: str) -> bool:
        if action in {"day_after", "day_today"}:
            return self.span.last < day_of(self.counter_app.now())
        return True

    def _choose(self, span: Span) -> None:
        self.span = span
        self._load()
        self.say_again()

    def _load(self) -> None:
        self.tell(self.wording.say("office-loading"))
        self._is_loading = True
        self.part.load()

    def _reload_after_change(self) -> None:
        view = self.view
        if view is None:
            return
        matter = (view.waiting, view.parked, view.exceptions, len(view.sales_open))
        if self._matter and matter != self._matter:
            self.part.load()
        self._matter = matter

    def _tab_line(self) -> Content:
        say = self.wording.say
        pieces: list[tuple[str, str]] = []
        for number, part in enumerate(self._parts):
            key = named(f"part_{part.NAME}").key_label
            words = f" {key} {say(f'office-part-{part.NAME}')} "
            pieces.append((words, "bold reverse" if number == self._shown else "$text-muted"))
            pieces.append((" ", ""))
        name = plain(self.operator.name, cells_max=16)
        return spread(
            Content.assemble(*pieces),
            Content.styled(name, "$text-muted"),
            max(self.size.width - 2, 20),
        )

    def _day_line(self) -> Content:
        say, span = self.wording.say, self.span
        today = day_of(self.counter_app.now())
        words = {0: "summary-today", 1: "summary-yesterday"}
        first, last = (
            day.isoformat()
            if (today - day).days not in words
            else say(words[(today - day).days], day=day.isoformat())
            for day in (span.first, span.last)
        )
        days = last if span.days == 1 or not self._has_range else f"{first} – {last}"
        return Content.assemble(("‹ ", "$text-muted"), (days, "bold"), (" ›", "$text-muted"))

    @property
    def _has_range(self) -> bool:
        """A statement is of one day, whatever is chosen."""
        return not isinstance(self.part, StatementPart)


def _ending(last: date, length: int) -> Span:
    return Span(first=last - timedelta(days=length - 1), last=last)
