"""A record's whole story: by whatever id somebody has in hand, with the evidence of every step."""

from __future__ import annotations

import pytest

from terminal_app.domain.answer import Confirmed
from terminal_app.domain.event import (
    CaseStep,
    ExceptionNoted,
    Kind,
    StatementCompared,
    kind_of,
)
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refusal import Reason
from terminal_app.domain.story import Delivery, Duty, Story
from terminal_app.ports import IdKind, Operator, Role
from terminal_app.usecases.close_shift import ShiftClosedResult, close_shift
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.explain import explain
from terminal_app.usecases.hold import hold
from terminal_app.usecases.refund import Refunded, RefundRequest, refund
from terminal_app.usecases.sync import sync
from terminal_app.wording import Language, Wording
from terminal_app.wording.story import story_text
from tests.support.bank import decline
from tests.support.terminal import OPERATOR, Till, redeemed, refused

ZH = Wording(Language.ZH)
MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)


def told(till: Till, wanted: str) -> Story:
    story = explain(till.terminal, wanted)
    assert isinstance(story, Story), story
    return story


def kinds(story: Story) -> list[Kind]:
    return [kind_of(one.event) for one in story.steps]


def sold(till: Till, *items: str, offline: bool = False) -> Redemption:
    begun = redeemed(till.redeem(None, *items, offline=offline)).redemption
    done = complete(till.terminal, sale_id=begun.requested.sale_id, operator=OPERATOR)
    assert isinstance(done, Redemption)
    return done


def test_a_sale_is_told_from_the_request_to_the_refund(till: Till) -> None:
    sale = sold(till)
    request = RefundRequest(sale_id=sale.requested.sale_id, operator=OPERATOR)
    assert isinstance(refund(till.terminal, request), Refunded)
    story = told(till, sale.requested.sale_id)
    assert kinds(story) == [
        Kind.REDEMPTION_REQUESTED,
        Kind.REDEMPTION_CONFIRMED,
        Kind.SALE_COMPLETED,
        Kind.REFUND_REQUESTED,
        Kind.REFUND_CONFIRMED,
    ]
    first = story.steps[0]
    assert (first.operator_id, first.campaign_version) == ("1001", 1)
    assert first.clock is not None
    assert first.clock.trusted
    assert first.posting is not None
    assert first.posting.delivery is Delivery.ANSWERED
    assert story.duties == ()
    assert "后来全额退款：退顾客 8,399.00 元，平台已确认，券已恢复" in story_text(story, ZH)


def test_every_number_somebody_may_have_in_hand_leads_to_the_same_story(till: Till) -> None:
    sale = sold(till, "冰箱;8999;1;SN-1")
    done = refund(till.terminal, RefundRequest(sale_id=sale.requested.sale_id, operator=OPERATOR))
    assert isinstance(done, Refunded)
    steps = told(till, sale.requested.sale_id).steps
    for wanted in (
        sale.redemption_id,
        sale.requested.coupon_id,
        "sn-1",
        done.refund.refund_id,
        steps[2].event_id,
        f" {sale.requested.sale_id} ",
    ):
        assert told(till, wanted).steps == steps, wanted


def test_a_coupon_that_came_back_tells_both_of_its_redemptions(till: Till) -> None:
    coupon = till.coupon()
    first = redeemed(till.redeem(till.code(coupon))).redemption
    reverse(till.terminal, sale_id=first.requested.sale_id, operator=OPERATOR)
    till.watch.forward(seconds=60)
    second = redeemed(till.redeem(till.code(coupon))).redemption
    story = told(till, coupon)
    assert [one.redemption_id for one in story.redemptions] == [
        first.redemption_id,
        second.redemption_id,
    ]
    assert [one.sequence for one in story.steps] == sorted(one.sequence for one in story.steps)


def test_an_offline_sale_waits_and_says_so(till: Till) -> None:
    till.bank.is_reachable = False
    sale = sold(till)
    story = told(till, sale.requested.sale_id)
    assert story.duties == (Duty.UPLOAD,)
    posting = story.steps[0].posting
    assert posting is not None
    assert (posting.delivery, posting.attempts > 0) == (Delivery.WAITING, True)


def test_an_open_sale_asks_for_the_word_about_the_money(till: Till) -> None:
    sale = redeemed(till.redeem()).redemption
    assert told(till, sale.redemption_id).duties == (Duty.MONEY,)


def test_an_exception_is_to_be_settled_until_somebody_has(till: Till) -> None:
    till.bank.is_reachable = False
    sale = sold(till)
    till.bank.is_reachable = True
    till.bank.script = decline("coupon_used")
    sync(till.terminal, operator_id="1001")
    before = told(till, sale.redemption_id)
    assert Duty.SETTLE in before.duties
    assert "异常（已处理）" not in story_text(before, ZH)[0]
    with till.terminal.store.transaction() as tx:
        reading = till.terminal.clock.read()
        tx.append(
            ExceptionNoted(
                entry_id=sale.redemption_id,
                redemption_id=sale.redemption_id,
                step=CaseStep.SETTLED,
                owner="8001",
                note="门店承担",
            ),
            event_id=till.terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id="8001",
        )
    story = told(till, sale.redemption_id)
    assert Duty.SETTLE not in story.duties
    text = "\n".join(story_text(story, ZH))
    assert "备注：门店承担" in text
    assert "异常（已处理）" in story_text(story, ZH)[0]


