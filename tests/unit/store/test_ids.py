"""Ids: 24 digits, each with a meaning."""

import pytest

from terminal_app.ports import IdKind
from terminal_app.store.ids import SecureIds, luhn_digit
from tests.support.bank import instant

AT = instant("2024-01-27T15:42:10.999")
IDS = SecureIds()


@pytest.mark.parametrize(
    ("kind", "digit"),
    [(IdKind.SALE, "0"), (IdKind.REDEMPTION, "1"), (IdKind.REFUND, "2"), (IdKind.RECORD, "3")],
)
def test_an_id_says_what_it_names_and_when(kind: IdKind, digit: str) -> None:
    made = IDS.make(kind, at=AT)
    assert len(made) == 24
    assert made.isascii()
    assert made.isdigit()
    assert made[:14] == f"9{digit}240127154210"


def test_an_id_is_dated_in_shanghai_wherever_the_instant_was_written() -> None:
    from datetime import UTC

    assert IDS.make(IdKind.SALE, at=AT.astimezone(UTC))[:14] == "90240127154210"


def luhn_sum(digits: str) -> int:
    """ISO/IEC 7812-1 annex B, written another way: every second digit from the right doubled."""
    doubled = [sum(map(int, str(2 * int(digit)))) for digit in digits[-2::-2]]
    return sum(doubled) + sum(int(digit) for digit in digits[::-2])


def test_the_last_digit_is_a_luhn_digit() -> None:
    for _ in range(200):
        assert luhn_sum(IDS.make(IdKind.SALE, at=AT)) % 10 == 0
    assert luhn_digit("7992739871") == "3"


def test_a_single_wrong_digit_shows() -> None:
    made = IDS.make(IdKind.SALE, at=AT)
    for place, digit in enumerate(made):
        for other in "0123456789":
            if other != digit:
                assert luhn_sum(made[:place] + other + made[place + 1 :]) % 10 != 0


def test_ids_of_one_second_differ() -> None:
    assert len({IDS.make(IdKind.SALE, at=AT) for _ in range(2_000)}) == 2_000


def test_jitter_spreads_over_the_unit_interval() -> None:
    drawn = [IDS.jitter() for _ in range(200)]
    assert all(0 <= one < 1 for one in drawn)
    assert len(set(drawn)) > 150
