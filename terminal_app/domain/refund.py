"""A refund (退款): what the shopper gets, and whether the coupon comes back (R4).

Everything follows from the sale, what was returned before, the refund policy of the campaign document and the instant
at the counter. Decides; records nothing. The coupon's value never leaves as cash: what is paid back over all operations
is never more than what was paid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from terminal_app.domain.campaign import Campaign, Fate, RefundPolicy, Spread
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.sale import Sale


class RefundKind(StrEnum):
    """How a sale is taken back: all at once, a part, the last part of a whole, or only the redemption."""

    FULL = "full"
    PARTIAL = "partial"
    SPLIT = "split"
    VOID = "void"


class Clause(StrEnum):
    """Why the coupon has the fate it has; each has its sentence."""

    FULL_INSIDE = "full_inside"
    FULL_AFTER = "full_after"
    PARTIAL = "partial"
    SPLIT = "split"
    VOID = "void"
    FORFEITED_BEFORE = "forfeited_before"
    CYCLES_SPENT = "cycles_spent"
    DISPUTED = "disputed"


ALL_LEFT = 0
"""As a quantity: all units of the line that have not gone back yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedUnits:
    """So many units of one line (counted from 0)."""

    line: int
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What was taken back before: units by line, money, whether the coupon was forfeited or given back by it."""

    units: Mapping[int, int]
    paid_back: Money
    subsidy_back: Money
    operations: int
    forfeited: bool
    reinstated: bool
    voided: bool


NOTHING_RETURNED = Returned(
    units={},
    paid_back=ZERO,
    subsidy_back=ZERO,
    operations=0,
    forfeited=False,
    reinstated=False,
    voided=False,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldWithCoupon:
    """The sale as it was completed: its items, which unit carries the coupon, and what happened to it since."""

    sale: Sale
    anchor_line: int
    discount: Money
    round_number: int
    disputed: bool
    """The platform holds the coupon for somebody else (an exception): it is not ours to give back."""
    returned: Returned
    cycles: int
    """How often this coupon was redeemed and given back before, as far as is known here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingLine:
    """One line of the money's working: units of an item, what they cost, what of the discount they carried."""

    line: int
    name: str
    quantity: int
    price: Money
    discount: Money

    @property
    def amount(self) -> Money:
        """What the shopper gets for it."""
        return self.price - self.discount


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundDecision:
    """What one refund comes to: shown before the confirmation, and exactly what is then recorded."""

    at: datetime
    """The instant at the counter it was decided for."""
    kind: RefundKind
    units: tuple[ReturnedUnits, ...]
    working: tuple[WorkingLine, ...]
    refund: Money
    subsidy_back: Money
    fate: Fate
    clause: Clause
    valid_until: datetime
    usable_from: datetime | None
    cycles: int
    full_would_reinstate: bool
    """Another kind, a full refund, would give the coupon back where this one does not."""

    @property
    def rests(self) -> bool:
        """Whether the coupon comes back, but only some time after the refund."""
        return self.usable_from is not None and self.usable_from > self.at

    @property
    def comes_back_too_late(self) -> bool:
        """Whether the coupon comes back when it is of no more use: its validity never grows."""
        return self.usable_from is not None and self.usable_from >= self.valid_until


