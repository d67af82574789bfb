"""The slip of a shift laid out for a paper width: which lines, in which order. Draws no code, adds nothing up."""

from __future__ import annotations

from collections.abc import Iterator

from terminal_app.domain.handover import Matter, Part, TakenOver
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.shift_slip import ShiftSlip
from terminal_app.domain.summary import ReturnFigure, SaleFigure
from terminal_app.domain.tally import SaleTally
from terminal_app.printer.frame import Frame
from terminal_app.printer.paper import INDENT, Paper, SlipLine, SlipText, in_fours, second
from terminal_app.wording import Wording

NAMED_MAX = 12
"""Matters of a part that a slip names; all of them are in the journal."""

SIGN_HERE = "_" * 14
_HEX_GROUP = 8
_SALES = (
    SaleFigure.ONLINE,
    SaleFigure.OFFLINE,
    SaleFigure.CONFIRMED_LATER,
    SaleFigure.WAITING,
    SaleFigure.EXCEPTIONS,
    SaleFigure.EXCEPTIONS_SETTLED,
    SaleFigure.OPEN,
)
_BESIDE = (
    SaleFigure.DECLINED,
    SaleFigure.REVERSED,
    SaleFigure.REVERSALS_DECLINED,
    SaleFigure.REVERSALS_DECLINED_SETTLED,
    SaleFigure.UNDECIDED,
)
_ALWAYS = frozenset({SaleFigure.ONLINE, SaleFigure.OFFLINE, SaleFigure.WAITING})
"""Printed without anything in them too; the others only where there is something."""

_RETURNS = (
    ReturnFigure.FULL,
    ReturnFigure.PARTIAL,
    ReturnFigure.SPLIT,
    ReturnFigure.REINSTATED,
    ReturnFigure.USED,
    ReturnFigure.FATE_WAITING,
)
_RETURNS_BESIDE = (
    ReturnFigure.REFUND_EXCEPTIONS,
    ReturnFigure.REFUND_EXCEPTIONS_SETTLED,
    ReturnFigure.REFUNDS_DECLINED,
    ReturnFigure.REFUNDS_UNDECIDED,
)


def lay_out_shift(slip: ShiftSlip, wording: Wording, *, columns: int) -> tuple[SlipLine, ...]:
    """The lines of a Z or X slip, top to bottom."""
    return tuple(_Layout(slip, wording, Paper(columns)).lines())


