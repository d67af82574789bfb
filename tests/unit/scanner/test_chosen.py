"""Which of several codes in a picture counts."""

from itertools import permutations

import pytest

from terminal_app.domain.refusal import Reason, Refused
from terminal_app.scanner.chosen import chosen
from terminal_app.scanner.text import Kind, ScannedText
from tests.unit.scanner.pictures import token

COUPON = token()
EAN = "6901234567892"
PAYMENT = "134567890123456789"
LINK = "https://example.com/wifi"
OF_KIND = {
    Kind.COUPON: COUPON,
    Kind.SALE: "902401271542104839205170",
    Kind.PAYMENT: PAYMENT,
    Kind.URL: LINK,
    Kind.EAN: EAN,
    Kind.SERIAL: "AA8ZE0001",
    Kind.MISREAD: "6901234567893",
    Kind.OTHER: "你好",
}


def kind_of(*texts: str) -> Kind:
    found = chosen(texts)
    assert isinstance(found, ScannedText), found
    return found.kind


def test_the_coupon_wins_whatever_is_beside_it_and_wherever_it_stands() -> None:
    for texts in permutations((COUPON, EAN, PAYMENT, LINK)):
        found = chosen(texts)
        assert isinstance(found, ScannedText)
        assert found.text == COUPON


def test_two_different_coupons_are_refused() -> None:
    assert chosen([COUPON, EAN, token("other")]) == Refused(reason=Reason.CODES_TWO)


def test_the_same_coupon_twice_is_one_coupon() -> None:
    assert kind_of(COUPON, COUPON) is Kind.COUPON
    assert kind_of(COUPON, f"]Q1{COUPON}\r\n") is Kind.COUPON


def test_nothing_is_chosen_of_nothing() -> None:
    assert chosen([]) is None


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("beside", Kind)
def test_a_code_of_every_kind_is_chosen_alone_and_weighed_against_every_other(
    kind: Kind, beside: Kind
) -> None:
    assert kind_of(OF_KIND[kind]) is kind
    assert kind_of(OF_KIND[kind], OF_KIND[beside]) in {kind, beside}


@pytest.mark.parametrize("number", ["6901234567893", "1" * 26, "1" * 39])
def test_a_number_with_a_wrong_digit_counts_before_what_is_of_no_kind(number: str) -> None:
    assert kind_of("你好", number) is Kind.MISREAD
    assert kind_of(number, EAN) is Kind.EAN


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        ((EAN,), Kind.EAN),
        ((EAN, PAYMENT), Kind.PAYMENT),
        ((EAN, LINK), Kind.URL),
        ((LINK, PAYMENT), Kind.PAYMENT),
        (("AA8ZE0001", EAN), Kind.EAN),
        (("你好", EAN), Kind.EAN),
    ],
)
def test_without_a_coupon_what_a_shopper_holds_up_counts_before_what_lies_about(
    texts: tuple[str, ...], kind: Kind
) -> None:
    assert kind_of(*texts) is kind
    assert kind_of(*reversed(texts)) is kind
