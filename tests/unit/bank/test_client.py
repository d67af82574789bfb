"""The platform over HTTP: whatever a network does, what comes back is one of the agreed answers."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app import wire
from terminal_app.bank.client import HttpBank
from terminal_app.bank.documents import Documents
from terminal_app.bank.link import Link, Reply, checked_url
from terminal_app.bank.passport import Passport
from terminal_app.domain.answer import Confirmed, NoAnswer, Throttled
from terminal_app.domain.instant import to_text
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.ports import (
    Answered,
    CampaignReply,
    ChangesReply,
    EventToSend,
    Head,
    PlatformTime,
)
from tests.support.bank import BankKeys, campaign_document, instant
from tests.unit.bank.conftest import Asked, Platform

KEYS = BankKeys()
NOW = instant("2024-01-28T10:00:00")
HEAD = Head(sequence=1, hash="0" * 64)
EVENT = EventToSend(event_id="911", body=b'{"id":"911"}', signature=b"s" * 64)
DEADLINE_S = 5.0
SOON_S = 0.15


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://bank.example", "https://bank.example"),
        ("https://bank.example/coupons/", "https://bank.example/coupons"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost:8000/", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_platform_is_asked_over_https_or_on_this_machine(url: str, address: str) -> None:
    assert checked_url(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "",
        "bank.example",
        "http://bank.example",
        "http://127.0.0.1.bank.example",
        "http://bank.example/127.0.0.1",
        "http://127.0.0.1@bank.example",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "//bank.example",
        "http://[::1",
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(EnvironmentTrouble) as refused:
        checked_url(url)
    assert refused.value.trouble is Trouble.URL_UNUSABLE


@pytest.fixture
def link(platform: Platform) -> Iterator[Link]:
    link = Link(platform.url)
    yield link
    link.close()


def ask(link: Link, *, deadline_s: float = DEADLINE_S) -> Reply | NoAnswer:
    return link.ask("GET", "/v1/time", headers={}, deadline_s=deadline_s)


def test_a_reply_is_its_status_and_its_bytes(platform: Platform, link: Link) -> None:
    platform.answering = lambda asked: asked.reply(b'{"a":1}', status=404, Retry_After="7")
    reply = ask(link)
    assert isinstance(reply, Reply)
    assert (reply.status, reply.body, reply.retry_after_s) == (404, b'{"a":1}', 7)


@pytest.mark.parametrize(
    ("said", "kept"),
    [("7", 7), ("99999999", 600), ("-1", 5), ("soon", 5), ("", 5), ("1.5", 5), ("٣", 5)],
)
def test_how_long_to_wait_is_a_bounded_number_of_seconds(said: str, kept: int) -> None:
    assert Reply(503, {"retry-after": said}, b"").retry_after_s == kept


def test_a_question_says_who_asks_and_wants_no_compression(platform: Platform, link: Link) -> None:
    ask(link)
    (question,) = platform.questions
    assert question.headers["accept-encoding"] == "identity"
    assert question.headers["user-agent"] == "coupon-terminal"


def waits(asked: Asked) -> None:
    asked.server.platform.ended.wait(10)


def drips(asked: Asked) -> None:
    """A byte now and then: no read ever times out, and the reply never ends."""
    asked.start(200, length=10_000)
    while not asked.server.platform.ended.wait(0.01):
        asked.wfile.write(b"x")


@pytest.mark.parametrize("answering", [waits, drips])
def test_one_deadline_ends_every_question(
    platform: Platform, link: Link, answering: Callable[[Asked], None]
) -> None:
    platform.answering = answering
    started = time.monotonic()
    assert isinstance(ask(link, deadline_s=SOON_S), NoAnswer)
    assert time.monotonic() - started < SOON_S + 1.0


def test_after_a_deadline_the_next_question_has_a_connection_of_its_own(
    platform: Platform, link: Link
) -> None:
    platform.answering = waits
    assert isinstance(ask(link, deadline_s=SOON_S), NoAnswer)
    platform.answering = lambda asked: asked.reply(b'{"a":1}')
    reply = ask(link)
    assert isinstance(reply, Reply)
    assert reply.body == b'{"a":1}'


@pytest.mark.parametrize("excess", [0, 1])
def test_a_reply_may_have_256_kb_and_not_a_byte_more(
    platform: Platform, link: Link, excess: int
) -> None:
    platform.answering = lambda asked: asked.reply(b"x" * (wire.BODY_BYTES_MAX + excess))
    reply = ask(link)
    if excess:
        assert reply == NoAnswer(why="a reply over 256 KB")
    else:
        assert isinstance(reply, Reply)


def endless(asked: Asked) -> None:
    asked.start(200, length=2**40)
    while not asked.server.platform.ended.is_set():
        asked.wfile.write(b"x" * 65_536)


def test_an_endless_reply_is_dropped_at_the_bound(platform: Platform, link: Link) -> None:
    platform.answering = endless
    assert ask(link) == NoAnswer(why="a reply over 256 KB")


def cut_short(asked: Asked) -> None:
    asked.start(200, length=100)
    asked.wfile.write(b'{"a":1}')
    asked.close_connection = True


def hangs_up(asked: Asked) -> None:
    asked.close_connection = True


def speaks_otherwise(asked: Asked) -> None:
    asked.wfile.write(b"SSH-2.0-OpenSSH_9\r\n\r\n")
    asked.close_connection = True


@pytest.mark.parametrize("answering", [cut_short, hangs_up, speaks_otherwise])
def test_a_reply_that_is_not_whole_is_no_answer(
    platform: Platform, link: Link, answering: Callable[[Asked], None]
) -> None:
    platform.answering = answering
    assert isinstance(ask(link), NoAnswer)


def test_nobody_there_is_no_answer() -> None:
    link = Link("http://127.0.0.1:9")
    assert isinstance(ask(link), NoAnswer)
    link.close()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(platform: Platform, link: Link, status: int) -> None:
    platform.answering = lambda asked: asked.reply(
        b"{}", status=status, Location=platform.url + "/elsewhere"
    )
    reply = ask(link)
    assert isinstance(reply, Reply)
    assert reply.status == status
    assert [question.path for question in platform.questions] == ["/v1/time"]


def test_a_proxy_of_the_environment_is_not_asked(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    link = Link(platform.url)
    assert isinstance(ask(link), Reply)
    link.close()


# the calls


@pytest.fixture
def bank(platform: Platform) -> Iterator[HttpBank]:
    passport = Passport(terminal_id="T1", key=Ed25519PrivateKey.generate(), now=lambda: NOW)
    bank = HttpBank(
        url=platform.url, store_id="S1", documents=Documents(KEYS.published), passport=passport
    )
    yield bank
    bank.close()


def says(platform: Platform, content: dict[str, Any], status: int = 200, **headers: str) -> None:
    body = json.dumps(content).encode()
    platform.answering = lambda asked: asked.reply(body, status=status, **headers)


def signed_answer(event: EventToSend = EVENT, **changed: Any) -> str:
    said: dict[str, Any] = {
        "event_id": event.event_id,
        "body_sha256": wire.sha256_hex(event.body),
        "terminal_id": "T1",
        "outcome": "confirmed",
        "code": "",
        "repeat": False,
        "decided_at": to_text(NOW),
        "evidence": {},
    }
    return KEYS.sign("answer+jws", said | changed)


def submitted(bank: HttpBank, *events: EventToSend) -> Answered | NoAnswer:
    return bank.submit(events or (EVENT,), head=HEAD, deadline_s=DEADLINE_S)


def test_events_are_told_word_for_word_with_signature_and_head(
    platform: Platform, bank: HttpBank
) -> None:
    signed = signed_answer()
    says(platform, {"answers": [signed]})
    reply = submitted(bank)
    assert isinstance(reply, Answered)
    assert reply.answers == {"911": Confirmed(proof=signed)}
    (question,) = platform.questions
    assert (question.method, question.path) == ("POST", "/v1/events")
    assert question.headers["authorization"].startswith("Bearer ")
    assert json.loads(question.body) == {
        "head": {"sequence": 1, "hash": "0" * 64},
        "events": [{"body": '{"id":"911"}', "signature": wire.to_base64url(b"s" * 64)}],
    }


def test_what_goes_over_a_request_is_left_for_the_next_one(
    platform: Platform, bank: HttpBank
) -> None:
    events = [
        EventToSend(
            event_id=f"91{number}",
            body=wire.canonical({"id": f"91{number}", "name": "冰箱" * 1_166}),
            signature=b"s" * 64,
        )
        for number in range(40)
    ]
    sent: list[str] = []
    for _ in range(3):
        waiting = [event for event in events if event.event_id not in sent]
        says(platform, {"answers": [signed_answer(event) for event in waiting]})
        reply = submitted(bank, *waiting)
        assert isinstance(reply, Answered)
        sent += reply.answers
        if len(sent) == len(events):
            break
    assert sent == [event.event_id for event in events]
    assert len(platform.questions) == 2
    assert max(len(question.body) for question in platform.questions) <= wire.BODY_BYTES_MAX


def test_the_first_of_two_answers_about_one_event_counts(
    platform: Platform, bank: HttpBank
) -> None:
    first = signed_answer()
    says(platform, {"answers": [first, signed_answer(outcome="declined", code="coupon_used")]})
    reply = submitted(bank)
    assert isinstance(reply, Answered)
    assert reply.answers == {"911": Confirmed(proof=first)}


@pytest.mark.parametrize(
    "answers",
    [
        None,
        {},
        "x",
        [],
        [None],
        [5],
        ["\ud800"],
        [BankKeys().sign("answer+jws", {"event_id": "911"})],
        [signed_answer(EventToSend(event_id="911", body=b"{}", signature=b""))],
        [signed_answer(EventToSend(event_id="912", body=b"{}", signature=b""))],
    ],
    ids=[
        "missing",
        "object",
        "text",
        "none",
        "null",
        "number",
        "surrogate",
        "stranger",
        "body",
        "id",
    ],
)
def test_a_200_without_a_signed_answer_for_our_event_answers_nothing(
    platform: Platform, bank: HttpBank, answers: object
) -> None:
    says(platform, {"answers": answers})
    reply = submitted(bank)
    assert isinstance(reply, Answered)
    assert reply.answers == {}


@pytest.mark.parametrize("status", [429, 503])
def test_a_throttled_batch_is_not_now_for_every_event(
    platform: Platform, bank: HttpBank, status: int
) -> None:
    says(platform, {"code": "slow_down"}, status, Retry_After="9")
    reply = submitted(bank)
    assert isinstance(reply, Answered)
    assert reply.answers == {"911": Throttled(retry_after_s=9, why=f"{status} slow_down")}


@pytest.mark.parametrize("status", [201, 302, 400, 401, 403, 404, 409, 422, 500, 502])
def test_a_problem_is_never_an_answer_even_with_a_signed_answer_in_it(
    platform: Platform, bank: HttpBank, status: int
) -> None:
    says(platform, {"code": "clock_skew", "answers": [signed_answer()]}, status)
    assert submitted(bank) == NoAnswer(why=f"{status} clock_skew")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Please sign in</html>",
        b"[]",
        b'{"answers": []',
        b'{"a":1,"a":2}',
        b"[" * 90_000,
    ],
    ids=["empty", "portal", "list", "torn", "twice", "deep"],
)
@pytest.mark.parametrize("status", [200, 503, 500])
def test_what_is_no_json_object_is_no_answer(
    platform: Platform, bank: HttpBank, body: bytes, status: int
) -> None:
    platform.answering = lambda asked: asked.reply(body, status=status)
    assert isinstance(submitted(bank), NoAnswer)
    assert isinstance(bank.fetch_campaign(since=1, deadline_s=DEADLINE_S), NoAnswer)
    assert isinstance(bank.fetch_changes(since="", deadline_s=DEADLINE_S), NoAnswer)
    assert isinstance(bank.measure_time(deadline_s=DEADLINE_S), NoAnswer)


def test_a_compressed_reply_is_not_unpacked(platform: Platform, bank: HttpBank) -> None:
    import gzip

    bomb = gzip.compress(b"0" * 50_000_000)
    platform.answering = lambda asked: asked.reply(bomb, Content_Encoding="gzip")
    assert isinstance(submitted(bank), NoAnswer)


def test_a_newer_campaign_comes_with_the_document_it_was_read_from(
    platform: Platform, bank: HttpBank
) -> None:
    signed = KEYS.sign("campaign+jws", campaign_document(KEYS))
    says(platform, {"campaign": signed})
    reply = bank.fetch_campaign(since=0, deadline_s=DEADLINE_S)
    assert isinstance(reply, CampaignReply)
    assert reply.document == signed
    assert reply.campaign is not None
    assert reply.campaign.version == 1
    assert platform.questions[0].path == "/v1/campaign?since=0"


def test_no_newer_campaign_is_no_document(platform: Platform, bank: HttpBank) -> None:
    says(platform, {"campaign": None})
    reply = bank.fetch_campaign(since=1, deadline_s=DEADLINE_S)
    assert isinstance(reply, CampaignReply)
    assert (reply.campaign, reply.document) == (None, "")


@pytest.mark.parametrize(
    "document", ["x", 5, "\ud800", [], BankKeys().sign("campaign+jws", {})], ids=range(5)
)
def test_a_campaign_that_is_not_signed_is_no_answer(
    platform: Platform, bank: HttpBank, document: object
) -> None:
    says(platform, {"campaign": document})
    assert isinstance(bank.fetch_campaign(since=0, deadline_s=DEADLINE_S), NoAnswer)


def test_a_page_of_changes_is_asked_for_by_its_cursor(platform: Platform, bank: HttpBank) -> None:
    page = {"since": "12", "cursor": "13", "more": True, "changes": []}
    says(platform, {"changes": KEYS.sign("changes+jws", page)})
    reply = bank.fetch_changes(since="12", deadline_s=DEADLINE_S)
    assert isinstance(reply, ChangesReply)
    assert (reply.cursor, reply.more) == ("13", True)
    assert isinstance(bank.fetch_changes(since="11", deadline_s=DEADLINE_S), NoAnswer)


def test_a_throttled_download_is_no_answer(platform: Platform, bank: HttpBank) -> None:
    says(platform, {"code": "slow_down"}, 429)
    assert bank.fetch_campaign(since=0, deadline_s=DEADLINE_S) == NoAnswer(why="429 slow_down")
    assert bank.fetch_changes(since="", deadline_s=DEADLINE_S) == NoAnswer(why="429 slow_down")


def tells_the_time(asked: Asked) -> None:
    nonce = asked.path.partition("nonce=")[2]
    signed = KEYS.sign("time+jws", {"nonce": nonce, "now": to_text(NOW)})
    asked.reply(json.dumps({"time": signed}).encode())


def test_the_time_is_asked_with_a_fresh_nonce_and_without_a_name(
    platform: Platform, bank: HttpBank
) -> None:
    platform.answering = tells_the_time
    for _ in range(2):
        measured = bank.measure_time(deadline_s=DEADLINE_S)
        assert isinstance(measured, PlatformTime)
        assert measured.now == NOW
        assert 0 <= measured.took_ms < DEADLINE_S * 1000
    first, second = platform.questions
    assert first.path != second.path
    assert "authorization" not in first.headers


def test_yesterday_s_time_is_no_answer(platform: Platform, bank: HttpBank) -> None:
    says(platform, {"time": KEYS.sign("time+jws", {"nonce": "old", "now": to_text(NOW)})})
    assert isinstance(bank.measure_time(deadline_s=DEADLINE_S), NoAnswer)


def test_the_standing_comes_with_whatever_is_asked(platform: Platform, bank: HttpBank) -> None:
    standing = {
        "store_id": "S1",
        "serial": 3,
        "standing": "suspended",
        "reason": "核查",
        "since": None,
        "hotline": "95533",
    }
    says(platform, {"campaign": None, "standing": KEYS.sign("standing+jws", standing)})
    reply = bank.fetch_campaign(since=1, deadline_s=DEADLINE_S)
    assert isinstance(reply, CampaignReply)
    assert reply.heard.standing is not None
    assert reply.heard.standing.suspended


def test_answers_count_from_when_their_key_is_trusted(platform: Platform, bank: HttpBank) -> None:
    newer = BankKeys()
    says(platform, {"campaign": newer.sign("campaign+jws", campaign_document(newer))})
    assert isinstance(bank.fetch_campaign(since=0, deadline_s=DEADLINE_S), NoAnswer)
    bank.trust(newer.published)
    assert isinstance(bank.fetch_campaign(since=0, deadline_s=DEADLINE_S), CampaignReply)
