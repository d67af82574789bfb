"""What the platform makes of refunds: the money, the coupon, and where it shows."""

import json
from typing import Any

import pytest

from tests.contract.conftest import OPENING, Platform
from tests.contract.refund_side import (
    LAST_MOMENT,
    NEXT_DAY,
    ROUND_END,
    SERIAL,
    USED,
    coupon_changes,
    everything,
    two_items,
    void,
)
from tests.contract.terminal_side import FakeTerminal


def test_a_full_refund_inside_the_validity_gives_the_coupon_back(
    platform: Platform, terminal: FakeTerminal
) -> None:
    request = platform.request(terminal)
    refund = everything(terminal, request, at=NEXT_DAY)
    answer = terminal.send(request, refund)[1]
    assert (answer["outcome"], answer["code"]) == ("confirmed", "")
    assert answer["evidence"] == {
        "coupon": "reinstated",
        "refund_fen": 840_000,
        "subsidy_back_fen": 60_000,
        "valid_until": ROUND_END,
        "usable_from": NEXT_DAY,
    }
    (held,) = platform.redemptions()
    assert (held["state"], held["effects"]) == ("refunded", 1)
    assert held["refunds"] == [
        {
            "refund_id": refund.id,
            "kind": "full",
            "refund_fen": 840_000,
            "coupon": "reinstated",
            "at": NEXT_DAY,
            "effects": 1,
        }
    ]


@pytest.mark.parametrize(
    ("at", "coupon"), [(OPENING, "reinstated"), (LAST_MOMENT, "reinstated"), (ROUND_END, "used")]
)
def test_what_counts_is_the_instant_at_the_counter_however_late_it_is_uploaded(
    platform: Platform, terminal: FakeTerminal, at: str, coupon: str
) -> None:
    request = platform.request(terminal)
    terminal.ask(request)
    platform.at("2024-03-01T10:00:00.000+08:00")
    answer = terminal.ask(everything(terminal, request, at=at))
    assert answer["outcome"] == "confirmed"
    assert (answer["evidence"]["coupon"], answer["evidence"]["valid_until"]) == (coupon, ROUND_END)


def test_partial_then_split_pay_the_whole_back_and_leave_the_coupon_used(
    platform: Platform, terminal: FakeTerminal
) -> None:
    request = two_items(platform, terminal)
    kettle = terminal.refund(
        request, "partial", at=NEXT_DAY, units={1: 1}, refund_fen=10_000, subsidy_back_fen=0
    )
    rest = terminal.refund(
        request,
        "split",
        at=NEXT_DAY,
        units={0: 1, 1: 1},
        refund_fen=849_900,
        subsidy_back_fen=60_000,
    )
    _, first, second = terminal.send(request, kettle, rest)
    assert first["evidence"] == USED | {"refund_fen": 10_000, "subsidy_back_fen": 0}
    assert second["evidence"] == USED | {"refund_fen": 849_900, "subsidy_back_fen": 60_000}
    (held,) = platform.redemptions()
    assert held["state"] == "refunded"
    assert sum(one["refund_fen"] for one in held["refunds"]) == held["payable_fen"]


def test_a_void_pays_nothing_and_leaves_the_coupon_used(
    platform: Platform, terminal: FakeTerminal
) -> None:
    request = platform.request(terminal)
    answer = terminal.send(request, void(terminal, request, at=NEXT_DAY))[1]
    assert answer["evidence"] == USED | {"refund_fen": 0, "subsidy_back_fen": 60_000}
    assert [held["state"] for held in platform.redemptions()] == ["voided"]


def test_a_reinstated_coupon_redeems_again_and_never_twice_at_once(
    platform: Platform, terminal: FakeTerminal
) -> None:
    coupon = platform.claim("李四")
    first = terminal.request(coupon, platform.code(coupon), at=OPENING, items=SERIAL)
    terminal.send(first, everything(terminal, first, at=NEXT_DAY))
    platform.at(NEXT_DAY)
    code = platform.code(coupon)
    second, third = (terminal.request(coupon, code, at=NEXT_DAY, items=SERIAL) for _ in range(2))
    confirmed, declined = terminal.send(second, third)
    assert confirmed["outcome"] == "confirmed"
    assert declined["code"] == "coupon_used"
    assert declined["evidence"]["redemption_id"] == second.id
    again = terminal.ask(everything(terminal, second, at=NEXT_DAY))
    assert again["evidence"]["coupon"] == "reinstated"
    assert [held["state"] for held in platform.redemptions()] == ["refunded", "refunded"]


