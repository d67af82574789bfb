"""Enrolment: registered, refused, or nobody there."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app import wire
from terminal_app.bank.enrolment import enrol
from terminal_app.domain.campaign import Environment
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import Enrolment
from tests.support.bank import BankKeys
from tests.unit.bank.conftest import Platform

KEY = Ed25519PrivateKey.generate()
KEYS = BankKeys()
SAID: dict[str, Any] = {
    "terminal_id": "T0000000001",
    "store": {"id": "S371502001", "name": "振兴\x1b[31m家电"},
    "environment": "training",
    "campaign_id": "liaocheng-2024",
    "keys": [
        {"kid": key.kid, "use": key.use.value, "public_key": key.public_key}
        for key in KEYS.published
    ],
}


def enrolled(platform: Platform, content: object, status: int = 201) -> Enrolment | Refused:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    platform.answering = lambda asked: asked.reply(body, status=status)
    return at(platform.url)


def at(url: str) -> Enrolment | Refused:
    return enrol(url=url, activation_code="1234-5678", name="till 1", key=KEY, deadline_s=5.0)


@pytest.mark.parametrize("status", [200, 201])
def test_a_terminal_learns_who_it_is_and_whom_to_trust(platform: Platform, status: int) -> None:
    assert enrolled(platform, SAID, status) == Enrolment(
        terminal_id="T0000000001",
        store_id="S371502001",
        store_name="振兴家电",
        environment=Environment.TRAINING,
        url=platform.url,
        campaign_id="liaocheng-2024",
        keys=KEYS.published,
    )


def test_the_key_proves_itself_over_the_activation_code(platform: Platform) -> None:
    enrolled(platform, SAID)
    (question,) = platform.questions
    asked = json.loads(question.body)
    assert (question.method, question.path) == ("POST", "/v1/enrolments")
    assert wire.from_base64url(asked["public_key"]) == KEY.public_key().public_bytes_raw()
    KEY.public_key().verify(
        wire.from_base64url(asked["proof"]), b"coupon-terminal/enrol/1\n1234-5678"
    )
    assert (asked["activation_code"], asked["name"]) == ("1234-5678", "till 1")


@pytest.mark.parametrize("status", [400, 403, 404, 409, 410, 429, 500])
def test_a_refused_code_is_told_with_the_platform_s_word_for_it(
    platform: Platform, status: int
) -> None:
    refused = enrolled(platform, {"code": "activation_code_unknown\x1b[2J"}, status)
    assert refused == Refused(
        reason=Reason.ACTIVATION_REFUSED, facts={"code": "activation_code_unknown"}
    )


def test_a_refusal_without_a_word_is_told_with_its_number(platform: Platform) -> None:
    refused = enrolled(platform, {}, 403)
    assert refused == Refused(reason=Reason.ACTIVATION_REFUSED, facts={"code": "403"})


BAD_KEY = SAID["keys"][0]


@pytest.mark.parametrize(
    "content",
    [
        b"<html>Please sign in</html>",
        b"",
        [],
        {},
        {name: value for name, value in SAID.items() if name != "store"},
        {name: value for name, value in SAID.items() if name != "campaign_id"},
        SAID | {"store": "S371502001"},
        SAID | {"store": {"id": "S1"}},
        SAID | {"environment": "production"},
        SAID | {"keys": None},
        SAID | {"keys": []},
        SAID | {"keys": ["54a1b2c3"]},
        SAID | {"keys": [BAD_KEY | {"kid": "not hex!"}]},
        SAID | {"keys": [BAD_KEY | {"public_key": "AAAA"}]},
        SAID | {"keys": [BAD_KEY | {"use": "both"}]},
        SAID | {"keys": [BAD_KEY] * 2},
    ],
    # Not the values: the keys in them are new in every process, and workers compare their names.
    ids=range(16),
)
def test_a_reply_out_of_form_enrols_nobody(platform: Platform, content: object) -> None:
    refused = enrolled(platform, content)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.PLATFORM_SILENT


def test_nobody_there_is_told_as_that() -> None:
    refused = at("http://127.0.0.1:9")
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.PLATFORM_SILENT
    assert refused.facts["url"] == "http://127.0.0.1:9"
