"""What a terminal tells of itself: a new key and its end, from a second writing of the protocol's other side."""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.contract.conftest import OPENING, Platform
from tests.contract.terminal_side import FakeTerminal, Sent, b64


def public(key: Ed25519PrivateKey) -> str:
    return b64(key.public_key().public_bytes_raw())


def rotation(
    terminal: FakeTerminal, new: Ed25519PrivateKey, *, prover: Ed25519PrivateKey | None = None
) -> Sent:
    """The last row that the terminal's key signs."""
    previous = public(terminal.key)
    told = f"{terminal.terminal_id}\n{previous}\n{public(new)}".encode()
    proof = b64((prover or new).sign(b"coupon-terminal/rotate/1\n" + told))
    data = {"previous_key": previous, "public_key": public(new), "proof": proof}
    return terminal.event("key_rotated", data, at=OPENING)


def told(platform: Platform, path: str, sent: Sent) -> Any:
    return platform.http.post(path, json=sent.to_json())


def word(terminal: FakeTerminal, response: Any) -> dict[str, Any]:
    assert response.status_code == 200, response.text
    return terminal.opened(response.json()["terminal"], "terminal+jws")


def test_a_new_key_signs_from_its_row_on_and_the_old_one_up_to_it(platform: Platform) -> None:
    terminal = platform.terminal()
    waiting = platform.request(terminal, user="甲")
    new = Ed25519PrivateKey.generate()
    row = rotation(terminal, new)
    said = word(terminal, told(platform, "/v1/keys", row))
    assert (said["state"], said["public_key"], said["nonce"]) == ("active", public(new), row.sha256)
    assert said["head"] == {"sequence": terminal.sequence, "hash": row.sha256}
    old_key, terminal.key = terminal.key, new
    after = platform.request(terminal, user="乙")
    outcomes = [one["outcome"] for one in terminal.send(waiting, after)]
    assert outcomes == ["confirmed", "confirmed"]
    terminal.key = old_key
    forged = platform.request(terminal, user="丙")
    terminal.key = new
    (answer,) = terminal.send(forged)
    assert (answer["outcome"], answer["code"]) == ("declined", "signature_wrong")
    assert platform.alarms() == ["signature_wrong"]


def test_the_new_key_signs_no_row_before_its_own(platform: Platform) -> None:
    terminal = platform.terminal()
    new, old = Ed25519PrivateKey.generate(), terminal.key
    terminal.key = new
    early = platform.request(terminal)
    terminal.key = old
    word(terminal, told(platform, "/v1/keys", rotation(terminal, new)))
    terminal.key = new
    (answer,) = terminal.send(early)
    assert (answer["outcome"], answer["code"]) == ("declined", "signature_wrong")


def test_the_same_rotation_again_is_one(platform: Platform) -> None:
    terminal = platform.terminal()
    new = Ed25519PrivateKey.generate()
    row = rotation(terminal, new)
    first = word(terminal, told(platform, "/v1/keys", row))
    again = word(terminal, told(platform, "/v1/keys", row))
    assert {**first, "issued_at": ""} == {**again, "issued_at": ""}
    assert platform.alarms() == []


def test_a_passport_by_a_key_that_was_given_up_is_refused_by_name(platform: Platform) -> None:
    terminal = platform.terminal()
    word(terminal, told(platform, "/v1/keys", rotation(terminal, Ed25519PrivateKey.generate())))
    for _ in range(2):
        refused = terminal.get("/v1/campaign?since=0")
        assert (refused.status_code, refused.json()["code"]) == (403, "key_replaced")
    assert platform.alarms() == ["key_replaced"]


def test_a_rotation_that_does_not_prove_itself_changes_nothing(platform: Platform) -> None:
    terminal = platform.terminal()
    stranger, new = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    unproven = told(platform, "/v1/keys", rotation(terminal, new, prover=stranger))
    assert unproven.json()["code"] == "proof_wrong"
    key, terminal.key = terminal.key, stranger
    foreign = told(platform, "/v1/keys", rotation(terminal, new))
    assert foreign.json()["code"] == "key_replaced"
    terminal.key = key
    known = platform.terminal()
    taken = told(platform, "/v1/keys", rotation(terminal, known.key))
    assert taken.json()["code"] == "key_known"
    torn = rotation(terminal, new)
    torn.signature = b64(stranger.sign(torn.body.encode()))
    assert told(platform, "/v1/keys", torn).json()["code"] == "signature_wrong"
    assert terminal.get("/v1/campaign?since=0").status_code == 200


def test_a_rotation_behind_rows_the_platform_knows_is_a_fork(platform: Platform) -> None:
    terminal = platform.terminal()
    behind = rotation(terminal, Ed25519PrivateKey.generate())
    terminal.send(platform.request(terminal))
    refused = told(platform, "/v1/keys", behind)
    assert (refused.status_code, refused.json()["code"]) == (409, "chain_forked")
    assert platform.alarms() == ["chain_forked"]
    assert terminal.get("/v1/campaign?since=0").status_code == 200


def test_a_terminal_that_retired_is_told_so_and_can_say_it_again(platform: Platform) -> None:
    terminal = platform.terminal()
    row = terminal.event("terminal_retired", {"reason": "门店关门"}, at=OPENING)
    assert word(terminal, told(platform, "/v1/retirement", row))["state"] == "retired"
    assert word(terminal, told(platform, "/v1/retirement", row))["state"] == "retired"
    refused = terminal.get("/v1/campaign?since=0")
    assert (refused.status_code, refused.json()["code"]) == (403, "terminal_retired")
    other = terminal.event("terminal_retired", {"reason": "又一次"}, at=OPENING)
    assert told(platform, "/v1/retirement", other).json()["code"] == "terminal_retired"
    rotated = told(platform, "/v1/keys", rotation(terminal, Ed25519PrivateKey.generate()))
    assert rotated.json()["code"] == "terminal_retired"
    stranger = FakeTerminal(platform.http, key=terminal.key)
    refused = platform.http.post("/v1/enrolments", json=stranger.enrolment("NO-SUCH-CODE"))
    assert refused.status_code == 403


def test_the_platform_says_which_row_of_a_terminal_it_heard_last(platform: Platform) -> None:
    terminal = platform.terminal()
    fresh = word(terminal, terminal.get("/v1/terminal?nonce=n1"))
    assert (fresh["nonce"], fresh["head"]) == ("n1", {"sequence": 0, "hash": ""})
    terminal.send(platform.request(terminal))
    said = word(terminal, terminal.get("/v1/terminal?nonce=n2"))
    assert said["head"] == {"sequence": terminal.sequence, "hash": terminal.head_hash}
    assert (said["terminal_id"], said["public_key"]) == (terminal.terminal_id, terminal.public_key)
    assert platform.http.get("/v1/terminal?nonce=n").status_code == 401


def test_junk_is_refused_by_form(platform: Platform) -> None:
    terminal = platform.terminal()
    for body in ("", "{}", "[]", '{"kind":"key_rotated"}', "x" * 100):
        refused = told(platform, "/v1/keys", Sent(id="", body=body, signature="x"))
        assert refused.json()["code"] in {"event_malformed", "request_invalid"}, body
    unknown = terminal.event("terminal_retired", {"reason": ""}, at=OPENING)
    unknown.body = unknown.body.replace(terminal.terminal_id, "T0000000000")
    assert told(platform, "/v1/retirement", unknown).json()["code"] == "terminal_unknown"
