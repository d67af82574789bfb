"""The fault plan: what goes wrong, when, and that it goes wrong after the booking or before."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from terminal_app.sandbox.border import ConnectionCutError
from terminal_app.sandbox.embedded import SandboxProcess
from terminal_app.sandbox.faults import FaultPlanError, fault_plan_in
from tests.contract.conftest import OPENING, Platform
from tests.contract.terminal_side import FakeTerminal

EVENTS = "/v1/events"


def _plan(platform: Platform, *actions: str, **rule: Any) -> None:
    faults = [{"path": EVENTS, "action": action} | rule for action in actions]
    platform.call("PUT", "/faults", {"faults": faults})


def test_a_request_dropped_before_books_nothing_and_after_books_once(
    platform: Platform, terminal: FakeTerminal
) -> None:
    request = platform.request(terminal)
    batch = terminal.batch(request)
    _plan(platform, "drop_before", times=1)
    with pytest.raises(ConnectionCutError):
        terminal.post(EVENTS, batch)
    assert platform.redemptions() == []
    _plan(platform, "drop_after_booking", times=1)
    with pytest.raises(ConnectionCutError):
        terminal.post(EVENTS, batch)
    assert [held["effects"] for held in platform.redemptions()] == [1]
    answer = terminal.ask(request)
    assert (answer["outcome"], answer["repeat"]) == ("confirmed", True)


@pytest.mark.parametrize("action", ["status", "status_after_booking"])
@pytest.mark.parametrize("status", [429, 503])
def test_not_now_says_when_to_come_back(
    platform: Platform, terminal: FakeTerminal, action: str, status: int
) -> None:
    request = platform.request(terminal)
    _plan(platform, f"{action}:{status}")
    response = terminal.post(EVENTS, terminal.batch(request))
    assert (response.status_code, response.headers["retry-after"]) == (status, "2")
    assert len(platform.redemptions()) == (1 if action == "status_after_booking" else 0)


def test_spoilt_answers_are_spoilt_after_the_booking(
    platform: Platform, terminal: FakeTerminal
) -> None:
    request = platform.request(terminal)
    batch = terminal.batch(request)
    _plan(platform, "html", "garbage", "unsigned", times=1)
    portal, garbage, unsigned = (terminal.post(EVENTS, batch) for _ in range(3))
    assert portal.headers["content-type"].startswith("text/html")
    assert b"\x00" in garbage.content
    assert unsigned.json()["answers"][0].endswith(".")
    assert terminal.ask(request)["repeat"] is True


def test_a_stale_answer_is_the_one_before(platform: Platform, terminal: FakeTerminal) -> None:
    first, second = platform.request(terminal, user="甲"), platform.request(terminal, user="乙")
    terminal.ask(first)
    _plan(platform, "stale_answer", times=1)
    stale = terminal.post(EVENTS, terminal.batch(second)).json()["answers"][0]
    assert terminal.opened(stale, "answer+jws")["event_id"] == first.id
    assert terminal.ask(second)["repeat"] is True


def test_a_rule_lets_some_pass_and_ends(platform: Platform, terminal: FakeTerminal) -> None:
    _plan(platform, "status:503", after=1, times=2)
    statuses = [terminal.post(EVENTS, terminal.batch()).status_code for _ in range(5)]
    assert statuses == [200, 503, 503, 200, 200]


def test_rules_match_method_and_path(platform: Platform, terminal: FakeTerminal) -> None:
    faults = [{"path": "/v1/co*", "method": "GET", "action": "status:500"}]
    platform.call("PUT", "/faults", {"faults": faults})
    assert terminal.get("/v1/coupons/changes").status_code == 500
    asked = {"code": "6901234567892"}
    assert terminal.post("/v1/coupons/inspect", asked).status_code == 422
    assert terminal.get("/v1/campaign").status_code == 200


def test_the_plan_itself_can_always_be_ended(platform: Platform) -> None:
    everything = {"faults": [{"path": "/*", "action": "status:503"}]}
    platform.call("PUT", "/faults", everything)
    assert platform.http.get("/v1/time?nonce=n").status_code == 503
    platform.call("PUT", "/faults", {})
    assert platform.http.get("/v1/time?nonce=n").status_code == 200


def test_a_plan_sets_the_clock(platform: Platform, terminal: FakeTerminal) -> None:
    now = "2024-02-01T23:59:59.999+08:00"
    platform.call("PUT", "/faults", {"clock": {"now": now, "running": False}})
    body = platform.http.get("/v1/time?nonce=n").json()
    assert terminal.opened(body["time"], "time+jws")["now"] == now


@pytest.mark.parametrize(
    "rule",
    [
        {"action": "explode"},
        {"action": "status"},
        {"action": "status:200"},
        {"action": "delay:-1"},
        {"action": "delay:9999999"},
        {"action": "truncate:3"},
        {"action": "html", "times": 0},
        {"action": "html", "colour": "red"},
    ],
)
def test_a_plan_nobody_can_follow_is_refused_and_leaves_the_old_one(
    platform: Platform, terminal: FakeTerminal, rule: dict[str, Any]
) -> None:
    _plan(platform, "status:503")
    plan = {"faults": [{"path": EVENTS} | rule]}
    assert platform.call("PUT", "/faults", plan, status=422)["code"] == "request_invalid"
    assert terminal.post(EVENTS, terminal.batch()).status_code == 503


def test_a_plan_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    with pytest.raises(FaultPlanError, match=r"plan\.json"):
        fault_plan_in(file)
    file.write_text('{"faults": [{"path": "/v1/events"}]}')
    with pytest.raises(FaultPlanError, match=r"faults\.0\.action"):
        fault_plan_in(file)


def test_on_the_wire_a_cut_is_a_cut(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    faults = [
        {"path": "/v1/time", "action": "drop_before", "times": 1},
        {"path": "/v1/time", "action": "truncate", "times": 1},
        {"path": "/v1/time", "action": "delay:30", "times": 1},
    ]
    clock = {"now": OPENING, "running": False}
    plan.write_text(json.dumps({"clock": clock, "faults": faults}), encoding="utf-8")
    with (
        SandboxProcess(data_dir=tmp_path, faults=plan) as sandbox,
        httpx.Client(base_url=sandbox.url, trust_env=False) as http,
    ):
        with pytest.raises(httpx.TransportError):
            http.get("/v1/time?nonce=n")
        with pytest.raises(httpx.TransportError):
            http.get("/v1/time?nonce=n")
        third = http.get("/v1/time?nonce=n")
        assert third.headers["date"] == "Sat, 27 Jan 2024 02:00:00 GMT"
    assert "Traceback" not in (tmp_path / "sandbox.log").read_text()
