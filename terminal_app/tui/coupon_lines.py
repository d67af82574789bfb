"""What the coupon panel says, line by line: the coupon, its freshness, and the preview. Every word is wording's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from terminal_app.domain.campaign import CouponType
from terminal_app.domain.coupon import CouponClaims
from terminal_app.domain.decision import Accepted
from terminal_app.domain.refusal import Refused
from terminal_app.tui.draft import Draft
from terminal_app.tui.painting import plain
from terminal_app.usecases.views import CounterView
from terminal_app.wording import Wording

FRESH_S_LOW = 20
"""From here on the shopper is better asked to renew the code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text, to be wrapped."""

    text: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A label on the left, a figure on the right."""

    label: str
    value: str
    style: str = ""


Line = Words | Figure
_GAP = Words()


def invitation(types: tuple[CouponType, ...], wording: Wording) -> tuple[Line, ...]:
    """While there is no coupon: how one comes here, and which there are."""
    say = wording.say
    return (
        _GAP,
        Words(text=say("screen-coupon-invite"), style="bold"),
        Words(text=say("screen-coupon-invite-how"), style="$text-muted"),
        _GAP,
        *(Figure(label=wording.amount(kind.face), value=_from(kind, wording)) for kind in types),
    )


def coupon(
    claims: CouponClaims, view: CounterView | None, now: datetime, wording: Wording
) -> tuple[Line, ...]:
    """The coupon: face, threshold, round, and how long the code stays fresh."""
    say = wording.say
    types = view.types if view is not None else ()
    kind = next((one for one in types if one.id == claims.coupon_type), None)
    face = wording.amount(kind.face) if kind is not None else str(claims.coupon_type)
    current = view.round if view is not None else None
    valid = current is not None and current.number == claims.round_number
    until = wording.end(current.valid_until) if current is not None and valid else "—"
    left_s = int((claims.expires_at - now).total_seconds())
    low = left_s <= FRESH_S_LOW
    threshold = _from(kind, wording) if kind is not None else "—"
    return (
        Words(text=say("screen-coupon-face", face=face), style="bold"),
        Figure(label=say("screen-threshold"), value=threshold),
        Figure(
            label=say("screen-round-number", number=str(claims.round_number)),
            value=say("screen-until", until=until),
        ),
        Figure(
            label=say("screen-code-fresh"),
            value=wording.duration(left_s) if left_s > 0 else say("screen-code-expired"),
            style="bold $text-warning" if low else "",
        ),
        _GAP,
    )


def decided(
    draft: Draft, decision: Accepted | Refused | None, wording: Wording
) -> tuple[Line, ...]:
    """What a commit would come to."""
    match decision:
        case None:
            words = "screen-previewing" if draft.items else "screen-items-first"
            return (Words(text=wording.say(words), style="$text-muted"),)
        case Refused():
            sentence = wording.refusal(decision)
            return (
                Words(text=f"✘ {sentence.what}", style="bold $text-error"),
                _GAP,
                Words(text=sentence.next_step),
            )
        case Accepted():
            return _accepted(draft, decision, wording)


def _accepted(draft: Draft, accepted: Accepted, wording: Wording) -> tuple[Line, ...]:
    say = wording.say
    lines: list[Line] = [
        Figure(label=say("screen-gross"), value=wording.amount(accepted.gross)),
        Figure(
            label=say("screen-discount"),
            value=f"−{wording.amount(accepted.discount)}",
            style="$text-success",
        ),
        Figure(label=say("screen-payable"), value=wording.amount(accepted.payable), style="bold"),
        _GAP,
        Words(text=f"✔ {say('screen-ready')}", style="bold $text-success"),
    ]
    if accepted.anchor_line < len(draft.items):
        item = plain(draft.items[accepted.anchor_line].name, cells_max=60)
        lines.append(Words(text=say("screen-anchor", item=item), style="$text-muted"))
    if accepted.larger_type is not None:
        face = wording.amount(accepted.larger_type.face)
        lines.append(Words(text=f"· {say('screen-larger', face=face)}", style="$text-warning"))
    return tuple(lines)


def _from(kind: CouponType, wording: Wording) -> str:
    return wording.say("screen-type-from", threshold=wording.amount(kind.threshold))
