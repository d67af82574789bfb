"""The day's figures of a real till: what it sold, lost and took back, read in one view."""

from dataclasses import replace
from datetime import timedelta

import pytest

from terminal_app.domain.campaign import Fate
from terminal_app.domain.day import Span, read_span
from terminal_app.domain.event import CaseStep, ExceptionNoted, RefundRequested, SaleFetched
from terminal_app.domain.instant import to_text
from terminal_app.domain.money import Money
from terminal_app.domain.offline_limits import Outstanding
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund import Clause, RefundKind, ReturnedUnits
from terminal_app.domain.summary import Figures, ReturnFigure, SaleFigure, Summary
from terminal_app.ports import IdKind, SaleReply
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.refund import Refunded, RefundRequest, refund
from terminal_app.usecases.summary import figures_in_rows, summary
from terminal_app.usecases.sync import sync
from tests.support.bank import NOTHING_HEARD, confirm, decline
from tests.support.terminal import OPERATOR, Till, make_terminal, redeemed

DAY_S = 86_400


def day(till: Till, first: str = "today", last: str = "today") -> Summary:
    span = read_span(first, last, now=till.watch.now)
    assert isinstance(span, Span)
    return summary(till.terminal, span=span)


def sold(till: Till, *items: str, offline: bool = False, **claims: int) -> Redemption:
    """A paid sale."""
    begun = redeemed(till.redeem(None, *items, offline=offline, **claims)).redemption
    done = complete(till.terminal, sale_id=begun.requested.sale_id, operator=OPERATOR)
    assert isinstance(done, Redemption)
    return done


def returned(till: Till, sale: Redemption, *units: ReturnedUnits, is_void: bool = False) -> str:
    request = RefundRequest(
        sale_id=sale.requested.sale_id, operator=OPERATOR, units=units or None, is_void=is_void
    )
    done = refund(till.terminal, request)
    assert isinstance(done, Refunded), done
    return done.refund.refund_id


def count(found: Summary | Figures, figure: SaleFigure | ReturnFigure) -> int:
    figures = found.figures if isinstance(found, Summary) else found
    return len(figures.lines_of(figure))


def test_an_evening_adds_up(till: Till) -> None:
    sold(till)
    sold(till, "空调;2899.5;2", coupon_type=300)
    till.watch.forward(seconds=3_600)
    sold(till, "彩电;5999", coupon_type=500)
    found = day(till).figures
    assert found.given.count == 3
    assert found.given.gross == Money(899_900 + 579_900 + 599_900)
    assert found.given.discount == Money(140_000)
    assert {kind: one.count for kind, one in found.by_type.items()} == {300: 1, 500: 1, 600: 1}
    assert {hour: one.count for hour, one in found.by_hour.items()} == {10: 2, 11: 1}
    assert list(found.by_operator) == ["1001"]
    assert [one.net for one in found.subsidy.shares] == [Money(131_250), Money(8_750)]
    assert found.sales_per_yuan == "14.86"


def test_yesterday_and_today_are_compared_and_come_to_both_days_together(till: Till) -> None:
    sold(till)
    till.watch.forward(seconds=DAY_S)
    sold(till)
    sold(till)
    today, both = day(till), day(till, "yesterday", "today")
    assert (today.compared.redemptions.now, today.compared.redemptions.before) == (2, 1)
    assert today.compared.gross.percent == "100.0"
    assert both.figures.given.count == 3
    assert both.compared.redemptions.before == 0
    assert day(till, "2024-01-28", "2024-01-28").figures == today.before


def test_midnight_in_shanghai_parts_two_days(till: Till) -> None:
    till.watch.go_to(Span(first=till.watch.now.date(), last=till.watch.now.date()).until)
    till.watch.go_to(till.watch.now - timedelta(milliseconds=1))
    last = sold(till)
    till.watch.go_to(till.watch.now + timedelta(milliseconds=1))
    first = sold(till)
    assert day(till, "yesterday", "yesterday").figures.given.ids == (last.redemption_id,)
    assert day(till).figures.given.ids == (first.redemption_id,)


