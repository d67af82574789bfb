"""The slip of an outage laid out for a paper width: which lines, in which order. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from terminal_app.domain.outage_slip import OutageSlip
from terminal_app.printer.frame import Frame
from terminal_app.printer.paper import Paper, SlipLine, second
from terminal_app.wording import Wording


def lay_out_outage(slip: OutageSlip, wording: Wording, *, columns: int) -> tuple[SlipLine, ...]:
    """The lines of an outage slip, top to bottom."""
    return tuple(_Layout(slip, wording, Paper(columns)).lines())


class _Layout:
    def __init__(self, slip: OutageSlip, wording: Wording, paper: Paper) -> None:
        self._slip = slip
        self._outage = slip.outage
        self._wording = wording
        self._say = wording.say
        self._paper = paper
        self._frame = Frame(slip, wording, paper)

    def lines(self) -> Iterator[SlipLine]:
        return self._frame.around(self._say("slip-outage-title"), self._body())

    def _body(self) -> Iterator[SlipLine]:
        outage, say, pair = self._outage, self._say, self._paper.pair
        yield self._paper.rule("=")
        number = say("slip-outage-number-value", number=str(outage.number))
        yield from pair(say("slip-outage-number"), number)
        yield from pair(say("receipt-terminal"), self._slip.terminal_id)
        yield from pair(say("slip-outage-opened"), second(outage.opened_at))
        yield from self._end(outage.closed_at)
        yield self._paper.rule("-")
        yield from pair(say("slip-outage-redemptions"), str(outage.redemptions))
        yield from pair(say("slip-outage-gross"), str(outage.gross))
        yield from pair(say("slip-outage-discount"), str(outage.discount))
        yield from pair(say("slip-outage-paid"), str(outage.gross - outage.discount))
        if outage.refunds:
            yield self._paper.rule("-")
            yield from pair(say("slip-outage-refunds"), str(outage.refunds))
            yield from pair(say("slip-outage-refunded"), str(outage.refunded))
        yield from self._frame.training_mark()
        yield self._paper.rule("-")
        state = "slip-outage-note-open" if outage.closed_at is None else "slip-outage-note-closed"
        yield from self._paper.wrapped(say(state))

    def _end(self, closed_at: datetime | None) -> Iterator[SlipLine]:
        say, pair = self._say, self._paper.pair
        if closed_at is None:
            yield from pair(say("slip-outage-closed"), say("slip-outage-not-over"))
            return
        yield from pair(say("slip-outage-closed"), second(closed_at))
        lasted_s = int((closed_at - self._outage.opened_at).total_seconds())
        yield from pair(say("slip-outage-lasted"), self._wording.duration(lasted_s))
