"""Refunds to print: decided by the real rules, recorded as the journal would, and left in a state."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from terminal_app.domain.campaign import Campaign, Fate, Spread
from terminal_app.domain.event import RefundRequested
from terminal_app.domain.instant import from_text, to_text
from terminal_app.domain.redemption import Redemption, apply_refund
from terminal_app.domain.refund import (
    RefundDecision,
    ReturnedUnits,
    SoldWithCoupon,
    decide_refund,
    decide_void,
)
from terminal_app.domain.refund_record import RefundState
from terminal_app.domain.refund_slip import RefundSlip, refund_slip_of
from terminal_app.domain.sale import Sale
from tests.unit.printer.samples import CAMPAIGN, LONG, POLICY, PRINTED_AT, THREE, TRAINING
from tests.unit.printer.samples import redemption as sold

REFUNDED_AT = from_text("2024-01-29T11:20:33.456+08:00")
AFTER_THE_END = from_text("2024-02-02T00:00:01.000+08:00")
REFUND_ID = "942401291120331180256647"
EARLIER_ID = "942401281005001180256655"
PRO_RATA = replace(CAMPAIGN, refund_policy=replace(POLICY, discount_spread=Spread.PRO_RATA))
NEXT_DAY = replace(CAMPAIGN, refund_policy=replace(POLICY, reinstatement_delay_s=86_400))


def line(number: int, quantity: int) -> ReturnedUnits:
    """So many units of a line, the first being 1 as on a slip."""
    return ReturnedUnits(line=number - 1, quantity=quantity)


def decided(
    redemption: Redemption,
    units: tuple[ReturnedUnits, ...] | None = None,
    *,
    is_void: bool = False,
    campaign: Campaign = CAMPAIGN,
    at: datetime = REFUNDED_AT,
    cycles: int = 0,
    disputed: bool = False,
) -> RefundDecision:
    """What taking that back comes to."""
    with_coupon = SoldWithCoupon(
        sale=Sale(items=redemption.requested.items),
        anchor_line=redemption.requested.anchor_line,
        discount=redemption.requested.discount,
        round_number=redemption.requested.round_number,
        disputed=disputed,
        returned=redemption.returned,
        cycles=cycles,
    )
    decision = (
        decide_void(with_coupon, campaign=campaign, now=at)
        if is_void
        else decide_refund(with_coupon, units=units, campaign=campaign, now=at)
    )
    assert isinstance(decision, RefundDecision), decision
    return decision


def recorded(
    redemption: Redemption,
    decision: RefundDecision,
    *,
    refund_id: str = REFUND_ID,
    state: RefundState = RefundState.CONFIRMED,
    fate: Fate | None = None,
) -> Redemption:
    """The redemption with that refund on record; `fate` is the platform's word, by default the policy's."""
    usable_from = decision.usable_from
    event = RefundRequested(
        refund_id=refund_id,
        redemption_id=redemption.redemption_id,
        sale_id=redemption.requested.sale_id,
        coupon_id=redemption.requested.coupon_id,
        kind=decision.kind,
        units=decision.units,
        refund=decision.refund,
        subsidy_back=decision.subsidy_back,
        fate=decision.fate,
        clause=decision.clause,
        usable_from=None if usable_from is None else to_text(usable_from),
    )
    requested = apply_refund(redemption, event, at=decision.at, operator_id="1003")
    last = replace(requested.refunds[-1], state=state, fate=fate or decision.fate)
    return replace(requested, refunds=(*requested.refunds[:-1], last))


def slip(
    redemption: Redemption,
    *,
    campaign: Campaign = CAMPAIGN,
    copy: int = 1,
    cycles: int = 0,
    store_name: str = "聊城百货大楼东昌路店",
) -> RefundSlip:
    """The slip of the last refund of it."""
    return refund_slip_of(
        redemption,
        redemption.refunds[-1],
        campaign=campaign,
        cycles=cycles,
        store_name=store_name,
        terminal_id="T0017",
        operator_name="张敏",
        copy=copy,
        printed_at=PRINTED_AT,
    )


def full(
    state: RefundState = RefundState.CONFIRMED, fate: Fate | None = None, **changes: object
) -> Redemption:
    """One fridge sold with 600 off, and taken back whole."""
    fridge = sold()
    return recorded(fridge, decided(fridge, **changes), state=state, fate=fate)  # type: ignore[arg-type]


def second_part() -> Redemption:
    """Three lines, of which an air conditioner came back the day before; now all the rest."""
    three = sold(THREE, coupon_type=500)
    yesterday = decided(three, (line(1, 1),), at=REFUNDED_AT - timedelta(days=1))
    once = recorded(three, yesterday, refund_id=EARLIER_ID)
    return recorded(once, decided(once))


def part_of_three(campaign: Campaign = CAMPAIGN) -> Redemption:
    """One air conditioner and two brackets of three lines."""
    three = sold(THREE, coupon_type=500)
    return recorded(three, decided(three, (line(1, 1), line(3, 2)), campaign=campaign))


def void() -> Redemption:
    """A void of the fridge's redemption."""
    fridge = sold()
    return recorded(fridge, decided(fridge, is_void=True))


def long() -> Redemption:
    """Names that no line holds."""
    bought = sold(LONG)
    return recorded(bought, decided(bought))


REFUND_STORIES: dict[str, RefundSlip] = {
    "refund-full": slip(full()),
    "refund-after-the-end": slip(full(at=AFTER_THE_END)),
    "refund-waiting": slip(full(RefundState.WAITING)),
    "refund-exception": slip(full(RefundState.EXCEPTION, Fate.USED), copy=2),
    "refund-platform-says-used": slip(full(fate=Fate.USED)),
    "refund-next-day": slip(full(campaign=NEXT_DAY), campaign=NEXT_DAY),
    "refund-partial": slip(part_of_three()),
    "refund-pro-rata": slip(part_of_three(PRO_RATA), campaign=PRO_RATA),
    "refund-pro-rata-whole": slip(
        recorded(
            sold(THREE, coupon_type=500), decided(sold(THREE, coupon_type=500), campaign=PRO_RATA)
        ),
        campaign=PRO_RATA,
    ),
    "refund-split": slip(second_part()),
    "refund-void": slip(void()),
    "refund-long": slip(
        long(),
        store_name="山东九州通达电器有限公司聊城市东昌府区柳园南路旗舰店（原人民商场家电城）",
    ),
    "refund-training": slip(full(), campaign=TRAINING),
}
