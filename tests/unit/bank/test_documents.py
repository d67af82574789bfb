"""What the bank signs: nothing unsigned, and nothing signed for another purpose, is an answer."""

import base64
import json
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app import wire
from terminal_app.bank.documents import NOTHING_HEARD, Documents, NotSigned
from terminal_app.domain.answer import Answer, Confirmed, Declined, NoAnswer, Throttled
from terminal_app.domain.campaign import Campaign, KeyUse
from terminal_app.domain.instant import to_text
from tests.support.bank import BankKeys, campaign_document, instant

KEYS = BankKeys()
STRANGER = BankKeys()
DOCUMENTS = Documents(KEYS.published)
TYP = "answer+jws"
NOW = instant("2024-01-28T10:00:00")
DEEP = b"[" * 100_000


def header(**changed: object) -> dict[str, object]:
    return {"alg": "EdDSA", "kid": KEYS.kid(KeyUse.ANSWER), "typ": TYP} | changed


def jws(head: bytes | dict[str, object], payload: bytes, signature: bytes | None = None) -> str:
    """A compact JWS, whatever stands in it; signed by the answer key unless a signature is given."""
    raw = head if isinstance(head, bytes) else json.dumps(head).encode()
    signed = f"{wire.to_base64url(raw)}.{wire.to_base64url(payload)}"
    made = KEYS.answer.sign(signed.encode()) if signature is None else signature
    return f"{signed}.{wire.to_base64url(made)}"


GOOD = jws(header(), b'{"a":1}')


def test_a_document_signed_for_this_purpose_is_opened() -> None:
    assert DOCUMENTS.open(GOOD, typ=TYP) == {"a": 1}


PUBLIC = KEYS.answer.public_key().public_bytes_raw()
UNSIGNED = {
    "no text": None,
    "a number": 5,
    "empty": "",
    "no JWS": "hello",
    "two parts": GOOD.rsplit(".", 1)[0],
    "four parts": GOOD + ".x",
    "another purpose": jws(header(typ="campaign+jws"), b'{"a":1}'),
    "no purpose": jws({"alg": "EdDSA", "kid": KEYS.kid(KeyUse.ANSWER)}, b'{"a":1}'),
    "a purpose in capitals": jws(header(typ=TYP.upper()), b'{"a":1}'),
    "an unknown key": jws(header(kid="54000000"), b'{"a":1}'),
    "no key": jws({"alg": "EdDSA", "typ": TYP}, b'{"a":1}'),
    "a key that is a list": jws(header(kid=["x"]), b'{"a":1}'),
    "the token key's id": jws(header(kid=KEYS.kid(KeyUse.TOKEN)), b'{"a":1}'),
    "alg none": jws(header(alg="none"), b'{"a":1}', b""),
    "alg none, signed": jws(header(alg="none"), b'{"a":1}'),
    "alg HS256 over the public key": jwt.PyJWS(algorithms=["HS256"]).encode(
        b'{"a":1}', base64.urlsafe_b64encode(PUBLIC), algorithm="HS256", headers=header(alg="HS256")
    ),
    "alg ES256": jws(header(alg="ES256"), b'{"a":1}'),
    "another one's signature": STRANGER.sign(TYP, {"a": 1}),
    "another one's signature under our key id": jws(header(), b'{"a":1}', b"x" * 64),
    "a short signature": jws(header(), b'{"a":1}', b"x" * 63),
    "another payload": GOOD.replace(GOOD.split(".")[1], wire.to_base64url(b'{"a":2}')),
    "a critical extension": jws(header(crit=["exp"], exp=1), b'{"a":1}'),
    "a list": jws(header(), b"[1]"),
    "no JSON": jws(header(), b"hello"),
    "a key twice": jws(header(), b'{"a":1,"a":2}'),
    "a key twice further in": jws(header(), b'{"a":{"b":1,"b":1}}'),
    "NaN": jws(header(), b'{"a":NaN}'),
    "Infinity": jws(header(), b'{"a":-Infinity}'),
    "infinity as a number": jws(header(), b'{"a":1e999}'),
    "no UTF-8": jws(header(), b'{"a":"\xff"}'),
    "nested deeply": jws(header(), b'{"a":' + DEEP),
    "a header nested deeply": jws(DEEP, b'{"a":1}'),
    "a header that is a list": jws(b"[]", b'{"a":1}'),
    "a lone surrogate": "\ud800.a.b",
    "letters outside ASCII": "答.案.！",
    "too long": jws(header(), b'{"a":"' + b"x" * wire.BODY_BYTES_MAX + b'"}'),
}


@pytest.mark.parametrize("name", UNSIGNED)
def test_nothing_else_is_a_document(name: str) -> None:
    with pytest.raises(NotSigned):
        DOCUMENTS.open(UNSIGNED[name], typ=TYP)


def test_the_keys_trusted_are_exactly_those_given_last() -> None:
    documents = Documents(KEYS.published)
    documents.trust(STRANGER.published)
    assert documents.open(STRANGER.sign(TYP, {"a": 1}), typ=TYP) == {"a": 1}
    with pytest.raises(NotSigned):
        documents.open(GOOD, typ=TYP)