def decide_refund(
    sold: SoldWithCoupon,
    *,
    units: Sequence[ReturnedUnits] | None,
    campaign: Campaign,
    now: datetime,
) -> RefundDecision | Refused:
    """What returning those units would come to; None asks for all that is left."""
    chosen = _left(sold) if units is None else _merged(sold, units)
    refused = _check_units(sold, chosen)
    if refused is not None:
        return refused
    validity = campaign.round_of(sold.round_number)
    if validity is None:
        return Refused(reason=Reason.ROUND_UNKNOWN, facts={"round": sold.round_number})
    kind = _kind(sold, chosen)
    working = _working(sold, chosen, campaign.refund_policy.discount_spread)
    refund = sum((line.amount for line in working), start=ZERO)
    paid = sold.sale.gross - sold.discount
    if sold.returned.paid_back + refund > paid:
        # Two tills took the same back, one of them without the platform.
        return Refused(
            reason=Reason.REFUND_DISPUTED,
            facts={"returned": sold.returned.paid_back, "paid": paid},
        )
    fate, clause = _fate(sold, kind, campaign.refund_policy, now=now, ends=validity.valid_until)
    carried = sum((line.discount for line in working), start=ZERO)
    # A void has taken the whole subsidy back already.
    subsidy_back = ZERO if sold.returned.voided else carried
    if kind is RefundKind.PARTIAL and sold.returned.subsidy_back + subsidy_back < sold.discount:
        # Part of the discount stays with the goods that stay: the coupon cannot come back beside it.
        fate = Fate.USED
    return RefundDecision(
        at=now,
        kind=kind,
        units=chosen,
        working=working,
        refund=refund,
        subsidy_back=subsidy_back,
        fate=fate,
        clause=clause,
        valid_until=validity.valid_until,
        usable_from=_usable_from(fate, campaign.refund_policy, now),
        cycles=sold.cycles,
        full_would_reinstate=_full_is_better(
            sold, fate, campaign.refund_policy, now=now, ends=validity.valid_until
        ),
    )


def decide_void(
    sold: SoldWithCoupon, *, campaign: Campaign, now: datetime
) -> RefundDecision | Refused:
    """What cancelling the redemption would come to: the shopper gets nothing by it."""
    if sold.returned.voided:
        return Refused(reason=Reason.SALE_VOIDED)
    if sold.returned.operations:
        return Refused(reason=Reason.SALE_REFUNDED)
    validity = campaign.round_of(sold.round_number)
    if validity is None:
        return Refused(reason=Reason.ROUND_UNKNOWN, facts={"round": sold.round_number})
    policy = campaign.refund_policy
    fate, clause = _fate(sold, RefundKind.VOID, policy, now=now, ends=validity.valid_until)
    return RefundDecision(
        at=now,
        kind=RefundKind.VOID,
        units=(),
        working=(),
        refund=ZERO,
        # The redemption counts no more: whoever paid for the discount gets it back, whatever the coupon's fate.
        subsidy_back=sold.discount,
        fate=fate,
        clause=clause,
        valid_until=validity.valid_until,
        usable_from=_usable_from(fate, policy, now),
        cycles=sold.cycles,
        full_would_reinstate=_full_is_better(
            sold, fate, policy, now=now, ends=validity.valid_until
        ),
    )


