"""Retry: a person asks for one entry to be tried again, now."""

from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.refusal import Reason
from terminal_app.usecases.retry import retry
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import verify_journal
from terminal_app.usecases.views import QueueLine
from tests.support.bank import confirm, decline, silent
from tests.support.terminal import OPERATOR, Till, redeemed, refused


def again(till: Till, entry_id: str) -> QueueLine:
    line = retry(till.terminal, entry_id=entry_id, operator=OPERATOR)
    assert isinstance(line, QueueLine), line
    return line


def exception(till: Till) -> str:
    till.bank.script = silent
    redemption_id = redeemed(till.redeem()).redemption.redemption_id
    till.bank.script = decline("coupon_used")
    assert sync(till.terminal, operator_id="1001").exceptions == 1
    return redemption_id


def state(till: Till, redemption_id: str) -> RedemptionState:
    with till.terminal.store.snapshot() as view:
        found = view.redemption(redemption_id)
    assert found is not None
    return found.state


def test_a_parked_entry_that_is_confirmed_after_all_is_no_exception_any_more(till: Till) -> None:
    redemption_id = exception(till)
    till.bank.script = confirm
    assert again(till, redemption_id).state == "done"
    assert state(till, redemption_id) is RedemptionState.CONFIRMED
    with till.terminal.store.snapshot() as view:
        assert view.exceptions_count() == 0
    assert verify_journal(till.terminal).ok


def test_a_parked_entry_that_is_declined_again_stays_where_it_was(till: Till) -> None:
    redemption_id = exception(till)
    assert again(till, redemption_id).state == "parked"
    assert state(till, redemption_id) is RedemptionState.EXCEPTION


def test_a_waiting_entry_is_tried_before_its_turn_in_time(till: Till) -> None:
    till.bank.script = silent
    redemption_id = redeemed(till.redeem()).redemption.redemption_id
    till.bank.script = confirm
    assert again(till, redemption_id).state == "done"
    assert state(till, redemption_id) is RedemptionState.CONFIRMED


def test_a_settled_entry_is_not_sent_again(till: Till) -> None:
    redemption_id = redeemed(till.redeem()).redemption.redemption_id
    told = len(till.bank.told)
    assert again(till, redemption_id).state == "done"
    assert len(till.bank.told) == told


def test_an_entry_nobody_knows_is_refused(till: Till) -> None:
    no = refused(retry(till.terminal, entry_id="9" * 99, operator=OPERATOR))
    assert no.reason is Reason.ENTRY_UNKNOWN
    assert no.facts == {"entry": "9" * 24}
