"""Exceptions (异常) for those who deal with them: whose it is, since when, how much, and the next step."""

from __future__ import annotations

from functools import partial

from textual import on

from terminal_app.domain.event import CaseStep
from terminal_app.domain.exception_case import CaseNote
from terminal_app.domain.refusal import Refused
from terminal_app.tui.jobs import Group
from terminal_app.tui.office import messages, work
from terminal_app.tui.office.listed_part import ListedPart
from terminal_app.tui.painting import GOOD, plain
from terminal_app.tui.screens.exceptions import what_was_accepted
from terminal_app.tui.screens.office_page import story_page
from terminal_app.tui.screens.typed_text import TypedText
from terminal_app.tui.widgets.ledger import Column, Line
from terminal_app.usecases.views import ExceptionLine

STEPS = {
    "take": CaseStep.TAKEN,
    "note": CaseStep.NOTED,
    "hand_to_bank": CaseStep.HANDED_TO_BANK,
    "settle": CaseStep.SETTLED,
}


class CasesPart(ListedPart):
    """One line to an exception nobody has settled, oldest first."""

    NAME = "exceptions"
    HAS_DAYS = False

    _lines: tuple[ExceptionLine, ...] = ()

    def can(self, action: str) -> bool:
        """All steps, while there is one under the cursor."""
        return action in STEPS and self.line is not None and bool(self._lines)

    def act(self, action: str) -> None:
        """Taking over needs no note, everything else does."""
        line, step = self.line, STEPS[action]
        assert line is not None, "there is one under the cursor"
        entry_id = self._lines[line].entry_id
        if step is CaseStep.TAKEN:
            self._note(entry_id, step, "")
            return
        question = self.wording.say(
            "office-ask-case", step=self.wording.say(f"exception-step-{_dashed(step)}")
        )
        self.app.push_screen(TypedText(question), partial(self._note, entry_id, step))

    def load(self) -> None:
        """What nobody has settled."""
        self.ask_for(partial(work.list_cases, self.counter_app.counter.terminal))

    def speak(self) -> None:
        """Kind, sale, amount, age and owner."""
        say, words = self.wording.say, self.wording
        self.fill(
            (
                Column(title=say("screen-exception-what")),
                Column(title=say("screen-exception-sale"), cells=24),
                Column(title=say("screen-exception-amount"), cells=10, is_amount=True),
                Column(title=say("office-case-age"), cells=13),
                Column(title=say("office-case-owner"), cells=8),
            ),
            [
                Line(
                    cells=(
                        say(f"office-case-{_dashed(one.type)}"),
                        one.redemption.requested.sale_id,
                        str(one.amount),
                        words.duration(one.age_s),
                        self._owner(one),
                    )
                )
                for one in self._lines
            ],
            head="",
            empty=say("screen-exceptions-empty"),
        )

    def particulars(self, line: int) -> str:
        """Why the platform said no, both sides, and what people did."""
        one, words = self._lines[line], self.wording
        decline = words.decline(one.code, one.theirs)
        requested = one.redemption.requested
        by = (one.refund or one.redemption).operator_id
        theirs = [words.evidence(key, value) for key, value in one.theirs.items()]
        if theirs:
            theirs.insert(0, words.say("screen-exception-theirs"))
        return "\n".join(
            (
                decline.what,
                *(self._noted(note) for note in reversed(one.case.notes)),
                words.say(
                    "screen-exception-ours",
                    what=what_was_accepted(words, one),
                    sale=requested.sale_id,
                    at=words.instant(one.at),
                    coupon=requested.coupon_id,
                    operator=plain(by, cells_max=24),
                ),
                *theirs,
            )
        )

    def open_line(self, line: int) -> None:
        """The whole story of the sale."""
        wanted = self._lines[line].redemption.redemption_id
        job = partial(work.tell_story, self.counter_app.counter.terminal, wanted)
        self.ask_for(job, Group.STORY)

    def _owner(self, one: ExceptionLine) -> str:
        if one.case.with_bank:
            return self.wording.say("office-case-bank")
        owner = one.case.owner
        return plain(self.office.names.get(owner, owner), cells_max=8) or "—"

    def _noted(self, note: CaseNote) -> str:
        words = self.wording
        name = self.office.names.get(note.operator_id, note.operator_id)
        return words.say(
            "exception-note",
            step=words.say(f"exception-step-{_dashed(note.step)}"),
            at=note.at,
            operator=name,
            note=note.note,
        ).rstrip()

    def _note(self, entry_id: str, step: CaseStep, note: str | None) -> None:
        if note is not None:
            terminal = self.counter_app.counter.terminal
            self.do(partial(work.note_case, terminal, entry_id, step, note, self.office.operator))

    @on(messages.CasesListed)
    def _listed(self, message: messages.CasesListed) -> None:
        self._lines = message.lines
        self.speak()
        self.office.loaded()

    @on(messages.CaseNoted)
    def _noted_down(self, message: messages.CaseNoted) -> None:
        if isinstance(message.result, Refused):
            self.tell_refusal(message.result)
        else:
            last = message.result.case.notes[-1]
            step = self.wording.say(f"exception-step-{_dashed(last.step)}")
            self.counter_app.answer(self.wording.say("office-case-noted", step=step), GOOD)
        self.load()
        self.counter_app.rebuild()

    @on(messages.StoryTold)
    def _told(self, message: messages.StoryTold) -> None:
        message.stop()  # the app would show it too
        if isinstance(message.story, Refused):
            self.tell_refusal(message.story)
        elif self.is_in_front:
            self.app.push_screen(story_page(message.story))


def _dashed(name: str) -> str:
    return name.replace("_", "-")
