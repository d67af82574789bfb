"""Every call of the sandbox's own interface document, asked with junk: refused in form, never a defect."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from terminal_app.sandbox.problems import MEDIA_TYPE
from tests.contract.conftest import Platform
from tests.contract.terminal_side import FakeTerminal

JUNK_TEXTS = (
    "",
    "0",
    "-1",
    "2024-01-27",
    "9" * 400,
    "２０２４",
    "../../etc/passwd",
    "' OR 1=1 --",
    "\u0000",
    "\u202e券\ufeff",
    "%ff%fe",
)
JUNK_BODIES: tuple[Any, ...] = (
    None,
    7,
    "text",
    [],
    {},
    {"now": "heute", "running": 1},
    {"faults": [{"path": 7}], "statements": [{"fault": "x"}]},
    {"type": -1, "user": {"name": "x" * 100}},
    {"coupon_id": "\u0000", "code": "", "state": "lost", "automatic": "yes", "date": "x"},
    {"head": {"sequence": -1, "hash": "zz"}, "events": [{"body": "{}", "signature": ""}]},
    {"store_id": "\u0000", "uses_max": 0, "reason": "x" * 1000, "public_key": "x" * 43},
)


def _filled(path: str, junk: str) -> str:
    escaped = "".join(f"%{byte:02x}" for byte in junk.encode()) or "-"
    while "{" in path:
        start, _, rest = path.partition("{")
        path = start + escaped + rest.partition("}")[2]
    return path


def _requests(
    document: dict[str, Any], under: str
) -> Iterator[tuple[str, str, dict[str, str], Any]]:
    for path, calls in document["paths"].items():
        if not path.startswith(under):
            continue
        for method, call in calls.items():
            named = [one["name"] for one in call.get("parameters", ()) if one["in"] == "query"]
            for junk in JUNK_TEXTS:
                yield method, _filled(path, junk), dict.fromkeys(named, junk), {}
            if "requestBody" in call:
                for body in JUNK_BODIES:
                    yield method, _filled(path, "S1"), {}, body


@pytest.mark.parametrize(
    ("asker", "under"), [("nobody", "/v1"), ("terminal", "/v1"), ("admin", "/sandbox")]
)
def test_no_call_breaks_on_junk_whoever_asks(
    platform: Platform, terminal: FakeTerminal, asker: str, under: str
) -> None:
    document = platform.http.get("/openapi.json").json()
    who = {"nobody": {}, "admin": platform.admin, "terminal": terminal.bearer()}[asker]
    asked = 0
    for method, path, query, body in _requests(document, under):
        answer = platform.http.request(method, path, params=query, json=body, headers=who)
        asked += 1
        assert answer.status_code < 500, (method, path, query, body, answer.text)
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == MEDIA_TYPE, (method, path)
            assert json.loads(answer.content)["code"], (method, path)
    assert asked > 100


def test_every_status_a_call_answers_junk_with_is_documented(
    platform: Platform, terminal: FakeTerminal
) -> None:
    document = platform.http.get("/openapi.json").json()
    for path, calls in document["paths"].items():
        for method, call in calls.items():
            for junk in JUNK_TEXTS[1:7]:
                answer = platform.http.request(method, _filled(path, junk), headers=platform.admin)
                if answer.headers["content-type"] != MEDIA_TYPE:
                    continue
                said = (answer.status_code, answer.json()["code"])
                is_another_route = said in ((404, "not_found"), (405, "method_not_allowed"))
                assert is_another_route or str(said[0]) in call["responses"], (method, path, said)
