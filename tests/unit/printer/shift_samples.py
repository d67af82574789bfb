"""Shifts to print: a busy one with everything unfinished, one without any sale, and one that still runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from terminal_app.domain import figures_json, handover
from terminal_app.domain.campaign import Environment
from terminal_app.domain.exception_case import Case
from terminal_app.domain.handover import Became, HandedOver, Matter, Part, TakenOver
from terminal_app.domain.instant import from_text
from terminal_app.domain.money import Money
from terminal_app.domain.redemption import Redemption, RedemptionState, SaleState
from terminal_app.domain.sale import Item
from terminal_app.domain.shift import Shift
from terminal_app.domain.shift_report import ShiftReport
from terminal_app.domain.shift_slip import ShiftSlip, shift_slip_of
from terminal_app.domain.summary import Figures, summarise
from tests.unit.printer.samples import (
    AT,
    CAMPAIGN,
    PRINTED_AT,
    REDEMPTION_ID,
    SALE_ID,
    THREE,
    redemption,
)

CLOSED_AT = from_text("2024-01-27T20:31:07.500+08:00")
OPENED_AT = from_text("2024-01-26T20:30:00.000+08:00")
NAMES = {"1003": "张敏", "8001": "赵敏"}
TV = Item(name="海信电视", unit_price=Money(539_950))


def _numbered(some: Iterable[Redemption]) -> tuple[Redemption, ...]:
    """Sales of their own, half an hour apart."""
    return tuple(
        replace(
            one,
            at=one.at - timedelta(minutes=30 * number),
            requested=replace(one.requested, redemption_id=f"{int(REDEMPTION_ID) + number}"),
        )
        for number, one in enumerate(some)
    )


def figures(*redemptions: Redemption) -> Figures:
    return summarise(
        redemptions=_numbered(redemptions),
        refunded=[],
        case_of=lambda entry_id: Case(entry_id=entry_id),
        reversals_declined={},
        campaign=CAMPAIGN,
    )


def offline(one: Redemption) -> Redemption:
    return replace(one, accepted_offline=True)


BUSY = figures(
    redemption(),
    redemption(sale_state=SaleState.OPEN),
    redemption(THREE, coupon_type=500),
    redemption((TV,), coupon_type=300),
    offline(redemption(state=RedemptionState.ACCEPTED_OFFLINE)),
    offline(redemption(state=RedemptionState.EXCEPTION)),
    redemption(state=RedemptionState.REVERSED, sale_state=SaleState.CANCELLED),
)


def matter(part: Part, number: int, what: str = "", fen: int = 60_000) -> Matter:
    is_outage = part is Part.OUTAGE
    return Matter(
        part=part,
        id="3" if is_outage else f"{int(SALE_ID) + number}",
        redemption_id="" if is_outage else f"{int(REDEMPTION_ID) + number}",
        what=what,
        amount=Money(fen),
        since=AT,
    )


UNFINISHED = HandedOver.of(
    (
        matter(Part.SALE_OPEN, 1, fen=839_900),
        *(matter(Part.WAITING, number, "redemption_requested") for number in range(14)),
        matter(Part.WAITING, 20, "refund_requested", fen=839_900),
        matter(Part.EXCEPTION, 30, "coupon_used"),
        matter(Part.OUTAGE, 0),
    )
)
TAKEN = (
    TakenOver(matter=matter(Part.WAITING, 40, "redemption_requested"), became=Became.CONFIRMED),
    TakenOver(matter=matter(Part.WAITING, 41, "redemption_requested"), became=Became.CONFIRMED),
    TakenOver(matter=matter(Part.WAITING, 42, "redemption_requested"), became=Became.EXCEPTION),
    TakenOver(matter=matter(Part.SALE_OPEN, 43, fen=839_900), became=Became.PAID),
)


def report(
    of: Figures, handed: HandedOver = UNFINISHED, taken: tuple[TakenOver, ...] = TAKEN
) -> ShiftReport:
    """The twelfth shift, closed by the manager."""
    head = "5f2c9a0d" * 8
    shift = Shift(
        number=12,
        first_sequence=3_011,
        last_sequence=3_345,
        head_hash=head,
        closed_at=CLOSED_AT,
        closed_by="8001",
        event_id="932401272031075001234567",
        figures=figures_json.to_json(of),
        handed_over=handover.to_json(handed, taken),
    )
    return ShiftReport(
        number=12,
        first_sequence=3_011,
        last_sequence=3_345,
        head_hash=head,
        opened_at=OPENED_AT,
        at=CLOSED_AT,
        figures=of,
        figures_digest="0a1b2c3d" * 8,
        handed_over=handed,
        taken_over=taken,
        shift=shift,
    )


def slip(of: ShiftReport, *, copy: int = 1, training: bool = False) -> ShiftSlip:
    return shift_slip_of(
        of,
        campaign=CAMPAIGN,
        environment=Environment.TRAINING if training else Environment.LIVE,
        store_name="聊城百货大楼东昌路店",
        terminal_id="T0000000017",
        names=NAMES,
        copy=copy,
        printed_at=PRINTED_AT,
    )


NOTHING = HandedOver.of(())
SHIFT_STORIES: dict[str, ShiftSlip] = {
    "shift-busy": slip(report(BUSY)),
    "shift-empty": slip(replace(report(figures(), NOTHING, ()), opened_at=None)),
    "shift-copy-training": slip(report(BUSY, NOTHING), copy=2, training=True),
    "shift-x": slip(replace(report(BUSY), shift=None)),
}
