"""A refund in words: before it is confirmed, after it, and what of the coupon is known. Decides nothing.

What is said after the refund is what was said before it as far as the platform has agreed; where it has not spoken,
or spoke otherwise, no sentence claims more than is known.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from terminal_app.domain.campaign import Fate
from terminal_app.domain.money import ZERO
from terminal_app.domain.refund import RefundDecision, RefundKind, WorkingLine
from terminal_app.domain.refund_record import RefundState

Say = Callable[..., str]


def story(say: Say, decision: RefundDecision) -> tuple[str, ...]:
    """What a refund would come to, line by line: shown before anybody confirms it."""
    return (
        say(f"refund-story-{decision.kind}"),
        *_money(say, decision),
        *_decided(say, decision),
        *_cycles(say, decision),
        *_better(say, decision),
    )


def outcome(
    say: Say, state: RefundState, fate: Fate, decision: RefundDecision, *, why: str = ""
) -> tuple[str, ...]:
    """What a refund came to, as far as it is known; `why` is the platform's reason where it said no."""
    head = say(_head(state, decision), kind=decision.kind.value)
    if state is RefundState.DECLINED:
        return (head, *_reason(why), *coupon(say, state, fate, decision))
    return (
        head,
        *_reason(why),
        say(f"refund-story-{decision.kind}"),
        *_money(say, decision),
        *coupon(say, state, fate, decision),
        *_cycles(say, decision),
    )


def coupon(say: Say, state: RefundState, fate: Fate, decision: RefundDecision) -> tuple[str, ...]:
    """What is known of the coupon after a refund in that state; `fate` is the platform's word once it has spoken."""
    match state:
        case RefundState.CONFIRMED:
            if fate is decision.fate:
                return _decided(say, decision)
            return (
                say(f"refund-coupon-platform-{fate}", until=decision.valid_until),
                *_ended_before(say, fate, decision),
            )
        case RefundState.REQUESTED | RefundState.WAITING:
            if decision.fate is Fate.USED:
                return _decided(say, decision)
            return (
                say("refund-coupon-awaited", until=decision.valid_until),
                *_limits(say, decision),
            )
        case RefundState.DECLINED | RefundState.EXCEPTION:
            return (say("refund-coupon-not-given-back"),)
        case _:
            assert_never(state)


def coupon_state(say: Say, state: RefundState, fate: Fate) -> str:
    """The coupon's state in a word or two, exactly as far as it is known."""
    match state:
        case RefundState.CONFIRMED:
            return say(f"coupon-{fate}")
        case RefundState.REQUESTED | RefundState.WAITING:
            return say("coupon-used" if fate is Fate.USED else "coupon-awaited")
        case RefundState.DECLINED | RefundState.EXCEPTION:
            return say("coupon-not-given-back")
        case _:
            assert_never(state)


def working_line(say: Say, line: WorkingLine) -> str:
    """One line of the money's working."""
    facts = {"item": line.name, "units": line.quantity, "price": line.price}
    if line.discount == ZERO:
        return say("refund-story-line-plain", **facts)
    return say("refund-story-line", **facts, discount=line.discount, amount=line.amount)


def _head(state: RefundState, decision: RefundDecision) -> str:
    match state:
        case RefundState.WAITING:
            return f"refund-done-waiting-{decision.fate}"
        case (
            RefundState.REQUESTED
            | RefundState.CONFIRMED
            | RefundState.DECLINED
            | RefundState.EXCEPTION
        ):
            return f"refund-done-{state}"
        case _:
            assert_never(state)


def _reason(why: str) -> tuple[str, ...]:
    return (why,) if why else ()


def _money(say: Say, decision: RefundDecision) -> tuple[str, ...]:
    if decision.kind is RefundKind.VOID:
        return (say("refund-story-no-money"),)
    return (
        *(working_line(say, line) for line in decision.working),
        say("refund-story-sum", refund=decision.refund),
    )


def _decided(say: Say, decision: RefundDecision) -> tuple[str, ...]:
    """The coupon's fate by the campaign's policy, with the clause and the date."""
    clause = decision.clause.replace("_", "-")
    key = f"refund-coupon-{clause}-{decision.fate}"
    said = say(key, until=decision.valid_until, cycles=decision.cycles)
    return (said, *_limits(say, decision))


def _limits(say: Say, decision: RefundDecision) -> tuple[str, ...]:
    """From when a coupon that comes back can be used, or that it cannot."""
    if decision.comes_back_too_late:
        return (say("refund-coupon-too-late", until=decision.valid_until),)
    if decision.rests and decision.usable_from is not None:
        return (say("refund-coupon-rests", since=decision.usable_from),)
    return ()


def _ended_before(say: Say, fate: Fate, decision: RefundDecision) -> tuple[str, ...]:
    if fate is Fate.USED or decision.at < decision.valid_until:
        return ()
    return (say("refund-coupon-too-late", until=decision.valid_until),)


def _cycles(say: Say, decision: RefundDecision) -> tuple[str, ...]:
    return (say("refund-story-cycles", cycles=decision.cycles),) if decision.cycles else ()


def _better(say: Say, decision: RefundDecision) -> tuple[str, ...]:
    if not decision.full_would_reinstate or decision.at >= decision.valid_until:
        return ()
    kind = decision.kind.value
    return (say("refund-story-better", kind=kind, until=decision.valid_until),)
