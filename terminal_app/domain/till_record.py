"""What this till has on record of a redemption or a refund, in the terms of the bank's statement.

Owns what the bank may truly say of a record at the instant a statement was issued. Compares nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from terminal_app.domain.campaign import Fate
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.redemption import Redemption, RedemptionState, SaleState
from terminal_app.domain.refund import RefundKind
from terminal_app.domain.refund_record import Refund, RefundState
from terminal_app.domain.statement import RowKind, RowStatus


class Expected(StrEnum):
    """What a statement should have of a record."""

    THERE = "there"
    MAYBE = "maybe"
    """It was on its way when the statement was issued."""
    DECLINED_LATER = "declined_later"
    """An exception, or a refund of one: the platform has nothing of it."""
    UNDONE = "undone"
    """Reversed: not there, or there as reversed."""
    UNDOING = "undoing"
    """Reversed here, and the platform has not been told yet."""
    UNDOING_DECLINED = "undoing_declined"
    """Reversed here, and the platform keeps it: an exception."""
    NEVER = "never"


class Undoing(StrEnum):
    """Where the upload of a reversal stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class TillRecord:
    """One redemption or refund of this till; the sums of the other kind are zero, as in a statement.

    `statuses` are those the bank may truly say; with none of them any row of it is wrong. `coupon` is the platform's
    word about a refund, None until it has spoken.
    """

    kind: RowKind
    event_id: str
    redemption_id: str
    sale_id: str
    coupon_id: str
    coupon_type: int
    at: datetime
    operator_id: str
    gross: Money = ZERO
    discount: Money = ZERO
    payable: Money = ZERO
    refund: Money = ZERO
    subsidy_back: Money = ZERO
    refund_kind: RefundKind | None = None
    coupon: Fate | None = None
    state: RedemptionState | RefundState
    expected: Expected
    statuses: frozenset[RowStatus]
    needs_slip: bool
    has_slip: bool = False

    @property
    def slip_id(self) -> str:
        """The number its slip bears."""
        return self.sale_id if self.kind is RowKind.REDEMPTION else self.event_id

    @property
    def at_stake(self) -> Money:
        """The discount, or what was given back: of a void the subsidy."""
        return max(self.discount, self.refund, self.subsidy_back)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the store knows beside the redemption itself, for a statement issued at `issued_at`.

    `confirmed_at`: refunds with the instant the platform's word about them came. `undoing`: redemptions reversed here
    with the state of that upload. `freed`: redemptions whose coupon came back, wherever that was. `slips`: sales and
    refunds of which a slip was printed.
    """

    issued_at: datetime
    confirmed_at: Mapping[str, datetime]
    undoing: Mapping[str, Undoing]
    freed: frozenset[str] = frozenset()
    slips: frozenset[str] = frozenset()


def record_of(redemption: Redemption, told: Told) -> TillRecord:
    """The redemption of this till."""
    assert not redemption.terminal_id, "of another till"
    requested = redemption.requested
    expected = _expected(redemption, told)
    return TillRecord(
        kind=RowKind.REDEMPTION,
        event_id=redemption.redemption_id,
        redemption_id=redemption.redemption_id,
        sale_id=requested.sale_id,
        coupon_id=requested.coupon_id,
        coupon_type=requested.coupon_type,
        at=redemption.at,
        operator_id=redemption.operator_id,
        gross=requested.gross,
        discount=requested.discount,
        payable=requested.payable,
        state=redemption.state,
        expected=expected,
        statuses=_statuses(redemption, expected, told),
        needs_slip=redemption.sale_state is SaleState.COMPLETED,
        has_slip=requested.sale_id in told.slips,
    )


def record_of_refund(redemption: Redemption, refund: Refund, told: Told) -> TillRecord:
    """A refund or void that this till gave, of whichever till's sale."""
    assert refund.operator_id, "given by another till"
    requested = refund.requested
    expected = _refund_expected(redemption, refund, told)
    may_be_there = expected in {Expected.THERE, Expected.MAYBE}
    return TillRecord(
        kind=RowKind.REFUND,
        event_id=refund.refund_id,
        redemption_id=redemption.redemption_id,
        sale_id=requested.sale_id,
        coupon_id=requested.coupon_id,
        coupon_type=redemption.requested.coupon_type,
        at=refund.at,
        operator_id=refund.operator_id,
        refund=requested.refund,
        subsidy_back=requested.subsidy_back,
        refund_kind=requested.kind,
        coupon=refund.fate if refund.state is RefundState.CONFIRMED else None,
        state=refund.state,
        expected=expected,
        statuses=frozenset({RowStatus.CONFIRMED}) if may_be_there else frozenset(),
        needs_slip=refund.state not in {RefundState.DECLINED, RefundState.REQUESTED},
        has_slip=refund.refund_id in told.slips,
    )


