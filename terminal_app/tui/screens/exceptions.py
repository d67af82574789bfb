"""Exceptions (异常): accepted here and declined by the platform later, with both sides' evidence; and what was held."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.content import Content

from terminal_app.tui import work
from terminal_app.tui.jobs import Group
from terminal_app.tui.messages import ExceptionsListed
from terminal_app.tui.painting import plain
from terminal_app.tui.screens.records import Records
from terminal_app.usecases.views import ExceptionLine
from terminal_app.wording import Wording

EVIDENCE_MAX = 8
"""Lines of the platform's evidence on the screen; the whole is in the journal."""


class Exceptions(Records):
    """What nobody has settled yet, oldest first."""

    _lines: tuple[ExceptionLine, ...] = ()

    def speak(self) -> None:
        """Ask for the list as it is now."""
        super().speak()
        self.reload()

    def reload(self) -> None:
        """Ask for it."""
        app = self.counter_app
        app.jobs.start(Group.LIST, partial(work.list_exceptions, app.counter.terminal), to=self)

    def entry_id(self, line: int) -> str | None:
        """The entry of a line."""
        return self._lines[line].entry_id if line < len(self._lines) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is an exception is dealt with in the back office."""
        return action != "hand_entry" and super().check_action(action, parameters)

    def tell_story(self, line: int) -> Content:
        """Our side, then theirs."""
        say, wording, one = self.wording.say, self.wording, self._lines[line]
        redemption = one.redemption
        requested = redemption.requested
        decline = wording.decline(one.code, one.theirs)
        by = redemption.operator_id if one.refund is None else one.refund.operator_id
        ours = say(
            "screen-exception-ours",
            what=what_was_accepted(wording, one),
            sale=requested.sale_id,
            at=wording.instant(one.at),
            coupon=requested.coupon_id,
            operator=plain(by, cells_max=24),
        )
        theirs = [
            Content(f"    {wording.evidence(key, value)}")
            for key, value in list(one.theirs.items())[:EVIDENCE_MAX]
        ]
        return Content("\n").join(
            [
                Content.styled(decline.what, "bold"),
                Content(ours),
                Content(say("screen-exception-theirs")),
                *theirs,
            ]
        )

    @on(ExceptionsListed)
    def _listed(self, message: ExceptionsListed) -> None:
        if message.lines == self._lines and self._lines:
            return
        self._lines = message.lines
        say, wording = self.wording.say, self.wording
        self.empty.update(Content(say("screen-exceptions-empty")))
        self.fill(
            [
                say(f"screen-exception-{column}")
                for column in ("at", "what", "sale", "amount", "why")
            ],
            [
                (
                    wording.instant(one.at),
                    what_was_accepted(wording, one),
                    one.redemption.requested.sale_id,
                    wording.amount(one.amount),
                    wording.decline(one.code, one.theirs).what,
                )
                for one in message.lines
            ],
            title=say("screen-exceptions-title", count=str(len(message.lines))),
        )
        self.show_keys()


def what_was_accepted(wording: Wording, line: ExceptionLine) -> str:
    """What was accepted here: the redemption, or which way it was taken back."""
    if line.refund is None:
        return wording.say("screen-kind-redemption-requested")
    return wording.kind(line.refund.requested.kind)
