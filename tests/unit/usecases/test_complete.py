"""The end of a sale: paid once, or undone once, never both."""

import pytest

from terminal_app.domain.redemption import Redemption, RedemptionState, SaleState
from terminal_app.domain.refusal import Reason
from terminal_app.usecases import views
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import verify_journal
from tests.support.bank import confirm, decline, silent
from tests.support.terminal import OPERATOR, Till, redeemed, refused


def sell(till: Till, **redeeming: object) -> str:
    return redeemed(till.redeem(**redeeming)).redemption.requested.sale_id  # type: ignore[arg-type]


def pay(till: Till, sale_id: str) -> Redemption:
    done = complete(till.terminal, sale_id=sale_id, operator=OPERATOR)
    assert isinstance(done, Redemption), done
    return done


def undo(till: Till, sale_id: str, *, offline: bool = False) -> Redemption:
    done = reverse(till.terminal, sale_id=sale_id, operator=OPERATOR, offline=offline)
    assert isinstance(done, Redemption), done
    return done


def kinds(till: Till) -> list[str]:
    return [event["kind"] for event in till.bank.told]


def rows(till: Till) -> int:
    return till.terminal.store.verify().rows


def test_a_paid_sale_is_completed_once_however_often_it_is_said(till: Till) -> None:
    sale_id = sell(till)
    first = pay(till, sale_id)
    assert first.sale_state is SaleState.COMPLETED
    before = rows(till)
    assert pay(till, sale_id) == first
    assert rows(till) == before


def test_a_paid_sale_cannot_be_reversed(till: Till) -> None:
    sale_id = sell(till)
    pay(till, sale_id)
    no = refused(reverse(till.terminal, sale_id=sale_id, operator=OPERATOR))
    assert no.reason is Reason.SALE_COMPLETED
    assert no.facts["sale"] == sale_id


def test_a_reversal_is_told_and_leaves_the_coupon_usable(till: Till) -> None:
    coupon = till.coupon()
    sale_id = sell(till, code=till.code(coupon))
    undone = undo(till, sale_id)
    assert (undone.state, undone.sale_state) == (RedemptionState.REVERSED, SaleState.CANCELLED)
    assert kinds(till) == ["redemption_requested", "redemption_reversed"]
    assert redeemed(till.redeem(till.code(coupon))).redemption.state is RedemptionState.CONFIRMED
    assert verify_journal(till.terminal).ok


def test_a_reversal_is_one_however_often_it_is_said(till: Till) -> None:
    sale_id = sell(till)
    first = undo(till, sale_id)
    before = rows(till)
    assert undo(till, sale_id) == first
    assert rows(till) == before
    assert kinds(till).count("redemption_reversed") == 1


def test_a_reversed_sale_cannot_be_paid(till: Till) -> None:
    sale_id = sell(till)
    undo(till, sale_id)
    no = refused(complete(till.terminal, sale_id=sale_id, operator=OPERATOR))
    assert no.reason is Reason.SALE_REVERSED


@pytest.mark.parametrize("end", [complete, reverse])
def test_a_sale_nobody_knows_has_no_end(till: Till, end: object) -> None:
    no = refused(end(till.terminal, sale_id="9" * 99, operator=OPERATOR))  # type: ignore[operator]
    assert no.reason is Reason.SALE_UNKNOWN
    assert no.facts == {"sale": "9" * 24}


@pytest.mark.parametrize("end", [complete, reverse])
def test_a_declined_sale_has_no_end(till: Till, end: object) -> None:
    till.bank.script = decline("coupon_frozen")
    sale_id = sell(till)
    no = refused(end(till.terminal, sale_id=sale_id, operator=OPERATOR))  # type: ignore[operator]
    assert no.reason is Reason.SALE_NOT_ACCEPTED


def test_what_was_accepted_offline_is_undone_before_it_was_ever_sent(till: Till) -> None:
    till.bank.is_reachable = False
    coupon = till.coupon()
    sale_id = sell(till, code=till.code(coupon))
    assert undo(till, sale_id).state is RedemptionState.REVERSED
    assert redeemed(till.redeem(till.code(coupon))).redemption.accepted_offline
    till.bank.is_reachable = True
    done = sync(till.terminal, operator_id="1001")
    assert (done.waiting, done.exceptions) == (0, 0)
    assert kinds(till) == [
        "redemption_requested",
        "redemption_reversed",
        "redemption_requested",
    ]
    sequences = [event["sequence"] for event in till.bank.told]
    assert sequences == sorted(sequences)
    assert verify_journal(till.terminal).ok


def test_a_reversal_never_overtakes_its_redemption(till: Till) -> None:
    """The request is still waiting when the cashier undoes the sale online: it goes first."""
    till.bank.script = silent
    sale_id = sell(till)
    told = len(till.bank.told)
    till.bank.script = confirm
    till.watch.forward(seconds=60)
    undo(till, sale_id)
    assert kinds(till)[told:] == ["redemption_requested", "redemption_reversed"]
    assert sync(till.terminal, operator_id="1001").waiting == 0


def test_a_reversal_nobody_answers_waits_and_the_coupon_is_free_here(till: Till) -> None:
    coupon = till.coupon()
    sale_id = sell(till, code=till.code(coupon))
    till.bank.is_reachable = False
    assert undo(till, sale_id).state is RedemptionState.REVERSED
    assert redeemed(till.redeem(till.code(coupon))).redemption.accepted_offline
    with till.terminal.store.snapshot() as view:
        assert view.queue_stats().waiting == 2


def test_a_reversal_the_platform_declines_is_an_exception_for_a_person(till: Till) -> None:
    sale_id = sell(till)
    till.bank.script = decline("event_malformed")
    assert undo(till, sale_id).state is RedemptionState.REVERSED
    with till.terminal.store.snapshot() as view:
        assert (view.queue_stats().waiting, view.queue_stats().parked) == (0, 1)
    (line,) = views.exceptions(till.terminal)
    assert (line.code, line.redemption.requested.sale_id) == ("event_malformed", sale_id)
    assert views.counter(till.terminal).exceptions == 1
    assert verify_journal(till.terminal).ok


def test_a_sale_with_an_exception_is_still_paid_for(till: Till) -> None:
    till.bank.script = silent
    sale_id = sell(till)
    till.bank.script = decline("coupon_used")
    sync(till.terminal, operator_id="1001")
    assert pay(till, sale_id).state is RedemptionState.EXCEPTION


def test_an_open_sale_is_offered_until_it_has_an_end(till: Till) -> None:
    first, second = sell(till), sell(till)

    def still_open() -> list[str]:
        with till.terminal.store.snapshot() as view:
            return [one.requested.sale_id for one in view.redemptions_open()]

    assert set(still_open()) == {first, second}
    pay(till, first)
    assert still_open() == [second]
    undo(till, second)
    assert still_open() == []
