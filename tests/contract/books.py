"""A day at the platform, written straight into its books: for days too long to be sold one by one."""

import json
from typing import Any

from sqlalchemy import insert

from terminal_app.sandbox.clock import instant_ms
from terminal_app.sandbox.digits import luhn_digit
from terminal_app.sandbox.tables import changes, coupons, events, redemptions
from tests.contract.conftest import Platform

NOON = "2024-01-28T12:00:00.000+08:00"


def checked(body: str) -> str:
    return body + luhn_digit(body)


def book_day(platform: Platform, count: int, *, store_id: str, at: str = NOON) -> None:
    """So many redemptions of one day, a second apart, each of a coupon of its own."""
    lines = [_lines(number, store_id, instant_ms(at) + number * 1000) for number in range(count)]
    with platform.office.database.booking() as connection:
        for table, place in ((coupons, 0), (redemptions, 1), (events, 2), (changes, 3)):
            connection.execute(insert(table), [line[place] for line in lines])


def _lines(number: int, store_id: str, at_ms: int) -> tuple[dict[str, Any], ...]:
    redemption_id = checked(f"91240128120000{number:09d}")
    coupon_id = checked(f"8{number:014d}")
    gross_fen = 700_000 + number * 137 % 500_000
    coupon = {
        "id": coupon_id,
        "type_id": 500,
        "round_number": 1,
        "state": "usable",
        "wallet": f"wallet-of-{number:09d}",
        "holder_masked": "138****1234",
        "holder_tag": f"{number:06x}"[-6:],
        "claimed_at_ms": at_ms - 1000,
    }
    item = {"name": "冰箱", "unit_price_fen": gross_fen, "quantity": 1, "serial_number": None}
    redemption = {
        "id": redemption_id,
        "coupon_id": coupon_id,
        "sale_id": checked(f"90240128120000{number:09d}"),
        "terminal_id": "T" + "9" * 19,
        "store_id": store_id,
        "state": "confirmed",
        "holds_coupon": True,
        "holds_serial": True,
        "serial_number": None,
        "gross_fen": gross_fen,
        "discount_fen": 50_000,
        "payable_fen": gross_fen - 50_000,
        "paid_left_fen": gross_fen - 50_000,
        "subsidy_left_fen": 50_000,
        "items": json.dumps([item]),
        "anchor_line": 0,
        "at_ms": at_ms,
    }
    event = {
        "id": redemption_id,
        "terminal_id": redemption["terminal_id"],
        "kind": "redemption_requested",
        "body": json.dumps({"operator_id": "zhang"}),
        "body_sha256": "0" * 64,
        "signature": "",
        "outcome": "confirmed",
        "code": "",
        "evidence": "{}",
        "decided_at_ms": at_ms + 500,
    }
    change = {
        "cursor": number + 1,
        "coupon_id": coupon_id,
        "state": "used",
        "redemption_id": redemption_id,
        "at_ms": at_ms + 500,
    }
    return coupon, redemption, event, change
