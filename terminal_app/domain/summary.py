"""The figures of a day, of some days, or of a shift (R6), each with the redemptions or refunds it is made of.

A redemption counts where it was redeemed, a refund where it was given: in the span of its own instant. Reads nothing
and knows no words; what must add up is asserted where a figure is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from terminal_app.domain.campaign import Campaign, Fate
from terminal_app.domain.comparison import Comparison, compare
from terminal_app.domain.day import Span
from terminal_app.domain.exception_case import Case
from terminal_app.domain.instant import SHANGHAI
from terminal_app.domain.offline_limits import Outstanding
from terminal_app.domain.outage import Outage
from terminal_app.domain.redemption import ACCEPTED, Redemption, RedemptionState, SaleState
from terminal_app.domain.refund import RefundKind
from terminal_app.domain.refund_record import Refund, RefundState
from terminal_app.domain.subsidy import Subsidy, divide, sales_per_yuan
from terminal_app.domain.tally import ReturnTally, SaleTally


class SaleFigure(StrEnum):
    """A figure that is made of redemptions."""

    GIVEN = "given"
    """The discount was given: the redemptions of the span, all that follow down to `EXCEPTIONS_SETTLED` in them."""
    OPEN = "open"
    """Of these, the shopper has not paid yet."""
    ONLINE = "online"
    """Confirmed at the counter."""
    OFFLINE = "offline"
    """Accepted without the platform; the next four add up to it."""
    CONFIRMED_LATER = "confirmed_later"
    WAITING = "waiting"
    EXCEPTIONS = "exceptions"
    EXCEPTIONS_SETTLED = "exceptions_settled"
    UNDECIDED = "undecided"
    """Asked for and without any outcome: what a crash left, or what is being asked at this moment."""
    DECLINED = "declined"
    REVERSED = "reversed"
    REVERSALS_DECLINED = "reversals_declined"
    """Of the reversed ones, the platform keeps the redemption and nobody has settled it yet."""
    REVERSALS_DECLINED_SETTLED = "reversals_declined_settled"


class ReturnFigure(StrEnum):
    """A figure that is made of refunds."""

    REFUNDS = "refunds"
    """Money went back: full, partial and split ones."""
    FULL = "full"
    PARTIAL = "partial"
    SPLIT = "split"
    REINSTATED = "reinstated"
    """Of the refunds, the coupon came back; this, the next and `FATE_WAITING` add up to `REFUNDS`."""
    USED = "used"
    FATE_WAITING = "fate_waiting"
    """Given offline: the platform has not spoken about the coupon."""
    VOIDS = "voids"
    TAKEN_BACK = "taken_back"
    """Refunds and voids."""
    REFUND_EXCEPTIONS = "refund_exceptions"
    """Of these, declined by the platform later and settled by nobody."""
    REFUND_EXCEPTIONS_SETTLED = "refund_exceptions_settled"
    REFUNDS_DECLINED = "refunds_declined"
    """Refused before any money went back."""
    REFUNDS_UNDECIDED = "refunds_undecided"


Figure = SaleFigure | ReturnFigure
_Key = TypeVar("_Key", int, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All figures of a span."""

    sales: Mapping[SaleFigure, SaleTally]
    returns: Mapping[ReturnFigure, ReturnTally]
    by_type: Mapping[int, SaleTally] = field(default_factory=dict)
    """Redemptions by coupon type; every type of the campaign, also without any."""
    by_hour: Mapping[int, SaleTally] = field(default_factory=dict)
    """Redemptions by the hour of the day, 0 to 23, from the first hour with one to the last."""
    by_operator: Mapping[str, SaleTally] = field(default_factory=dict)
    subsidy: Subsidy = field(default_factory=Subsidy)

    def __post_init__(self) -> None:
        assert set(self.sales) == set(SaleFigure), "each figure is there"
        assert set(self.returns) == set(ReturnFigure), "each figure is there"
        sales, returns = SaleFigure, ReturnFigure
        self._adds_up(sales.GIVEN, sales.ONLINE, sales.OFFLINE)
        self._adds_up(
            sales.OFFLINE,
            sales.CONFIRMED_LATER,
            sales.WAITING,
            sales.EXCEPTIONS,
            sales.EXCEPTIONS_SETTLED,
        )
        self._come_back(returns.REFUNDS, returns.FULL, returns.PARTIAL, returns.SPLIT)
        self._come_back(returns.REFUNDS, returns.REINSTATED, returns.USED, returns.FATE_WAITING)
        self._come_back(returns.TAKEN_BACK, returns.REFUNDS, returns.VOIDS)
        for table in (self.by_type, self.by_hour, self.by_operator):
            assert _sums(self.given) == _sums(*table.values()), "a table adds up to the whole"
        assert self.subsidy.given == self.given.discount, "the subsidy is the discount given"

    @property
    def given(self) -> SaleTally:
        """The redemptions of the span: the discount was given."""
        return self.sales[SaleFigure.GIVEN]

    @property
    def sales_per_yuan(self) -> str | None:
        """Sales for each yuan of subsidy, `14.37`; None without any."""
        return sales_per_yuan(self.given.gross, self.subsidy.given)

    def lines_of(self, figure: Figure) -> tuple[str, ...]:
        """The ids a figure is made of: of redemptions for a `SaleFigure`, of refunds for a `ReturnFigure`."""
        match figure:
            case SaleFigure():
                return self.sales[figure].ids
            case ReturnFigure():
                return self.returns[figure].ids

    def _adds_up(self, whole: SaleFigure, *parts: SaleFigure) -> None:
        assert _sums(self.sales[whole]) == _sums(*(self.sales[one] for one in parts)), whole

    def _come_back(self, whole: ReturnFigure, *parts: ReturnFigure) -> None:
        assert _backs(self.returns[whole]) == _backs(*(self.returns[one] for one in parts)), whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A span's figures, beside those of the span before, with what is unfinished at this moment of whatever day."""

    span: Span
    at: datetime
    """The instant it was made: a day that is not over has no last word."""
    figures: Figures
    before: Figures
    outages: tuple[Outage, ...]
    """Those that touch the span."""
    sales_open: tuple[Redemption, ...]
    outstanding: Outstanding
    exceptions_open: int
    """Exceptions nobody has settled, of whatever day."""

    @property
    def compared(self) -> Comparison:
        """The redemptions beside those of as many days directly before."""
        return compare(self.figures.given, self.before.given)