def shares(sold: SoldWithCoupon, spread: Spread) -> tuple[Money, ...]:
    """How the discount lies on the lines, to the fen; the parts add up to it.

    `item`: on the line of the unit the coupon was spent on. `pro_rata`: in proportion to the lines' totals, the
    fen that are left over going to the largest remainders, the earlier line first.
    """
    items = sold.sale.items
    if spread is Spread.ITEM:
        return tuple(
            sold.discount if line == sold.anchor_line else ZERO for line in range(len(items))
        )
    gross = sold.sale.gross.fen
    whole = [item.total.fen * sold.discount.fen // gross for item in items]
    remainders = [item.total.fen * sold.discount.fen % gross for item in items]
    missing = sold.discount.fen - sum(whole)
    for line in sorted(range(len(items)), key=lambda at: (-remainders[at], at))[:missing]:
        whole[line] += 1
    assert sum(whole) == sold.discount.fen, "the parts add up"
    return tuple(Money(fen) for fen in whole)


def _merged(sold: SoldWithCoupon, units: Sequence[ReturnedUnits]) -> tuple[ReturnedUnits, ...]:
    left = {one.line: one.quantity for one in _left(sold)}
    by_line: dict[int, int] = {}
    for one in units:
        quantity = left.get(one.line, 0) if one.quantity == ALL_LEFT else one.quantity
        by_line[one.line] = by_line.get(one.line, 0) + quantity
    return tuple(
        ReturnedUnits(line=line, quantity=quantity) for line, quantity in sorted(by_line.items())
    )


def _left(sold: SoldWithCoupon) -> tuple[ReturnedUnits, ...]:
    left = (
        (line, item.quantity - sold.returned.units.get(line, 0))
        for line, item in enumerate(sold.sale.items)
    )
    return tuple(ReturnedUnits(line=line, quantity=count) for line, count in left if count > 0)


def _check_units(sold: SoldWithCoupon, chosen: tuple[ReturnedUnits, ...]) -> Refused | None:
    if not _left(sold):
        return Refused(reason=Reason.SALE_REFUNDED)
    if not chosen:
        return Refused(reason=Reason.REFUND_EMPTY)
    for one in chosen:
        if not 0 <= one.line < len(sold.sale.items):
            return Refused(reason=Reason.REFUND_LINE_UNKNOWN, facts={"line": one.line + 1})
        item = sold.sale.items[one.line]
        left = item.quantity - sold.returned.units.get(one.line, 0)
        if not 1 <= one.quantity <= left:
            return Refused(
                reason=Reason.REFUND_TOO_MANY,
                facts={"item": item.name, "asked": one.quantity, "left": max(left, 0)},
            )
    return None


def _kind(sold: SoldWithCoupon, chosen: tuple[ReturnedUnits, ...]) -> RefundKind:
    if chosen != _left(sold):
        return RefundKind.PARTIAL
    return RefundKind.SPLIT if sold.returned.operations else RefundKind.FULL


def _working(
    sold: SoldWithCoupon, chosen: tuple[ReturnedUnits, ...], spread: Spread
) -> tuple[WorkingLine, ...]:
    by_line = shares(sold, spread)
    return tuple(
        WorkingLine(
            line=one.line,
            name=sold.sale.items[one.line].name,
            quantity=one.quantity,
            price=sold.sale.items[one.line].unit_price * one.quantity,
            discount=_discount_of(sold, one, by_line[one.line], spread),
        )
        for one in chosen
    )


def _discount_of(sold: SoldWithCoupon, one: ReturnedUnits, share: Money, spread: Spread) -> Money:
    """What of the line's share the units carry that go back now, after those that went back before.

    `item`: the unit the coupon was spent on is the last of its line to go back. `pro_rata`: the share lies evenly on
    the units, the later ones carrying the odd fen.
    """
    quantity = sold.sale.items[one.line].quantity
    before = sold.returned.units.get(one.line, 0)
    after = before + one.quantity
    if spread is Spread.ITEM:
        return share if after == quantity else ZERO
    return Money(share.fen * after // quantity - share.fen * before // quantity)


def _fate(
    sold: SoldWithCoupon, kind: RefundKind, policy: RefundPolicy, *, now: datetime, ends: datetime
) -> tuple[Fate, Clause]:
    if sold.disputed:
        return Fate.USED, Clause.DISPUTED
    if sold.returned.voided:
        return Fate.USED, Clause.FORFEITED_BEFORE
    is_inside = now < ends
    fates = {
        RefundKind.FULL: (policy.full_inside, Clause.FULL_INSIDE)
        if is_inside
        else (policy.full_after, Clause.FULL_AFTER),
        RefundKind.PARTIAL: (policy.partial, Clause.PARTIAL),
        RefundKind.SPLIT: (policy.split, Clause.SPLIT),
        RefundKind.VOID: (policy.void, Clause.VOID),
    }
    fate, clause = fates[kind]
    if fate is Fate.REINSTATED and sold.returned.reinstated:
        return Fate.USED, Clause.FORFEITED_BEFORE
    if fate is Fate.USED and kind is RefundKind.PARTIAL and sold.returned.forfeited:
        return Fate.USED, Clause.FORFEITED_BEFORE
    spent = policy.cycles_max is not None and sold.cycles >= policy.cycles_max
    if fate is Fate.REINSTATED and spent:
        return Fate.USED, Clause.CYCLES_SPENT
    return fate, clause


def _usable_from(fate: Fate, policy: RefundPolicy, now: datetime) -> datetime | None:
    if fate is Fate.USED:
        return None
    return now + timedelta(seconds=policy.reinstatement_delay_s)


def _full_is_better(
    sold: SoldWithCoupon, fate: Fate, policy: RefundPolicy, *, now: datetime, ends: datetime
) -> bool:
    if fate is Fate.REINSTATED or sold.returned.operations or sold.returned.voided:
        return False
    full, _ = _fate(sold, RefundKind.FULL, policy, now=now, ends=ends)
    return full is Fate.REINSTATED
