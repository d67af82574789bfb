"""An exception is taken over, noted, handed to the bank and settled; nothing of it is ever deleted."""

from collections.abc import Callable
from typing import Any

import pytest

from terminal_app.domain.event import CaseStep, ExceptionNoted
from terminal_app.domain.note import NOTE_CHARS_MAX
from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.refusal import Reason
from terminal_app.ports import Operator, Role
from terminal_app.usecases import views
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.refund import RefundRequest, refund
from terminal_app.usecases.retry import retry
from terminal_app.usecases.settle_exception import settle_exception
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import verify_journal
from terminal_app.usecases.views import ExceptionLine, ExceptionType
from tests.support.bank import confirm, decline
from tests.support.terminal import OPERATOR, Till, redeemed, refused

MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)
ENGINEER = Operator(operator_id="9001", name="周工", role=Role.ENGINEER)


def dealt_with(till: Till, entry_id: str, step: CaseStep, note: str = "", **how: Any) -> object:
    how = {"operator": MANAGER, **how}
    return settle_exception(till.terminal, entry_id=entry_id, step=step, note=note, **how)


def declined_later(till: Till, *, code: str = "coupon_used") -> str:
    """A sale accepted offline that the platform declines."""
    sold = redeemed(till.redeem(offline=True)).redemption
    complete(till.terminal, sale_id=sold.requested.sale_id, operator=OPERATOR)
    uploaded(till, decline(code, used_at="2024-01-28T09:00:00.000+08:00"))
    return sold.redemption_id


def uploaded(till: Till, script: Callable[..., Any]) -> None:
    till.bank.script = script
    till.watch.forward(seconds=60)
    sync(till.terminal, operator_id="1001")
    till.bank.script = confirm


def reversal_declined(till: Till) -> str:
    sold = redeemed(till.redeem(offline=True)).redemption
    reverse(till.terminal, sale_id=sold.requested.sale_id, operator=OPERATOR, offline=True)
    till.bank.script = lambda event: (
        decline("already_refunded") if event["kind"] == "redemption_reversed" else confirm
    )(event)
    uploaded(till, till.bank.script)
    (line,) = views.exceptions(till.terminal)
    return line.entry_id


def refund_declined(till: Till) -> str:
    sold = redeemed(till.redeem()).redemption
    complete(till.terminal, sale_id=sold.requested.sale_id, operator=OPERATOR)
    refund(
        till.terminal,
        RefundRequest(sale_id=sold.requested.sale_id, operator=OPERATOR, offline=True),
    )
    uploaded(till, decline("refund_exceeds", left=0))
    (line,) = views.exceptions(till.terminal)
    return line.entry_id


def count(till: Till) -> int:
    return views.counter(till.terminal).exceptions


def test_a_case_is_taken_over_noted_handed_over_and_settled(till: Till) -> None:
    entry_id = declined_later(till)
    assert count(till) == 1
    dealt_with(till, entry_id, CaseStep.TAKEN)
    dealt_with(till, entry_id, CaseStep.NOTED, "已联系顾客")
    dealt_with(till, entry_id, CaseStep.HANDED_TO_BANK, "95533，单号 7", operator=ENGINEER)
    (line,) = views.exceptions(till.terminal)
    assert (line.case.owner, line.case.with_bank, line.case.settled) == ("8001", True, False)
    assert (line.type, line.amount.yuan) == (ExceptionType.REDEMPTION_DECLINED, "600.00")
    done = dealt_with(till, entry_id, CaseStep.SETTLED, "银行补记")
    assert isinstance(done, ExceptionLine)
    assert [one.operator_id for one in done.case.notes] == ["8001", "8001", "9001", "8001"]
    assert (views.exceptions(till.terminal), count(till)) == ((), 0)
    assert views.exceptions(till.terminal, settled=True) == (done,)
    assert verify_journal(till.terminal).ok


@pytest.mark.parametrize(
    ("make", "kind", "amount"),
    [
        (declined_later, ExceptionType.REDEMPTION_DECLINED, "600.00"),
        (refund_declined, ExceptionType.REFUND_DECLINED, "8399.00"),
        (reversal_declined, ExceptionType.REVERSAL_DECLINED, "600.00"),
    ],
)
def test_every_type_of_exception_can_be_settled(
    till: Till, make: Callable[[Till], str], kind: ExceptionType, amount: str
) -> None:
    entry_id = make(till)
    (line,) = views.exceptions(till.terminal)
    assert (line.entry_id, line.type, line.amount.yuan) == (entry_id, kind, amount)
    done = dealt_with(till, entry_id, CaseStep.SETTLED, "已核对")
    assert isinstance(done, ExceptionLine)
    assert (done.type, count(till), views.exceptions(till.terminal)) == (kind, 0, ())