def summarise(
    *,
    redemptions: Iterable[Redemption],
    refunded: Iterable[tuple[Redemption, Refund]],
    case_of: Callable[[str], Case],
    reversals_declined: Mapping[str, str],
    campaign: Campaign | None,
) -> Figures:
    """The figures of these redemptions and these refunds, each refund with the redemption it belongs to.

    `case_of` says what people did about an exception. `reversals_declined`: redemptions whose reversal the platform
    declined, with the id of that entry. Without a campaign nobody's part of the subsidy is known.
    """
    ours = tuple(one for one in redemptions if not one.terminal_id)
    refunds = tuple(refund for _, refund in refunded)
    given = tuple(one for one in ours if _is_given(one))
    taken_back = [one for one in refunds if _is_taken_back(one)]
    sales = {
        figure: SaleTally.of(some)
        for figure, some in _sales(ours, given, case_of, reversals_declined).items()
    }
    returns = {
        figure: ReturnTally.of(some)
        for figure, some in _returns(refunds, taken_back, case_of).items()
    }
    return Figures(
        sales=sales,
        returns=returns,
        by_type=_by_type(given, campaign),
        by_hour=_by_hour(given),
        by_operator=_by_operator(given),
        subsidy=divide(
            given=sales[SaleFigure.GIVEN].discount,
            back=returns[ReturnFigure.TAKEN_BACK].subsidy_back,
            funding=campaign.funding if campaign is not None else (),
        ),
    )


def _is_given(one: Redemption) -> bool:
    return one.state in ACCEPTED and one.sale_state is not SaleState.CANCELLED


def _is_taken_back(refund: Refund) -> bool:
    return refund.counts and refund.state is not RefundState.REQUESTED


