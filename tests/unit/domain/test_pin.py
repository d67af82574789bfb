"""A new PIN: digits only, not too few, and on a live terminal none that everybody tries first."""

import pytest

from terminal_app.domain.pin import read_new_pin
from terminal_app.domain.refusal import Reason, Refused

OBVIOUS = [
    *("0000", "1111", "8888888", "1234", "4321", "7890", "0987", "123456", "987654"),
    *("1212", "123123", "121212", "2580", "1314", "5201314", "1990", "2013", "1003", "100399"),
]


def reason(pin: str, *, is_live: bool = True) -> Reason | None:
    read = read_new_pin(pin, operator_id="1003", is_live=is_live)
    return read.reason if isinstance(read, Refused) else None


@pytest.mark.parametrize("pin", ["4829", "907153", "739104826153"])
def test_a_pin_that_is_no_pattern_is_taken_as_it_is(pin: str) -> None:
    assert read_new_pin(pin, operator_id="1003", is_live=True) == pin


@pytest.mark.parametrize(
    "pin", ["", "482", "4829 ", "48a9", "４８２９", "1234567890123", "-4829", "48\n29"]
)
@pytest.mark.parametrize("is_live", [True, False])
def test_what_is_no_four_to_twelve_digits_is_no_pin(pin: str, *, is_live: bool) -> None:
    assert reason(pin, is_live=is_live) is Reason.PIN_UNREADABLE


@pytest.mark.parametrize("pin", OBVIOUS)
def test_an_obvious_pin_is_refused_where_money_is_real(pin: str) -> None:
    assert reason(pin) is Reason.PIN_OBVIOUS
    assert reason(pin, is_live=False) is None


def test_nearly_all_pins_may_be_chosen() -> None:
    refused = [pin for pin in range(10_000) if reason(f"{pin:04d}") is not None]
    assert len(refused) < 400
