"""Enrolment, who is asking, and the calls that only read."""

import hashlib
from typing import Any

import jwt
import pytest

from tests.contract.conftest import OPENING, Opener, Platform
from tests.contract.terminal_side import FakeTerminal, item

STORE = "S371502001"


def test_enrolment_makes_a_terminal_of_the_codes_store(platform: Platform) -> None:
    terminal = platform.terminal()
    assert terminal.terminal_id.startswith("T")
    assert (terminal.store_id, terminal.campaign_id) == (STORE, "liaocheng-2024")
    assert {key["kid"][:2] for key in terminal.keys.values()} == {"54"}


def test_the_same_key_with_the_same_code_is_the_same_terminal(platform: Platform) -> None:
    terminal = platform.terminal()
    body = terminal.enrolment(platform.office.identity.activation_code)
    again = platform.http.post("/v1/enrolments", json=body)
    assert (again.status_code, again.json()["terminal_id"]) == (201, terminal.terminal_id)


def test_the_printed_code_enrols_any_number_and_a_further_one_only_one(platform: Platform) -> None:
    assert platform.terminal().terminal_id != platform.terminal().terminal_id
    asked = {"store_id": "S371581001"}
    code = platform.call("POST", "/activation-codes", asked, status=201)["activation_code"]
    assert platform.terminal(code).store_id == "S371581001"
    second = FakeTerminal(platform.http).enrolment(code)
    _expect(platform.http.post("/v1/enrolments", json=second), 409, "activation_code_used")


def test_enrolment_takes_a_known_code_a_real_key_and_its_proof(platform: Platform) -> None:
    terminal = FakeTerminal(platform.http)
    code = platform.office.identity.activation_code
    good = terminal.enrolment(code)
    unknown = terminal.enrolment("0000-0000-0000")
    _expect(platform.http.post("/v1/enrolments", json=unknown), 403, "activation_code_unknown")
    stolen = good | {"proof": FakeTerminal(platform.http).enrolment(code)["proof"]}
    _expect(platform.http.post("/v1/enrolments", json=stolen), 422, "proof_wrong")
    no_key = good | {"public_key": "!" * 43}
    _expect(platform.http.post("/v1/enrolments", json=no_key), 422, "public_key_invalid")
    terminal.enrol(code)
    other = platform.call("POST", "/activation-codes", {}, status=201)["activation_code"]
    twice = terminal.enrolment(other)
    _expect(platform.http.post("/v1/enrolments", json=twice), 409, "key_enrolled")


def _expect(response: Any, status: int, code: str) -> None:
    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, response.json()["code"]) == (status, code)


def test_a_token_is_checked_claim_by_claim(platform: Platform, terminal: FakeTerminal) -> None:
    now = terminal.now_s()
    wrong: list[dict[str, Any]] = [
        {"iss": "T0000000000"},
        {"aud": "somebody-else"},
        {"exp": now + 301},
        {"exp": now},
        {"exp": None},
        {"iat": float(now)},
    ]
    for changed in wrong:
        response = platform.http.get("/v1/campaign", headers=terminal.bearer(**changed))
        _expect(response, 401, "token_invalid")
    longest = terminal.bearer(exp=now + 300)
    assert platform.http.get("/v1/campaign", headers=longest).status_code == 200


def test_a_token_of_nobody_or_of_another_algorithm_is_invalid(
    platform: Platform, terminal: FakeTerminal
) -> None:
    now = terminal.now_s()
    claims = {"iss": terminal.terminal_id, "aud": "coupon-platform", "iat": now, "exp": now + 60}
    claims["jti"] = "j"
    head = {"kid": terminal.terminal_id}
    tokens = [
        jwt.encode(claims, terminal.public_key, algorithm="HS256", headers=head),
        jwt.encode(claims, None, algorithm="none", headers=head),
        jwt.encode(claims, terminal.key, algorithm="EdDSA"),
        jwt.encode(claims, FakeTerminal(platform.http).key, algorithm="EdDSA", headers=head),
        jwt.encode(claims, terminal.key, algorithm="EdDSA", headers={"kid": "\ud800"}),
        "not.a.token",
    ]
    for token in tokens:
        bearer = {"Authorization": f"Bearer {token}"}
        _expect(platform.http.get("/v1/campaign", headers=bearer), 401, "token_invalid")
    _expect(platform.http.get("/v1/campaign"), 401, "token_invalid")