# an answer about one event

BODIES = {"911": b"body one", "912": b"body two"}
SAID: dict[str, Any] = {
    "event_id": "911",
    "body_sha256": wire.sha256_hex(b"body one"),
    "terminal_id": "T1",
    "outcome": "confirmed",
    "code": "",
    "repeat": False,
    "decided_at": "2024-01-28T10:00:00.000+08:00",
    "evidence": {},
}


def answer(**changed: object) -> tuple[str, Answer] | None:
    return DOCUMENTS.answer(KEYS.sign(TYP, SAID | changed), bodies=BODIES)


def test_an_answer_is_kept_word_for_word() -> None:
    signed = KEYS.sign(TYP, SAID)
    assert DOCUMENTS.answer(signed, bodies=BODIES) == ("911", Confirmed(proof=signed))


@pytest.mark.parametrize(
    ("changed", "event_id", "is_good"),
    [
        ({}, "911", True),
        ({}, "912", False),
        ({"event_id": "912"}, "911", False),
        ({"body_sha256": wire.sha256_hex(b"body two")}, "911", False),
    ],
)
def test_a_kept_answer_vouches_for_just_its_event(
    changed: dict[str, Any], event_id: str, *, is_good: bool
) -> None:
    signed, body_hash = KEYS.sign(TYP, SAID | changed), wire.sha256_hex(b"body one")
    assert DOCUMENTS.is_answer(signed, event_id=event_id, body_hash=body_hash) is is_good
    forged = signed[:-4] + ("AAAA" if signed[-4:] != "AAAA" else "BBBB")
    assert not DOCUMENTS.is_answer(forged, event_id=event_id, body_hash=body_hash)
    assert not DOCUMENTS.is_answer("", event_id=event_id, body_hash=body_hash)


def test_a_repeat_says_that_it_is_one() -> None:
    found = answer(repeat=True)
    assert found is not None
    assert isinstance(found[1], Confirmed)
    assert found[1].repeat


def test_a_decline_carries_its_code_and_the_other_side_of_the_story() -> None:
    found = answer(outcome="declined", code="coupon_used", evidence={"store_id": "S2"})
    assert found is not None
    assert isinstance(found[1], Declined)
    assert (found[1].code, found[1].evidence) == ("coupon_used", {"store_id": "S2"})


@pytest.mark.parametrize(
    ("wait", "kept"),
    [(7, 7), (0, 1), (-5, 1), (10**9, 600), (5.0, None), ("7", None), (None, None)],
)
def test_later_is_later_by_a_bounded_number_of_seconds(wait: object, kept: int | None) -> None:
    found = answer(outcome="later", code="redemption_unknown", evidence={"retry_after_s": wait})
    if kept is None:
        assert found is None
    else:
        assert found == ("911", Throttled(retry_after_s=kept, why="redemption_unknown"))


def test_an_outcome_this_program_does_not_know_is_no_answer() -> None:
    found = answer(outcome="maybe")
    assert found is not None
    assert isinstance(found[1], NoAnswer)


@pytest.mark.parametrize(
    "changed",
    [
        {"event_id": "913"},
        {"event_id": 911},
        {"event_id": "912"},
        {"body_sha256": wire.sha256_hex(b"body two")},
        {"body_sha256": SAID["body_sha256"].upper()},
        {"body_sha256": None},
        {"outcome": "confirmed", "repeat": 1},
        {"outcome": "declined", "code": 7},
        {"outcome": "declined", "code": None},
        {"evidence": []},
        {"evidence": None},
    ],
    ids=str,
)
def test_an_answer_about_another_event_or_body_or_out_of_form_is_none(
    changed: dict[str, object],
) -> None:
    assert answer(**changed) is None


@pytest.mark.parametrize("name", UNSIGNED)
def test_what_is_not_signed_answers_nothing(name: str) -> None:
    assert DOCUMENTS.answer(UNSIGNED[name], bodies=BODIES) is None


def test_a_document_signed_for_something_else_answers_nothing() -> None:
    for typ in ("standing+jws", "time+jws", "changes+jws", "campaign+jws", "inspection+jws"):
        assert DOCUMENTS.answer(KEYS.sign(typ, SAID), bodies=BODIES) is None


def test_a_terminal_s_own_signature_answers_nothing() -> None:
    terminal = Ed25519PrivateKey.generate()
    body = wire.canonical(SAID)
    signed = wire.to_base64url(json.dumps(header()).encode()) + "." + wire.to_base64url(body)
    forged = signed + "." + wire.to_base64url(terminal.sign(wire.EVENT_DOMAIN + body))
    assert DOCUMENTS.answer(forged, bodies=BODIES) is None


# the other documents


