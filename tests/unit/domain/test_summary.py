"""The figures of a span: where each sale and each refund counts, and that what does not add up cannot be made."""

from dataclasses import replace

import pytest

from terminal_app.domain.exception_case import Case
from terminal_app.domain.figures_json import from_json, to_json
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.subsidy import Subsidy
from terminal_app.domain.summary import Figures, ReturnFigure, SaleFigure, summarise
from terminal_app.domain.tally import ReturnTally, SaleTally
from tests.properties.summary_cases import (
    CAMPAIGNS,
    DAYS,
    Outcome,
    Past,
    Return,
    Sold,
    Word,
    story,
)

NOTHING = summarise(
    redemptions=(),
    refunded=(),
    case_of=lambda entry_id: Case(entry_id=entry_id),
    reversals_declined={},
    campaign=None,
)


def sold(number: int = 1, *, at_hour: int = 10, **changed: object) -> Redemption:
    """A fridge of 8,999.00 with a coupon of 600, confirmed and paid unless the test says otherwise."""
    usual = Sold(
        outcome=Outcome.CONFIRMED,
        is_paid=True,
        face=600,
        price_fen=899_900,
        quantity=1,
        minute=at_hour * 60,
        operator_id="1001",
        returns=(),
        is_settled=False,
    )
    return story(number, replace(usual, **changed), 0)  # type: ignore[arg-type]


def figures(*redemptions: Redemption, settled: frozenset[str] = frozenset()) -> Figures:
    """What the first day comes to."""
    return Past(redemptions=redemptions, settled=settled, campaign_number=0).figures(DAYS[0])


def test_a_day_without_a_sale_has_every_figure_and_all_are_nothing() -> None:
    assert NOTHING.given == SaleTally()
    assert all(tally.count == 0 for tally in NOTHING.returns.values())
    assert (NOTHING.by_type, NOTHING.by_hour, NOTHING.by_operator) == ({}, {}, {})
    assert NOTHING.subsidy == Subsidy()
    assert NOTHING.sales_per_yuan is None


def test_a_day_without_a_sale_still_names_the_campaign_s_types_and_payers() -> None:
    found = figures()
    assert list(found.by_type) == [300, 500, 600]
    assert [one.given for one in found.subsidy.shares] == [ZERO, ZERO]


def test_each_way_through_the_counter_has_its_figure() -> None:
    found = figures(
        *(sold(number, outcome=outcome) for number, outcome in enumerate(Outcome)),
        sold(90, outcome=Outcome.EXCEPTION),
        settled=frozenset({"910090"}),
    )
    counts = {figure.value: found.sales[figure].count for figure in SaleFigure}
    assert counts == {
        "given": 5,
        "open": 0,
        "online": 1,
        "offline": 4,
        "confirmed_later": 1,
        "waiting": 1,
        "exceptions": 1,
        "exceptions_settled": 1,
        "undecided": 1,
        "declined": 1,
        "reversed": 1,
        "reversals_declined": 0,
        "reversals_declined_settled": 0,
    }
    assert found.given.gross == Money(5 * 899_900)
    assert found.given.paid == Money(5 * 839_900)
    assert found.sales[SaleFigure.REVERSED].discount == Money(60_000)


def test_a_sale_that_waits_for_the_shopper_s_money_is_named() -> None:
    found = figures(sold(1), sold(2, is_paid=False))
    assert found.lines_of(SaleFigure.OPEN) == ("910002",)
    assert found.given.count == 2


def test_a_refund_counts_on_its_own_day_and_the_sale_on_its() -> None:
    late = Return(units=0, is_void=False, hours=20, word=Word.CONFIRMED)
    past = Past(redemptions=(sold(returns=(late,)),), settled=frozenset(), campaign_number=0)
    first, second = (past.figures(day) for day in DAYS)
    assert (first.given.count, first.returns[ReturnFigure.REFUNDS].count) == (1, 0)
    assert (second.given.count, second.returns[ReturnFigure.REFUNDS].count) == (0, 1)
    assert second.returns[ReturnFigure.REINSTATED].paid_back == Money(839_900)
    assert second.subsidy.net == Money(-60_000)
    assert second.sales_per_yuan is None


def test_a_coupon_of_which_the_platform_has_not_spoken_is_neither_back_nor_used() -> None:
    waiting = Return(units=0, is_void=False, hours=1, word=Word.WAITING)
    returns = figures(sold(returns=(waiting,))).returns
    assert returns[ReturnFigure.FATE_WAITING].count == 1
    assert returns[ReturnFigure.REINSTATED].count == returns[ReturnFigure.USED].count == 0