class _Layout:
    def __init__(self, slip: ShiftSlip, wording: Wording, paper: Paper) -> None:
        self._slip = slip
        self._report = slip.report
        self._figures = slip.report.figures
        self._wording = wording
        self._say = wording.say
        self._paper = paper
        self._frame = Frame(slip, wording, paper)

    def lines(self) -> Iterator[SlipLine]:
        if not self._report.is_closed:
            return self._frame.around(self._say("slip-shift-title-x"), self._body())
        return self._frame.around(
            self._say("slip-shift-title"),
            self._body(),
            code=self._slip.code,
            beneath=(self._say("slip-shift-scan"),),
        )

    def _body(self) -> Iterator[SlipLine]:
        yield from self._facts()
        yield from self._sales()
        yield from self._tables()
        yield from self._returns()
        yield from self._subsidy()
        yield from self._handed_over()
        yield from self._taken_over()
        yield from self._end()

    def _facts(self) -> Iterator[SlipLine]:
        report, say, pair = self._report, self._say, self._paper.pair
        yield self._paper.rule("=")
        yield from pair(
            say("slip-shift-number"), say("slip-shift-number-value", number=str(report.number))
        )
        yield from pair(say("receipt-terminal"), self._slip.terminal_id)
        opened = report.opened_at
        began = say("slip-shift-opened-first") if opened is None else second(opened)
        yield from pair(say("slip-shift-opened-at"), began)
        if report.shift is None:
            yield from pair(say("slip-shift-looked-at"), second(report.at))
        else:
            yield from pair(say("slip-shift-closed-at"), second(report.at))
            yield from pair(say("slip-shift-closed-by"), self._person(report.shift.closed_by))
        rows = say(
            "slip-shift-rows-value",
            first=str(report.first_sequence),
            last=str(report.last_sequence),
            rows=report.rows,
        )
        yield from pair(say("slip-shift-rows"), rows)

    def _sales(self) -> Iterator[SlipLine]:
        given, say, pair = self._figures.given, self._say, self._paper.pair
        yield self._paper.rule("=")
        yield from pair(self._wording.summary_figure(SaleFigure.GIVEN), str(given.count))
        yield from pair(say("summary-gross"), str(given.gross))
        yield from pair(say("summary-discount"), _taken_off(given.discount))
        yield self._paper.rule("-")
        yield from pair(say("summary-paid"), str(given.paid))
        yield self._paper.rule("=")
        yield from self._frame.training_mark()
        each = self._figures.sales_per_yuan
        if each is not None:
            yield from self._paper.wrapped(say("summary-sales-per-yuan", amount=each))
        yield from self._heading("", say("slip-shift-discount-column"))
        for figure in (*_SALES, *_BESIDE):
            tally = self._figures.sales[figure]
            if tally.count or figure in _ALWAYS:
                yield from pair(self._counted(figure, tally.count), str(tally.discount))

    def _tables(self) -> Iterator[SlipLine]:
        figures, say = self._figures, self._say
        types = [(say("summary-type", type=key), one) for key, one in figures.by_type.items()]
        hours = [(f"{at:02d}:00-{at + 1:02d}:00", one) for at, one in figures.by_hour.items()]
        people = [(self._person(key), one) for key, one in figures.by_operator.items()]
        yield from self._table("summary-by-type", types)
        yield from self._table("summary-by-hour", [one for one in hours if one[1].count])
        yield from self._table("summary-by-operator", people)

    def _table(self, title: str, rows: list[tuple[str, SaleTally]]) -> Iterator[SlipLine]:
        if not rows:
            return
        paid = self._say("summary-paid")
        yield from self._heading(self._say(title), self._say("slip-shift-discount-column"))
        for label, tally in rows:
            counted = self._say("slip-shift-figure", label=label, count=tally.count)
            yield from self._paper.pair(counted, str(tally.discount))
            if tally.count:
                yield from self._paper.pair(f"{INDENT}{paid}", str(tally.paid))

    def _returns(self) -> Iterator[SlipLine]:
        returns, pair = self._figures.returns, self._paper.pair
        whole = returns[ReturnFigure.REFUNDS]
        yield from self._heading("", self._say("slip-shift-refund-column"))
        yield from pair(self._counted(ReturnFigure.REFUNDS, whole.count), str(whole.paid_back))
        for figure in (*_RETURNS, *_RETURNS_BESIDE):
            tally = returns[figure]
            if tally.count:
                label = INDENT + self._counted(figure, tally.count)
                yield from pair(label, str(tally.paid_back))
        voids = returns[ReturnFigure.VOIDS]
        yield from self._paper.wrapped(self._counted(ReturnFigure.VOIDS, voids.count))

    def _subsidy(self) -> Iterator[SlipLine]:
        subsidy, say, pair = self._figures.subsidy, self._say, self._paper.pair
        yield from self._heading(say("summary-subsidy"), "")
        yield from pair(say("summary-given"), str(subsidy.given))
        yield from pair(say("summary-back"), _taken_off(subsidy.back))
        yield from pair(say("summary-net"), str(subsidy.net))
        for one in subsidy.shares:
            yield from pair(f"{INDENT}{one.name}", str(one.net))

    def _handed_over(self) -> Iterator[SlipLine]:
        handed, say = self._report.handed_over, self._say
        is_closed = self._report.is_closed
        title = "slip-shift-handed-over" if is_closed else "slip-shift-unfinished"
        yield from self._heading(say(title), "")
        parts = [part for part in Part if handed.tallies[part].count]
        if not parts:
            yield from self._paper.wrapped(say("slip-shift-none"))
        for part in parts:
            tally = handed.tallies[part]
            label = say("slip-shift-matter", part=self._part(part), count=tally.count)
            yield from self._paper.pair(label, str(tally.amount))
            if tally.oldest is not None and part is not Part.OUTAGE:
                oldest = say("slip-shift-oldest", at=tally.oldest)
                yield from self._paper.wrapped(oldest, INDENT)
            named = handed.named(part)[:NAMED_MAX]
            for one in named:
                yield from self._matter(one)
            if tally.count > len(named):
                more = say("slip-shift-more", count=tally.count - len(named))
                yield from self._paper.wrapped(more, INDENT)

    def _matter(self, one: Matter) -> Iterator[SlipLine]:
        paper = self._paper
        if one.part is Part.OUTAGE:
            yield from paper.wrapped(second(one.since), INDENT)
            return
        yield from paper.wrapped(in_fours(one.id), INDENT)
        yield from paper.pair(f"{INDENT}{self._what(one)}", str(one.amount))

    def _what(self, one: Matter) -> str:
        match one.part:
            case Part.SALE_OPEN | Part.OUTAGE:
                return second(one.since)
            case Part.WAITING:
                return self._say(f"event-{one.what.replace('_', '-')}")
            case Part.EXCEPTION:
                return self._wording.decline(one.what, {}).what

    def _taken_over(self) -> Iterator[SlipLine]:
        if not self._report.taken_over:
            return
        yield from self._heading(self._say("slip-shift-taken-over"), "")
        for key, some in self._grouped().items():
            amount = Money(sum(one.matter.amount.fen for one in some))
            label = self._say("slip-shift-became", part=key[0], became=key[1], count=len(some))
            yield from self._paper.pair(label, str(amount))

    def _grouped(self) -> dict[tuple[str, str], list[TakenOver]]:
        groups: dict[tuple[str, str], list[TakenOver]] = {}
        for one in self._report.taken_over:
            key = (self._part(one.matter.part), self._say(f"handover-became-{one.became}"))
            groups.setdefault(key, []).append(one)
        return groups

    def _end(self) -> Iterator[SlipLine]:
        report, say, paper = self._report, self._say, self._paper
        yield paper.rule("-")
        if not report.is_closed:
            yield from paper.wrapped(say("slip-shift-not-closed"))
            return
        yield from paper.wrapped(say("slip-shift-head"))
        head = report.head_hash
        groups = (head[at : at + _HEX_GROUP] for at in range(0, len(head), _HEX_GROUP))
        yield from paper.wrapped(" ".join(groups), INDENT)
        for label in ("slip-shift-sign-from", "slip-shift-sign-to"):
            yield SlipText(text="")
            yield from paper.pair(say(label), SIGN_HERE)

    def _heading(self, left: str, right: str) -> Iterator[SlipLine]:
        yield self._paper.rule("-")
        if right:
            yield from self._paper.pair(left, right)
        else:
            yield from self._paper.wrapped(left)

    def _counted(self, figure: SaleFigure | ReturnFigure, count: int) -> str:
        label = self._wording.summary_figure(figure)
        return self._say("slip-shift-figure", label=label, count=count)

    def _part(self, part: Part) -> str:
        return self._say(f"handover-part-{part.replace('_', '-')}")

    def _person(self, operator_id: str) -> str:
        return f"{operator_id} {self._slip.names.get(operator_id, '')}".strip()


def _taken_off(money: Money) -> str:
    return f"-{money}" if money > ZERO else str(money)
