"""A refund slip (退款凭证): everything that stands on it, as data. Owns no word, no layout, no file.

The money's working is not stored: it follows from the units of the refund and from the sale, and is worked out again.
What stands on record (fate, clause, amounts) is taken from the record, not decided anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from terminal_app.domain.campaign import Campaign, Environment, Fate, Spread
from terminal_app.domain.instant import from_text
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.receipt import ORIGINAL, masked
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund import (
    RefundDecision,
    RefundKind,
    SoldWithCoupon,
    decide_refund,
    decide_void,
)
from terminal_app.domain.refund_record import Refund, RefundState
from terminal_app.domain.sale import Sale


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundSlip:
    """One slip. The coupon stands on it masked; nothing on it says who the shopper is.

    `state` and `fate` are the refund's as far as they are known now; `operator_name` may be empty.
    """

    store_name: str
    terminal_id: str
    operator_id: str
    operator_name: str
    campaign_name: str
    hotline: str
    training: bool
    sale_id: str
    refund_id: str
    at: datetime
    state: RefundState
    fate: Fate
    decision: RefundDecision
    coupon_id_masked: str
    coupon_face: Money
    round_number: int
    copy: int
    printed_at: datetime

    def __post_init__(self) -> None:
        assert self.copy >= ORIGINAL, "slips are counted from 1"
        assert self.state is not RefundState.DECLINED, "what was declined has no slip"
        paid_back = sum((line.amount for line in self.decision.working), start=ZERO)
        assert paid_back == self.decision.refund, "the lines add up"

    @property
    def is_copy(self) -> bool:
        """Whether another slip of this refund was printed before."""
        return self.copy > ORIGINAL

    @property
    def is_void(self) -> bool:
        """Whether only the redemption was cancelled: no goods, no money."""
        return self.decision.kind is RefundKind.VOID

    @property
    def units(self) -> int:
        """How many pieces came back."""
        return sum(line.quantity for line in self.decision.working)


def refund_slip_of(
    redemption: Redemption,
    refund: Refund,
    *,
    campaign: Campaign,
    cycles: int,
    store_name: str,
    terminal_id: str,
    operator_name: str,
    copy: int,
    printed_at: datetime,
) -> RefundSlip:
    """The slip of a refund as it stands now.

    `operator_name` is the name of the operator who refunded (`refund.operator_id`), empty when it is not known.
    """
    requested = redemption.requested
    return RefundSlip(
        store_name=store_name,
        terminal_id=terminal_id,
        operator_id=refund.operator_id,
        operator_name=operator_name,
        campaign_name=campaign.name,
        hotline=campaign.hotline,
        training=campaign.environment is Environment.TRAINING,
        sale_id=requested.sale_id,
        refund_id=refund.refund_id,
        at=refund.at,
        state=refund.state,
        fate=refund.fate,
        decision=decision_on_record(redemption, refund, campaign=campaign, cycles=cycles),
        coupon_id_masked=masked(requested.coupon_id),
        coupon_face=requested.discount,
        round_number=requested.round_number,
        copy=copy,
        printed_at=printed_at,
    )


def decision_on_record(
    redemption: Redemption, refund: Refund, *, campaign: Campaign, cycles: int
) -> RefundDecision:
    """The decision a refund was made under, from the record: what the counter was shown before the confirmation.

    A later version of the campaign may spread the discount otherwise. Then the other spread gives the amount on
    record; only a whole sale comes to the same under both, and its lines are worked out as the campaign says now.
    """
    recorded = refund.requested
    sold = _sold_before(redemption, refund, cycles=cycles)
    ours = campaign.refund_policy.discount_spread
    for spread in (ours, *(one for one in Spread if one is not ours)):
        policy = replace(campaign.refund_policy, discount_spread=spread)
        then = replace(campaign, refund_policy=policy)
        decided = (
            decide_void(sold, campaign=then, now=refund.at)
            if recorded.kind is RefundKind.VOID
            else decide_refund(sold, units=recorded.units, campaign=then, now=refund.at)
        )
        assert isinstance(decided, RefundDecision), "what was refunded could be refunded"
        if decided.refund == recorded.refund:
            usable_from = recorded.usable_from
            return replace(
                decided,
                kind=recorded.kind,
                fate=recorded.fate,
                clause=recorded.clause,
                subsidy_back=recorded.subsidy_back,
                usable_from=None if usable_from is None else from_text(usable_from),
                full_would_reinstate=False,
            )
    raise AssertionError("the amounts on record follow from the sale")


def _sold_before(redemption: Redemption, refund: Refund, *, cycles: int) -> SoldWithCoupon:
    """The sale as it stood when that refund was asked for."""
    requested = redemption.requested
    ids = [one.refund_id for one in redemption.refunds]
    earlier = redemption.refunds[: ids.index(refund.refund_id)]
    return SoldWithCoupon(
        sale=Sale(items=requested.items),
        anchor_line=requested.anchor_line,
        discount=requested.discount,
        round_number=requested.round_number,
        disputed=False,
        # No line depends on what was paid back before, and under the wrong spread it would not add up.
        returned=replace(replace(redemption, refunds=earlier).returned, paid_back=ZERO),
        cycles=cycles,
    )
