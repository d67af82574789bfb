"""What a refund pays and does to the coupon: the platform's own reading of the refund policy.

Owns every decision about a refund, from values alone. Refuses to look anything up: who asks brings
what the platform holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from terminal_app.sandbox.campaign import CouponFate, DiscountSpread, RefundPolicy
from terminal_app.sandbox.events import RefundRequested
from terminal_app.sandbox.rules import Code, Verdict, declined

VOID, FULL, PARTIAL, SPLIT = "void", "full", "partial", "split"
Units = Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldLine:
    """A line of the sale, as far as its money goes."""

    unit_price_fen: int
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRefund:
    """A refund of the same redemption that was booked before."""

    kind: str
    units: Units
    fate: CouponFate
    for_good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSale:
    """All the platform holds about the sale that is refunded; `cycles` counts the coupon's."""

    lines: Sequence[SoldLine]
    anchor_line: int
    discount_fen: int
    valid_until_ms: int
    earlier: Sequence[EarlierRefund]
    cycles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundGranted:
    """What a refund comes to; `for_good` says that nothing later gives this coupon back."""

    kind: str
    refund_fen: int
    subsidy_back_fen: int
    fate: CouponFate
    for_good: bool
    usable_from_ms: int | None
    is_whole: bool
    is_anchor_back: bool


def decide_refund(
    request: RefundRequested, policy: RefundPolicy, sale: HeldSale
) -> RefundGranted | Verdict:
    """Decide a refund: a refusal with its code, or what it comes to."""
    asked = {one.line: one.quantity for one in request.data.units}
    before = taken_back(sale)
    refusal = _refusal(sale, asked, before)
    if refusal is not None:
        return refusal
    granted = _granted(request, policy, sale, asked, before)
    ours = (granted.kind, granted.refund_fen, granted.subsidy_back_fen)
    if ours != (request.data.kind, request.data.refund_fen, request.data.subsidy_back_fen):
        return declined(
            Code.AMOUNTS_WRONG, kind=ours[0], refund_fen=ours[1], subsidy_back_fen=ours[2]
        )
    return granted


def taken_back(sale: HeldSale) -> dict[int, int]:
    """Count the units of each line that are back already."""
    return {
        line: sum(one.units.get(line, 0) for one in sale.earlier) for line in range(len(sale.lines))
    }


def _refusal(sale: HeldSale, asked: Units, before: Units) -> Verdict | None:
    if not asked:
        return declined(Code.ALREADY_REFUNDED) if sale.earlier else None
    left = {line: sold.quantity - before[line] for line, sold in enumerate(sale.lines)}
    if all(left.get(line) == 0 for line in asked):
        return declined(Code.ALREADY_REFUNDED)
    for line, quantity in asked.items():
        if quantity > left.get(line, 0):
            return declined(Code.REFUND_EXCEEDS, line=line, left=left.get(line, 0))
    return None


def _granted(
    request: RefundRequested,
    policy: RefundPolicy,
    sale: HeldSale,
    asked: Units,
    before: Units,
) -> RefundGranted:
    after = {line: before[line] + asked.get(line, 0) for line in before}
    carried_before, carried_after = (_carried_fen(policy, sale, back) for back in (before, after))
    carried_fen = carried_after - carried_before
    price_fen = sum(sale.lines[line].unit_price_fen * n for line, n in asked.items())
    is_void = any(one.kind == VOID for one in sale.earlier)
    is_whole = _is_whole(sale, after)
    kind = _kind(is_whole=is_whole, is_first=not any(before.values())) if asked else VOID
    # A void ends the whole subsidy, so that nothing of it is left for a refund to give back.
    owed_fen = carried_fen if asked else sale.discount_fen
    fate, for_good = _fate(
        kind, policy, sale, request.at_ms, is_discount_back=carried_after == sale.discount_fen
    )
    back_at_ms = request.at_ms + policy.reinstatement_delay_ms
    return RefundGranted(
        kind=kind,
        refund_fen=price_fen - carried_fen,
        subsidy_back_fen=0 if is_void else owed_fen,
        fate=fate,
        for_good=for_good,
        usable_from_ms=back_at_ms if fate is CouponFate.REINSTATED else None,
        is_whole=is_whole,
        is_anchor_back=after[sale.anchor_line] == sale.lines[sale.anchor_line].quantity,
    )


def _kind(*, is_whole: bool, is_first: bool) -> str:
    if not is_whole:
        return PARTIAL
    return FULL if is_first else SPLIT


def _is_whole(sale: HeldSale, back: Units) -> bool:
    return all(back[line] == sold.quantity for line, sold in enumerate(sale.lines))


def _carried_fen(policy: RefundPolicy, sale: HeldSale, back: Units) -> int:
    """Work out how much of the discount went back with the units that are back."""
    match policy.discount_spread:
        case DiscountSpread.ITEM:
            anchor = sale.anchor_line
            is_back = back[anchor] == sale.lines[anchor].quantity
            return sale.discount_fen if is_back else 0
        case DiscountSpread.PRO_RATA:
            shares = _shares_fen(sale)
            return sum(
                share * back[line] // sale.lines[line].quantity for line, share in enumerate(shares)
            )
        case _:
            assert_never(policy.discount_spread)


def _shares_fen(sale: HeldSale) -> list[int]:
    """Divide the discount over the lines by their totals, the largest remainders rounded up."""
    totals = [sold.unit_price_fen * sold.quantity for sold in sale.lines]
    gross_fen = sum(totals)
    shares = [sale.discount_fen * total // gross_fen for total in totals]
    remainders = [sale.discount_fen * total % gross_fen for total in totals]
    by_remainder = sorted(range(len(totals)), key=lambda line: (-remainders[line], line))
    for line in by_remainder[: sale.discount_fen - sum(shares)]:
        shares[line] += 1
    return shares


def _fate(
    kind: str, policy: RefundPolicy, sale: HeldSale, at_ms: int, *, is_discount_back: bool
) -> tuple[CouponFate, bool]:
    """Say what becomes of the coupon, and whether «used» is the last word on it."""
    if any(one.fate is CouponFate.REINSTATED for one in sale.earlier):
        return CouponFate.USED, False
    # The rest of a sale that went back in parts has a rule of its own, whatever the parts did.
    forfeited = any(
        one.for_good and not (kind == SPLIT and one.kind == PARTIAL) for one in sale.earlier
    )
    is_worn_out = policy.cycles_max is not None and sale.cycles >= policy.cycles_max
    if forfeited or is_worn_out or _clause(kind, policy, sale, at_ms) is CouponFate.USED:
        return CouponFate.USED, True
    if kind == PARTIAL and not is_discount_back:
        return CouponFate.USED, False
    return CouponFate.REINSTATED, False


def _clause(kind: str, policy: RefundPolicy, sale: HeldSale, at_ms: int) -> CouponFate:
    match kind:
        case "full":
            return policy.full_inside if at_ms < sale.valid_until_ms else policy.full_after
        case "partial":
            return policy.partial
        case "split":
            return policy.split
        case "void":
            return policy.void
        case _:
            raise AssertionError(f"no kind of refund: {kind}")
