"""The figures of any days add up, and are what somebody would get who counted the sales one by one."""

import json
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from terminal_app.domain.campaign import Fate
from terminal_app.domain.figures_json import from_json, to_json
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.refund import RefundKind
from terminal_app.domain.refund_record import RefundState
from terminal_app.domain.subsidy import parts, sales_per_yuan
from terminal_app.domain.summary import Figures, ReturnFigure, SaleFigure
from tests.properties.summary_cases import BOTH, DAYS, Past, pasts

GIVEN_STATES = {"confirmed", "accepted_offline", "exception"}


@given(pasts())
def test_the_figures_are_what_somebody_gets_who_counts_the_sales(past: Past) -> None:
    figures = past.figures(BOTH)
    counted: Counter[str] = Counter()
    for one in past.redemptions:
        if not BOTH.since <= one.at < BOTH.until:
            continue
        counted[f"state {one.state.value}"] += 1
        if one.state.value in GIVEN_STATES:
            counted["given"] += 1
            counted["gross"] += sum(i.unit_price.fen * i.quantity for i in one.requested.items)
            counted["discount"] += one.requested.coupon_type * 100
            counted["open"] += one.sale_state.value == "open"
            counted[f"type {one.requested.coupon_type}"] += 1
            counted[f"hour {one.at.hour}"] += 1
            counted[f"operator {one.operator_id}"] += 1
    given_, sales = figures.given, figures.sales
    assert (given_.count, given_.gross.fen, given_.discount.fen) == (
        counted["given"],
        counted["gross"],
        counted["discount"],
    )
    assert given_.paid.fen == counted["gross"] - counted["discount"]
    assert sales[SaleFigure.OPEN].count == counted["open"]
    assert sales[SaleFigure.WAITING].count == counted["state accepted_offline"]
    assert sales[SaleFigure.DECLINED].count == counted["state declined"]
    assert sales[SaleFigure.REVERSED].count == counted["state reversed"]
    assert sales[SaleFigure.UNDECIDED].count == counted["state requested"]
    both = (SaleFigure.EXCEPTIONS, SaleFigure.EXCEPTIONS_SETTLED)
    assert sum(sales[one].count for one in both) == counted["state exception"]
    for table, name in (
        (figures.by_type, "type"),
        (figures.by_hour, "hour"),
        (figures.by_operator, "operator"),
    ):
        for key, tally in table.items():
            assert tally.count == counted[f"{name} {key}"]


@given(pasts())
def test_the_refunds_are_what_somebody_gets_who_counts_them(past: Past) -> None:
    returns = past.figures(BOTH).returns
    counted: Counter[str] = Counter()
    back = 0
    for _, one in past.refunded(BOTH):
        if one.state in {RefundState.DECLINED, RefundState.REQUESTED}:
            counted[one.state.value] += 1
            continue
        kind = one.requested.kind
        counted[kind.value] += 1
        back += one.requested.subsidy_back.fen
        if kind is not RefundKind.VOID:
            counted["paid back"] += one.requested.refund.fen
            fate = "unknown" if one.state is RefundState.WAITING else one.fate.value
            counted[fate] += 1
    assert returns[ReturnFigure.REFUNDS].paid_back.fen == counted["paid back"]
    assert returns[ReturnFigure.TAKEN_BACK].subsidy_back.fen == back
    for figure, name in (
        (ReturnFigure.FULL, "full"),
        (ReturnFigure.PARTIAL, "partial"),
        (ReturnFigure.SPLIT, "split"),
        (ReturnFigure.VOIDS, "void"),
        (ReturnFigure.REINSTATED, Fate.REINSTATED.value),
        (ReturnFigure.USED, Fate.USED.value),
        (ReturnFigure.FATE_WAITING, "unknown"),
        (ReturnFigure.REFUNDS_DECLINED, "declined"),
        (ReturnFigure.REFUNDS_UNDECIDED, "requested"),
    ):
        assert returns[figure].count == counted[name], figure


