"""A redemption slip (小票): everything that stands on it, as data. Owns no word, no layout, no file.

What a slip says must be true when it is printed and after: it names the state as it is, promises a reinstatement
only where the campaign's policy gives one, and a copy says that it is a copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from terminal_app.domain.campaign import Campaign, Environment, Fate, RefundPolicy
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.redemption import ACCEPTED, Redemption, RedemptionState, SaleState

ORIGINAL = 1
"""The number of the first slip of a sale; every later one is a copy."""


class RefundTerms(StrEnum):
    """What a slip may say about the coupon when the goods come back (R4)."""

    FULL_REINSTATES = "full_reinstates"
    """The notice's rule: one full refund inside the validity gives it back, anything else does not."""
    NEVER_REINSTATES = "never_reinstates"
    ASK = "ask"
    """A policy too mixed for one sentence; the counter shows the consequence before every refund."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptItem:
    """One line of the sale; `with_coupon` marks the line one of whose units the coupon was spent on."""

    name: str
    quantity: int
    unit_price: Money
    total: Money
    serial_number: str | None
    with_coupon: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One slip. The coupon stands on it masked; nothing on it says who the shopper is.

    `paid` is what is asked of the shopper, and has been paid once `sale_state` says so; `operator_name` and
    `funding` may be empty; `coupon_threshold` and `valid_until` are None where the campaign no longer tells them.
    """

    store_name: str
    terminal_id: str
    operator_id: str
    operator_name: str
    campaign_name: str
    hotline: str
    training: bool
    sale_id: str
    redemption_id: str
    at: datetime
    state: RedemptionState
    sale_state: SaleState
    items: tuple[ReceiptItem, ...]
    coupon_id_masked: str
    coupon_threshold: Money | None
    round_number: int
    gross: Money
    discount: Money
    paid: Money
    refund_terms: RefundTerms
    valid_until: datetime | None
    funding: tuple[str, ...]
    copy: int
    printed_at: datetime

    def __post_init__(self) -> None:
        assert self.copy >= ORIGINAL, "slips are counted from 1"
        assert self.state in ACCEPTED, "a slip is for a coupon that was accepted"
        assert self.gross == self.paid + self.discount, "gross = paid + discount"
        assert self.gross == sum((item.total for item in self.items), start=ZERO), "items add up"

    @property
    def is_copy(self) -> bool:
        """Whether another slip of this sale was printed before."""
        return self.copy > ORIGINAL

    @property
    def units(self) -> int:
        """How many pieces the sale has."""
        return sum(item.quantity for item in self.items)


def receipt_of(
    redemption: Redemption,
    *,
    campaign: Campaign,
    store_name: str,
    terminal_id: str,
    operator_name: str,
    copy: int,
    printed_at: datetime,
    with_funding: bool = False,
) -> Receipt:
    """The slip of an accepted redemption as it stands now.

    `operator_name` is the name of the operator who redeemed (`redemption.operator_id`), empty when it is not known.
    """
    requested = redemption.requested
    kind = campaign.type_of(requested.coupon_type)
    validity = campaign.round_of(requested.round_number)
    return Receipt(
        store_name=store_name,
        terminal_id=terminal_id,
        operator_id=redemption.operator_id,
        operator_name=operator_name,
        campaign_name=campaign.name,
        hotline=campaign.hotline,
        training=campaign.environment is Environment.TRAINING,
        sale_id=requested.sale_id,
        redemption_id=requested.redemption_id,
        at=redemption.at,
        state=redemption.state,
        sale_state=redemption.sale_state,
        items=_items(redemption),
        coupon_id_masked=masked(requested.coupon_id),
        coupon_threshold=None if kind is None else kind.threshold,
        round_number=requested.round_number,
        gross=requested.gross,
        discount=requested.discount,
        paid=requested.payable,
        refund_terms=_terms(redemption, campaign),
        valid_until=None if validity is None else validity.valid_until,
        funding=tuple(one.name for one in campaign.funding) if with_funding else (),
        copy=copy,
        printed_at=printed_at,
    )


def masked(coupon_id: str) -> str:
    """A coupon id that a slip may show: first and last four digits, and no more than half of it."""
    shown = min(4, len(coupon_id) // 4)
    hidden = "*" * (len(coupon_id) - 2 * shown)
    return f"{coupon_id[:shown]}{hidden}{coupon_id[len(coupon_id) - shown :]}"


def terms_of(policy: RefundPolicy) -> RefundTerms:
    """The one sentence that is true of a refund policy, if there is one."""
    otherwise = {policy.full_after, policy.partial, policy.split, policy.void}
    if otherwise != {Fate.USED}:
        return RefundTerms.ASK
    if policy.full_inside is Fate.USED:
        return RefundTerms.NEVER_REINSTATES
    without_conditions = policy.cycles_max is None and policy.reinstatement_delay_s == 0
    return RefundTerms.FULL_REINSTATES if without_conditions else RefundTerms.ASK


def _terms(redemption: Redemption, campaign: Campaign) -> RefundTerms:
    if campaign.round_of(redemption.requested.round_number) is None:
        return RefundTerms.ASK
    # What the platform declined, it may not give back.
    if redemption.state is RedemptionState.EXCEPTION:
        return RefundTerms.ASK
    return terms_of(campaign.refund_policy)


def _items(redemption: Redemption) -> tuple[ReceiptItem, ...]:
    return tuple(
        ReceiptItem(
            name=item.name,
            quantity=item.quantity,
            unit_price=item.unit_price,
            total=item.total,
            serial_number=item.serial_number,
            with_coupon=line == redemption.requested.anchor_line,
        )
        for line, item in enumerate(redemption.requested.items)
    )
