"""Every question has an id of its own, and one line of the log that quotes nobody."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from terminal_app.bank import asked as questions
from terminal_app.bank.link import Link
from terminal_app.domain.answer import NoAnswer
from terminal_app.ports import Level
from tests.unit.bank.conftest import Asked, Platform

CANARY = "13800138000"


class Kept:
    dropped = 0

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []

    def note(self, what: str, /, *, level: Level = Level.INFO, **facts: str | int) -> None:
        self.lines.append({"what": str(what), "level": level, **facts})


@pytest.fixture
def log() -> Kept:
    return Kept()


@pytest.fixture
def link(platform: Platform, log: Kept) -> Iterator[Link]:
    link = Link(platform.url, log=log)
    yield link
    link.close()


def ask(link: Link, path: str = "/v1/time?nonce=1", *, deadline_s: float = 5.0) -> None:
    link.ask("GET", path, headers={}, deadline_s=deadline_s)


def test_each_question_goes_under_an_id_that_the_log_has(
    platform: Platform, link: Link, log: Kept
) -> None:
    ask(link)
    ask(link, f"/v1/sales/9{'0' * 23}?a={CANARY}")
    sent = [question.headers["x-request-id"] for question in platform.questions]
    assert len(set(sent)) == 2
    assert all(re.fullmatch("[0-9a-f]{16}", one) for one in sent)
    assert [line["request_id"] for line in log.lines] == sent
    assert [line["path"] for line in log.lines] == ["/v1/time", "/v1/sales/{id}"]
    assert [(line["what"], line["status"]) for line in log.lines] == [("request", 200)] * 2
    assert all(line["level"] is Level.INFO and line["ms"] >= 0 for line in log.lines)


def test_a_problem_is_noted_by_its_code_and_a_foreign_page_by_none(
    platform: Platform, link: Link, log: Kept
) -> None:
    for body in (b'{"code":"clock_skew","detail":"13800138000"}', b"<h1>13800138000</h1>"):
        platform.answering = lambda asked, body=body: asked.reply(body, status=401)  # type: ignore[misc]
        ask(link)
    assert [line["code"] for line in log.lines] == ["clock_skew", "other"]
    assert CANARY not in str(log.lines)


def waits(asked: Asked) -> None:
    asked.server.platform.ended.wait(10)


def test_silence_is_noted_with_its_kind(platform: Platform, link: Link, log: Kept) -> None:
    platform.answering = waits
    ask(link, deadline_s=0.2)
    platform.answering = lambda asked: asked.reply(b"x" * 300_000)
    ask(link)
    nobody = Link("http://127.0.0.1:9", log=log)
    ask(nobody)
    nobody.close()
    assert [line["why"] for line in log.lines[:2]] == ["deadline", "overlong"]
    assert log.lines[2]["why"].startswith("ConnectError")
    assert all("status" not in line for line in log.lines)
    assert all(line["level"] is Level.WARNING for line in log.lines)


@pytest.mark.parametrize(
    ("why", "cause"),
    [
        ("ConnectError: [Errno 111] Connection refused", "ConnectError/Errno111"),
        ("ConnectError: [Errno -2] Name or service not known", "ConnectError/Errno-2"),
        (
            "ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: expired",
            "ConnectError/SSL_CERTIFICATE_VERIFY_FAILED",
        ),
        ("ReadError: 13800138000", "ReadError"),
        ("the reply came too slowly", "too_slow"),
        ("13800138000", "other"),
        ("", "other"),
    ],
)
def test_a_cause_is_a_kind_and_never_the_words_that_came_with_it(why: str, cause: str) -> None:
    assert questions.cause_of(NoAnswer(why=why)) == cause
