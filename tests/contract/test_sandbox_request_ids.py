"""The request id comes back with every answer, refused ones too, and only in its own form."""

import logging

import pytest

from tests.contract.conftest import Platform


def sent(platform: Platform, path: str, request_id: str) -> dict[str, str]:
    answer = platform.http.get(path, headers={"X-Request-Id": request_id})
    return {name.lower(): value for name, value in answer.headers.items()}


def test_an_answer_and_a_refusal_carry_the_id_and_the_log_has_it(
    platform: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="coupon_terminal.sandbox"):
        for path in ("/v1/time?nonce=1", "/v1/campaign?since=0", "/nowhere"):
            assert sent(platform, path, "0123456789abcdef")["x-request-id"] == "0123456789abcdef"
    told = [record.getMessage() for record in caplog.records]
    assert told == [f"0123456789abcdef GET {status}" for status in (200, 401, 404)]


@pytest.mark.parametrize("request_id", ["", "a b", "x" * 65, "<script>", "1;2"])
def test_an_id_of_another_form_is_not_repeated(platform: Platform, request_id: str) -> None:
    assert "x-request-id" not in sent(platform, "/v1/time?nonce=1", request_id)
