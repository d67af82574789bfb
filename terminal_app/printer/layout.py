"""A receipt laid out for a paper width: which lines, in which order. Draws no code, writes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from terminal_app.domain.foreign_text import clean
from terminal_app.domain.receipt import Receipt, ReceiptItem, RefundTerms
from terminal_app.domain.redemption import RedemptionState, SaleState
from terminal_app.printer.frame import Frame
from terminal_app.printer.paper import (
    FOREIGN_CELLS_MAX,
    INDENT,
    Paper,
    SlipLine,
    in_fours,
    second,
    short,
)
from terminal_app.wording import Wording


def lay_out(receipt: Receipt, wording: Wording, *, columns: int) -> tuple[SlipLine, ...]:
    """The lines of a slip, top to bottom."""
    return tuple(_Layout(receipt, wording, Paper(columns)).lines())


class _Layout:
    def __init__(self, receipt: Receipt, wording: Wording, paper: Paper) -> None:
        self._receipt = receipt
        self._say = wording.say
        self._state = wording.state(receipt.state)
        self._paper = paper
        self._frame = Frame(receipt, wording, paper)

    def lines(self) -> Iterator[SlipLine]:
        return self._frame.around(
            self._say("receipt-title"),
            self._body(),
            code=self._receipt.sale_id,
            beneath=(in_fours(self._receipt.sale_id), self._say("receipt-scan")),
        )

    def _body(self) -> Iterator[SlipLine]:
        yield from self._facts()
        yield from self._items()
        yield from self._sums()
        yield from self._coupon()
        yield from self._notes()

    def _facts(self) -> Iterator[SlipLine]:
        receipt, paper = self._receipt, self._paper
        yield paper.rule("=")
        yield from paper.pair(self._say("receipt-sale"), in_fours(receipt.sale_id))
        yield from paper.pair(self._say("receipt-redemption"), in_fours(receipt.redemption_id))
        yield from paper.pair(self._say("receipt-at"), second(receipt.at))
        yield from paper.pair(self._say("receipt-terminal"), receipt.terminal_id)
        operator = f"{receipt.operator_id} {receipt.operator_name}"
        yield from paper.pair(self._say("receipt-operator"), operator)

    def _items(self) -> Iterator[SlipLine]:
        paper = self._paper
        yield paper.rule("-")
        yield from paper.pair(self._say("receipt-items"), self._say("receipt-items-amount"))
        yield paper.rule("-")
        for item in self._receipt.items:
            yield from self._item(item)

    def _item(self, item: ReceiptItem) -> Iterator[SlipLine]:
        paper = self._paper
        yield from paper.wrapped(item.name)
        yield from paper.pair(f"{INDENT}{item.unit_price} x {item.quantity}", str(item.total))
        if item.serial_number:
            yield from paper.wrapped(f"{self._say('receipt-serial')} {item.serial_number}", INDENT)
        if item.with_coupon:
            yield from paper.wrapped(f"* {self._say('receipt-with-coupon')}", INDENT)

    def _sums(self) -> Iterator[SlipLine]:
        receipt, paper = self._receipt, self._paper
        paid = receipt.sale_state is SaleState.COMPLETED
        yield paper.rule("-")
        yield from paper.pair(self._say("receipt-gross", units=receipt.units), str(receipt.gross))
        yield from paper.pair(self._say("receipt-discount"), f"-{receipt.discount}")
        yield paper.rule("=")
        yield from paper.pair(
            self._say("receipt-paid" if paid else "receipt-payable"), str(receipt.paid)
        )
        yield paper.rule("=")
        yield from self._frame.training_mark()

    def _coupon(self) -> Iterator[SlipLine]:
        receipt, paper = self._receipt, self._paper
        face = short(receipt.discount)
        kind = (
            self._say("receipt-coupon-face", face=face)
            if receipt.coupon_threshold is None
            else self._say(
                "receipt-coupon-type", threshold=short(receipt.coupon_threshold), face=face
            )
        )
        yield from paper.pair(self._say("receipt-coupon"), kind)
        yield from paper.pair(self._say("receipt-coupon-id"), receipt.coupon_id_masked)
        yield from paper.pair(self._say("receipt-round"), self._round())
        yield from paper.pair(self._say("receipt-state"), self._state)

    def _round(self) -> str:
        number, until = self._receipt.round_number, self._receipt.valid_until
        if until is None:
            return self._say("receipt-round-only", round=number)
        return self._say("receipt-round-until", round=number, until=until)

    def _notes(self) -> Iterator[SlipLine]:
        receipt, paper = self._receipt, self._paper
        yield paper.rule("-")
        if receipt.sale_state is not SaleState.COMPLETED:
            yield from paper.wrapped(self._say("receipt-unpaid"))
        if receipt.state is RedemptionState.ACCEPTED_OFFLINE:
            yield from paper.wrapped(self._say("receipt-offline"))
        if receipt.state is RedemptionState.EXCEPTION:
            yield from paper.wrapped(self._say("receipt-exception"))
        yield from paper.wrapped(self._terms())
        if receipt.funding:
            sources = self._say("receipt-funding-and").join(
                clean(one, cells_max=FOREIGN_CELLS_MAX) for one in receipt.funding
            )
            yield from paper.wrapped(self._say("receipt-funding", sources=sources))

    def _terms(self) -> str:
        receipt = self._receipt
        if receipt.refund_terms is RefundTerms.FULL_REINSTATES and receipt.valid_until is not None:
            return self._say("receipt-terms-full-reinstates", until=receipt.valid_until)
        if receipt.refund_terms is RefundTerms.NEVER_REINSTATES:
            return self._say("receipt-terms-never-reinstates")
        return self._say("receipt-terms-ask")
