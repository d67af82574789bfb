"""What the status bar, the queue and the exceptions show: one instant, nothing kept."""

from terminal_app.domain.money import Money
from terminal_app.domain.readiness import Limit
from terminal_app.usecases import views
from terminal_app.usecases.sync import sync
from tests.support.bank import decline, instant, silent
from tests.support.terminal import Till, instant_after, redeemed


def test_a_till_that_sells_online_owes_nothing(till: Till) -> None:
    sale = redeemed(till.redeem()).redemption
    found = views.counter(till.terminal)
    assert found.online
    assert (found.waiting, found.oldest_s, found.parked, found.exceptions) == (0, None, 0, 0)
    assert (found.readiness.redemptions, found.readiness.redemptions_most) == (16, 20)
    assert found.readiness.discount == Money(1_000_000)
    assert found.round is not None
    assert (found.round.number, found.campaign_name) == (1, "2024 年喜迎新春家电促消费活动")
    assert found.round_next is not None
    assert found.round_next.number == 2
    assert [one.redemption_id for one in found.sales_open] == [sale.redemption_id]
    assert found.hotline == "95533"
    assert len(found.types) == 3


def test_offline_shows_since_when_how_much_is_left_and_how_old_the_oldest_is(till: Till) -> None:
    till.bank.is_reachable = False
    since = till.watch.now
    till.redeem()
    till.watch.forward(seconds=100)
    till.redeem(till.code(coupon_type=300))
    till.watch.forward(seconds=20)
    found = views.counter(till.terminal)
    assert not found.online
    assert found.contact.silent_since == since
    assert (found.waiting, found.oldest_s) == (2, 120)
    ahead = found.readiness
    assert (ahead.redemptions, ahead.redemptions_most) == (15, 18)
    assert (ahead.discount, ahead.until) == (Money(910_000), instant_after(since, 86_400))
    assert ahead.list_age_s == 120


def test_nothing_is_allowed_offline_after_a_day_of_silence(till: Till) -> None:
    till.bank.is_reachable = False
    till.watch.forward(seconds=86_400)
    found = views.counter(till.terminal)
    assert (found.readiness.stop, found.readiness.redemptions) == (Limit.CONTACT, 0)


def test_between_two_rounds_the_next_one_is_shown(till: Till) -> None:
    till.watch.go_to(instant("2024-02-02T12:00:00"))
    found = views.counter(till.terminal)
    assert found.round is None
    assert found.round_next is not None
    assert found.round_next.number == 2


def test_a_waiting_entry_shows_what_it_is_about(till: Till) -> None:
    till.bank.script = silent
    coupon = till.coupon()
    sold = redeemed(till.redeem(till.code(coupon))).redemption
    till.watch.forward(seconds=30)
    (line,) = views.queue(till.terminal)
    assert line.entry_id == sold.redemption_id
    assert (line.kind, line.coupon_id) == ("redemption_requested", coupon)
    assert (line.sale_id, line.amount) == (sold.requested.sale_id, Money(60_000))
    assert (line.state, line.age_s, line.attempts) == ("ready", 30, 1)
    assert line.last_error == "the test says so"
    assert views.queue_entry(till.terminal, sold.redemption_id) == line
    assert views.queue_entry(till.terminal, "90") is None


def test_a_settled_entry_leaves_the_queue_and_can_still_be_looked_up(till: Till) -> None:
    sold = redeemed(till.redeem()).redemption
    assert views.queue(till.terminal) == ()
    line = views.queue_entry(till.terminal, sold.redemption_id)
    assert line is not None
    assert line.state == "done"


def test_an_exception_shows_both_sides_and_what_was_known_of_the_time(till: Till) -> None:
    till.bank.script = silent
    till.redeem()
    till.bank.script = decline("coupon_used", terminal_id="T9")
    sync(till.terminal, operator_id="1001")
    till.watch.forward(seconds=60)
    (line,) = views.exceptions(till.terminal)
    assert (line.amount, line.age_s) == (Money(60_000), 60)
    assert line.theirs == {"terminal_id": "T9"}
    assert line.redemption.code == "coupon_used"
    assert line.clock is not None
    assert line.clock.trusted
    counter = views.counter(till.terminal)
    assert (counter.exceptions, counter.parked, counter.waiting) == (1, 1, 0)


def test_a_sale_is_found_by_its_id(till: Till) -> None:
    sold = redeemed(till.redeem()).redemption
    assert views.sale(till.terminal, sold.requested.sale_id) == sold
    assert views.sale(till.terminal, "90") is None


def test_looking_changes_nothing(till: Till) -> None:
    till.redeem()
    before = till.terminal.store.verify()
    views.counter(till.terminal)
    views.queue(till.terminal)
    views.exceptions(till.terminal)
    assert till.terminal.store.verify() == before
