"""The signals of a real till's days."""

from datetime import timedelta

from terminal_app.domain.day import Span, day_of
from terminal_app.domain.signals import SignalKind
from terminal_app.usecases.complete import reverse
from terminal_app.usecases.signals import DaySignals, signals
from tests.support.exports import returned, sold
from tests.support.terminal import OPERATOR, Till, redeemed


def days(till: Till, *, back: int = 0) -> tuple[DaySignals, ...]:
    today = day_of(till.watch.now)
    span = Span(first=today - timedelta(days=back), last=today)
    return signals(till.terminal, span=span)


def test_sales_given_back_one_after_the_other_are_a_cycle(till: Till) -> None:
    for number in range(5):
        returned(till, sold(till, f"冰箱;8999;1;SN{number}"))
    (found,) = days(till)
    assert found.sales == 5
    (signal,) = found.signals
    assert (signal.kind, signal.count, len(signal.examples)) == (SignalKind.CYCLES, 5, 5)


def test_a_reversed_redemption_is_no_sale(till: Till) -> None:
    sale_id = redeemed(till.redeem()).redemption.requested.sale_id
    reverse(till.terminal, sale_id=sale_id, operator=OPERATOR)
    assert days(till) == ()


def test_each_day_is_looked_at_by_itself(till: Till) -> None:
    for day in range(2):
        for number in range(3):
            returned(till, sold(till, f"冰箱;8999;1;SN{day}{number}"))
        till.watch.forward(seconds=86_400)
    assert [(one.sales, one.signals) for one in days(till, back=2)] == [(3, ()), (3, ())]


def test_prices_at_the_threshold_are_held_against_the_coupons_own(till: Till) -> None:
    for number in range(12):
        sold(till, f"风扇{number};{2000 + number}", coupon_type=300)
    (found,) = days(till)
    assert [one.kind for one in found.signals] == [SignalKind.AT_THRESHOLD]
    till.watch.forward(seconds=86_400)
    for number in range(12):
        sold(till, f"冰箱{number};{8900 + number}", coupon_type=300)
    assert days(till)[0].signals == ()
