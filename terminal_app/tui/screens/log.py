"""The log (日志): the newest lines, narrowed down by text, level and day; Enter tells the story a line belongs to.

Typing always goes into the filter, arrows always move among the lines. Reads in a worker; writes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import DataTable, Input, Static

from terminal_app.domain.refusal import Refused
from terminal_app.ports import LogLine, LogPage, LogQuery
from terminal_app.ports.log import LEVELS
from terminal_app.tui import work
from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.jobs import Group
from terminal_app.tui.messages import LogRead
from terminal_app.tui.office import work as office_work
from terminal_app.tui.office.messages import StoryTold
from terminal_app.tui.painting import CAUTION
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.screens.office_page import story_page
from terminal_app.tui.widgets.key_bar import KeyBar
from terminal_app.tui.widgets.ledger import Column, Ledger, Line
from terminal_app.tui.widgets.notice import Notice
from terminal_app.tui.widgets.status_bar import StatusBar
from terminal_app.wording.log_line import explained, particulars, tell_line

SHOWN_MAX = 500
"""Lines on the screen; whoever wants an older one narrows it down."""

TEXT_CHARS_MAX = 60
TIME_CELLS, LEVEL_CELLS, WHAT_CELLS = 18, 1, 16


class LogScreen(Spoken[None]):
    """What the program did here."""

    CSS_PATH = "log.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Where.LOG),
        *(
            Binding(key, f"move('{action}')", action, show=False)
            for key, action in (
                ("up", "cursor_up"),
                ("down", "cursor_down"),
                ("pageup", "page_up"),
                ("pagedown", "page_down"),
            )
        ),
    ]
    WHERE = Where.LOG

    filter = query_one("#log-filter", Input)
    ledger = query_one("#log-lines", Ledger)
    detail = query_one("#detail", Static)

    _query = LogQuery(limit=SHOWN_MAX)
    _page: LogPage = LogPage(lines=(), days=())
    _is_new = False
    """Whether lines came that have not been shown yet: the newest of them is to be seen."""

    def compose(self) -> ComposeResult:
        """The filter above the lines, the particulars of one below."""
        yield StatusBar()
        with Vertical(id="list-frame"):
            entry = Input(id="log-filter", max_length=TEXT_CHARS_MAX)
            entry.cursor_blink = False
            yield entry
            yield Ledger(id="log-lines")
        yield Static(id="detail")
        yield Notice()
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask for the newest lines."""
        super().on_mount()
        self.filter.focus()
        self._look(self._query)

    def speak(self) -> None:
        """The lines that were found, in the words of now."""
        super().speak()
        say, query = self.wording.say, self._query
        frame = self.query_one("#list-frame")
        day = query.day or say("log-every-day")
        level = say(f"log-level-{query.level.value}")
        count = str(len(self._page.lines))
        frame.border_title = say("log-title", day=day, level=level, count=count)
        self.filter.placeholder = say("log-filter")
        columns = (
            Column(title="", cells=TIME_CELLS),
            Column(title="", cells=LEVEL_CELLS),
            Column(title="", cells=WHAT_CELLS),
            Column(title=""),
        )
        self.ledger.show(columns, [self._row(line) for line in self._page.lines])
        if self._is_new:
            self._is_new = False
            self.ledger.move_cursor(row=max(len(self._page.lines) - 1, 0))
        self._tell_line()

    def _row(self, line: LogLine) -> Line:
        told = tell_line(line, self.wording)
        return Line(cells=(f"{told.day[5:]} {told.time}", told.glyph, told.what, told.facts))

    def _tell_line(self) -> None:
        line = self._line
        if line is None:
            self.detail.update(Content(self.wording.say("log-none")))
            return
        told = tell_line(line, self.wording)
        head = f"{told.day} {told.time}  {told.glyph} {told.what}"
        facts = "  ".join(f"{name}={value}" for name, value in particulars(line))
        self.detail.update(Content("\n").join([Content.styled(head, "bold"), Content(facts)]))

    @property
    def _line(self) -> LogLine | None:
        row = self.ledger.cursor_row
        return self._page.lines[row] if row < len(self._page.lines) else None

    # what is looked for

    def _look(self, query: LogQuery) -> None:
        self._query = query
        app = self.counter_app
        if app.counter.read_log is not None:
            job = partial(work.look_into_log, app.counter.read_log, query)
            app.jobs.start(Group.LOG, job, to=self)

    @on(LogRead)
    def _read(self, message: LogRead) -> None:
        if message.query != self._query:
            return  # something else was asked for meanwhile
        self._page, self._is_new = message.page, True
        self.say_again()
        self.tell(self.wording.say("log-more") if self._page.more else "")

    @on(Input.Changed, "#log-filter")
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self._query.text:
            self._look(replace(self._query, text=event.value))

    def action_log_level(self) -> None:
        """The next level: all lines, what is to be looked at, errors."""
        level = LEVELS[(LEVELS.index(self._query.level) + 1) % len(LEVELS)]
        self._look(replace(self._query, level=level))

    def action_log_before(self) -> None:
        """The day before the one that is shown; from all days, the newest."""
        days = self._page.days
        earlier = [day for day in days if day < self._query.day] if self._query.day else days
        if earlier:
            self._look(replace(self._query, day=earlier[-1]))

    def action_log_after(self) -> None:
        """The day after; behind the newest, all days."""
        if self._query.day:
            later = [day for day in self._page.days if day > self._query.day]
            self._look(replace(self._query, day=later[0] if later else ""))

    # one line

    def action_move(self, how: str) -> None:
        """Up and down, while the filter keeps the keyboard."""
        getattr(self.ledger, f"action_{how}")()

    @on(DataTable.RowHighlighted)
    def _highlighted(self) -> None:
        self._tell_line()

    @on(Input.Submitted, "#log-filter")
    def _submitted(self) -> None:
        self.action_log_story()

    def action_log_story(self) -> None:
        """The story of the record that a line names."""
        wanted = explained(self._line) if self._line is not None else ""
        app = self.counter_app
        if not wanted:
            self.tell(self.wording.say("log-no-story"), CAUTION)
            return
        job = partial(office_work.tell_story, app.counter.terminal, wanted)
        app.jobs.start(Group.STORY, job, to=self)

    @on(StoryTold)
    def _told(self, message: StoryTold) -> None:
        if isinstance(message.story, Refused):
            self.tell_refusal(message.story, CAUTION)
        elif self.app.screen is self:
            self.app.push_screen(story_page(message.story))

    def action_leave_log(self) -> None:
        """Back to the counter."""
        self.dismiss(None)
