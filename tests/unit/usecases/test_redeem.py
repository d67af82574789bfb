"""The main job, with a bank that answers as told."""

from pathlib import Path

import pytest

from terminal_app.domain.money import Money
from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.refusal import Reason
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import verify_journal
from tests.support.bank import confirm, decline, instant, silent
from tests.support.terminal import Till, make_terminal, redeemed, refused


@pytest.fixture
def till(tmp_path: Path) -> Till:
    return make_terminal(tmp_path / "till")


def test_a_600_coupon_on_a_fridge_of_8999_leaves_8399_to_pay(till: Till) -> None:
    result = redeemed(till.redeem())
    assert result.redemption.state is RedemptionState.CONFIRMED
    assert result.accepted.payable == Money(839_900)


@pytest.mark.parametrize(
    ("items", "short"), [(("a;1500", "b;1500"), 50_000), (("a;1999.99", "b;50"), 1)]
)
def test_two_items_do_not_reach_a_threshold_together(
    till: Till, items: tuple[str, ...], short: int
) -> None:
    no = refused(till.redeem(till.code(coupon_type=300), *items))
    assert no.reason is Reason.BELOW_THRESHOLD
    assert no.facts["short"] == Money(short)
    assert till.bank.told == []


def test_exactly_the_threshold_is_enough(till: Till) -> None:
    assert redeemed(till.redeem(till.code(coupon_type=300), "a;2000.00"))


def test_a_coupon_redeemed_here_is_refused_here(till: Till) -> None:
    coupon = till.coupon()
    first = redeemed(till.redeem(till.code(coupon)))
    no = refused(till.redeem(till.code(coupon)))
    assert no.reason is Reason.COUPON_USED_HERE
    assert no.facts["sale"] == first.redemption.requested.sale_id


def test_without_an_answer_it_is_accepted_offline_and_confirmed_later_under_the_same_id(
    till: Till,
) -> None:
    till.bank.script = silent
    result = redeemed(till.redeem())
    assert result.redemption.state is RedemptionState.ACCEPTED_OFFLINE
    till.bank.script = confirm
    done = sync(till.terminal, operator_id="1001")
    assert (done.sent, done.confirmed, done.waiting) == (1, 1, 0)
    asked = [event["id"] for event in till.bank.told]
    assert asked == [result.redemption.redemption_id] * 2
    assert verify_journal(till.terminal).ok


def test_an_answer_lost_after_booking_has_one_effect(till: Till) -> None:
    booked: set[str] = set()

    def book_and_lose(event: dict[str, str]) -> object:
        booked.add(event["id"])
        return silent(event)

    till.bank.script = book_and_lose
    result = redeemed(till.redeem())
    till.bank.script = confirm
    sync(till.terminal, operator_id="1001")
    assert booked == {result.redemption.redemption_id}


def test_a_decline_by_the_platform_is_told_and_leaves_the_coupon_free_here(till: Till) -> None:
    till.bank.script = decline("coupon_frozen")
    coupon = till.coupon()
    result = redeemed(till.redeem(till.code(coupon)))
    assert result.redemption.state is RedemptionState.DECLINED
    assert result.redemption.code == "coupon_frozen"
    till.bank.script = confirm
    assert redeemed(till.redeem(till.code(coupon))).redemption.state is RedemptionState.CONFIRMED


def test_declined_after_it_was_accepted_offline_is_an_exception_with_both_sides_evidence(
    till: Till,
) -> None:
    till.bank.script = silent
    result = redeemed(till.redeem())
    till.bank.script = decline("coupon_used", terminal_id="T9", used_at="2024-01-28T09:59:00+08:00")
    done = sync(till.terminal, operator_id="1001")
    assert (done.exceptions, done.waiting) == (1, 0)
    with till.terminal.store.snapshot() as view:
        (exception,) = view.exceptions()
        assert view.queue_stats().parked == 1
    assert exception.redemption_id == result.redemption.redemption_id
    assert exception.evidence["terminal_id"] == "T9"


def test_the_21st_redemption_offline_is_refused_with_the_limit(till: Till) -> None:
    till.bank.is_reachable = False
    for _ in range(20):
        assert redeemed(till.redeem(till.code(coupon_type=300)))
    no = refused(till.redeem(till.code(coupon_type=300)))
    assert no.reason is Reason.OFFLINE_COUNT_REACHED
    assert no.facts["limit"] == 20


def test_ten_thousand_yuan_outstanding_is_the_other_limit(till: Till) -> None:
    till.bank.is_reachable = False
    for _ in range(16):
        assert redeemed(till.redeem())
    no = refused(till.redeem())
    assert no.reason is Reason.OFFLINE_MONEY_REACHED
    assert redeemed(till.redeem(till.code(coupon_type=300)))


@pytest.mark.parametrize(
    ("now", "round_number", "is_accepted"),
    [
        ("2024-02-01T23:59:59", 1, True),
        ("2024-02-02T00:00:00", 1, False),
        ("2024-02-09T11:59:59", 3, True),
        ("2024-02-09T12:00:00", 3, False),
    ],
)
def test_a_round_is_open_until_its_end_and_not_at_it(
    till: Till, now: str, round_number: int, is_accepted: bool
) -> None:
    till.watch.go_to(instant(now))
    till.refresh()
    result = till.redeem(till.code(round_number=round_number))
    if is_accepted:
        assert redeemed(result)
    else:
        assert refused(result).reason is Reason.ROUND_ENDED


def test_no_word_from_the_platform_for_a_day_ends_offline_acceptance(till: Till) -> None:
    till.bank.is_reachable = False
    till.watch.forward(seconds=24 * 3600 - 1)
    assert redeemed(till.redeem())
    till.watch.forward(seconds=1)
    assert refused(till.redeem()).reason is Reason.OFFLINE_CONTACT_OLD


def test_a_clock_behind_what_was_seen_accepts_nothing_offline(till: Till) -> None:
    assert redeemed(till.redeem())
    till.bank.is_reachable = False
    till.watch.reboot()
    till.watch.now = instant("2024-01-27T12:00:00")
    till.reopen()
    assert refused(till.redeem()).reason is Reason.CLOCK_UNTRUSTED
