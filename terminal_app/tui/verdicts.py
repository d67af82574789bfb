"""Puts a result into words for the verdict panel. Decides and computes nothing; every word is wording's."""

from __future__ import annotations

from collections.abc import Sequence

from terminal_app.domain.foreign_text import pad
from terminal_app.domain.redemption import ACCEPTED, Redemption, RedemptionState, SaleState
from terminal_app.domain.refusal import Refused
from terminal_app.domain.sale import Item
from terminal_app.tui.commands import named
from terminal_app.tui.counter import SlipShown
from terminal_app.tui.painting import BAD, GLYPHS, plain
from terminal_app.tui.till import Phase, Till
from terminal_app.tui.widgets.verdict_panel import VerdictShown
from terminal_app.usecases.redeem import Verdict
from terminal_app.wording import Wording
from terminal_app.wording.evidence import code_of as decline_code

SLIP_CELLS = 48
"""The width of an 80 mm slip."""


def of_result(redemption: Redemption, slip: SlipShown | None, wording: Wording) -> VerdictShown:
    """What has become of a redemption, as it stands on disk."""
    verdict = wording.verdict(redemption.state)
    requested = redemption.requested
    accepted = redemption.state in ACCEPTED
    return VerdictShown(
        tone=str(verdict.tone),
        glyph=verdict.glyph,
        word=verdict.word,
        reason=_reason(redemption, wording),
        todo=_todo(redemption, wording),
        payable=str(requested.payable) if accepted else "",
        payable_label=wording.say(_payable_words(redemption)) if accepted else "",
        figures=(
            (wording.say("screen-gross"), wording.amount(requested.gross)),
            (wording.say("screen-discount"), f"−{wording.amount(requested.discount)}"),
        )
        if accepted
        else (),
        is_over=redemption.sale_state is SaleState.COMPLETED,
        beside_title=_slip_title(slip, wording) if slip is not None else wording.say("screen-sale"),
        beside=plain_lines(slip.text) if slip is not None else _lines(requested.items),
    )


def of_refusal(refused: Refused, items: Sequence[Item], wording: Wording) -> VerdictShown:
    """Why not, and what to do next; the sale is still there."""
    sentence = wording.refusal(refused)
    return VerdictShown(
        tone=BAD,
        glyph=GLYPHS[BAD],
        word=wording.say("screen-refused"),
        reason=sentence.what,
        todo=f"{sentence.next_step}\n\n{_resume(wording)}",
        beside_title=wording.say("screen-sale"),
        beside=_lines(items),
    )


def code_of(till: Till) -> str:
    """The code of a verdict that says no; empty for any other."""
    redemption = till.redemption
    if till.phase is not Phase.REFUSED:
        return ""
    if till.refused is not None:
        return till.refused.reason.value
    declined = redemption is not None and redemption.state is RedemptionState.DECLINED
    return decline_code(redemption.code) if redemption is not None and declined else ""


def preview_refusal(till: Till) -> Refused | None:
    """What keeps the coupon that was scanned from being used, as far as is known."""
    preview = till.preview.decided if isinstance(till.preview, Verdict) else till.preview
    return preview if isinstance(preview, Refused) else None


def preview_code_of(till: Till) -> str:
    """Its code; empty when nothing does."""
    refused = preview_refusal(till)
    return "" if refused is None else refused.reason.value


def plain_lines(text: str) -> str:
    """A slip line by line with its columns kept, each without anything that a terminal would obey."""
    lines = text.splitlines()
    return "\n".join("".join(char for char in line if char.isprintable()) for line in lines)


def _resume(wording: Wording) -> str:
    return f"{wording.say('screen-todo-resume')}  {wording.say('guide-hint')}"


def _slip_title(slip: SlipShown, wording: Wording) -> str:
    return wording.say("screen-slip-copy" if slip.copy else "screen-slip")


def _lines(items: Sequence[Item]) -> str:
    """The lines of the sale in the width of a slip."""
    lines = []
    for item in items:
        price = f"{item.unit_price} ×{item.quantity}"
        name = pad(plain(item.name), SLIP_CELLS - len(price) - 1)
        lines.append(f"{name} {price}")
        if item.serial_number:
            lines.append(f"  SN {plain(item.serial_number, cells_max=40)}")
    return "\n".join(lines)


def _reason(redemption: Redemption, wording: Wording) -> str:
    if redemption.state is RedemptionState.DECLINED:
        return wording.decline(redemption.code, redemption.evidence).what
    if redemption.state is RedemptionState.ACCEPTED_OFFLINE:
        return wording.say("screen-offline-why")
    return ""


def _payable_words(redemption: Redemption) -> str:
    paid = redemption.sale_state is SaleState.COMPLETED
    return "screen-payable-paid" if paid else "screen-payable-ask"


def _todo(redemption: Redemption, wording: Wording) -> str:
    say = wording.say
    if redemption.state is RedemptionState.DECLINED:
        next_step = wording.decline(redemption.code, redemption.evidence).next_step
        return f"{next_step}\n\n{_resume(wording)}"
    if redemption.sale_state is SaleState.OPEN:
        return say(
            "screen-todo-money", paid=named("paid").key_label, unpaid=named("not_paid").key_label
        )
    if redemption.sale_state is SaleState.COMPLETED:
        return say("screen-todo-next", key=named("next").key_label)
    return say("screen-todo-reversed", key=named("next").key_label)
