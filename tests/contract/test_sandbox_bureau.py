"""What the commerce bureau gets: every figure, and nothing by which a person could be found."""

import csv
import io
import json
import re
from typing import Any

import pytest

from terminal_app.sandbox.bureau import FIELDS, split
from tests.contract.conftest import OPENING, Opener, Platform
from tests.contract.refund_side import everything
from tests.contract.terminal_side import FakeTerminal, item

SPAN = "?from=2024-01-27&to=2024-01-28"
CANARIES = {
    "device": "CANARY-DEVICE-77",
    "phone": "13812345678",
    "bank_phone": "13998765432",
    "card": "6217002340001234567",
    "id_number": "37152119900307123X",
    "account": "canary@example.cn",
}


def report(platform: Platform, span: str = SPAN) -> dict[str, Any]:
    told: dict[str, Any] = platform.call("GET", f"/bureau/redemptions{span}")
    return told


def sheet(platform: Platform, span: str = SPAN) -> bytes:
    answer = platform.http.get(
        f"/sandbox/bureau/redemptions{span}&format=csv", headers=platform.admin
    )
    assert answer.status_code == 200
    return answer.content


@pytest.fixture
def sold(platform: Platform, terminal: FakeTerminal) -> list[str]:
    """A sale whose item, serial number and refund note carry what a careless hand may type there."""
    coupon = platform.claim(CANARIES)
    code = platform.code(coupon)
    lines = [item(900_000, serial="SN13812345678", name="冰箱 张三 13812345678 37152119900307123X")]
    first = terminal.request(coupon, code, at=OPENING, items=lines)
    second = platform.request(terminal, user="李四")
    terminal.send(first, second)
    back = everything(terminal, second, at=OPENING, clause="退给 13998765432")
    assert terminal.ask(back)["outcome"] == "confirmed"
    data = [json.loads(one.body)["data"] for one in (first, second)]
    return [
        *CANARIES.values(),
        *(name for one in data for name in (one["coupon_id"], one["sale_id"], one["token"])),
        code,
        first.id,
        second.id,
        back.id,
        coupon["wallet"].rsplit("/", 1)[-1],
        "张三",
        "SN138",
    ]


def test_no_planted_canary_leaves_in_any_form(platform: Platform, sold: list[str]) -> None:
    told = json.dumps(report(platform), ensure_ascii=False)
    for content in (told, sheet(platform).decode("utf-8-sig")):
        assert "138****5678" in content
        for canary in sold:
            assert canary not in content
        assert not re.search(r"(?<!\d)1\d{10}(?!\d)|\d{15,}", content)


def test_only_fields_of_the_allow_list_leave(platform: Platform, sold: list[str]) -> None:
    told = report(platform)
    assert told["fields"] == list(FIELDS)
    assert [tuple(row) for row in told["rows"]] == [FIELDS, FIELDS]


def test_a_pseudonym_is_the_same_in_every_export_and_another_platforms_is_not(
    platform: Platform, sold: list[str], opened: Opener
) -> None:
    rows = report(platform)["rows"]
    assert report(platform, "?from=2024-01-27&to=2024-01-27")["rows"] == rows
    assert len({row["holder"] for row in rows}) == 2
    other = opened()
    terminal = other.terminal()
    terminal.ask(other.request(terminal, user="李四"))
    assert {row["holder"] for row in report(other)["rows"]}.isdisjoint(
        row["holder"] for row in rows
    )


def test_one_holders_coupons_can_be_counted_without_knowing_the_holder(
    platform: Platform, terminal: FakeTerminal
) -> None:
    for type_id in (600, 500):
        coupon = platform.claim("王五", type_id)
        terminal.ask(terminal.request(coupon, platform.code(coupon), at=OPENING))
    rows = report(platform)["rows"]
    assert len({row["holder"] for row in rows}) == 1
    assert len({row["coupon"] for row in rows}) == 2


def test_the_subsidy_is_split_15_to_1_and_adds_up(platform: Platform, sold: list[str]) -> None:
    totals = report(platform)["totals"]
    assert (totals["redemptions"], totals["discount_yuan"]) == (2, "1200.00")
    assert totals["subsidy_back_yuan"] == "600.00"
    assert [
        (payer["given_yuan"], payer["back_yuan"], payer["net_yuan"]) for payer in totals["payers"]
    ] == [
        ("1125.00", "562.50", "562.50"),
        ("75.00", "37.50", "37.50"),
    ]


@pytest.mark.parametrize("amount_fen", [0, 1, 7, 8, 15, 16, 17, 30_000, 99_999, 10**12 + 1])
def test_a_split_loses_no_fen_and_stays_within_one_of_its_share(amount_fen: int) -> None:
    province, bank = split(amount_fen, [75_000_000, 5_000_000])
    assert province + bank == amount_fen
    assert abs(16 * province - 15 * amount_fen) < 16


def test_the_sheet_says_what_the_json_says(platform: Platform, sold: list[str]) -> None:
    content = sheet(platform)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    told = report(platform)
    assert [dict(zip(lines[0], line, strict=True)) for line in lines[1:3]] == told["rows"]
    assert ["discount_yuan", "1200.00"] in lines


def test_no_cell_of_the_sheet_is_a_formula(opened: Opener) -> None:
    store = {"id": "S1", "name": '=HYPERLINK("http://x","点我")'}
    platform = opened(stores=[store])
    terminal = platform.terminal()
    terminal.ask(platform.request(terminal))
    for line in csv.reader(io.StringIO(sheet(platform).decode("utf-8-sig"))):
        assert not any(cell.startswith(("=", "+", "@")) for cell in line)


@pytest.mark.parametrize(
    ("span", "status", "code"),
    [
        ("?from=2024-01-28&to=2024-01-27", 422, "span_invalid"),
        ("?from=2020-01-01&to=2024-01-27", 422, "span_invalid"),
        ("?from=2024-01-27&to=now", 400, "date_unreadable"),
        ("?from=2024-01-27", 422, "request_invalid"),
        ("?from=2024-01-27&to=2024-01-27&format=xml", 422, "request_invalid"),
    ],
)
def test_a_span_that_is_none_is_refused(
    platform: Platform, span: str, status: int, code: str
) -> None:
    refused = platform.call("GET", f"/bureau/redemptions{span}", status=status)
    assert refused["code"] == code


def test_nobody_without_the_admin_token_gets_any(platform: Platform) -> None:
    assert platform.http.get(f"/sandbox/bureau/redemptions{SPAN}").status_code == 401