def test_a_row_about_no_sale_is_told_by_itself(till: Till) -> None:
    closed = close_shift(till.terminal, operator=MANAGER)
    assert isinstance(closed, ShiftClosedResult)
    assert closed.report.shift is not None
    story = told(till, closed.report.shift.event_id)
    assert (story.redemptions, kinds(story), story.duties) == ((), [Kind.SHIFT_CLOSED], ())
    assert "第 1 班交班" in "\n".join(story_text(story, ZH))


@pytest.mark.parametrize("wanted", ["", "   ", "902401281012347459316930", "'; DROP", "券" * 200])
def test_an_unknown_number_is_refused_with_what_to_ask_by(till: Till, wanted: str) -> None:
    sold(till)
    answer = refused(explain(till.terminal, wanted))
    assert answer.reason is Reason.RECORD_UNKNOWN


@pytest.mark.parametrize("language", Language)
def test_the_story_says_who_when_what_and_what_next(till: Till, language: Language) -> None:
    till.bank.is_reachable = False
    sale = sold(till, "冰箱;8999;1;SN-1", "水壶;199;2")
    words = Wording(language)
    text = "\n".join(story_text(told(till, sale.requested.sale_id), words))
    assert "2024-01-28 10:00:00  1001" in text
    assert "SN SN-1" in text
    assert words.say("story-duty-upload") in text
    assert "8,999.00" in text


def test_each_answer_says_whether_its_proof_verifies(till: Till) -> None:
    redemption = sold(till)
    (confirmed,) = [one for one in told(till, redemption.redemption_id).steps if one.is_proved]
    assert kind_of(confirmed.event) is Kind.REDEMPTION_CONFIRMED
    till.bank.script = lambda event: Confirmed(proof="proof of another")
    forged = sold(till)
    proved = [one.is_proved for one in told(till, forged.redemption_id).steps]
    assert proved.count(False) == 1
    assert True not in proved
    assert any("验证不了" in line for line in story_text(told(till, forged.redemption_id), ZH))


def test_a_clock_that_was_put_back_shows_between_two_rows(till: Till) -> None:
    redemption = sold(till, offline=True)
    till.watch.go_to(till.watch.now.replace(hour=9))
    till.watch.reboot()
    till.reopen()
    sync(till.terminal, operator_id="1001")
    story = told(till, redemption.redemption_id)
    assert [one.behind_s for one in story.steps if one.behind_s] == [3600]
    assert any("时钟往回拨过：比前一条流水早 1 小时" in line for line in story_text(story, ZH))


def test_shift_slips_and_differences_are_told_with_the_sale(till: Till) -> None:
    redemption = sold(till)
    sale_id = redemption.requested.sale_id
    assert told(till, sale_id).steps[0].shift is None
    close_shift(till.terminal, operator=MANAGER)
    reading = till.terminal.clock.read()
    compared = StatementCompared(
        date="2024-01-28",
        digest="aa",
        counts={},
        differences=[{"id": "d1", "kind": "missing_there", "event_id": redemption.redemption_id}],
    )
    with till.terminal.store.transaction() as tx:
        for _ in range(2):
            tx.note_receipt(sale_id, at=reading.now)
        event_id = till.terminal.ids.make(IdKind.RECORD, at=reading.now)
        tx.append(compared, event_id=event_id, reading=reading, operator_id="8001")
        tx.office.keep_statement(compared, "{}", event_id=event_id)
    story = told(till, sale_id)
    assert story.steps[0].shift == 1
    (slip,) = story.slips
    assert (slip.slip_id, slip.copies) == (sale_id, 2)
    (difference,) = story.differences
    assert (difference.kind, difference.note) == ("missing_there", "")
    text = "\n".join(story_text(story, ZH))
    assert "补打 1 次" in text
    assert "属于第 1 班" in text
    assert "对账 2024-01-28" in text
    assert "还没有处理" in text


def test_an_entry_that_was_handed_over_says_so_and_what_to_do(till: Till) -> None:
    redemption = sold(till, offline=True)
    hold(till.terminal, entry_id=redemption.redemption_id, note="答非所问", operator=MANAGER)
    story = told(till, redemption.redemption_id)
    assert story.duties == (Duty.HELD,)
    text = "\n".join(story_text(story, ZH))
    for said in ("已转交", "备注：答非所问", "按 R 重试"):
        assert said in text


def test_the_code_on_the_shoppers_phone_leads_to_its_coupon(till: Till) -> None:
    redemption = sold(till)
    till.watch.forward(seconds=3600)
    story = told(till, redemption.requested.token)
    assert story.redemptions[0].requested.coupon_id == redemption.requested.coupon_id