def test_a_campaign_is_read_and_a_bad_one_names_its_field() -> None:
    document = campaign_document(KEYS)
    assert isinstance(DOCUMENTS.campaign(KEYS.sign("campaign+jws", document)), Campaign)
    with pytest.raises(NotSigned, match="hotline"):
        DOCUMENTS.campaign(KEYS.sign("campaign+jws", document | {"hotline": ""}))


@pytest.mark.parametrize("name", UNSIGNED)
def test_a_campaign_that_is_not_signed_is_not_read(name: str) -> None:
    with pytest.raises(NotSigned):
        DOCUMENTS.campaign(UNSIGNED[name])  # type: ignore[arg-type]


STANDING: dict[str, Any] = {
    "store_id": "S1",
    "serial": 4,
    "standing": "suspended",
    "reason": "套利核查",
    "since": "2024-01-28T10:00:00.000+08:00",
    "hotline": "95533",
    "issued_at": "2024-01-28T10:00:00.000+08:00",
}


def test_a_standing_is_heard_with_its_proof() -> None:
    signed = KEYS.sign("standing+jws", STANDING)
    heard = DOCUMENTS.heard({"standing": signed}, store_id="S1")
    assert heard.standing is not None
    assert (heard.standing.serial, heard.standing.suspended) == (4, True)
    assert (heard.standing.reason, heard.standing.since) == ("套利核查", NOW)
    assert heard.standing_proof == signed


@pytest.mark.parametrize(
    "changed",
    [
        {"store_id": "S2"},
        {"serial": "4"},
        {"serial": True},
        {"standing": None},
        {"standing": "closed"},
        {"since": "yesterday"},
        {"since": "0001-01-01T00:00:00+23:59"},
        {"hotline": 95533},
    ],
    ids=str,
)
def test_a_standing_of_another_store_or_out_of_form_is_not_heard(
    changed: dict[str, object],
) -> None:
    signed = KEYS.sign("standing+jws", STANDING | changed)
    assert DOCUMENTS.heard({"standing": signed}, store_id="S1") == NOTHING_HEARD


@pytest.mark.parametrize("name", UNSIGNED)
def test_a_standing_that_is_not_signed_is_not_heard(name: str) -> None:
    assert DOCUMENTS.heard({"standing": UNSIGNED[name]}, store_id="S1") == NOTHING_HEARD
    assert DOCUMENTS.heard({}, store_id="S1") == NOTHING_HEARD


CHANGE = {"coupon_id": "7", "state": "used", "redemption_id": None, "at": to_text(NOW)}
PAGE: dict[str, Any] = {
    "campaign_id": "liaocheng-2024",
    "since": "12",
    "cursor": "13",
    "more": False,
    "issued_at": to_text(NOW),
    "changes": [CHANGE],
}


def page(**changed: object) -> object:
    signed = KEYS.sign("changes+jws", PAGE | changed)
    return DOCUMENTS.changes(signed, since="12", heard=NOTHING_HEARD)


def test_a_page_of_changes_is_read() -> None:
    signed = KEYS.sign("changes+jws", PAGE)
    found = DOCUMENTS.changes(signed, since="12", heard=NOTHING_HEARD)
    assert (found.cursor, found.more) == ("13", False)
    assert found.changes[0].redemption_id == ""
    assert found.changes[0].at == NOW


@pytest.mark.parametrize(
    "changed",
    [
        {"since": "11"},
        {"since": 12},
        {"cursor": 13},
        {"cursor": None},
        {"more": 0},
        {"changes": {}},
        {"changes": [None]},
        {"changes": [[]]},
        {"changes": ["x"]},
        {"changes": [CHANGE | {"at": "now"}]},
        {"changes": [CHANGE | {"coupon_id": 7}]},
        {"changes": [{"coupon_id": "7"}]},
    ],
    ids=str,
)
def test_a_page_after_another_cursor_or_out_of_form_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(NotSigned):
        page(**changed)


def test_the_time_is_for_our_nonce_only() -> None:
    signed = KEYS.sign("time+jws", {"nonce": "n1", "now": to_text(NOW)})
    assert DOCUMENTS.time(signed, nonce="n1") == NOW
    with pytest.raises(NotSigned):
        DOCUMENTS.time(signed, nonce="n2")


@pytest.mark.parametrize(
    "said", [{}, {"nonce": "n1"}, {"nonce": "n1", "now": 5}, {"nonce": "n1", "now": "now"}]
)
def test_a_time_out_of_form_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(NotSigned):
        DOCUMENTS.time(KEYS.sign("time+jws", said), nonce="n1")


READINGS: dict[str, Callable[[object], object]] = {
    "changes": lambda one: DOCUMENTS.changes(one, since="12", heard=NOTHING_HEARD),
    "time": lambda one: DOCUMENTS.time(one, nonce="n1"),
}


@pytest.mark.parametrize("name", UNSIGNED)
@pytest.mark.parametrize("reading", READINGS)
def test_changes_and_time_that_are_not_signed_are_refused(reading: str, name: str) -> None:
    with pytest.raises(NotSigned):
        READINGS[reading](UNSIGNED[name])
