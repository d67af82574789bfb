"""The coupon on the counter, and what the rules say of it before anything is committed."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content
from textual.widget import Widget

from terminal_app.domain.campaign import CouponType
from terminal_app.domain.coupon import CouponClaims
from terminal_app.domain.decision import Accepted
from terminal_app.domain.refusal import Refused
from terminal_app.tui.draft import Draft
from terminal_app.tui.painting import figure, plain
from terminal_app.usecases.redeem import Verdict
from terminal_app.usecases.views import CounterView
from terminal_app.wording import Wording


class CouponPanel(Widget):
    """Type, round, freshness, and the preview with its numbers."""

    DEFAULT_CSS = """
    CouponPanel {
        border: round $border-blurred; border-title-color: $text; padding: 0 1;
        &.-fits { border: round $success; }
        &.-refused { border: round $error; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[Content | tuple[str, str, str], ...] = ()

    def show(
        self,
        draft: Draft,
        preview: Verdict | Refused | None,
        view: CounterView | None,
        now: datetime,
        wording: Wording,
    ) -> None:
        """Show the coupon of a draft; `preview` is None until there is something to preview."""
        self.border_title = Content(wording.say("screen-coupon"))
        decided = preview.decided if isinstance(preview, Verdict) else preview
        self.set_class(isinstance(decided, Accepted), "-fits")
        self.set_class(isinstance(decided, Refused), "-refused")
        types = view.types if view is not None else ()
        if draft.coupon is None:
            self._parts = tuple(_invitation(types, wording))
        else:
            self._parts = (
                *_coupon(draft.coupon, types, now, view, wording),
                *_decided(draft, decided, wording),
            )
        self.refresh()

    def render(self) -> Content:
        """The parts, the figures spread over the width."""
        width = self.content_size.width
        return Content("\n").join(
            [
                part if isinstance(part, Content) else figure(part[0], part[1], width, part[2])
                for part in self._parts
            ]
        )


_Part = Content | tuple[str, str, str]


def _invitation(types: tuple[CouponType, ...], wording: Wording) -> list[_Part]:
    parts: list[_Part] = [
        Content(""),
        Content.styled(wording.say("screen-coupon-invite"), "bold"),
        Content.styled(wording.say("screen-coupon-invite-how"), "$text-muted"),
        Content(""),
    ]
    parts += [
        (
            wording.amount(kind.face),
            wording.say("screen-type-from", threshold=wording.amount(kind.threshold)),
            "",
        )
        for kind in types
    ]
    return parts


def _coupon(
    coupon: CouponClaims,
    types: tuple[CouponType, ...],
    now: datetime,
    view: CounterView | None,
    wording: Wording,
) -> list[_Part]:
    kind = next((one for one in types if one.id == coupon.coupon_type), None)
    face = wording.amount(kind.face) if kind is not None else str(coupon.coupon_type)
    parts: list[_Part] = [Content.styled(wording.say("screen-coupon-face", face=face), "bold")]
    if kind is not None:
        parts.append(
            (
                wording.say("screen-threshold"),
                wording.say("screen-type-from", threshold=wording.amount(kind.threshold)),
                "",
            )
        )
    number = str(coupon.round_number)
    current = view.round if view is not None else None
    until = (
        wording.end(current.valid_until)
        if current is not None and current.number == coupon.round_number
        else "—"
    )
    parts.append(
        (
            wording.say("screen-round-number", number=number),
            wording.say("screen-until", until=until),
            "",
        )
    )
    left_s = int((coupon.expires_at - now).total_seconds())
    fresh = wording.duration(left_s) if left_s > 0 else wording.say("screen-code-expired")
    parts.append(
        (wording.say("screen-code-fresh"), fresh, "" if left_s > 20 else "bold $text-warning")
    )
    return parts


def _decided(draft: Draft, decided: Accepted | Refused | None, wording: Wording) -> list[_Part]:
    rule: list[_Part] = [Content("")]
    match decided:
        case None:
            words = "screen-items-first" if not draft.items else "screen-previewing"
            return [*rule, Content.styled(wording.say(words), "$text-muted")]
        case Refused():
            sentence = wording.refusal(decided)
            return [
                *rule,
                Content.styled(f"✘ {sentence.what}", "bold $text-error"),
                Content(""),
                Content(sentence.next_step),
            ]
        case Accepted():
            return [*rule, *_accepted(draft, decided, wording)]


def _accepted(draft: Draft, accepted: Accepted, wording: Wording) -> list[_Part]:
    parts: list[_Part] = [
        (wording.say("screen-gross"), wording.amount(accepted.gross), ""),
        (wording.say("screen-discount"), f"−{wording.amount(accepted.discount)}", "$text-success"),
        (wording.say("screen-payable"), wording.amount(accepted.payable), "bold"),
        Content(""),
        Content.styled(f"✔ {wording.say('screen-ready')}", "bold $text-success"),
    ]
    if accepted.anchor_line < len(draft.items):
        item = plain(draft.items[accepted.anchor_line].name, cells_max=60)
        parts.append(Content.styled(wording.say("screen-anchor", item=item), "$text-muted"))
    if accepted.larger_type is not None:
        face = wording.amount(accepted.larger_type.face)
        parts.append(
            Content.styled(f"· {wording.say('screen-larger', face=face)}", "$text-warning")
        )
    return parts
