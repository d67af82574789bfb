"""Why the platform gave no answer is said in words, wherever the program itself wrote the note."""

from __future__ import annotations

import httpx
import pytest

from terminal_app.domain.refusal import Reason, Refused
from terminal_app.usecases import deliver, refresh, settle, sync
from terminal_app.wording import Language, Wording

OURS = [
    deliver.TOLD_NOT_TO_ASK,
    deliver.NOT_FIRST,
    refresh.UNSIGNED,
    settle.NO_ANSWER_FOR_IT,
    sync.UNASKED.why,
    sync.HELD.why,
    "no reply within 2 s",
    "the reply came too slowly",
    "silent at the last try",
    *(
        f"{kind.__name__}: [Errno 111] Connection refused"
        for kind in (
            httpx.ConnectError,
            httpx.ConnectTimeout,
            httpx.ReadTimeout,
            httpx.ReadError,
            httpx.RemoteProtocolError,
        )
    ),
]


@pytest.mark.parametrize("why", OURS)
@pytest.mark.parametrize("language", Language)
def test_a_note_of_ours_has_words(language: Language, why: str) -> None:
    said = Wording(language).silence(why)
    assert said != why
    assert said.isascii() is (language is Language.EN)


@pytest.mark.parametrize("why", ["", "503 maintenance", "something new"])
def test_what_has_no_words_stays_as_it_is(why: str) -> None:
    assert Wording(Language.ZH).silence(why) == why


def test_a_refusal_says_them_too() -> None:
    refused = Refused(
        reason=Reason.PLATFORM_SILENT,
        facts={"url": "https://x", "why": "ConnectError: [Errno 111] Connection refused"},
    )
    assert Wording(Language.ZH).refusal(refused).what == "联系不上平台（https://x）：连不上平台"