def _expected(redemption: Redemption, told: Told) -> Expected:
    match redemption.state:
        case RedemptionState.CONFIRMED:
            return _known(redemption.settled_at, told)
        case RedemptionState.REQUESTED | RedemptionState.ACCEPTED_OFFLINE:
            return Expected.MAYBE
        case RedemptionState.EXCEPTION:
            return Expected.DECLINED_LATER
        case RedemptionState.DECLINED:
            return Expected.NEVER
        case RedemptionState.REVERSED:
            return _UNDOING[told.undoing.get(redemption.redemption_id, Undoing.WAITING)]
        case _:
            assert_never(redemption.state)


def _refund_expected(redemption: Redemption, refund: Refund, told: Told) -> Expected:
    match refund.state:
        case RefundState.CONFIRMED:
            if redemption.state is RedemptionState.EXCEPTION:
                # The platform agreed to what moved nothing there, and keeps no line of it.
                return Expected.DECLINED_LATER
            return _known(told.confirmed_at.get(refund.refund_id), told)
        case RefundState.REQUESTED | RefundState.WAITING:
            return Expected.MAYBE
        case RefundState.EXCEPTION:
            return Expected.DECLINED_LATER
        case RefundState.DECLINED:
            return Expected.NEVER
        case _:
            assert_never(refund.state)


def _known(confirmed_at: datetime | None, told: Told) -> Expected:
    """What the platform confirmed after it issued the statement may not be in it yet."""
    is_in_it = confirmed_at is not None and confirmed_at <= told.issued_at
    return Expected.THERE if is_in_it else Expected.MAYBE


_UNDOING = {
    Undoing.WAITING: Expected.UNDOING,
    Undoing.ACCEPTED: Expected.UNDONE,
    Undoing.DECLINED: Expected.UNDOING_DECLINED,
}
_STANDING = frozenset({RowStatus.CONFIRMED, RowStatus.REFUNDED, RowStatus.VOIDED})


def _statuses(redemption: Redemption, expected: Expected, told: Told) -> frozenset[RowStatus]:
    match expected:
        case Expected.THERE | Expected.MAYBE:
            return _returned(redemption, told)
        case Expected.UNDONE:
            return frozenset({RowStatus.REVERSED})
        case Expected.UNDOING:
            return frozenset({RowStatus.REVERSED, RowStatus.CONFIRMED})
        case Expected.UNDOING_DECLINED:
            return _STANDING
        case Expected.DECLINED_LATER | Expected.NEVER:
            return frozenset()
        case _:
            assert_never(expected)


def _returned(redemption: Redemption, told: Told) -> frozenset[RowStatus]:
    """What may have become of a redemption by refunds; of those that were on their way each may count or not."""
    counting = [one for one in redemption.refunds if one.state not in _NOT_BOOKED]
    certain = [one for one in counting if _is_certain(redemption, one, told)]
    least, most = _after(redemption, certain), _after(redemption, counting)
    found = {least, most}
    open_voids = [one for one in counting if one not in certain and _is_void(one)]
    if open_voids and least is RowStatus.CONFIRMED:
        found.add(RowStatus.VOIDED)
    if redemption.redemption_id in told.freed:
        found.add(RowStatus.REFUNDED)
    return frozenset(found)


_NOT_BOOKED = frozenset({RefundState.DECLINED, RefundState.EXCEPTION})


def _is_certain(redemption: Redemption, refund: Refund, told: Told) -> bool:
    """Whether the platform had booked it; when another till gave it, nobody here knows when."""
    if not refund.operator_id:
        return False
    return _refund_expected(redemption, refund, told) is Expected.THERE


def _after(redemption: Redemption, refunds: Iterable[Refund]) -> RowStatus:
    """The status these refunds leave, as docs/protocol.md has it."""
    counted = tuple(refunds)
    units: dict[int, int] = {}
    for part in (part for one in counted for part in one.requested.units):
        units[part.line] = units.get(part.line, 0) + part.quantity
    items = redemption.requested.items
    if counted and all(units.get(line, 0) >= item.quantity for line, item in enumerate(items)):
        return RowStatus.REFUNDED
    return RowStatus.VOIDED if any(map(_is_void, counted)) else RowStatus.CONFIRMED


def _is_void(refund: Refund) -> bool:
    return refund.requested.kind is RefundKind.VOID
