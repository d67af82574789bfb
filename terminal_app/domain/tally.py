"""Counts and sums of some redemptions or refunds, with the ids they are made of. Decides nothing about either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund_record import Refund


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleTally:
    """Some redemptions: how many, and what they come to."""

    count: int = 0
    gross: Money = ZERO
    discount: Money = ZERO
    paid: Money = ZERO
    ids: tuple[str, ...] = ()
    """The redemptions, oldest first; none when the tally was read back from a closed shift."""

    def __post_init__(self) -> None:
        assert self.gross == self.paid + self.discount, "gross = paid + discount"

    @classmethod
    def of(cls, redemptions: Iterable[Redemption]) -> SaleTally:
        """Add some redemptions up."""
        some = tuple(redemptions)
        return cls(
            count=len(some),
            gross=Money(sum(one.requested.gross.fen for one in some)),
            discount=Money(sum(one.requested.discount.fen for one in some)),
            paid=Money(sum(one.requested.payable.fen for one in some)),
            ids=tuple(one.redemption_id for one in some),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTally:
    """Some refunds or voids: how many, what the shoppers got back, and how much subsidy."""

    count: int = 0
    paid_back: Money = ZERO
    subsidy_back: Money = ZERO
    ids: tuple[str, ...] = ()
    """The refunds, in the order they were given in; none when the tally was read back from a closed shift."""

    @classmethod
    def of(cls, refunds: Iterable[Refund]) -> ReturnTally:
        """Add some refunds up."""
        some = tuple(refunds)
        return cls(
            count=len(some),
            paid_back=Money(sum(one.requested.refund.fen for one in some)),
            subsidy_back=Money(sum(one.requested.subsidy_back.fen for one in some)),
            ids=tuple(one.refund_id for one in some),
        )
