"""What is signed and sent, byte for byte."""

import pytest

from terminal_app import wire
from terminal_app.wire import WireError, canonical, from_base64url, parse_object, to_base64url


def test_canonical_json_is_sorted_dense_and_in_utf_8() -> None:
    value = {"b": [1, {"d": None, "c": True}], "a": '冰箱 \n"'}
    assert canonical(value) == '{"a":"冰箱 \\n\\"","b":[1,{"c":true,"d":null}]}'.encode()


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_never_written(number: float) -> None:
    with pytest.raises(ValueError):
        canonical({"a": number})


def test_an_object_is_read() -> None:
    assert parse_object(b' {"a": [1, "x"]} ') == {"a": [1, "x"]}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"<html></html>",
        b"[]",
        b'"x"',
        b"null",
        b'{"a":1',
        b'{"a":1}}',
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b'{"a":1e3}',
        b'{"a":1e999}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b"\xff\xfe",
        b'{"a":' * 50_000,
        b'{"a":' + b"9" * 5_000 + b"}",
        b'{"a":"' + b"x" * wire.BODY_BYTES_MAX + b'"}',
    ],
    ids=lambda body: body[:12].decode(errors="replace"),
)
def test_anything_but_one_strict_object_is_refused(body: bytes) -> None:
    with pytest.raises(WireError):
        parse_object(body)


def test_a_body_of_exactly_256_kb_is_read() -> None:
    body = b'{"a":"' + b"x" * (wire.BODY_BYTES_MAX - 8) + b'"}'
    assert len(body) == 256 * 1024
    assert parse_object(body)


@pytest.mark.parametrize("length", range(5))
def test_base64url_is_written_without_padding_and_read_back(length: int) -> None:
    raw = b"\xfb\xff\xbf\xfe"[:length]
    text = to_base64url(raw)
    assert not set(text) & set("+/=")
    assert from_base64url(text) == raw


@pytest.mark.parametrize("text", ["a", "a b=", "é", "ab*d", "abcde", "\ud800"])
def test_what_is_no_base64url_is_refused(text: str) -> None:
    with pytest.raises(WireError):
        from_base64url(text)


def test_every_signed_text_says_what_it_is_for() -> None:
    domains = {wire.EVENT_DOMAIN, wire.ENROL_DOMAIN, wire.TOKEN_DOMAIN}
    assert domains == {
        b"coupon-terminal/event/1\n",
        b"coupon-terminal/enrol/1\n",
        b"coupon-terminal/token/1/",
    }


@pytest.mark.parametrize("char", ['"', "冰", "x", "\\"])
def test_as_many_events_go_into_a_request_as_the_platform_reads(char: str) -> None:
    events = [(canonical({"id": number, "a": char * 7_000}), b"s" * 64) for number in range(90)]
    head = (10**19, "f" * 64)
    count = wire.fitting([body for body, _ in events])
    assert 1 < count < 40
    assert len(wire.batch(head, events[:count])) <= wire.BODY_BYTES_MAX
    assert len(wire.batch(head, events[: count + 1])) > wire.BODY_BYTES_MAX - 160


def test_the_first_event_always_goes_and_never_more_than_a_hundred() -> None:
    assert wire.fitting([b"x" * wire.BODY_BYTES_MAX, b"{}"]) == 1
    assert wire.fitting([b"{}"] * 101) == wire.EVENTS_MAX
    assert wire.fitting([]) == 0