def test_a_void_is_no_refund_but_takes_the_subsidy_back() -> None:
    void = Return(units=0, is_void=True, hours=1, word=Word.CONFIRMED)
    found = figures(sold(returns=(void,)))
    assert found.returns[ReturnFigure.REFUNDS].count == 0
    assert found.returns[ReturnFigure.VOIDS] == ReturnTally(
        count=1, paid_back=ZERO, subsidy_back=Money(60_000), ids=("9200010",)
    )
    assert found.subsidy.net == ZERO


def test_hours_run_from_the_first_with_a_sale_to_the_last() -> None:
    found = figures(sold(1, at_hour=9), sold(2, at_hour=12), sold(3, at_hour=12))
    assert {hour: one.count for hour, one in found.by_hour.items()} == {9: 1, 10: 0, 11: 0, 12: 2}


def test_a_sale_of_another_till_is_in_that_till_s_figures() -> None:
    assert figures(replace(sold(), terminal_id="T0000000002")).given.count == 0


def test_a_reversal_that_the_platform_declined_stays_in_a_figure_when_it_is_settled() -> None:
    undone = sold(outcome=Outcome.REVERSED)

    def made(settled: frozenset[str]) -> Figures:
        past = Past(redemptions=(undone,), settled=settled, campaign_number=0)
        return summarise(
            redemptions=past.redemptions,
            refunded=(),
            case_of=past.case_of,
            reversals_declined={undone.redemption_id: "93"},
            campaign=CAMPAIGNS[0],
        )

    assert made(frozenset()).lines_of(SaleFigure.REVERSALS_DECLINED) == ("910001",)
    assert made(frozenset()).lines_of(SaleFigure.REVERSALS_DECLINED_SETTLED) == ()
    assert made(frozenset({"93"})).lines_of(SaleFigure.REVERSALS_DECLINED) == ()
    assert made(frozenset({"93"})).lines_of(SaleFigure.REVERSALS_DECLINED_SETTLED) == ("910001",)


def test_a_tally_that_does_not_add_up_cannot_be_made() -> None:
    with pytest.raises(AssertionError, match="gross = paid"):
        SaleTally(count=1, gross=Money(900), discount=Money(300), paid=Money(601))


@pytest.mark.parametrize("figure", [SaleFigure.ONLINE, SaleFigure.WAITING, SaleFigure.GIVEN])
def test_figures_with_a_sale_in_no_place_or_in_two_cannot_be_made(figure: SaleFigure) -> None:
    found = figures(sold(1), sold(2, outcome=Outcome.OFFLINE))
    one = SaleTally(count=9, gross=Money(60_000), discount=Money(60_000))
    with pytest.raises(AssertionError):
        replace(found, sales={**found.sales, figure: one})


@pytest.mark.parametrize("table", ["by_type", "by_hour", "by_operator"])
def test_figures_with_a_table_that_lacks_a_sale_cannot_be_made(table: str) -> None:
    with pytest.raises(AssertionError, match="adds up"):
        replace(figures(sold()), **{table: {}})  # type: ignore[arg-type]


def test_figures_with_a_refund_of_no_kind_cannot_be_made() -> None:
    full = Return(units=0, is_void=False, hours=1, word=Word.CONFIRMED)
    found = figures(sold(returns=(full,)))
    with pytest.raises(AssertionError, match="refunds"):
        replace(found, returns={**found.returns, ReturnFigure.FULL: ReturnTally()})


def test_an_older_row_without_a_newer_figure_is_read_all_the_same() -> None:
    json = to_json(figures(sold()))
    sales = json["sales"]
    assert isinstance(sales, dict)
    del sales["reversals_declined"]
    read = from_json(json)
    assert read.sales[SaleFigure.REVERSALS_DECLINED] == SaleTally()
    assert read.given.gross == Money(899_900)


def test_what_is_kept_of_a_shift_holds_whole_numbers_and_no_ids() -> None:
    kept = to_json(figures(sold()))
    sales = kept["sales"]
    assert isinstance(sales, dict)
    assert sales["given"] == {
        "count": 1,
        "gross_fen": 899_900,
        "discount_fen": 60_000,
        "paid_fen": 839_900,
    }
    assert "910001" not in str(kept)
