"""What the refund screen says, line by line: the sale, the consequence, the question. Every word is wording's."""

from __future__ import annotations

from collections.abc import Sequence

from terminal_app.domain.campaign import Fate
from terminal_app.domain.redemption import ACCEPTED, Redemption, RedemptionState
from terminal_app.domain.refund import RefundDecision, RefundKind
from terminal_app.domain.refund_record import RefundState
from terminal_app.domain.refusal import Refused
from terminal_app.tui.coupon_lines import Figure, Line, Words
from terminal_app.tui.painting import BAD, GLYPHS, plain
from terminal_app.tui.refund_desk import RefundDesk
from terminal_app.usecases.refund import RefundPreview
from terminal_app.wording import Wording

_GAP = Words()
USABLE, SPENT = ("✔", "bold $text-success"), ("▲", "bold $text-warning")


def sale_lines(redemption: Redemption, wording: Wording) -> tuple[Line, ...]:
    """The sale itself: id and time, coupon and money, and what was taken back before."""
    say, requested = wording.say, redemption.requested
    till = redemption.terminal_id
    return (
        Figure(
            label=say("screen-refund-sale", sale=requested.sale_id),
            value=wording.instant(redemption.at)
            + (say("screen-refund-till", till=plain(till, cells_max=16)) if till else ""),
        ),
        Figure(
            label=say("screen-refund-coupon", coupon=requested.coupon_id),
            value=say(
                "screen-refund-money",
                discount=wording.amount(requested.discount),
                payable=wording.amount(requested.payable),
            ),
            style="bold",
        ),
        *(
            Figure(
                label=f"{wording.verdict(one.state).glyph} {wording.kind(one.requested.kind)}  "
                f"{wording.instant(one.at)}",
                value=f"{wording.amount(one.requested.refund)}  "
                + say("screen-refund-coupon-is", state=wording.coupon_state(one.state, one.fate)),
                style="$text-muted",
            )
            for one in redemption.refunds
            if one.counts
        ),
    )


def coupon_word(redemption: Redemption, wording: Wording) -> str:
    """Where the coupon of a sale stands, in a word or two; ↺ marks a sale of which something was taken back."""
    taken = [one for one in redemption.refunds if one.counts]
    if taken:
        return f"↺ {wording.coupon_state(taken[-1].state, taken[-1].fate)}"
    if redemption.state in ACCEPTED and redemption.state is not RedemptionState.EXCEPTION:
        return wording.say("screen-refund-coupon-spent")
    return wording.state(redemption.state)


def consequence(desk: RefundDesk, wording: Wording, *, online: bool) -> tuple[Line, ...]:
    """What a confirmation would do, before anybody confirms it."""
    match desk.preview:
        case None:
            return (Words(text=wording.say("screen-previewing"), style="$text-muted"),)
        case Refused():
            sentence = wording.refusal(desk.preview)
            return (
                Words(text=f"{GLYPHS[BAD]} {sentence.what}", style="bold $text-error"),
                _GAP,
                Words(text=sentence.next_step),
            )
        case RefundPreview(decision=decision):
            return _decided(decision, wording, online=online)


def question(decision: RefundDecision, wording: Wording, *, online: bool) -> tuple[Line, ...]:
    """The question before the deed: kind, sum, and the coupon's fate."""
    is_void = decision.kind is RefundKind.VOID
    asked = wording.say(
        "screen-ask-void" if is_void else "screen-ask-refund",
        kind=wording.kind(decision.kind),
        refund=wording.amount(decision.refund),
    )
    return (
        Words(text=asked, style="bold"),
        _GAP,
        *_fate(decision, wording, online=online),
        *_better(wording.refund_story(decision), decision),
    )


def _decided(decision: RefundDecision, wording: Wording, *, online: bool) -> tuple[Line, ...]:
    """The story of wording, the coupon's part of it in front and coloured."""
    story = wording.refund_story(decision)
    told = wording.refund_coupon(RefundState.CONFIRMED, decision.fate, decision)
    kind, rest = story[0], [one for one in story[1:] if one not in told]
    working, after = rest[: len(decision.working)], rest[len(decision.working) + 1 :]
    money = (
        Words(text=rest[0])
        if decision.kind is RefundKind.VOID
        else Figure(
            label=wording.say("screen-refund-sum"),
            value=wording.amount(decision.refund),
            style="bold $text-success",
        )
    )
    return (
        Words(text=kind, style="bold"),
        *_fate(decision, wording, online=online),
        *_better(after, decision),
        *(Words(text=f"· {one}", style="$text-muted") for one in _asides(after, decision)),
        _GAP,
        *(Words(text=one) for one in working),
        money,
    )


def _coupon(decision: RefundDecision, wording: Wording, *, online: bool) -> tuple[str, ...]:
    """The coupon's fate; while the platform is silent no more than that it still has to agree."""
    state = RefundState.CONFIRMED if online else RefundState.WAITING
    return wording.refund_coupon(state, decision.fate, decision)


def _fate(decision: RefundDecision, wording: Wording, *, online: bool) -> tuple[Line, ...]:
    is_of_use = decision.fate is Fate.REINSTATED and not decision.comes_back_too_late
    glyph, style = USABLE if is_of_use else SPENT
    first, *others = _coupon(decision, wording, online=online)
    return (
        Words(text=f"{glyph} {first}", style=style),
        *(Words(text=f"· {one}", style=style) for one in others),
    )


def _better(after: Sequence[str], decision: RefundDecision) -> tuple[Line, ...]:
    return tuple(
        Words(text=f"→ {one}", style="bold $text-accent") for one in _hints(after, decision)
    )


def _hints(after: Sequence[str], decision: RefundDecision) -> Sequence[str]:
    """What would serve the shopper better; the last line of the story, when there is such a thing."""
    has_hint = decision.full_would_reinstate and decision.at < decision.valid_until
    return after[-1:] if has_hint else ()


def _asides(after: Sequence[str], decision: RefundDecision) -> Sequence[str]:
    return after[: len(after) - len(_hints(after, decision))]
