"""Statements of random days: an honest one as the platform would write it, and every way to make it wrong."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from hypothesis import strategies as st

from terminal_app.domain.campaign import Environment, Fate
from terminal_app.domain.difference import DifferenceKind
from terminal_app.domain.money import Money
from terminal_app.domain.reconciliation import Reconciliation, Till, compare
from terminal_app.domain.redemption import Redemption, RedemptionState
from terminal_app.domain.refund import RefundKind
from terminal_app.domain.refund_record import Refund, RefundState
from terminal_app.domain.statement import RowKind, RowStatus, Statement, StatementRow, totals_of
from terminal_app.domain.till_record import (
    TillRecord,
    Told,
    Undoing,
    record_of,
    record_of_refund,
)
from tests.properties.summary_cases import DAYS, FIRST, Past

DAY = DAYS[0]
OURS, OTHERS = "T0000000001", "T0000000002"
ISSUED_AT = FIRST + datetime.timedelta(days=9)
NIGHT = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Shop:
    """A till's days and what the platform has of them."""

    records: tuple[TillRecord, ...]
    rows: tuple[StatementRow, ...]

    @property
    def of_day(self) -> list[StatementRow]:
        return [row for row in self.rows if DAY.since <= row.at < DAY.until]

    def statement(self, rows: Sequence[StatementRow] | None = None) -> Statement:
        told = tuple(sorted(self.of_day if rows is None else rows, key=lambda row: row.event_id))
        return Statement(
            store_id="S371502001",
            date=DAY.first,
            environment=Environment.TRAINING,
            campaign_id="liaocheng-2024",
            issued_at=ISSUED_AT,
            complete=True,
            rows=told,
            totals=totals_of(told),
            digest="0" * 64,
            document="",
        )

    def compared(
        self,
        rows: Sequence[StatementRow] | None = None,
        *,
        neighbours: Sequence[StatementRow] = (),
        without_slip: str = "",
        stray_slips: Sequence[str] = (),
    ) -> Reconciliation:
        records = {
            one.event_id: replace(one, has_slip=one.slip_id != without_slip) for one in self.records
        }
        till = Till(
            terminal_id=OURS,
            environment=Environment.TRAINING,
            records=records,
            neighbours=neighbours,
            stray_slips=stray_slips,
        )
        return compare(self.statement(rows), till)


def shop_of(past: Past, *, is_late: bool, undoing: Undoing) -> Shop:
    """Both sides of some sales; `is_late`: what is on its way was booked, and its answer got lost."""
    told = Told(
        issued_at=ISSUED_AT,
        confirmed_at={f.refund_id: f.at for one in past.redemptions for f in one.refunds},
        undoing={one.redemption_id: undoing for one in past.redemptions},
    )
    records, rows = [], []
    for one in past.redemptions:
        records.append(record_of(one, told))
        booked = [refund for refund in one.refunds if _is_refund_booked(one, refund, is_late)]
        if _is_booked(one, is_late, undoing):
            rows.append(_row(records[-1], _status(one, booked, undoing)))
        for refund in one.refunds:
            records.append(record_of_refund(one, refund, told))
            if refund in booked:
                rows.append(_row(records[-1], RowStatus.CONFIRMED, coupon=refund.fate))
    rows += [_of_another_till(row, number) for number, row in enumerate(rows[:2])]
    return Shop(records=tuple(records), rows=tuple(rows))


def _is_booked(one: Redemption, is_late: bool, undoing: Undoing) -> bool:
    match one.state:
        case RedemptionState.CONFIRMED:
            return True
        case RedemptionState.REVERSED:
            return is_late or undoing is Undoing.DECLINED
        case RedemptionState.REQUESTED | RedemptionState.ACCEPTED_OFFLINE:
            # The platform decides in order: who confirms a refund has booked its redemption.
            return is_late or any(f.state is RefundState.CONFIRMED for f in one.refunds)
        case _:
            return False


def _is_refund_booked(one: Redemption, refund: Refund, is_late: bool) -> bool:
    if one.state is RedemptionState.EXCEPTION:
        return False
    if refund.state is RefundState.CONFIRMED:
        return True
    return is_late and refund.state in {RefundState.REQUESTED, RefundState.WAITING}


