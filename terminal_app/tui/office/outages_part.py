"""Outages (断网) of the days chosen: from when to when the till decided by itself, and what it let through."""

from __future__ import annotations

from functools import partial

from textual import on

from terminal_app.domain.outage import Outage
from terminal_app.tui.office import messages, work
from terminal_app.tui.office.listed_part import ListedPart
from terminal_app.tui.widgets.ledger import Column, Line


class OutagesPart(ListedPart):
    """One line to an outage."""

    NAME = "outages"

    _outages: tuple[Outage, ...] = ()

    def load(self) -> None:
        """Outages that touch the days chosen."""
        terminal = self.counter_app.counter.terminal
        self.ask_for(partial(work.find_outages, terminal, self.office.span))

    def speak(self) -> None:
        """From, to, and what came to pass meanwhile."""
        say, words = self.wording.say, self.wording
        self.fill(
            (
                Column(title=say("office-outage-number"), cells=4, is_amount=True),
                Column(title=say("office-outage-since")),
                Column(title=say("office-outage-until"), cells=16),
                Column(title=say("summary-count"), cells=6, is_amount=True),
                Column(title=say("summary-discount"), cells=12, is_amount=True),
                Column(title=say("summary-paid-back"), cells=12, is_amount=True),
            ),
            [
                Line(
                    cells=(
                        str(one.number),
                        words.instant(one.opened_at),
                        say("office-outage-lasts")
                        if one.closed_at is None
                        else words.instant(one.closed_at),
                        f"{one.redemptions:,}",
                        str(one.discount),
                        str(one.refunded),
                    )
                )
                for one in self._outages
            ],
            head="",
            empty=say("office-outages-none"),
        )

    def particulars(self, line: int) -> str:
        """The same in a sentence."""
        one = self._outages[line]
        return self.wording.say(
            "summary-outage",
            number=one.number,
            opened=one.opened_at,
            closed=one.closed_at or "",
            redemptions=one.redemptions,
            discount=one.discount,
            refunds=one.refunds,
            refunded=one.refunded,
        )

    @on(messages.OutagesFound)
    def _found(self, message: messages.OutagesFound) -> None:
        if message.span == self.office.span:
            self._outages = message.outages
            self.speak()
            self.office.loaded()
