"""The bank's statement (对账单) of one store and day, as values. Compares nothing, verifies nothing.

A statement may be wrong, and is kept as it was signed: a row of another day, of another environment or twice over
is for the comparison to name. What is certain of every statement here: it is the bank's, whole, in form, and its
totals are those of its rows.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from terminal_app.domain.campaign import Environment, Fate
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.refund import RefundKind


class RowKind(StrEnum):
    """What a row of a statement is about."""

    REDEMPTION = "redemption"
    REFUND = "refund"


class RowStatus(StrEnum):
    """What became of it at the platform until the statement was issued; a refund is always confirmed.

    A redemption stays confirmed while any unit of its sale is with the shopper. Declined events are in no statement.
    """

    CONFIRMED = "confirmed"
    REVERSED = "reversed"
    REFUNDED = "refunded"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One line: a redemption with its sums, or a refund with what it gave back; the other's sums are zero.

    `event_id` is the redemption's id or the refund's. `at` is the instant at the counter, `booked_at` the platform's.
    """

    kind: RowKind
    event_id: str
    redemption_id: str
    sale_id: str
    coupon_id: str
    coupon_type: int
    terminal_id: str
    environment: Environment
    at: datetime.datetime
    booked_at: datetime.datetime
    gross: Money
    discount: Money
    payable: Money
    refund: Money
    subsidy_back: Money
    refund_kind: RefundKind | None
    coupon: Fate | None
    status: RowStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementTotals:
    """Sums over the rows; a reversed redemption is counted in `reversals` and in nothing else."""

    redemptions: int
    reversals: int
    refunds: int
    gross: Money
    discount: Money
    payable: Money
    refund: Money
    subsidy_back: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement whose signature, store and digest were checked; `document` is what was signed, page by page.

    `complete` is False while the day still runs at the platform.
    """

    store_id: str
    date: datetime.date
    environment: Environment
    campaign_id: str
    issued_at: datetime.datetime
    complete: bool
    rows: tuple[StatementRow, ...]
    totals: StatementTotals
    digest: str
    document: str


def totals_of(rows: Sequence[StatementRow]) -> StatementTotals:
    """The sums of these rows."""
    redeemed = [row for row in rows if row.kind is RowKind.REDEMPTION]
    standing = [row for row in redeemed if row.status is not RowStatus.REVERSED]
    refunds = [row for row in rows if row.kind is RowKind.REFUND]
    return StatementTotals(
        redemptions=len(standing),
        reversals=len(redeemed) - len(standing),
        refunds=len(refunds),
        gross=sum((row.gross for row in standing), ZERO),
        discount=sum((row.discount for row in standing), ZERO),
        payable=sum((row.payable for row in standing), ZERO),
        refund=sum((row.refund for row in refunds), ZERO),
        subsidy_back=sum((row.subsidy_back for row in refunds), ZERO),
    )