@given(pasts())
def test_two_days_one_by_one_come_to_what_both_come_to_together(past: Past) -> None:
    first, second, both = (past.figures(span) for span in (*DAYS, BOTH))
    for figure in SaleFigure:
        one, other, whole = (made.sales[figure] for made in (first, second, both))
        assert one.count + other.count == whole.count
        assert one.gross + other.gross == whole.gross
        assert one.discount + other.discount == whole.discount
        assert sorted(one.ids + other.ids) == sorted(whole.ids)
    for refund_figure in ReturnFigure:
        taken, more, all_ = (made.returns[refund_figure] for made in (first, second, both))
        assert taken.count + more.count == all_.count
        assert taken.paid_back + more.paid_back == all_.paid_back
        assert taken.subsidy_back + more.subsidy_back == all_.subsidy_back
    assert first.subsidy.net + second.subsidy.net == both.subsidy.net


@given(pasts())
def test_every_figure_knows_the_sales_it_is_made_of(past: Past) -> None:
    figures = past.figures(BOTH)
    known = {one.redemption_id: one for one in past.redemptions}
    for figure in SaleFigure:
        ids = figures.lines_of(figure)
        assert len(set(ids)) == len(ids) == figures.sales[figure].count
        gross = sum(known[one].requested.gross.fen for one in ids)
        assert gross == figures.sales[figure].gross.fen
    refunds = {one.refund_id: one for _, one in past.refunded(BOTH)}
    for refund_figure in ReturnFigure:
        ids = figures.lines_of(refund_figure)
        assert len(set(ids)) == len(ids) == figures.returns[refund_figure].count
        paid_back = sum(refunds[one].requested.refund.fen for one in ids)
        assert paid_back == figures.returns[refund_figure].paid_back.fen
    settled = figures.lines_of(SaleFigure.EXCEPTIONS_SETTLED)
    assert all(known[one].state is RedemptionState.EXCEPTION for one in settled)
    assert set(settled) <= past.settled
    assert not set(figures.lines_of(SaleFigure.EXCEPTIONS)) & past.settled


@given(pasts())
def test_a_closed_shift_is_read_back_as_it_was_written(past: Past) -> None:
    figures = past.figures(BOTH)
    read = from_json(json.loads(json.dumps(to_json(figures))))
    assert read == _without_ids(figures)
    assert to_json(read) == to_json(figures)


@given(
    amount=st.integers(0, 10**12),
    weights=st.lists(st.integers(0, 10**9), min_size=1, max_size=6).filter(any),
)
def test_the_parts_of_an_amount_add_up_and_none_is_a_fen_off(
    amount: int, weights: list[int]
) -> None:
    divided = parts(Money(amount), weights)
    assert sum(one.fen for one in divided) == amount
    for part, weight in zip(divided, weights, strict=True):
        assert abs(part.fen * sum(weights) - amount * weight) < sum(weights)


@given(gross=st.integers(0, 10**12), given_=st.integers(1, 10**9))
def test_sales_per_yuan_are_right_to_half_a_hundredth(gross: int, given_: int) -> None:
    text = sales_per_yuan(Money(gross), Money(given_))
    assert text is not None
    whole, hundredths = text.split(".")
    assert len(hundredths) == 2
    shown = int(whole) * 100 + int(hundredths)
    assert abs(2 * (shown * given_ - gross * 100)) <= given_
    assert sales_per_yuan(Money(gross), ZERO) is None


def _without_ids(figures: Figures) -> Figures:
    return replace(
        figures,
        sales={key: replace(one, ids=()) for key, one in figures.sales.items()},
        returns={key: replace(one, ids=()) for key, one in figures.returns.items()},
        by_type={key: replace(one, ids=()) for key, one in figures.by_type.items()},
        by_hour={key: replace(one, ids=()) for key, one in figures.by_hour.items()},
        by_operator={key: replace(one, ids=()) for key, one in figures.by_operator.items()},
    )
