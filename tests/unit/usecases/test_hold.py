"""Hold: an entry that gets no usable answer is handed to people, keeps its place, and stays in every sum."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from terminal_app.domain.answer import Answer, NoAnswer
from terminal_app.domain.event import CaseStep
from terminal_app.domain.redemption import Redemption, RedemptionState
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import Operator, Role
from terminal_app.usecases import views
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.hold import hold
from terminal_app.usecases.refund import RefundRequest, refund
from terminal_app.usecases.retry import retry
from terminal_app.usecases.settle_exception import settle_exception
from terminal_app.usecases.sync import Synced, sync
from terminal_app.usecases.verify_journal import verify_journal
from terminal_app.usecases.views import ExceptionType, QueueLine
from tests.support.bank import confirm, decline, silent
from tests.support.terminal import OPERATOR, Till, redeemed, refused

MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)


def nonsense(till: Till, *poison: str) -> Callable[[Mapping[str, Any]], Answer]:
    """A platform that fails over these: whatever stands in one request with them is not answered either."""
    submit = till.bank.submit

    def fails(events: Any, **more: Any) -> Any:
        if any(event.event_id in poison for event in events):
            return NoAnswer(why="500")
        return submit(events, **more)

    till.bank.submit = fails  # type: ignore[method-assign]
    return confirm


def sold(till: Till) -> Redemption:
    """A sale that was accepted offline and paid."""
    till.bank.script = silent
    redemption = redeemed(till.redeem()).redemption
    complete(till.terminal, sale_id=redemption.requested.sale_id, operator=OPERATOR)
    till.bank.script = confirm
    return redemption


def put_aside(till: Till, entry_id: str, note: str = "平台一直答非所问") -> QueueLine:
    line = hold(till.terminal, entry_id=entry_id, note=note, operator=MANAGER)
    assert isinstance(line, QueueLine), line
    return line


def upload(till: Till) -> Synced:
    till.watch.forward(seconds=3600)
    return sync(till.terminal, operator_id="1001")


def state(till: Till, redemption_id: str) -> RedemptionState:
    with till.terminal.store.snapshot() as view:
        found = view.redemption(redemption_id)
    assert found is not None
    return found.state


def all_is_well(till: Till) -> None:
    found = verify_journal(till.terminal)
    assert found.ok, found.problems
    assert found.books.balanced


def test_one_that_spoils_every_request_is_set_aside_and_the_others_get_through(till: Till) -> None:
    poison, *others = [sold(till).redemption_id for _ in range(3)]
    nonsense(till, poison)
    assert upload(till).confirmed == 0
    assert put_aside(till, poison).state == "held"
    assert upload(till).confirmed == 2
    assert {state(till, one) for one in others} == {RedemptionState.CONFIRMED}
    assert state(till, poison) is RedemptionState.ACCEPTED_OFFLINE
    all_is_well(till)


def test_it_is_a_matter_for_people_and_still_waits(till: Till) -> None:
    redemption_id = sold(till).redemption_id
    before = views.counter(till.terminal)
    put_aside(till, redemption_id)
    (line,) = views.exceptions(till.terminal)
    assert (line.type, line.entry_id, line.amount) == (
        ExceptionType.HELD,
        redemption_id,
        line.redemption.requested.discount,
    )
    assert [one.note for one in line.case.notes] == ["平台一直答非所问"]
    after = views.counter(till.terminal)
    assert (before.exceptions, after.exceptions) == (0, 1)
    assert (after.waiting, after.readiness) == (before.waiting, before.readiness)
    all_is_well(till)


def test_it_is_not_sent_by_itself_and_no_try_is_counted(till: Till) -> None:
    redemption_id = sold(till).redemption_id
    tries = put_aside(till, redemption_id).attempts
    till.bank.told.clear()
    for _ in range(3):
        upload(till)
    assert till.bank.told == []
    line = views.queue_entry(till.terminal, redemption_id)
    assert line is not None
    assert (line.attempts, line.last_error) == (tries, "the test says so")


def test_a_retry_takes_it_back_and_an_answer_settles_it(till: Till) -> None:
    redemption_id = sold(till).redemption_id
    put_aside(till, redemption_id)
    till.bank.script = silent
    line = retry(till.terminal, entry_id=redemption_id, operator=OPERATOR)
    assert isinstance(line, QueueLine)
    assert line.state == "ready"
    assert views.exceptions(till.terminal) == ()
    till.bank.script = confirm
    assert upload(till).confirmed == 1
    assert state(till, redemption_id) is RedemptionState.CONFIRMED
    all_is_well(till)


def test_a_decline_after_all_makes_it_an_exception_with_its_notes(till: Till) -> None:
    redemption_id = sold(till).redemption_id
    put_aside(till, redemption_id)
    till.bank.script = decline("coupon_used")
    retry(till.terminal, entry_id=redemption_id, operator=OPERATOR)
    (line,) = views.exceptions(till.terminal)
    assert (line.type, line.code) == (ExceptionType.REDEMPTION_DECLINED, "coupon_used")
    assert [one.step for one in line.case.notes] == [CaseStep.HELD, CaseStep.RELEASED]
    assert views.counter(till.terminal).exceptions == 1
    all_is_well(till)


def test_nothing_of_its_coupon_overtakes_it(till: Till) -> None:
    sale = sold(till)
    put_aside(till, sale.redemption_id)
    till.bank.told.clear()
    refund(
        till.terminal,
        RefundRequest(sale_id=sale.requested.sale_id, units=None, operator=OPERATOR),
    )
    upload(till)
    assert [event["kind"] for event in till.bank.told] == []
    retry(till.terminal, entry_id=sale.redemption_id, operator=OPERATOR)
    upload(till)
    assert [event["kind"] for event in till.bank.told] == [
        "redemption_requested",
        "refund_requested",
    ]
    all_is_well(till)


def test_a_sale_of_it_that_does_not_come_about_is_undone_behind_it(till: Till) -> None:
    till.bank.script = silent
    redemption = redeemed(till.redeem()).redemption
    till.bank.script = confirm
    put_aside(till, redemption.redemption_id)
    reverse(till.terminal, sale_id=redemption.requested.sale_id, operator=OPERATOR)
    upload(till)
    assert state(till, redemption.redemption_id) is RedemptionState.REVERSED
    assert [line.state for line in views.queue(till.terminal)] == ["held", "ready"]
    retry(till.terminal, entry_id=redemption.redemption_id, operator=OPERATOR)
    upload(till)
    assert views.queue(till.terminal) == ()
    all_is_well(till)


def test_it_cannot_be_settled_without_the_platforms_word(till: Till) -> None:
    redemption_id = sold(till).redemption_id
    put_aside(till, redemption_id)

    def step(step: CaseStep) -> object:
        return settle_exception(
            till.terminal, entry_id=redemption_id, step=step, note="已问", operator=MANAGER
        )

    assert refused(step(CaseStep.SETTLED)).reason is Reason.ENTRY_UNANSWERED
    assert not isinstance(step(CaseStep.HANDED_TO_BANK), Refused)
    (line,) = views.exceptions(till.terminal)
    assert line.case.with_bank
    assert line.case.held


def test_a_declined_one_is_handed_to_the_bank_where_it_lies(till: Till) -> None:
    redemption_id = sold(till).redemption_id
    till.bank.script = decline("coupon_used")
    upload(till)
    assert put_aside(till, redemption_id).state == "parked"
    (line,) = views.exceptions(till.terminal)
    assert (line.type, line.case.with_bank) == (ExceptionType.REDEMPTION_DECLINED, True)


def test_what_cannot_be_handed_over_says_why(till: Till) -> None:
    waiting, done = sold(till).redemption_id, redeemed(till.redeem()).redemption.redemption_id

    def why(entry_id: str, *, note: str = "x", by: Operator = MANAGER) -> Reason:
        return refused(hold(till.terminal, entry_id=entry_id, note=note, operator=by)).reason

    assert why(waiting, by=OPERATOR) is Reason.ROLE_TOO_LOW
    assert why(waiting, note=" ") is Reason.NOTE_EMPTY
    assert why("9" * 24) is Reason.ENTRY_UNKNOWN
    assert why(done) is Reason.ENTRY_ANSWERED
    put_aside(till, waiting)
    assert why(waiting) is Reason.ENTRY_HELD


def test_what_nobody_was_told_of_yet_is_not_handed_over(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(till.bank, "submit", killed)
    with pytest.raises(KeyboardInterrupt):
        till.redeem()
    (line,) = views.queue(till.terminal)
    no = refused(hold(till.terminal, entry_id=line.entry_id, note="x", operator=MANAGER))
    assert no.reason is Reason.ENTRY_UNDECIDED


def test_it_stays_set_aside_over_a_restart(till: Till) -> None:
    redemption_id = sold(till).redemption_id
    put_aside(till, redemption_id)
    till.reopen()
    assert upload(till).sent == 0
    assert [line.state for line in views.queue(till.terminal)] == ["held"]
    assert state(till, redemption_id) is RedemptionState.ACCEPTED_OFFLINE
