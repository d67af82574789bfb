"""Puts the end of a refund into words for the verdict panel. Decides and computes nothing; every word is wording's."""

from __future__ import annotations

from terminal_app.domain.campaign import Fate
from terminal_app.domain.refund import RefundKind
from terminal_app.domain.refund_record import RefundState
from terminal_app.tui.counter import SlipShown
from terminal_app.tui.painting import BAD, CAUTION
from terminal_app.tui.verdicts import plain_lines
from terminal_app.tui.widgets.verdict_panel import VerdictShown
from terminal_app.usecases.refund import Refunded
from terminal_app.wording import Wording


def tone_of(refunded: Refunded) -> str:
    """How the end of a refund sounds: a coupon that does not come back asks for a word to the shopper."""
    refund = refunded.refund
    if refund.state is RefundState.CONFIRMED and refund.fate is Fate.USED:
        return CAUTION
    return str(_TONES.get(refund.state, CAUTION))


def of_refunded(refunded: Refunded, slip: SlipShown | None, wording: Wording) -> VerdictShown:
    """What a refund came to, never more than is known."""
    if refunded.refund.state is RefundState.DECLINED:
        return _declined(refunded, wording)
    say, refund, sold = wording.say, refunded.refund, refunded.redemption
    is_void = refund.requested.kind is RefundKind.VOID
    outcome = wording.refund_outcome(refund, refunded.decision)
    coupon = wording.refund_coupon(refund.state, refund.fate, refunded.decision)
    return VerdictShown(
        tone=tone_of(refunded),
        glyph=wording.verdict(refund.state).glyph,
        word=say("screen-voided" if is_void else "screen-refunded"),
        aside=say("screen-refund-coupon-is", state=wording.coupon_state(refund.state, refund.fate)),
        reason=f"{outcome[0]}\n" + "\n".join(coupon),
        todo=say("screen-todo-voided" if is_void else "screen-todo-refunded"),
        payable="" if is_void else str(refund.requested.refund),
        payable_label="" if is_void else say("screen-refund-hand-back"),
        figures=(
            (say("screen-refund-kind"), wording.kind(refund.requested.kind)),
            (say("screen-refund-paid"), wording.amount(sold.requested.payable)),
            (say("screen-refund-sum-so-far"), wording.amount(sold.returned.paid_back)),
        ),
        is_over=True,
        beside_title=say(_title(slip)),
        beside=plain_lines(slip.text) if slip is not None else "",
    )


def _declined(refunded: Refunded, wording: Wording) -> VerdictShown:
    refund = refunded.refund
    sentence = wording.decline(refund.code, refund.evidence)
    outcome = wording.refund_outcome(refund, refunded.decision)
    return VerdictShown(
        tone=BAD,
        glyph=wording.verdict(refund.state).glyph,
        word=wording.say("screen-refused"),
        reason=f"{outcome[0]}\n{sentence.what}",
        todo=f"{sentence.next_step}\n\n{wording.say('screen-todo-refund-declined')}",
    )


def _title(slip: SlipShown | None) -> str:
    return "screen-slip-copy" if slip is not None and slip.copy else "screen-refund-slip"


_TONES = {
    RefundState.CONFIRMED: "good",
    RefundState.EXCEPTION: BAD,
    RefundState.DECLINED: BAD,
}