@pytest.mark.parametrize(
    ("step", "note", "reason"),
    [
        (CaseStep.SETTLED, "", Reason.NOTE_EMPTY),
        (CaseStep.NOTED, " \n\u200b ", Reason.NOTE_EMPTY),
        (CaseStep.HANDED_TO_BANK, "\x1b[2J", Reason.NOTE_EMPTY),
        (CaseStep.SETTLED, "长" * (NOTE_CHARS_MAX + 1), Reason.NOTE_TOO_LONG),
    ],
)
def test_a_note_that_says_nothing_or_too_much_is_refused(
    till: Till, step: CaseStep, note: str, reason: Reason
) -> None:
    entry_id = declined_later(till)
    before = till.terminal.store.verify()
    assert refused(dealt_with(till, entry_id, step, note)).reason is reason
    assert till.terminal.store.verify() == before


def test_the_longest_note_is_kept_whole_and_harmless(till: Till) -> None:
    entry_id = declined_later(till)
    dealt_with(till, entry_id, CaseStep.NOTED, "\u202e" + "长" * NOTE_CHARS_MAX + "\x07")
    (line,) = views.exceptions(till.terminal)
    assert line.case.notes[0].note == "长" * NOTE_CHARS_MAX


def test_a_cashier_an_unknown_id_and_a_settled_one_are_refused(till: Till) -> None:
    entry_id = declined_later(till)
    by_cashier = dealt_with(till, entry_id, CaseStep.TAKEN, operator=OPERATOR)
    unknown = dealt_with(till, "912401271542106027718358", CaseStep.TAKEN)
    confirmed = redeemed(till.redeem()).redemption.redemption_id
    no_exception = dealt_with(till, confirmed, CaseStep.TAKEN)
    dealt_with(till, entry_id, CaseStep.SETTLED, "好了")
    again = [dealt_with(till, entry_id, step, "再来") for step in CaseStep]
    reasons = [refused(one).reason for one in (by_cashier, unknown, no_exception, *again)]
    assert reasons == [
        Reason.ROLE_TOO_LOW,
        Reason.EXCEPTION_UNKNOWN,
        Reason.EXCEPTION_UNKNOWN,
        *[Reason.EXCEPTION_SETTLED] * len(CaseStep),
    ]


def test_one_that_is_tried_again_and_confirmed_leaves_the_list_and_keeps_its_story(
    till: Till,
) -> None:
    entry_id = declined_later(till)
    dealt_with(till, entry_id, CaseStep.NOTED, "银行说再传一次")
    till.bank.script = confirm
    retry(till.terminal, entry_id=entry_id, operator=MANAGER)
    assert views.exceptions(till.terminal, settled=True) == ()
    with till.terminal.store.snapshot() as view:
        redemption = view.redemption(entry_id)
        assert redemption is not None
        assert redemption.state is RedemptionState.CONFIRMED
        notes = [
            row for row in view.office.story(entry_id) if isinstance(row.event, ExceptionNoted)
        ]
    assert len(notes) == 1
    gone = dealt_with(till, entry_id, CaseStep.SETTLED, "好了")
    assert refused(gone).reason is Reason.EXCEPTION_UNKNOWN


def test_settled_exceptions_never_crowd_an_open_one_out_of_the_list(till: Till) -> None:
    for one in (declined_later, reversal_declined, refund_declined):
        assert dealt_with(till, one(till), CaseStep.SETTLED, "已核")
    with till.terminal.store.snapshot() as view:
        assert view.exceptions(settled=False) == ()
        assert view.reversals_declined(settled=False, limit=1) == {}
        assert len(view.reversals_declined(settled=True, limit=1)) == 1
    assert len(views.exceptions(till.terminal, settled=True)) == 3


@pytest.mark.parametrize("make", [declined_later, reversal_declined, refund_declined])
def test_one_exception_is_looked_up_by_its_id_and_no_list_is_read(
    till: Till, make: Callable[[Till], str]
) -> None:
    entry_id = make(till)
    heard: list[str] = []
    with till.opened.database.snapshot() as connection:
        connection.set_trace_callback(heard.append)
    with till.terminal.store.snapshot() as view:
        line = views.exception_in(view, entry_id, now=till.watch.now)
    with till.opened.database.snapshot() as connection:
        connection.set_trace_callback(None)
    assert heard
    assert line in views.exceptions(till.terminal)
    assert not [one for one in heard if "exception_settled" in one or "LIMIT 1000" in one]


@pytest.mark.parametrize("declined", [declined_later, reversal_declined])
def test_a_settled_exception_waits_for_nobody_in_the_queue(
    till: Till, declined: Callable[[Till], str]
) -> None:
    entry_id = declined(till)
    assert views.counter(till.terminal).parked == 1
    assert [one.entry_id for one in views.queue(till.terminal)] == [entry_id]
    dealt_with(till, entry_id, CaseStep.SETTLED, "与银行核对一致")
    assert views.counter(till.terminal).parked == 0
    assert views.queue(till.terminal) == ()
    assert views.queue_entry(till.terminal, entry_id) is not None


def test_a_list_that_ends_early_begins_with_the_open_ones(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LIST_MAX", 1)
    assert dealt_with(till, reversal_declined(till), CaseStep.SETTLED, "已核")
    assert reversal_declined(till) == views.exceptions(till.terminal)[0].entry_id
