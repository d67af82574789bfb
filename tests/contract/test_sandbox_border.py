"""What every request meets: bounds, strict JSON, problem details, the documented interface."""

import json
from typing import Any

import pytest

from tests.contract.conftest import Platform
from tests.contract.terminal_side import FakeTerminal


def _problem(response: Any) -> tuple[int, str]:
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == response.status_code
    assert problem["detail"]
    return response.status_code, problem["code"]


def test_what_is_not_there_is_a_problem_too(platform: Platform) -> None:
    assert _problem(platform.http.get("/v1/nothing")) == (404, "not_found")
    assert _problem(platform.http.delete("/v1/time")) == (405, "method_not_allowed")
    assert _problem(platform.http.get("/v1/time")) == (422, "request_invalid")
    assert _problem(platform.http.get("/docs")) == (404, "not_found")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"a":1,"a":2}',
        b'{"a":1.5}',
        b'{"a":NaN}',
        b'{"a":99999999999999999999}',
        b"[" * 100_000,
        b"\xff\xfe",
        b"[" * 40 + b"]" * 40,
        b'{"name":"\\ud800"}',
    ],
)
def test_loose_json_is_refused_before_any_route(platform: Platform, body: bytes) -> None:
    response = platform.http.post("/v1/enrolments", content=body)
    assert _problem(response) == (400, "json_malformed")


def test_a_body_is_bounded(platform: Platform) -> None:
    head, tail = b'{"activation_code":"', b'"}'
    most = head + b"x" * (256 * 1024 - len(head) - len(tail)) + tail
    json_type = {"Content-Type": "application/json"}
    fits = platform.http.post("/v1/enrolments", content=most, headers=json_type)
    assert _problem(fits) == (422, "request_invalid")
    over = platform.http.post("/v1/enrolments", content=most + b" ", headers=json_type)
    assert _problem(over) == (413, "body_too_large")


def test_a_refusal_does_not_repeat_what_was_sent(platform: Platform) -> None:
    secret = "13912345678" * 9
    body = {"user": {"phone": secret}, "type": 600}
    response = platform.http.post("/sandbox/claims", json=body, headers=platform.admin)
    assert _problem(response) == (422, "request_invalid")
    assert secret not in response.text


def test_a_true_is_not_a_number(platform: Platform) -> None:
    body = {"user": {"name": "李四"}, "type": True}
    response = platform.http.post("/sandbox/claims", json=body, headers=platform.admin)
    assert _problem(response) == (422, "request_invalid")


def test_the_interface_is_described_with_every_refusal(
    platform: Platform, terminal: FakeTerminal
) -> None:
    described = platform.http.get("/openapi.json").json()["paths"]
    for path in (
        "/v1/enrolments",
        "/v1/time",
        "/v1/campaign",
        "/v1/coupons/changes",
        "/v1/coupons/inspect",
        "/v1/events",
        "/v1/sales/{sale_id}",
        "/sandbox/claims",
        "/sandbox/presentations",
        "/sandbox/stores/{store_id}/suspension",
        "/sandbox/coupons/{coupon_id}/state",
        "/sandbox/activation-codes",
        "/sandbox/clock",
        "/sandbox/faults",
        "/sandbox/redemptions",
        "/sandbox/wallet/{link}",
    ):
        assert path in described
    for path in ("/v1/campaign", "/v1/events"):
        for call in described[path].values():
            assert {"200", "401", "403", "422", "503"} <= set(call["responses"])
    assert "cdn" not in json.dumps(described)


def test_the_front_page_tells_nothing_secret(platform: Platform) -> None:
    text = platform.http.get("/sandbox/").text
    identity = platform.office.identity
    assert "培训" in text
    assert identity.admin_token not in text
    assert identity.activation_code not in text


def test_every_answer_forbids_keeping_it(platform: Platform) -> None:
    assert platform.http.get("/v1/time?nonce=n").headers["cache-control"] == "no-store"
