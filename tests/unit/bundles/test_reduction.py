"""What may leave, value by value."""

from __future__ import annotations

import pytest

from terminal_app.domain import reduction as reduced
from terminal_app.domain.event import Kind
from terminal_app.domain.pseudonym import LETTERS, Pseudonyms, Sort
from terminal_app.domain.reduction import Reduction, grouped, place_of
from terminal_app.logbook import allowed


@pytest.fixture
def reduction() -> Reduction:
    return Reduction(Pseudonyms(b"k" * 32))


def test_a_field_that_nobody_named_does_not_leave(reduction: Reduction) -> None:
    assert reduction.fields({"token": "1", "holder": "x", "new_field": 1, "round": 3}) == {
        "round": 3
    }
    assert reduction.log_line({"text": "x", "ms": 3, "what": "event_sent"}) == {
        "ms": 3,
        "what": "event_sent",
    }
    assert reduction.finding({"file": "/home/wang/x", "free_mb": 7}) == {"free_mb": 7}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("code", "13812345678"),
        ("code", "Wang Fang"),
        ("kind", "张三"),
        ("round", "13812345678"),
        ("round", 13_812_345_678_000),
        ("at", "2024-01-28 张三"),
        ("date", "13812345678"),
        ("items", "张三"),
        ("campaign_id", "wang-13812345678"),
        ("sale_id", 13_812_345_678),
    ],
)
def test_a_value_in_another_form_than_its_field_s_does_not_leave(
    reduction: Reduction, name: str, value: object
) -> None:
    assert reduction.fields({name: value}) == {}


@pytest.mark.parametrize(
    "text",
    ["call 13812345678", "/home/wang/terminal.db", "王芳 不在", "wang@ccb.com", "x" * 161],
)
def test_a_failure_s_words_that_may_be_somebody_s_become_a_pseudonym(
    reduction: Reduction, text: str
) -> None:
    assert reduction.said(text).startswith("text-")


def test_a_failure_s_plain_words_stay(reduction: Reduction) -> None:
    for text in ("", "ConnectTimeout", "an earlier entry of this coupon still waits", "HTTP 503"):
        assert reduction.said(text) == text


def test_a_hotline_is_short_or_nobody_s(reduction: Reduction) -> None:
    assert reduction.hotline("95533") == "95533"
    assert reduction.hotline("13812345678").startswith("text-")


def test_a_pseudonym_is_letters_and_tells_what_kind_of_id_it_stands_for() -> None:
    names = Pseudonyms(b"k" * 32)
    sale = names.of(Sort.RECORD, "902401271542106027718358")
    assert sale.startswith("sale-")
    assert set(sale.removeprefix("sale-")) <= {*LETTERS, "-"}
    assert names.of(Sort.RECORD, "902401271542106027718358") == sale
    assert names.of(Sort.SERIAL, "902401271542106027718358") != sale
    assert names.of(Sort.COUPON, "") == ""
    assert Pseudonyms(b"j" * 32).of(Sort.RECORD, "902401271542106027718358") != sale


def test_ten_thousand_pseudonyms_are_ten_thousand() -> None:
    names = Pseudonyms(b"k" * 32)
    assert len({names.of(Sort.COUPON, str(one)) for one in range(10_000)}) == 10_000


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://wang:pin@bank.example:8443/v1?code=1", "https://bank.example:8443"),
        ("http://127.0.0.1:9", "http://127.0.0.1:9"),
        ("http://[bad", ""),
    ],
)
def test_of_an_address_only_the_place_leaves(url: str, place: str) -> None:
    assert place_of(url) == place


def test_a_grouped_hash_holds_no_long_number() -> None:
    assert grouped("1" * 10) == "1111.1111.11"


@pytest.mark.parametrize("kind", ["", Kind.REDEMPTION_REVERSED])
def test_a_reason_leaves_as_a_code_of_ours_and_otherwise_as_a_pseudonym(
    reduction: Reduction, kind: str
) -> None:
    for code in ("not_paid", "coupon_used", ""):
        assert reduction.fields({"reason": code}, kind) == {"reason": code}
    found = reduction.fields({"reason": "Wang Xiaoming took it home"}, kind)
    assert str(found["reason"]).startswith("text-")


@pytest.mark.parametrize("kind", [Kind.TERMINAL_RETIRED, Kind.STANDING_LEARNED])
@pytest.mark.parametrize("text", ["Wang Xiaoming took it home", "wang", "not_paid"])
def test_a_reason_that_a_person_wrote_leaves_as_a_pseudonym_whatever_it_looks_like(
    reduction: Reduction, kind: str, text: str
) -> None:
    assert str(reduction.fields({"reason": text}, kind)["reason"]).startswith("text-")


def test_why_a_store_is_suspended_is_called_the_same_in_every_part(reduction: Reduction) -> None:
    found = reduction.finding({"why": "Li Wei asked for it"}, "standing")["why"]
    assert found == reduction.text("Li Wei asked for it") != "Li Wei asked for it"
    assert reduction.finding({"why": "ConnectTimeout"}, "platform") == {"why": "ConnectTimeout"}


def test_what_may_stand_in_the_log_may_leave_with_it_and_nothing_else() -> None:
    set_by_the_log_itself = {"at", "level", "what", "pid", allowed.LEFT_OUT}
    assert set(reduced._LOG_FORMS) - set_by_the_log_itself == allowed.NAMES
    numbers = {name for name, form in reduced._LOG_FORMS.items() if form is reduced._whole}
    assert numbers - {"pid"} == allowed._NUMBERS


@pytest.mark.parametrize("port", ["auto", "COM3", "/dev/ttyACM0"])
def test_a_port_of_the_usual_form_leaves_and_another_does_not(
    reduction: Reduction, port: str
) -> None:
    assert reduction.log_line({"port": port}) == {"port": port}
    assert reduction.log_line({"port": "/dev/wang-138/x"}) == {}