@pytest.mark.parametrize(("skew_s", "code"), [(300, ""), (-300, ""), (301, "clock_skew")])
def test_a_clock_too_far_off_is_told_so(
    platform: Platform, terminal: FakeTerminal, skew_s: int, code: str
) -> None:
    bearer = terminal.bearer(now=terminal.now_s() + skew_s)
    response = platform.http.get("/v1/campaign", headers=bearer)
    assert response.json().get("code", "") == code


def test_a_revoked_terminal_gets_nothing(platform: Platform, terminal: FakeTerminal) -> None:
    platform.call("POST", f"/terminals/{terminal.terminal_id}/revocation", {})
    _expect(terminal.get("/v1/campaign"), 403, "terminal_revoked")
    request = platform.request(terminal)
    _expect(terminal.post("/v1/events", terminal.batch(request)), 403, "terminal_revoked")
    assert platform.redemptions() == []


def test_time_is_told_with_the_askers_nonce_and_in_the_date_header(
    platform: Platform, terminal: FakeTerminal
) -> None:
    response = platform.http.get("/v1/time?nonce=abc123")
    told = terminal.opened(response.json()["time"], "time+jws")
    assert told == {"nonce": "abc123", "now": OPENING}
    assert response.headers["date"] == "Sat, 27 Jan 2024 02:00:00 GMT"
    assert set(response.json()) == {"time"}


def test_the_campaign_is_handed_out_until_the_asker_has_it(
    platform: Platform, terminal: FakeTerminal
) -> None:
    document = terminal.opened(terminal.get("/v1/campaign").json()["campaign"], "campaign+jws")
    assert (document["format"], document["version"], document["environment"]) == (1, 1, "training")
    assert document["keys"] == list(terminal.keys.values())
    assert [release["quantities"] for release in document["rounds"]] == [
        {"300": 1600, "500": 400, "600": 200},
        None,
        None,
    ]
    assert sum(source["amount_fen"] for source in document["funding"]) == 80_000_000
    current = terminal.get("/v1/campaign?since=1").json()
    assert current["campaign"] is None
    assert terminal.opened(current["standing"], "standing+jws")["standing"] == "active"


def test_every_authenticated_answer_tells_the_standing(
    platform: Platform, terminal: FakeTerminal
) -> None:
    path = f"/stores/{terminal.store_id}/suspension"
    first = _standing(terminal)
    platform.call("POST", path, {"reason": "疑似套利"})
    second = _standing(terminal)
    platform.call("POST", path, {"reason": "again"})
    assert _standing(terminal)["serial"] == second["serial"], "suspending twice changes nothing"
    platform.call("DELETE", path)
    third = _standing(terminal)
    assert first["serial"] < second["serial"] < third["serial"]
    assert (second["standing"], second["reason"], second["since"]) == (
        "suspended",
        "疑似套利",
        OPENING,
    )
    assert (third["standing"], third["hotline"], third["store_id"]) == (
        "active",
        "95533",
        terminal.store_id,
    )


def _standing(terminal: FakeTerminal) -> dict[str, Any]:
    bodies = [
        terminal.get("/v1/campaign").json(),
        terminal.get("/v1/coupons/changes").json(),
        terminal.post("/v1/events", terminal.batch()).json(),
    ]
    first, *others = [terminal.opened(body["standing"], "standing+jws") for body in bodies]
    assert all(other == first for other in others)
    return first


def test_changes_are_told_once_each_from_a_cursor(
    platform: Platform, terminal: FakeTerminal
) -> None:
    coupon = platform.claim("李四")
    request = terminal.request(coupon, platform.code(coupon), at=OPENING)
    terminal.ask(request)
    first = _changes(terminal, "")
    assert [(one["coupon_id"], one["state"], one["redemption_id"]) for one in first["changes"]] == [
        (coupon["coupon_id"], "used", request.id)
    ]
    terminal.ask(terminal.reversal(request, at=OPENING))
    for state in ("frozen", "frozen", "revoked", "usable"):
        platform.call("POST", f"/coupons/{coupon['coupon_id']}/state", {"state": state})
    second = _changes(terminal, first["cursor"])
    assert [one["state"] for one in second["changes"]] == [
        "usable",
        "frozen",
        "revoked",
        "usable",
    ]
    assert second["since"] == first["cursor"]
    last = _changes(terminal, second["cursor"])
    assert (last["changes"], last["cursor"], last["more"]) == ([], second["cursor"], False)


