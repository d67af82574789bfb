"""A shift is closed by rows of the journal: its figures, what it hands over, and what became of that."""

from terminal_app.domain.event import CaseStep, ExceptionNoted
from terminal_app.domain.handover import Became, Part
from terminal_app.domain.money import Money
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refusal import Reason
from terminal_app.domain.shift_report import ShiftReport
from terminal_app.domain.summary import SaleFigure
from terminal_app.ports import IdKind, Operator, Role
from terminal_app.usecases.close_shift import (
    ShiftClosedResult,
    close_shift,
    shifts,
    x_report,
    z_report,
)
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.retry import retry
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import verify_journal
from tests.support.bank import confirm, decline
from tests.support.terminal import OPERATOR, Till, redeemed, refused

MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)


def closed(till: Till) -> ShiftReport:
    result = close_shift(till.terminal, operator=MANAGER)
    assert isinstance(result, ShiftClosedResult), result
    return result.report


def sold(till: Till, *items: str, offline: bool = False) -> Redemption:
    begun = redeemed(till.redeem(None, *items, offline=offline)).redemption
    done = complete(till.terminal, sale_id=begun.requested.sale_id, operator=OPERATOR)
    assert isinstance(done, Redemption)
    return done


def became(report: ShiftReport) -> dict[str, Became]:
    return {one.matter.id: one.became for one in report.taken_over}


def back_online(till: Till) -> None:
    till.bank.is_reachable = True
    till.watch.forward(seconds=60)
    sync(till.terminal, operator_id="1001")


def test_a_shift_has_every_row_since_the_last_one_up_to_its_closing(till: Till) -> None:
    sold(till)
    head = till.terminal.store.verify().head
    report = closed(till)
    assert (report.number, report.first_sequence, report.last_sequence) == (1, 1, head.sequence)
    assert report.head_hash == head.hash
    assert report.figures.given.count == 1
    assert report.shift is not None
    assert (report.shift.closed_by, report.opened_at) == ("8001", None)
    second = closed(till)
    assert (second.number, second.first_sequence) == (2, head.sequence + 1)
    assert second.opened_at == report.at


def test_a_shift_without_any_sale_closes_too_and_closing_twice_makes_two(till: Till) -> None:
    first, second = closed(till), closed(till)
    assert (first.figures.given.count, second.figures.given.count) == (0, 0)
    assert second.rows == 1, "the closing row of the first"
    assert [one.number for one in shifts(till.terminal)] == [2, 1]
    assert verify_journal(till.terminal).ok


def test_a_cashier_may_look_at_the_figures_and_not_close_the_shift(till: Till) -> None:
    sold(till)
    before = till.terminal.store.verify()
    assert x_report(till.terminal).figures.given.count == 1
    said = refused(close_shift(till.terminal, operator=OPERATOR))
    assert said.reason is Reason.ROLE_TOO_LOW
    assert till.terminal.store.verify() == before, "neither wrote anything"


def test_the_x_report_says_what_the_closing_then_says(till: Till) -> None:
    sold(till)
    redeemed(till.redeem(offline=True))
    looked, done = x_report(till.terminal), closed(till)
    assert not looked.is_closed
    assert done.is_closed
    assert looked.code("T1") == done.code("T1")
    assert looked.handed_over == done.handed_over


def test_open_waiting_and_declined_business_is_handed_over_by_name(till: Till) -> None:
    till.bank.is_reachable = False
    lost = sold(till)
    back_online_with(till, decline("coupon_used"))
    left_open = redeemed(till.redeem()).redemption
    till.bank.is_reachable = False
    waiting = sold(till, "彩电;8500")
    handed = closed(till).handed_over
    assert [one.id for one in handed.named(Part.SALE_OPEN)] == [left_open.requested.sale_id]
    assert [one.id for one in handed.named(Part.WAITING)] == [waiting.redemption_id]
    (exception,) = handed.named(Part.EXCEPTION)
    assert (exception.id, exception.what) == (lost.redemption_id, "coupon_used")
    tallies = {part: (one.count, one.amount) for part, one in handed.tallies.items()}
    assert tallies == {
        Part.SALE_OPEN: (1, Money(839_900)),
        Part.WAITING: (1, Money(60_000)),
        Part.EXCEPTION: (1, Money(60_000)),
        Part.OUTAGE: (1, Money(60_000)),
    }
    assert handed.tallies[Part.WAITING].oldest == waiting.at


def back_online_with(till: Till, script: object) -> None:
    till.bank.script = script  # type: ignore[assignment]
    back_online(till)
    till.bank.script = confirm


