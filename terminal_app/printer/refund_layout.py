"""A refund slip laid out for a paper width: which lines, in which order. Draws no code, writes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.refund import WorkingLine
from terminal_app.domain.refund_record import RefundState
from terminal_app.domain.refund_slip import RefundSlip
from terminal_app.printer.frame import Frame
from terminal_app.printer.paper import INDENT, Paper, SlipLine, in_fours, second, short
from terminal_app.wording import Wording


def lay_out_refund(slip: RefundSlip, wording: Wording, *, columns: int) -> tuple[SlipLine, ...]:
    """The lines of a refund slip, top to bottom; those of a void carry no money."""
    return tuple(_Layout(slip, wording, Paper(columns)).lines())


class _Layout:
    def __init__(self, slip: RefundSlip, wording: Wording, paper: Paper) -> None:
        self._slip = slip
        self._wording = wording
        self._say = wording.say
        self._paper = paper
        self._frame = Frame(slip, wording, paper)
        self._deed = "void" if slip.is_void else "refund"

    def lines(self) -> Iterator[SlipLine]:
        return self._frame.around(
            self._say(f"slip-{self._deed}-title"),
            self._body(),
            code=self._slip.sale_id,
            beneath=(in_fours(self._slip.sale_id), self._say("slip-refund-scan")),
        )

    def _body(self) -> Iterator[SlipLine]:
        yield from self._facts()
        yield from self._goods_and_money()
        yield from self._coupon()
        yield from self._notes()

    def _facts(self) -> Iterator[SlipLine]:
        slip, paper, deed = self._slip, self._paper, self._deed
        yield paper.rule("=")
        yield from paper.pair(self._say("receipt-sale"), in_fours(slip.sale_id))
        yield from paper.pair(self._say(f"slip-{deed}"), in_fours(slip.refund_id))
        yield from paper.pair(self._say(f"slip-{deed}-at"), second(slip.at))
        yield from paper.pair(self._say("receipt-terminal"), slip.terminal_id)
        operator = f"{slip.operator_id} {slip.operator_name}"
        yield from paper.pair(self._say("receipt-operator"), operator)
        yield from paper.pair(self._say("slip-refund-kind"), self._wording.kind(slip.decision.kind))

    def _goods_and_money(self) -> Iterator[SlipLine]:
        slip, paper = self._slip, self._paper
        if slip.is_void:
            yield paper.rule("-")
            yield from paper.wrapped(self._say("refund-story-void"))
            yield paper.rule("-")
            yield from self._frame.training_mark()
            return
        yield paper.rule("-")
        yield from paper.pair(self._say("slip-refund-items"), self._say("receipt-items-amount"))
        yield paper.rule("-")
        for line in slip.decision.working:
            yield from self._line(line)
        yield paper.rule("=")
        yield from paper.pair(
            self._say("slip-refund-sum", units=slip.units), str(slip.decision.refund)
        )
        yield paper.rule("=")
        yield from self._frame.training_mark()

    def _line(self, line: WorkingLine) -> Iterator[SlipLine]:
        paper = self._paper
        unit_price = Money(line.price.fen // line.quantity)
        yield from paper.wrapped(line.name)
        yield from paper.pair(f"{INDENT}{unit_price} x {line.quantity}", str(line.price))
        if line.discount != ZERO:
            discount, rest = self._say("slip-refund-discount"), self._say("slip-refund-line-sum")
            yield from paper.pair(f"{INDENT}{discount}", f"-{line.discount}")
            yield from paper.pair(f"{INDENT}{rest}", str(line.amount))

    def _coupon(self) -> Iterator[SlipLine]:
        slip, paper = self._slip, self._paper
        face = self._say("receipt-coupon-face", face=short(slip.coupon_face))
        until = self._say(
            "receipt-round-until", round=slip.round_number, until=slip.decision.valid_until
        )
        state = self._wording.coupon_state(slip.state, slip.fate)
        yield from paper.pair(self._say("receipt-coupon"), face)
        yield from paper.pair(self._say("receipt-coupon-id"), slip.coupon_id_masked)
        yield from paper.pair(self._say("receipt-round"), until)
        yield from paper.pair(self._say("slip-refund-coupon-state"), state)
        yield from paper.pair(
            self._say(f"slip-{self._deed}-state"), self._wording.state(slip.state)
        )

    def _notes(self) -> Iterator[SlipLine]:
        slip, paper = self._slip, self._paper
        yield paper.rule("-")
        if slip.state is RefundState.EXCEPTION:
            head = self._say("refund-done-exception", kind=slip.decision.kind.value)
            yield from paper.wrapped(head)
        for sentence in self._wording.refund_coupon(slip.state, slip.fate, slip.decision):
            yield from paper.wrapped(sentence)
        yield from paper.wrapped(self._say("slip-refund-no-cash"))
