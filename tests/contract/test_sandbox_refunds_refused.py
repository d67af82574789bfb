"""Every refund the platform refuses, with its code and evidence."""

import json
from datetime import datetime
from typing import Any

import pytest

from tests.contract.conftest import OPENING, Platform
from tests.contract.refund_side import (
    NEXT_DAY,
    USED,
    everything,
    two_items,
    void,
)
from tests.contract.terminal_side import RECORD, FakeTerminal, canonical, new_id


def test_nothing_is_taken_back_twice(platform: Platform, terminal: FakeTerminal) -> None:
    request = platform.request(terminal)
    terminal.send(request, everything(terminal, request, at=NEXT_DAY))
    for again in (
        everything(terminal, request, at=NEXT_DAY),
        everything(terminal, request, at=NEXT_DAY, kind="split"),
        void(terminal, request, at=NEXT_DAY),
        terminal.reversal(request, at=NEXT_DAY),
    ):
        answer = terminal.ask(again)
        assert (answer["code"], answer["evidence"]) == ("already_refunded", {})


@pytest.mark.parametrize("first", ["partial", "void"])
def test_what_was_taken_back_in_part_is_neither_reversed_nor_voided(
    platform: Platform, terminal: FakeTerminal, first: str
) -> None:
    request = two_items(platform, terminal)
    kettle = terminal.refund(
        request, "partial", at=NEXT_DAY, units={1: 1}, refund_fen=10_000, subsidy_back_fen=0
    )
    taken = kettle if first == "partial" else void(terminal, request, at=NEXT_DAY)
    later = (terminal.reversal(request, at=NEXT_DAY), void(terminal, request, at=NEXT_DAY))
    answers = terminal.send(request, taken, *later)
    codes = [answer["code"] for answer in answers]
    assert codes == ["", "", "already_refunded", "already_refunded"]


def test_goods_of_a_voided_redemption_go_back_without_coupon_or_subsidy(
    platform: Platform, terminal: FakeTerminal
) -> None:
    request = platform.request(terminal)
    refund = everything(terminal, request, at=NEXT_DAY, subsidy_back_fen=0)
    answer = terminal.send(request, void(terminal, request, at=OPENING), refund)[2]
    assert answer["evidence"] == USED | {"refund_fen": 840_000, "subsidy_back_fen": 0}
    assert [held["state"] for held in platform.redemptions()] == ["refunded"]


@pytest.mark.parametrize(
    ("units", "evidence"),
    [
        ({1: 3}, {"line": 1, "left": 2}),
        ({0: 2}, {"line": 0, "left": 1}),
        ({0: 1, 1: 3}, {"line": 1, "left": 2}),
        ({2: 1}, {"line": 2, "left": 0}),
    ],
)
def test_more_than_was_sold_never_goes_back(
    platform: Platform, terminal: FakeTerminal, units: dict[int, int], evidence: dict[str, int]
) -> None:
    request = two_items(platform, terminal)
    asked = terminal.refund(
        request, "partial", at=NEXT_DAY, units=units, refund_fen=1, subsidy_back_fen=0
    )
    answer = terminal.send(request, asked)[1]
    assert (answer["code"], answer["evidence"]) == ("refund_exceeds", evidence)
    assert platform.redemptions()[0]["refunds"] == []


def test_units_that_are_back_count_as_gone(platform: Platform, terminal: FakeTerminal) -> None:
    request = two_items(platform, terminal)
    one_more = [
        terminal.refund(
            request, "partial", at=NEXT_DAY, units={1: n}, refund_fen=10_000 * n, subsidy_back_fen=0
        )
        for n in (1, 2, 1, 1)
    ]
    answers = terminal.send(request, *one_more)[1:]
    assert [answer["code"] for answer in answers] == ["", "refund_exceeds", "", "already_refunded"]
    assert answers[1]["evidence"] == {"line": 1, "left": 1}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "partial"},
        {"kind": "split"},
        {"refund_fen": 840_001},
        {"refund_fen": 900_000, "subsidy_back_fen": 0},
        {"subsidy_back_fen": 59_999},
    ],
)
def test_a_wrong_kind_or_sum_is_declined_with_the_platforms_own(
    platform: Platform, terminal: FakeTerminal, wrong: dict[str, Any]
) -> None:
    request = platform.request(terminal)
    refused = terminal.send(request, everything(terminal, request, at=NEXT_DAY, **wrong))[1]
    right = {"kind": "full", "refund_fen": 840_000, "subsidy_back_fen": 60_000}
    assert (refused["code"], refused["evidence"]) == ("amounts_wrong", right)
    assert terminal.ask(everything(terminal, request, at=NEXT_DAY))["outcome"] == "confirmed"


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "exchange"},
        {"kind": "void"},
        {"units": {}},
        {"units": {0: 0}},
        {"units": {-1: 1}},
        {"refund_fen": -1},
        {"usable_from": "tomorrow"},
        {"sale_id": "9" * 24},
        {"units_sent": [{"line": 0, "quantity": 1}] * 2},
    ],
)
def test_a_malformed_refund_is_declined(
    platform: Platform, terminal: FakeTerminal, broken: dict[str, Any]
) -> None:
    request = platform.request(terminal)
    twice = broken.pop("units_sent", None)
    refund = everything(terminal, request, at=NEXT_DAY, **broken)
    if twice is not None:
        row = json.loads(refund.body)
        refund = terminal.signed(
            canonical(row | {"data": row["data"] | {"units": twice}}), row["id"]
        )
    assert terminal.send(request, refund)[1]["code"] == "event_malformed"


def test_a_refund_has_a_refunds_id(platform: Platform, terminal: FakeTerminal) -> None:
    request = platform.request(terminal)
    wrong = new_id(RECORD, datetime.fromisoformat(NEXT_DAY))
    refund = everything(terminal, request, at=NEXT_DAY, event_id=wrong)
    assert terminal.send(request, refund)[1]["code"] == "event_malformed"


def test_a_refund_that_names_another_sale_or_coupon_raises_an_alarm(
    platform: Platform, terminal: FakeTerminal
) -> None:
    request, declined = (
        platform.request(terminal),
        platform.request(terminal, user="王五", at="2024-01-27T09:00:00.000+08:00"),
    )
    terminal.send(request, declined)
    foreign = json.loads(declined.body)["data"]
    for sold, name in ((request, "sale_id"), (request, "coupon_id"), (declined, "sale_id")):
        other = foreign[name] if sold is request else json.loads(request.body)["data"][name]
        refund = everything(terminal, sold, at=NEXT_DAY, **{name: other})
        assert terminal.ask(refund)["code"] == "event_malformed"
    assert platform.alarms() == ["contradiction"] * 3
