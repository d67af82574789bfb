"""Recover: what a crash left between «stored» and «shown» comes to an outcome, under the same id."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from terminal_app.domain.answer import Answer
from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.refusal import Reason
from terminal_app.usecases import settle
from terminal_app.usecases.recover import recover
from terminal_app.usecases.verify_journal import verify_journal
from tests.support.bank import confirm, decline, silent
from tests.support.terminal import OPERATOR, Till, refused


class PowerCut(BaseException):
    """The program ends here."""


def crashed(till: Till, *, booked: bool, coupon: str | None = None) -> str:
    """A redemption that was asked about and never answered to anybody; its id."""
    asked: list[str] = []

    def cut(event: object) -> Answer:
        asked.append(event["id"])  # type: ignore[index]
        raise PowerCut

    script = till.bank.script
    till.bank.script = cut
    with pytest.raises(PowerCut):
        till.redeem(till.code(coupon or till.coupon()))
    till.bank.script = script
    if not booked:
        till.bank.told.clear()
    till.reopen()
    return asked[0]


def after_the_lease(till: Till) -> None:
    till.watch.forward(seconds=settle.LEASE_S + 1)


@pytest.mark.parametrize(
    ("script", "state"),
    [
        (confirm, RedemptionState.CONFIRMED),
        (decline("coupon_frozen"), RedemptionState.DECLINED),
        (silent, RedemptionState.ACCEPTED_OFFLINE),
    ],
    ids=["confirmed", "declined", "silent"],
)
def test_a_request_without_an_outcome_is_asked_about_again(
    till: Till, script: Callable[[object], Answer], state: RedemptionState
) -> None:
    redemption_id = crashed(till, booked=True)
    after_the_lease(till)
    till.bank.script = script  # type: ignore[assignment]
    (found,) = recover(till.terminal, operator=OPERATOR)
    assert (found.redemption_id, found.state) == (redemption_id, state)
    assert {event["id"] for event in till.bank.told} == {redemption_id}
    assert recover(till.terminal, operator=OPERATOR) == ()
    assert verify_journal(till.terminal).ok


def test_what_somebody_is_still_asking_about_is_left_to_them(till: Till) -> None:
    crashed(till, booked=True)
    with till.terminal.store.transaction() as tx:
        (left,) = tx.redemptions_requested()
        now = till.terminal.clock.read().now + timedelta(seconds=60)
        assert tx.claim_entry(left.redemption_id, at=now, lease_s=600) is not None
    assert recover(till.terminal, operator=OPERATOR) == ()


def test_until_then_the_coupon_counts_as_under_way(till: Till) -> None:
    coupon = till.coupon()
    crashed(till, booked=False, coupon=coupon)
    assert refused(till.redeem(till.code(coupon))).reason is Reason.COUPON_IN_PROGRESS


def test_what_may_not_go_on_alone_is_reversed(till: Till) -> None:
    crashed(till, booked=True)
    till.watch.forward(seconds=24 * 3600)
    (found,) = recover(till.terminal, operator=OPERATOR, offline=True)
    assert found.state is RedemptionState.REVERSED
    assert found.code == Reason.OFFLINE_CONTACT_OLD
    with till.terminal.store.snapshot() as view:
        assert view.queue_stats().waiting == 2


def test_a_tidy_end_leaves_nothing_to_recover(till: Till) -> None:
    till.redeem()
    assert recover(till.terminal, operator=OPERATOR) == ()
