"""Reconciliation (对账): the last of the days chosen against the bank's statement; differences are settled here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from textual import on

from terminal_app.domain.difference import Difference
from terminal_app.domain.money import Money
from terminal_app.domain.note import NOTE_CHARS_MAX
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.statement import RowStatus
from terminal_app.tui.jobs import Group
from terminal_app.tui.office import messages, work
from terminal_app.tui.office.listed_part import ListedPart
from terminal_app.tui.painting import GOOD, plain, refusal_text
from terminal_app.tui.screens.office_page import OfficePage, Passage, story_passages
from terminal_app.tui.screens.typed_text import PATH_CHARS_MAX, TypedText
from terminal_app.tui.widgets.ledger import Column, Line
from terminal_app.usecases.reconcile import Reconciled
from terminal_app.wording import Wording

FIELDS = (
    "kind",
    "sale_id",
    "coupon_id",
    "coupon_type",
    "terminal_id",
    "at",
    "status",
    "gross",
    "discount",
    "payable",
    "refund",
    "subsidy_back",
    "refund_kind",
    "coupon",
)


class StatementPart(ListedPart):
    """One line to a difference."""

    NAME = "statement"

    _found: Reconciled | Refused | None = None
    _day: date | None = None
    """The day that was asked for last."""

    def can(self, action: str) -> bool:
        """Comparing at any time; settling what is open under the cursor."""
        if action == "settle":
            one = self._difference
            found = self._found
            return (
                one is not None
                and isinstance(found, Reconciled)
                and one.difference_id not in found.settled
            )
        return action in {"compare", "compare_file"}

    def act(self, action: str) -> None:
        """Ask the bank, read a file, or settle."""
        match action:
            case "compare":
                self._compare("")
            case "compare_file":
                self._ask("office-ask-path", self._compare, PATH_CHARS_MAX)
            case _:
                one = self._difference
                assert one is not None, "there is one under the cursor"
                day = self.office.span.last
                self._ask("office-ask-note", partial(self._settle, day, one.difference_id))

    def load(self) -> None:
        """The day as its kept statement has it; what is shown of the same day stays until then."""
        day = self.office.span.last
        if day != self._day:
            self._day, self._found = day, None
        self.ask_for(partial(work.look_at_day, self.counter_app.counter.terminal, day))

    def speak(self) -> None:
        """How the day came out, and its differences."""
        words, found = self.wording, self._found
        say = words.say
        columns = (
            Column(title=say("office-difference-kind")),
            Column(title=say("screen-exception-sale"), cells=24),
            Column(title=say("screen-exception-amount"), cells=10, is_amount=True),
            Column(title=say("office-difference-state"), cells=8),
        )
        if not isinstance(found, Reconciled):
            self.fill(columns, (), head="", empty=self._why_not(found))
            return
        self.fill(
            columns,
            [self._line(one, found) for one in found.reconciliation.differences],
            head="\n".join(_head(found, words)),
            empty=say("reconcile-agrees"),
        )

    def particulars(self, line: int) -> str:
        """Where the two sides do not agree, and how it was settled."""
        found, one, say = self._found, self._at(line), self.wording.say
        if one is None or not isinstance(found, Reconciled):
            return ""
        settled = found.settled.get(one.difference_id)
        fields = [_field(name, one, self.wording) for name in one.fields]
        before = found.settled_otherwise.get(one.difference_id)
        last = [say("office-difference-open")]
        if settled is not None:
            last = [say("reconcile-settled", difference=one.difference_id, note=settled.note)]
        elif before is not None:
            key = "reconcile-settled-otherwise"
            last.insert(0, say(key, difference=one.difference_id, note=before.note))
        return "\n".join((say(f"difference-{one.kind.replace('_', '-')}"), *fields, *last))

    def open_line(self, line: int) -> None:
        """Both sides in full, and our own story of it."""
        one = self._at(line)
        if one is None:
            return
        wanted = one.event_id if one.ours is None else one.ours.redemption_id
        terminal = self.counter_app.counter.terminal
        self.ask_for(partial(work.tell_both_sides, terminal, one, wanted), Group.STORY)

    def _why_not(self, found: Refused | None) -> str:
        """Why there is nothing to be seen; what to do next is a key here, not a command."""
        if found is None:
            return self.wording.say("office-loading")
        if found.reason is Reason.STATEMENT_NOT_COMPARED:
            day = self.office.span.last.isoformat()
            return self.wording.say("office-not-compared", day=day)
        return refusal_text(self.wording, found)

    @property
    def _difference(self) -> Difference | None:
        return None if self.line is None else self._at(self.line)

    def _at(self, line: int) -> Difference | None:
        """The difference in that line; none while a day is being read and its lines are yet to go."""
        if not isinstance(self._found, Reconciled):
            return None
        differences = self._found.reconciliation.differences
        return differences[line] if line < len(differences) else None

    def _line(self, one: Difference, found: Reconciled) -> Line:
        say = self.wording.say
        about = one.ours or one.theirs
        is_settled = one.difference_id in found.settled
        state = "office-state-settled" if is_settled else "office-state-open"
        return Line(
            cells=(
                say(f"difference-{one.kind.replace('_', '-')}"),
                plain(one.event_id if about is None else about.sale_id, cells_max=24),
                str(one.at_stake),
                say(state),
            )
        )

    def _ask(
        self, question: str, then: Callable[[str | None], None], chars_max: int = NOTE_CHARS_MAX
    ) -> None:
        self.app.push_screen(TypedText(self.wording.say(question), chars_max=chars_max), then)

    def _compare(self, path: str | None) -> None:
        if path is None:
            return
        path = path.strip("'\"")  # as a file manager copies it
        office, counter = self.office, self.counter_app.counter
        self.counter_app.answer(self.wording.say("office-comparing"), "quiet")
        self.do(
            partial(work.reconcile_day, counter.terminal, office.span.last, office.operator, path)
        )

    def _settle(self, day: date, difference_id: str, note: str | None) -> None:
        if note is not None:
            terminal, operator = self.counter_app.counter.terminal, self.office.operator
            self.do(partial(work.settle, terminal, day, difference_id, note, operator))

    @on(messages.DayReconciled)
    def _reconciled(self, message: messages.DayReconciled) -> None:
        is_shown = message.day == self.office.span.last
        if not (message.asked and isinstance(message.result, Refused)) and is_shown:
            self._found = message.result
            self.speak()
            self.office.loaded()
        if message.asked:
            self._tell_outcome(message.result, "" if is_shown else f"{message.day}  ")

    def _tell_outcome(self, result: Reconciled | Refused, day: str) -> None:
        """What came of it; `day` is named when it is no longer the one on the screen."""
        if isinstance(result, Refused):
            self.counter_app.refuse(result, before=day)
        else:
            self.counter_app.answer(day + self.wording.say("office-compared"), GOOD)

    @on(messages.BothSidesTold)
    def _told(self, message: messages.BothSidesTold) -> None:
        one, story = message.difference, message.story
        if not self.is_in_front:
            return

        def passages(words: Wording) -> tuple[Passage, ...]:
            sides = [Passage(text=words.say("office-both-sides"), depth=0)]
            sides += [Passage(text=_field(name, one, words)) for name in FIELDS]
            if isinstance(story, Refused):
                return (*sides, Passage(text=refusal_text(words, story), depth=0))
            return (*sides, *story_passages(story, words))

        self.app.push_screen(
            OfficePage(
                lambda words: words.say(f"difference-{one.kind.replace('_', '-')}"), passages
            )
        )


def _head(found: Reconciled, words: Wording) -> list[str]:
    told, say = found.reconciliation, words.say
    lines = [
        say(
            "reconcile-head",
            date=told.date.isoformat(),
            rows=told.rows,
            matched=told.matched,
            other_tills=told.other_tills,
        )
    ]
    if not told.complete:
        lines.append(say("reconcile-running", issued=told.issued_at))
    if told.waiting or told.exceptions or told.reversed:
        lines.append(
            say(
                "reconcile-explained",
                waiting=len(told.waiting),
                exceptions=len(told.exceptions),
                reversed=told.reversed,
            )
        )
    if told.differences:
        lines.append(
            say(
                "reconcile-differences",
                count=len(told.differences),
                open=len(found.open),
                amount=words.amount(told.at_stake),
            )
        )
    return lines


def _field(name: str, one: Difference, words: Wording) -> str:
    return words.say(
        "reconcile-field",
        field=words.say(f"statement-field-{name.replace('_', '-')}"),
        ours=_ours(name, one, words),
        theirs="—" if one.theirs is None else _shown(getattr(one.theirs, name), words),
    )


def _ours(name: str, one: Difference, words: Wording) -> str:
    if one.ours is None:
        return "—"
    if name == "status":
        return words.state(one.ours.state)
    if name == "terminal_id":
        return words.say("statement-this-till")
    return _shown(getattr(one.ours, name), words)


def _shown(value: object, words: Wording) -> str:
    match value:
        case None | "":
            return "—"
        case Money():
            return words.amount(value)
        case datetime():
            return words.instant(value)
        case RowStatus():
            return words.say(f"statement-status-{value}")
        case _:
            return plain(str(value), cells_max=60)