def _status(one: Redemption, booked: Sequence[Refund], undoing: Undoing) -> RowStatus:
    if one.state is RedemptionState.REVERSED:
        return RowStatus.REVERSED if undoing is Undoing.ACCEPTED else RowStatus.CONFIRMED
    returned = sum(part.quantity for refund in booked for part in refund.requested.units)
    if returned == sum(item.quantity for item in one.requested.items):
        return RowStatus.REFUNDED
    is_void = any(refund.requested.kind is RefundKind.VOID for refund in booked)
    return RowStatus.VOIDED if is_void else RowStatus.CONFIRMED


def _row(record: TillRecord, status: RowStatus, coupon: Fate | None = None) -> StatementRow:
    return StatementRow(
        kind=record.kind,
        event_id=record.event_id,
        redemption_id=record.redemption_id,
        sale_id=record.sale_id,
        coupon_id=record.coupon_id,
        coupon_type=record.coupon_type,
        terminal_id=OURS,
        environment=Environment.TRAINING,
        at=record.at,
        booked_at=record.at,
        gross=record.gross,
        discount=record.discount,
        payable=record.payable,
        refund=record.refund,
        subsidy_back=record.subsidy_back,
        refund_kind=record.refund_kind,
        coupon=coupon,
        status=status,
    )


def _of_another_till(row: StatementRow, number: int) -> StatementRow:
    return replace(
        row,
        event_id=f"88{number}",
        redemption_id=f"88{number}",
        sale_id=f"87{number}",
        terminal_id=OTHERS,
    )


class Dirt(Enum):
    """A way to make a statement wrong."""

    MISSING_HERE = DifferenceKind.MISSING_HERE
    MISSING_THERE = DifferenceKind.MISSING_THERE
    AMOUNT = DifferenceKind.AMOUNT_DIFFERS
    STATUS = DifferenceKind.STATUS_DIFFERS
    SHIFTED = DifferenceKind.DAY_BOUNDARY
    DUPLICATE = DifferenceKind.DUPLICATE
    TRAINING = DifferenceKind.TRAINING_MIXED_IN


Made = tuple[list[StatementRow], tuple[DifferenceKind, str, int]]
Spoil = Callable[[StatementRow, int], Made]


def spoilt(row: StatementRow, dirt: Dirt, number: int) -> Made:
    """What stands in the place of an honest row, and the difference that has to be found: kind, event, number."""
    kind = dirt.value
    invented = replace(row, event_id=f"77{number}", redemption_id=f"77{number}")
    rows = {
        Dirt.MISSING_HERE: [row, invented],
        Dirt.MISSING_THERE: [],
        Dirt.AMOUNT: [_dearer(row)],
        Dirt.STATUS: [replace(row, status=_wrong(row.status))],
        Dirt.SHIFTED: [replace(row, at=row.at + NIGHT)],
        Dirt.DUPLICATE: [row, row],
        Dirt.TRAINING: [row, replace(invented, environment=Environment.LIVE)],
    }[dirt]
    is_invented = dirt in {Dirt.MISSING_HERE, Dirt.TRAINING}
    return rows, (kind, invented.event_id if is_invented else row.event_id, 1)


def _dearer(row: StatementRow) -> StatementRow:
    more = Money(100)
    if row.kind is RowKind.REFUND:
        return replace(row, refund=row.refund + more)
    return replace(row, gross=row.gross + more, payable=row.payable + more)


def _wrong(status: RowStatus) -> RowStatus:
    return RowStatus.CONFIRMED if status is RowStatus.REVERSED else RowStatus.REVERSED


def told_of(found: Reconciliation) -> set[tuple[DifferenceKind, str, int]]:
    """The differences as kind, event and number."""
    return {(one.kind, one.event_id, one.number) for one in found.differences}


def certain(shop: Shop) -> Iterator[StatementRow]:
    """Rows of ours that could not be missing, or otherwise, without being a difference."""
    sure = {one.event_id for one in shop.records if one.expected == "there"}
    return (row for row in shop.of_day if row.event_id in sure)


DIRTS = st.lists(st.sampled_from(Dirt), min_size=1, max_size=8)