def test_what_was_sold_offline_waits_and_then_is_confirmed(till: Till) -> None:
    till.bank.is_reachable = False
    sold(till)
    redeemed(till.redeem())
    waiting = day(till)
    assert (count(waiting, SaleFigure.WAITING), count(waiting, SaleFigure.OPEN)) == (2, 1)
    assert waiting.outstanding == Outstanding(redemptions=2, discount=Money(120_000))
    assert [one.closed_at for one in waiting.outages] == [None]
    assert len(waiting.sales_open) == 1
    till.bank.is_reachable = True
    till.watch.forward(seconds=60)
    sync(till.terminal, operator_id="1001")
    after = day(till)
    assert count(after, SaleFigure.WAITING) == 0
    assert count(after, SaleFigure.CONFIRMED_LATER) == 2
    assert [one.redemptions for one in after.outages] == [2]
    assert after.outages[0].closed_at is not None
    assert after.outstanding.redemptions == 0


def test_an_exception_counts_until_a_person_settles_it_and_is_never_gone(till: Till) -> None:
    till.bank.is_reachable = False
    lost = sold(till)
    till.bank.is_reachable, till.bank.script = True, decline("coupon_used")
    till.watch.forward(seconds=60)
    sync(till.terminal, operator_id="1001")
    before = day(till)
    assert before.figures.lines_of(SaleFigure.EXCEPTIONS) == (lost.redemption_id,)
    assert before.exceptions_open == 1
    till.watch.forward(seconds=DAY_S)
    assert day(till).exceptions_open == 1
    settle(till, lost.redemption_id, lost.redemption_id)
    after = day(till, "yesterday", "yesterday")
    assert after.figures.lines_of(SaleFigure.EXCEPTIONS) == ()
    assert after.figures.lines_of(SaleFigure.EXCEPTIONS_SETTLED) == (lost.redemption_id,)
    assert after.figures.given == before.figures.given
    assert after.exceptions_open == 0


def settle(till: Till, entry_id: str, redemption_id: str) -> None:
    reading = till.terminal.clock.read()
    with till.terminal.store.transaction() as tx:
        tx.append(
            ExceptionNoted(
                entry_id=entry_id,
                redemption_id=redemption_id,
                step=CaseStep.SETTLED,
                owner="8001",
                note="门店承担",
            ),
            event_id=till.terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id="8001",
        )


def test_an_undone_sale_is_reversed_and_one_the_platform_keeps_is_named(till: Till) -> None:
    kept, gone = redeemed(till.redeem()).redemption, redeemed(till.redeem()).redemption
    for sale, script in ((kept, decline("sale_completed")), (gone, confirm)):
        till.bank.script = script
        reverse(till.terminal, sale_id=sale.requested.sale_id, operator=OPERATOR)
    till.watch.forward(seconds=60)
    sync(till.terminal, operator_id="1001")
    found = day(till)
    assert found.figures.given.count == 0
    assert count(found, SaleFigure.REVERSED) == 2
    assert found.figures.lines_of(SaleFigure.REVERSALS_DECLINED) == (kept.redemption_id,)
    assert found.exceptions_open == 1


def test_what_the_platform_refused_at_the_counter_is_declined(till: Till) -> None:
    till.bank.script = decline("coupon_used")
    till.redeem()
    found = day(till)
    assert (count(found, SaleFigure.DECLINED), found.figures.given.count) == (1, 0)


def test_refunds_of_every_kind_count_where_they_were_given(till: Till) -> None:
    whole, part, void = sold(till), sold(till, "冰箱;8999;2"), sold(till)
    till.watch.forward(seconds=DAY_S)
    returned(till, whole)
    returned(till, part, ReturnedUnits(line=0, quantity=1))
    returned(till, part, ReturnedUnits(line=0, quantity=1))
    returned(till, void, is_void=True)
    yesterday, today = day(till, "yesterday", "yesterday").figures, day(till).figures
    assert count(yesterday, ReturnFigure.TAKEN_BACK) == 0
    assert {one.value: count(today, one) for one in ReturnFigure if count(today, one)} == {
        "refunds": 3,
        "full": 1,
        "partial": 1,
        "split": 1,
        "reinstated": 1,
        "used": 2,
        "voids": 1,
        "taken_back": 4,
    }
    assert today.returns[ReturnFigure.REFUNDS].paid_back == Money(839_900 + 2 * 899_900 - 60_000)
    assert today.subsidy.net == Money(-3 * 60_000)
    assert yesterday.subsidy.net == Money(3 * 60_000)


