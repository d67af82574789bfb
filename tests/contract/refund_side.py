"""Refunds as a terminal asks for them, with sums worked out by hand."""

from typing import Any

from tests.contract.conftest import OPENING, Platform
from tests.contract.terminal_side import FakeTerminal, Sent, item

NEXT_DAY = "2024-01-28T11:00:00.000+08:00"
LAST_MOMENT = "2024-02-01T23:59:59.999+08:00"
ROUND_END = "2024-02-02T00:00:00.000+08:00"
DAY_AFTER = "2024-02-03T09:00:00.000+08:00"
SERIAL = [item(900_000, serial="SN1")]
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


def coupon_changes(terminal: FakeTerminal) -> list[tuple[str, str, str]]:
    told = terminal.get("/v1/coupons/changes").json()["changes"]
    return [
        (one["state"], one["redemption_id"], one["at"])
        for one in terminal.opened(told, "changes+jws")["changes"]
    ]