def test_a_reinstated_coupon_does_not_outlive_its_round(
    platform: Platform, terminal: FakeTerminal
) -> None:
    coupon = platform.claim("李四")
    first = terminal.request(coupon, platform.code(coupon), at=OPENING)
    terminal.send(first, everything(terminal, first, at=LAST_MOMENT))
    platform.at(ROUND_END)
    late = terminal.ask(terminal.request(coupon, platform.code(coupon), at=ROUND_END))
    assert (late["code"], late["evidence"]) == ("round_ended", {"valid_until": ROUND_END})


def test_until_the_refund_the_coupon_was_used_whatever_arrives_later(
    platform: Platform, terminal: FakeTerminal
) -> None:
    other = platform.terminal()
    coupon = platform.claim("李四")
    code = platform.code(coupon)
    first = terminal.request(coupon, code, at=OPENING)
    offline = other.request(coupon, code, at="2024-01-27T10:01:00.000+08:00")
    terminal.send(first, everything(terminal, first, at=NEXT_DAY))
    answer = other.ask(offline)
    assert answer["code"] == "coupon_used"
    assert answer["evidence"]["redemption_id"] == first.id


def test_a_serial_number_is_free_again_when_its_unit_is_back(
    platform: Platform, terminal: FakeTerminal
) -> None:
    sold = two_items(platform, terminal)
    next_buyer = platform.claim("王五")
    code = platform.code(next_buyer)
    kettle = terminal.refund(
        sold, "partial", at=OPENING, units={1: 1}, refund_fen=10_000, subsidy_back_fen=0
    )
    too_early = terminal.request(next_buyer, code, at=OPENING, items=SERIAL)
    fridge = terminal.refund(
        sold, "partial", at=OPENING, units={0: 1}, refund_fen=839_900, subsidy_back_fen=60_000
    )
    resold = terminal.request(next_buyer, code, at=OPENING, items=SERIAL)
    answers = terminal.send(sold, kettle, too_early, fridge, resold)
    assert [answer["code"] for answer in answers] == ["", "", "serial_used", "", ""]


def test_the_changes_feed_and_the_wallet_show_the_coupon_again(
    platform: Platform, terminal: FakeTerminal
) -> None:
    coupon = platform.claim("李四")
    request = terminal.request(coupon, platform.code(coupon), at=OPENING)
    terminal.ask(request)
    assert _in_wallet(platform, coupon) == "used"
    terminal.ask(everything(terminal, request, at=OPENING))
    assert _in_wallet(platform, coupon) == "usable"
    assert platform.http.post(
        coupon["wallet"] + "/presentations", json={"coupon_id": coupon["coupon_id"]}
    ).is_success
    assert coupon_changes(terminal) == [
        ("used", request.id, OPENING),
        ("usable", request.id, OPENING),
    ]


def _in_wallet(platform: Platform, coupon: dict[str, Any]) -> str:
    (shown,) = platform.http.get(coupon["wallet"] + "/coupons").json()["coupons"]
    return str(shown["state"])


def test_a_used_fate_shows_nowhere_as_usable(platform: Platform, terminal: FakeTerminal) -> None:
    coupon = platform.claim("李四")
    request = terminal.request(coupon, platform.code(coupon), at=OPENING)
    terminal.send(request, void(terminal, request, at=OPENING))
    assert _in_wallet(platform, coupon) == "used"
    assert [state for state, _, _ in coupon_changes(terminal)] == ["used"]


def test_a_sale_tells_its_refunds_to_its_store(platform: Platform, terminal: FakeTerminal) -> None:
    request = two_items(platform, terminal)
    units = {1: 2}
    kettles = terminal.refund(
        request, "partial", at=NEXT_DAY, units=units, refund_fen=20_000, subsidy_back_fen=0
    )
    terminal.send(request, kettles)
    asked = json.loads(request.body)["data"]
    till_two = platform.terminal()
    told = till_two.get(f"/v1/sales/{asked['sale_id']}").json()["sale"]
    assert till_two.opened(told, "sale+jws") == {
        "sale_id": asked["sale_id"],
        "redemption_id": request.id,
        "coupon_id": asked["coupon_id"],
        "coupon_type": 600,
        "round": 1,
        "terminal_id": terminal.terminal_id,
        "store_id": terminal.store_id,
        "at": OPENING,
        "state": "confirmed",
        "items": asked["items"],
        "anchor_line": 0,
        "gross_fen": 919_900,
        "discount_fen": 60_000,
        "payable_fen": 859_900,
        "refunds": [
            {
                "refund_id": kettles.id,
                "terminal_id": terminal.terminal_id,
                "at": NEXT_DAY,
                "kind": "partial",
                "units": [{"line": 1, "quantity": 2}],
                "refund_fen": 20_000,
                "subsidy_back_fen": 0,
                "coupon": "used",
                "clause": "partial",
                "usable_from": None,
            }
        ],
    }