def test_a_sale_taken_back_on_two_days_counts_on_each_with_what_it_was(till: Till) -> None:
    sale = sold(till, "冰箱;8999;2")
    first = returned(till, sale, ReturnedUnits(line=0, quantity=1))
    till.watch.forward(seconds=DAY_S)
    second = returned(till, sale, ReturnedUnits(line=0, quantity=1))
    found = day(till)
    assert found.figures.lines_of(ReturnFigure.REFUNDS) == (second,)
    assert found.before.lines_of(ReturnFigure.REFUNDS) == (first,)


def told_by_the_platform(
    till: Till, sale: Redemption, *earlier: RefundRequested, terminal_id: str = ""
) -> None:
    """What the platform says of a sale when it is asked before a refund."""
    fetched = SaleFetched(
        requested=replace(sale.requested, token=""),
        terminal_id=terminal_id,
        at=to_text(sale.at),
        earlier=earlier,
        proof="signed",
    )
    till.bank.sales[sale.requested.sale_id] = SaleReply(sale=fetched, heard=NOTHING_HEARD)


def test_what_another_till_took_back_of_our_sale_is_in_that_till_s_figures(till: Till) -> None:
    sale = sold(till, "冰箱;8999;2")
    there = RefundRequested(
        refund_id="92",
        redemption_id=sale.redemption_id,
        sale_id=sale.requested.sale_id,
        coupon_id=sale.requested.coupon_id,
        kind=RefundKind.PARTIAL,
        units=(ReturnedUnits(line=0, quantity=1),),
        refund=Money(899_900),
        subsidy_back=Money(0),
        fate=Fate.USED,
        clause=Clause.PARTIAL,
        usable_from=None,
    )
    told_by_the_platform(till, sale, there)
    here = returned(till, sale)
    figures = day(till).figures
    assert figures.lines_of(ReturnFigure.TAKEN_BACK) == (here,)
    assert figures.returns[ReturnFigure.REFUNDS].paid_back == Money(839_900)


def test_a_sale_of_another_till_taken_back_here_is_our_refund_and_its_redemption(
    till: Till,
) -> None:
    other = make_terminal(till.folder.parent / "other", keys=till.keys, watch=till.watch)
    sale = sold(other)
    other.opened.close()
    told_by_the_platform(till, sale, terminal_id="T0000000002")
    here = returned(till, sale)
    figures = day(till).figures
    assert figures.given.count == 0
    assert figures.lines_of(ReturnFigure.REINSTATED) == (here,)
    assert figures.subsidy.net == Money(-60_000)


@pytest.mark.parametrize("offline", [False, True])
def test_a_shift_is_figured_from_its_rows_and_nothing_else(till: Till, *, offline: bool) -> None:
    before = sold(till, offline=offline)
    with till.terminal.store.snapshot() as view:
        first = view.head().sequence + 1
    sold(till, offline=offline)
    refund_id = returned(till, before)
    with till.terminal.store.snapshot() as view:
        last = view.head().sequence
    sold(till)
    with till.terminal.store.snapshot() as view:
        shift = figures_in_rows(view, first, last, campaign=view.campaign())
        earlier = figures_in_rows(view, 1, first - 1, campaign=view.campaign())
    assert shift.given.count == 1
    assert shift.lines_of(ReturnFigure.REFUNDS) == (refund_id,)
    assert earlier.given.ids == (before.redemption_id,)
    assert count(earlier, ReturnFigure.REFUNDS) == 0