def _sales(
    ours: tuple[Redemption, ...],
    given: tuple[Redemption, ...],
    case_of: Callable[[str], Case],
    reversals_declined: Mapping[str, str],
) -> dict[SaleFigure, list[Redemption]]:
    state = RedemptionState
    offline = [one for one in given if one.accepted_offline]
    declined_later = [one for one in offline if one.state is state.EXCEPTION]
    settled = {one.redemption_id for one in declined_later if case_of(one.redemption_id).settled}
    reversed_ = [one for one in ours if one.state is state.REVERSED]
    kept_there = [one for one in reversed_ if one.redemption_id in reversals_declined]
    closed = {
        one.redemption_id
        for one in kept_there
        if case_of(reversals_declined[one.redemption_id]).settled
    }
    return {
        SaleFigure.GIVEN: list(given),
        SaleFigure.OPEN: [one for one in given if one.sale_state is SaleState.OPEN],
        SaleFigure.ONLINE: [one for one in given if not one.accepted_offline],
        SaleFigure.OFFLINE: offline,
        SaleFigure.CONFIRMED_LATER: [one for one in offline if one.state is state.CONFIRMED],
        SaleFigure.WAITING: [one for one in offline if one.state is state.ACCEPTED_OFFLINE],
        SaleFigure.EXCEPTIONS: [o for o in declined_later if o.redemption_id not in settled],
        SaleFigure.EXCEPTIONS_SETTLED: [o for o in declined_later if o.redemption_id in settled],
        SaleFigure.UNDECIDED: [one for one in ours if one.state is state.REQUESTED],
        SaleFigure.DECLINED: [one for one in ours if one.state is state.DECLINED],
        SaleFigure.REVERSED: reversed_,
        SaleFigure.REVERSALS_DECLINED: [o for o in kept_there if o.redemption_id not in closed],
        SaleFigure.REVERSALS_DECLINED_SETTLED: [o for o in kept_there if o.redemption_id in closed],
    }


def _returns(
    refunds: tuple[Refund, ...], taken_back: list[Refund], case_of: Callable[[str], Case]
) -> dict[ReturnFigure, list[Refund]]:
    state, kind = RefundState, RefundKind
    money = [one for one in taken_back if one.requested.kind is not kind.VOID]
    spoken = [one for one in money if one.state is not state.WAITING]
    declined_later = [one for one in taken_back if one.state is state.EXCEPTION]
    settled = {one.refund_id for one in declined_later if case_of(one.refund_id).settled}
    return {
        ReturnFigure.REFUNDS: money,
        ReturnFigure.FULL: [one for one in money if one.requested.kind is kind.FULL],
        ReturnFigure.PARTIAL: [one for one in money if one.requested.kind is kind.PARTIAL],
        ReturnFigure.SPLIT: [one for one in money if one.requested.kind is kind.SPLIT],
        ReturnFigure.REINSTATED: [one for one in spoken if one.fate is Fate.REINSTATED],
        ReturnFigure.USED: [one for one in spoken if one.fate is Fate.USED],
        ReturnFigure.FATE_WAITING: [one for one in money if one.state is state.WAITING],
        ReturnFigure.VOIDS: [one for one in taken_back if one.requested.kind is kind.VOID],
        ReturnFigure.TAKEN_BACK: taken_back,
        ReturnFigure.REFUND_EXCEPTIONS: [
            one for one in declined_later if one.refund_id not in settled
        ],
        ReturnFigure.REFUND_EXCEPTIONS_SETTLED: [
            one for one in declined_later if one.refund_id in settled
        ],
        ReturnFigure.REFUNDS_DECLINED: [one for one in refunds if one.state is state.DECLINED],
        ReturnFigure.REFUNDS_UNDECIDED: [one for one in refunds if one.state is state.REQUESTED],
    }


def _by_type(given: tuple[Redemption, ...], campaign: Campaign | None) -> dict[int, SaleTally]:
    types = _grouped((one.requested.coupon_type, one) for one in given)
    known = {kind.id for kind in campaign.types} if campaign is not None else set()
    return {kind: SaleTally.of(types.get(kind, ())) for kind in sorted(known | set(types))}


def _by_hour(given: tuple[Redemption, ...]) -> dict[int, SaleTally]:
    hours = _grouped((one.at.astimezone(SHANGHAI).hour, one) for one in given)
    if not hours:
        return {}
    return {hour: SaleTally.of(hours.get(hour, ())) for hour in range(min(hours), max(hours) + 1)}


def _by_operator(given: tuple[Redemption, ...]) -> dict[str, SaleTally]:
    people = _grouped((one.operator_id, one) for one in given)
    return {operator_id: SaleTally.of(people[operator_id]) for operator_id in sorted(people)}


def _grouped(pairs: Iterable[tuple[_Key, Redemption]]) -> dict[_Key, list[Redemption]]:
    groups: dict[_Key, list[Redemption]] = {}
    for key, one in pairs:
        groups.setdefault(key, []).append(one)
    return groups


def _sums(*tallies: SaleTally) -> tuple[int, int, int]:
    return (
        sum(one.count for one in tallies),
        sum(one.gross.fen for one in tallies),
        sum(one.discount.fen for one in tallies),
    )


def _backs(*tallies: ReturnTally) -> tuple[int, int, int]:
    return (
        sum(one.count for one in tallies),
        sum(one.paid_back.fen for one in tallies),
        sum(one.subsidy_back.fen for one in tallies),
    )
