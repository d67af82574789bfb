"""What the platform makes of refunds: the coupon's fate, arrival orders, who may ask."""

from typing import Any

import pytest

from tests.contract.conftest import OPENING, Platform
from tests.contract.terminal_side import FakeTerminal, Sent, item

NEXT_DAY = "2024-01-28T11:00:00.000+08:00"
LAST_MOMENT = "2024-02-01T23:59:59.999+08:00"
ROUND_END = "2024-02-02T00:00:00.000+08:00"
DAY_AFTER = "2024-02-03T09:00:00.000+08:00"
USED = {"coupon": "used", "valid_until": ROUND_END, "usable_from": None}


def everything(terminal: FakeTerminal, request: Sent, *, at: str, **changed: Any) -> Sent:
    """A full refund of the one unit of 9,000 that `platform.request` sells with 600 off."""
    asked: dict[str, Any] = {
        "kind": "full",
        "units": {0: 1},
        "refund_fen": 840_000,
        "subsidy_back_fen": 60_000,
    }
    return terminal.refund(request, at=at, **(asked | changed))


def void(terminal: FakeTerminal, request: Sent, *, at: str) -> Sent:
    return terminal.refund(request, "void", at=at, units={}, refund_fen=0, subsidy_back_fen=60_000)


def two_items(platform: Platform, terminal: FakeTerminal, **changed: Any) -> Sent:
    """A fridge at 8,999 (with the discount) and two kettles at 100."""
    coupon = platform.claim("李四")
    lines = [item(899_900, serial="SN1"), item(10_000, quantity=2, name="水壶")]
    return terminal.request(coupon, platform.code(coupon), at=OPENING, items=lines, **changed)


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
