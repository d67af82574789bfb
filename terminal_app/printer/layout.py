"""A receipt laid out for a paper width: which lines, in which order, aligned by cells. Draws no code, writes nothing.

Every line is at most as wide as the paper. Texts that somebody else wrote are cleaned here. Only ASCII is used for
rules and signs: a printer's Chinese font draws box characters and `×` twice as wide as a terminal does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from terminal_app.domain.foreign_text import cells, clean, pad, wrap
from terminal_app.domain.instant import SHANGHAI
from terminal_app.domain.money import Money
from terminal_app.domain.receipt import Receipt, ReceiptItem, RefundTerms
from terminal_app.domain.redemption import RedemptionState, SaleState
from terminal_app.wording import Wording

COLUMNS_80MM = 48
COLUMNS_58MM = 32
"""Half-width columns of the two usual thermal papers, in a printer's 12-dot font."""

FOREIGN_CELLS_MAX = 200
GAP = 2
INDENT = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipText:
    """One printed line, already aligned."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipCode:
    """A QR code of these digits, in the middle of the paper."""

    digits: str


SlipLine = SlipText | SlipCode


def lay_out(receipt: Receipt, wording: Wording, *, columns: int) -> tuple[SlipLine, ...]:
    """The lines of a slip, top to bottom."""
    assert columns >= COLUMNS_58MM, "an id in groups of four needs 29 columns"
    return tuple(_Layout(receipt, wording, columns).lines())


def in_fours(digits: str) -> str:
    """A long number as it is read out: `9027 1215 …`."""
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


class _Layout:
    def __init__(self, receipt: Receipt, wording: Wording, columns: int) -> None:
        self._receipt = receipt
        self._say = wording.say
        self._state = wording.state(receipt.state)
        self._columns = columns

    def lines(self) -> Iterator[SlipLine]:
        yield from self._training()
        yield from self._head()
        yield from self._facts()
        yield from self._items()
        yield from self._sums()
        yield from self._coupon()
        yield from self._notes()
        yield from self._foot()
        yield from self._training()

    def _training(self) -> Iterator[SlipLine]:
        if self._receipt.training:
            yield self._rule("#")
            yield from self._centred(self._say("receipt-training"))
            yield self._rule("#")

    def _head(self) -> Iterator[SlipLine]:
        yield SlipText(text="")
        yield from self._centred(self._receipt.store_name)
        yield from self._centred(self._say("receipt-title"))
        yield from self._centred(self._receipt.campaign_name)
        yield SlipText(text="")
        yield from self._copy()

    def _copy(self) -> Iterator[SlipLine]:
        receipt = self._receipt
        if receipt.is_copy:
            yield from self._centred(f"*** {self._say('receipt-copy', copy=receipt.copy)} ***")
            yield from self._centred(
                f"{self._say('receipt-printed')} {_second(receipt.printed_at)}"
            )

    def _facts(self) -> Iterator[SlipLine]:
        receipt = self._receipt
        yield self._rule("=")
        yield from self._pair(self._say("receipt-sale"), in_fours(receipt.sale_id))
        yield from self._pair(self._say("receipt-redemption"), in_fours(receipt.redemption_id))
        yield from self._pair(self._say("receipt-at"), _second(receipt.at))
        yield from self._pair(self._say("receipt-terminal"), receipt.terminal_id)
        operator = f"{receipt.operator_id} {receipt.operator_name}"
        yield from self._pair(self._say("receipt-operator"), operator)

    def _items(self) -> Iterator[SlipLine]:
        yield self._rule("-")
        yield from self._pair(self._say("receipt-items"), self._say("receipt-items-amount"))
        yield self._rule("-")
        for item in self._receipt.items:
            yield from self._item(item)

    def _item(self, item: ReceiptItem) -> Iterator[SlipLine]:
        yield from self._wrapped(item.name)
        yield from self._pair(f"{INDENT}{item.unit_price} x {item.quantity}", str(item.total))
        if item.serial_number:
            yield from self._wrapped(f"{self._say('receipt-serial')} {item.serial_number}", INDENT)
        if item.with_coupon:
            yield from self._wrapped(f"* {self._say('receipt-with-coupon')}", INDENT)

    def _sums(self) -> Iterator[SlipLine]:
        receipt = self._receipt
        paid = receipt.sale_state is SaleState.COMPLETED
        yield self._rule("-")
        yield from self._pair(self._say("receipt-gross", units=receipt.units), str(receipt.gross))
        yield from self._pair(self._say("receipt-discount"), f"-{receipt.discount}")
        yield self._rule("=")
        yield from self._pair(
            self._say("receipt-paid" if paid else "receipt-payable"), str(receipt.paid)
        )
        yield self._rule("=")
        if receipt.training:
            yield from self._centred(self._say("receipt-training"))

    def _coupon(self) -> Iterator[SlipLine]:
        receipt = self._receipt
        face = _short(receipt.discount)
        kind = (
            self._say("receipt-coupon-face", face=face)
            if receipt.coupon_threshold is None
            else self._say(
                "receipt-coupon-type", threshold=_short(receipt.coupon_threshold), face=face
            )
        )
        yield from self._pair(self._say("receipt-coupon"), kind)
        yield from self._pair(self._say("receipt-coupon-id"), receipt.coupon_id_masked)
        yield from self._pair(self._say("receipt-round"), self._round())
        yield from self._pair(self._say("receipt-state"), self._state)

    def _round(self) -> str:
        number, until = self._receipt.round_number, self._receipt.valid_until
        if until is None:
            return self._say("receipt-round-only", round=number)
        return self._say("receipt-round-until", round=number, until=until)

    def _notes(self) -> Iterator[SlipLine]:
        receipt = self._receipt
        yield self._rule("-")
        if receipt.sale_state is not SaleState.COMPLETED:
            yield from self._wrapped(self._say("receipt-unpaid"))
        if receipt.state is RedemptionState.ACCEPTED_OFFLINE:
            yield from self._wrapped(self._say("receipt-offline"))
        if receipt.state is RedemptionState.EXCEPTION:
            yield from self._wrapped(self._say("receipt-exception"))
        yield from self._wrapped(self._terms())
        if receipt.funding:
            sources = self._say("receipt-funding-and").join(
                clean(one, cells_max=FOREIGN_CELLS_MAX) for one in receipt.funding
            )
            yield from self._wrapped(self._say("receipt-funding", sources=sources))

    def _terms(self) -> str:
        receipt = self._receipt
        if receipt.refund_terms is RefundTerms.FULL_REINSTATES and receipt.valid_until is not None:
            return self._say("receipt-terms-full-reinstates", until=receipt.valid_until)
        if receipt.refund_terms is RefundTerms.NEVER_REINSTATES:
            return self._say("receipt-terms-never-reinstates")
        return self._say("receipt-terms-ask")

    def _foot(self) -> Iterator[SlipLine]:
        yield self._rule("-")
        yield SlipText(text="")
        yield SlipCode(digits=self._receipt.sale_id)
        yield SlipText(text="")
        yield from self._centred(in_fours(self._receipt.sale_id))
        yield from self._centred(self._say("receipt-scan"))
        yield from self._centred(self._say("receipt-hotline", hotline=self._receipt.hotline))
        yield from self._copy()
        yield SlipText(text="")

    def _rule(self, sign: str) -> SlipText:
        return SlipText(text=sign * self._columns)

    def _centred(self, text: str) -> Iterator[SlipText]:
        for line in _balanced(_cleaned(text), self._columns):
            yield SlipText(text=pad(line, self._columns, "center").rstrip(" "))

    def _wrapped(self, text: str, indent: str = "") -> Iterator[SlipText]:
        for line in wrap(_cleaned(text), self._columns - cells(indent)):
            yield SlipText(text=indent + line)

    def _pair(self, label: str, value: str) -> Iterator[SlipText]:
        """Label left, value right; on two lines or more where they do not fit on one."""
        indent = INDENT if label.startswith(INDENT) else ""
        left, right = indent + _cleaned(label), _cleaned(value)
        room = self._columns - cells(left)
        if cells(right) + GAP <= room:
            yield SlipText(text=left + pad(right, room, "right"))
            return
        yield from self._wrapped(label, indent)
        for line in wrap(right, self._columns - cells(INDENT)):
            yield SlipText(text=pad(line, self._columns, "right"))


def _balanced(text: str, width: int) -> tuple[str, ...]:
    """Wrapped into as few lines as `width` allows, and those about equally long."""
    lines = wrap(text, width)
    narrower = -(-cells(text) // len(lines))
    for tried in range(max(narrower, 2), width):
        balanced = wrap(text, tried)
        if len(balanced) == len(lines):
            return balanced
    return lines


def _cleaned(text: str) -> str:
    return clean(text, cells_max=2 * FOREIGN_CELLS_MAX)


def _second(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"


def _short(money: Money) -> str:
    return str(money).removesuffix(".00")
