"""Refunds sent twice, too early, by others, of what was declined or reversed."""

import pytest

from tests.contract.conftest import OPENING, Platform
from tests.contract.refund_side import (
    DAY_AFTER,
    LAST_MOMENT,
    NEXT_DAY,
    ROUND_END,
    coupon_changes,
    everything,
)
from tests.contract.terminal_side import FakeTerminal


def test_a_repeat_gets_the_first_answer_and_pays_once(
    platform: Platform, terminal: FakeTerminal
) -> None:
    request = platform.request(terminal)
    refund = everything(terminal, request, at=NEXT_DAY)
    first = terminal.send(request, refund)[1]
    platform.at(DAY_AFTER)
    assert terminal.ask(refund) == first | {"repeat": True}
    assert terminal.ask(request)["outcome"] == "confirmed"
    (held,) = platform.redemptions()
    assert [one["effects"] for one in held["refunds"]] == [1]
    assert len(coupon_changes(terminal)) == 2


def test_a_refund_before_its_redemption_waits_and_is_decided_under_its_id(
    platform: Platform, terminal: FakeTerminal
) -> None:
    other = platform.terminal()
    request = platform.request(terminal)
    refund = everything(other, request, at=NEXT_DAY)
    waiting = other.ask(refund)
    assert (waiting["outcome"], waiting["code"]) == ("later", "redemption_unknown")
    assert waiting["evidence"]["retry_after_s"] > 0
    assert other.ask(refund)["outcome"] == "later"
    assert platform.redemptions() == []
    platform.at("2024-06-01T10:00:00.000+08:00")
    assert other.ask(refund)["outcome"] == "later", "never declined, however late"
    platform.at(DAY_AFTER)
    assert terminal.ask(request)["outcome"] == "confirmed"
    assert platform.redemptions()[0]["refunds"] == [], "decided when it is asked about"
    decided = other.ask(refund)
    assert (decided["outcome"], decided["repeat"]) == ("confirmed", False)
    assert decided["evidence"]["coupon"] == "reinstated"
    assert other.ask(refund) == decided | {"repeat": True}


def test_a_pending_id_belongs_to_its_first_body(platform: Platform, terminal: FakeTerminal) -> None:
    request = platform.request(terminal)
    refund = everything(terminal, request, at=NEXT_DAY)
    other = everything(terminal, request, at=LAST_MOMENT, event_id=refund.id)
    assert terminal.ask(refund)["outcome"] == "later"
    assert terminal.ask(other)["code"] == "id_reused"
    terminal.ask(request)
    assert terminal.ask(refund)["evidence"]["usable_from"] == NEXT_DAY
    assert terminal.ask(other)["code"] == "id_reused"


NO_EFFECT = {
    "coupon": "used",
    "refund_fen": 840_000,
    "subsidy_back_fen": 0,
    "valid_until": ROUND_END,
    "usable_from": None,
}


def test_a_refund_of_what_the_platform_declined_is_confirmed_without_effect(
    platform: Platform, terminal: FakeTerminal
) -> None:
    other = platform.terminal()
    coupon = platform.claim("李四")
    code = platform.code(coupon)
    holder = terminal.request(coupon, code, at=OPENING)
    exception = other.request(coupon, code, at=OPENING)
    terminal.ask(holder)
    assert other.ask(exception)["code"] == "coupon_used"
    answer = other.ask(everything(other, exception, at=NEXT_DAY))
    assert (answer["outcome"], answer["evidence"]) == ("confirmed", NO_EFFECT)
    (held,) = platform.redemptions()
    assert (held["redemption_id"], held["state"], held["refunds"]) == (holder.id, "confirmed", [])


@pytest.mark.parametrize(
    "order", ["redeem reverse refund", "reverse redeem refund", "reverse refund"]
)
def test_a_refund_of_what_was_reversed_is_confirmed_without_effect(
    platform: Platform, terminal: FakeTerminal, order: str
) -> None:
    request = platform.request(terminal)
    sent = {
        "redeem": request,
        "reverse": terminal.reversal(request, at=OPENING),
        "refund": everything(terminal, request, at=NEXT_DAY),
    }
    answer = terminal.send(*(sent[name] for name in order.split()))[-1]
    assert (answer["outcome"], answer["evidence"]) == ("confirmed", NO_EFFECT)
    assert all(held["refunds"] == [] for held in platform.redemptions())


def test_a_refund_of_what_could_not_be_read_is_confirmed_without_effect(
    platform: Platform, terminal: FakeTerminal
) -> None:
    coupon = platform.claim("李四")
    code = platform.code(coupon)
    newer = {"campaign": {"id": terminal.campaign_id, "version": 2}}
    request = terminal.request(coupon, code, at=OPENING, row=newer)
    answers = terminal.send(request, everything(terminal, request, at=NEXT_DAY))
    assert [answer["code"] for answer in answers] == ["event_malformed", ""]
    assert answers[1]["evidence"] == NO_EFFECT


def test_any_till_of_the_store_may_refund_and_no_other_store(
    platform: Platform, terminal: FakeTerminal
) -> None:
    asked = {"store_id": "S371581001"}
    code = platform.call("POST", "/activation-codes", asked, status=201)["activation_code"]
    stranger, other_till = platform.terminal(code), platform.terminal()
    request = platform.request(terminal)
    declined = platform.request(terminal, user="王五", at="2024-01-27T09:00:00.000+08:00")
    terminal.send(request, declined)
    for sold in (request, declined):
        refused = stranger.ask(everything(stranger, sold, at=NEXT_DAY))
        assert (refused["outcome"], refused["code"]) == ("declined", "sale_elsewhere")
    assert other_till.ask(everything(other_till, request, at=NEXT_DAY))["outcome"] == "confirmed"


def test_a_suspended_store_still_gives_money_back(
    platform: Platform, terminal: FakeTerminal
) -> None:
    request = platform.request(terminal)
    terminal.ask(request)
    platform.call("POST", f"/stores/{terminal.store_id}/suspension", {"reason": "疑似套利"})
    assert terminal.ask(everything(terminal, request, at=NEXT_DAY))["outcome"] == "confirmed"