def test_the_next_shift_says_what_became_of_what_it_took_over(till: Till) -> None:
    undone, paid = redeemed(till.redeem()).redemption, redeemed(till.redeem()).redemption
    till.bank.is_reachable = False
    waiting = sold(till)
    first = closed(till)
    assert set(became(x_report(till.terminal)).values()) == {Became.PENDING}
    back_online(till)
    complete(till.terminal, sale_id=paid.requested.sale_id, operator=OPERATOR)
    reverse(till.terminal, sale_id=undone.requested.sale_id, operator=OPERATOR)
    assert became(x_report(till.terminal)) == {
        paid.requested.sale_id: Became.PAID,
        undone.requested.sale_id: Became.UNDONE,
        waiting.redemption_id: Became.CONFIRMED,
        "1": Became.ENDED,
    }
    second = closed(till)
    assert became(second) == became(second_read := z_report_of(till, 2))
    assert second_read == second
    assert z_report_of(till, 1) == first, "a closed shift stays as it was"
    assert second.handed_over.matters == ()


def z_report_of(till: Till, number: int | None) -> ShiftReport:
    found = z_report(till.terminal, number)
    assert isinstance(found, ShiftReport), found
    return found


def test_a_sale_confirmed_after_the_closing_belongs_to_the_shift_that_asked(till: Till) -> None:
    till.bank.is_reachable = False
    sold(till)
    closed(till)
    back_online(till)
    second = closed(till)
    assert z_report_of(till, 1).figures.given.count == 1
    assert second.figures.given.count == 0
    assert second.figures.sales[SaleFigure.CONFIRMED_LATER].count == 0


def test_an_exception_is_handed_on_until_a_person_settles_it(till: Till) -> None:
    till.bank.is_reachable = False
    lost = sold(till)
    back_online_with(till, decline("coupon_used"))
    assert became(closed(till)) == {}
    assert became(closed(till)) == {lost.redemption_id: Became.PENDING}
    settle(till, lost.redemption_id)
    last = closed(till)
    assert became(last) == {lost.redemption_id: Became.SETTLED}
    assert last.handed_over.matters == ()
    assert became(closed(till)) == {}


def settle(till: Till, redemption_id: str) -> None:
    reading = till.terminal.clock.read()
    with till.terminal.store.transaction() as tx:
        tx.append(
            ExceptionNoted(
                entry_id=redemption_id,
                redemption_id=redemption_id,
                step=CaseStep.SETTLED,
                owner="8001",
                note="门店承担",
            ),
            event_id=till.terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id="8001",
        )


def test_an_exception_asked_about_again_is_waiting_and_an_exception(till: Till) -> None:
    till.bank.is_reachable = False
    lost = sold(till)
    back_online_with(till, decline("coupon_used"))
    till.bank.is_reachable = False
    retry(till.terminal, entry_id=lost.redemption_id, operator=OPERATOR)
    handed = closed(till).handed_over
    assert [one.id for one in handed.named(Part.WAITING)] == [lost.redemption_id]
    assert [one.id for one in handed.named(Part.EXCEPTION)] == [lost.redemption_id]
    back_online(till)
    assert {one.became for one in x_report(till.terminal).taken_over} == {Became.CONFIRMED}


def test_a_declined_upload_becomes_an_exception_in_the_next_shift(till: Till) -> None:
    till.bank.is_reachable = False
    lost = sold(till)
    closed(till)
    back_online_with(till, decline("coupon_used"))
    report = closed(till)
    assert became(report)[lost.redemption_id] is Became.EXCEPTION
    assert [one.id for one in report.handed_over.named(Part.EXCEPTION)] == [lost.redemption_id]


def test_the_code_names_till_shift_last_row_and_both_hashes(till: Till) -> None:
    sold(till)
    report = closed(till)
    form, terminal_id, number, last, head, figures = report.code("T0000000001").split(";")
    assert (form, terminal_id, number) == ("CT1", "T0000000001", "1")
    assert (int(last), head.lower()) == (report.last_sequence, report.head_hash)
    assert report.figures_digest.upper().startswith(figures)
    assert len(figures) == 32


def test_a_shift_that_was_never_closed_is_refused(till: Till) -> None:
    closed(till)
    for number in (0, 2, -1):
        said = refused(z_report(till.terminal, number))
        assert said.reason is Reason.SHIFT_UNKNOWN
        assert said.facts["last"] == 1
    assert z_report_of(till, None).number == 1