def _changes(terminal: FakeTerminal, since: str) -> dict[str, Any]:
    body = terminal.get(f"/v1/coupons/changes?since={since}").json()
    return terminal.opened(body["changes"], "changes+jws")


def test_a_used_coupon_cannot_be_frozen(platform: Platform, terminal: FakeTerminal) -> None:
    coupon = platform.claim("李四")
    terminal.ask(terminal.request(coupon, platform.code(coupon), at=OPENING))
    path = f"/coupons/{coupon['coupon_id']}/state"
    assert platform.call("POST", path, {"state": "frozen"}, status=409)["code"] == "coupon_used"


def test_an_inspection_says_what_a_code_is_and_uses_nothing(
    platform: Platform, terminal: FakeTerminal
) -> None:
    coupon = platform.claim({"phone": "13800131234"})
    code = platform.code(coupon)
    response = terminal.post("/v1/coupons/inspect", {"code": code})
    said = terminal.opened(response.json()["inspection"], "inspection+jws")
    assert said == {
        "code_sha256": hashlib.sha256(code.encode()).hexdigest(),
        "coupon_id": coupon["coupon_id"],
        "type": 600,
        "round": 1,
        "state": "usable",
        "holder": "138****1234",
        "valid_until": "2024-02-02T00:00:00.000+08:00",
    }
    terminal.ask(terminal.request(coupon, code, at=OPENING))
    again = terminal.post("/v1/coupons/inspect", {"code": code}).json()["inspection"]
    assert terminal.opened(again, "inspection+jws")["state"] == "used"
    foreign = terminal.post("/v1/coupons/inspect", {"code": "https://example.com"})
    _expect(foreign, 422, "token_forged")


def test_a_sale_is_told_to_its_own_store_only(platform: Platform, terminal: FakeTerminal) -> None:
    coupon = platform.claim("李四")
    lines = [item(900_000, serial="SN1"), item(5_000, quantity=2, name="遥控器")]
    request = terminal.request(coupon, platform.code(coupon), at=OPENING, items=lines)
    terminal.ask(request)
    sale_id = platform.redemptions()[0]["sale_id"]
    till_two = platform.terminal()
    sale = till_two.opened(till_two.get(f"/v1/sales/{sale_id}").json()["sale"], "sale+jws")
    assert (sale["state"], sale["items"], sale["anchor_line"]) == ("confirmed", lines, 0)
    assert (sale["gross_fen"], sale["discount_fen"], sale["payable_fen"]) == (
        910_000,
        60_000,
        850_000,
    )
    assert (sale["redemption_id"], sale["coupon_id"]) == (request.id, coupon["coupon_id"])
    asked = {"store_id": "S371581001"}
    code = platform.call("POST", "/activation-codes", asked, status=201)["activation_code"]
    _expect(platform.terminal(code).get(f"/v1/sales/{sale_id}"), 403, "sale_elsewhere")
    unknown = sale_id[:-1] + str((int(sale_id[-1]) + 1) % 10)
    _expect(terminal.get(f"/v1/sales/{unknown}"), 404, "sale_unknown")


def test_the_admins_calls_take_the_admin_token(platform: Platform, terminal: FakeTerminal) -> None:
    for headers in ({}, {"Authorization": "Bearer guess"}, terminal.bearer()):
        _expect(platform.http.get("/sandbox/redemptions", headers=headers), 401, "token_invalid")


def test_a_reopened_folder_is_the_same_platform(opened: Opener) -> None:
    first = opened()
    terminal = first.terminal()
    request = first.request(terminal)
    terminal.ask(request)
    second = opened()
    assert second.office.identity.admin_token == first.office.identity.admin_token
    terminal.http = second.http
    assert terminal.ask(request)["repeat"] is True
    assert second.office.campaign.version == 1


def test_a_changed_campaign_is_the_next_version(opened: Opener) -> None:
    first = opened()
    terminal = first.terminal()
    types = [dict(kind) for kind in first.office.campaign.document["types"]]
    second = opened(types=[*types, {"id": 800, "threshold_fen": 1_000_000, "face_fen": 80_000}])
    terminal.http = second.http
    document = terminal.opened(
        terminal.get("/v1/campaign?since=1").json()["campaign"], "campaign+jws"
    )
    assert (document["version"], len(document["types"])) == (2, 4)
