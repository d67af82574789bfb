"""Whoever guesses PINs waits longer each time; nobody else waits for it."""

from hypothesis import given
from hypothesis import strategies as st

from terminal_app.domain import patience
from terminal_app.domain.patience import (
    FORGOTTEN_S,
    FREE_TRIES,
    STRANGER,
    TERMINAL_WAIT_S,
    WAIT_FIRST_S,
    WAIT_MAX_S,
    Book,
)

NOW_MS = 1_700_000_000_000


def after(failures: int, who: str = "1001", book: Book | None = None) -> Book:
    book = book or {}
    for _ in range(failures):
        book = patience.tried(book, who, now_ms=NOW_MS)
    return book


def test_fingers_may_slip() -> None:
    for failures in range(FREE_TRIES):
        assert patience.wait_s(after(failures), "1001", now_ms=NOW_MS) == 0


def test_the_wait_doubles_up_to_five_minutes() -> None:
    waits = [patience.wait_s(after(FREE_TRIES + more), "1001", now_ms=NOW_MS) for more in range(6)]
    assert waits == [WAIT_FIRST_S, 60, 120, 240, WAIT_MAX_S, WAIT_MAX_S]
    assert patience.wait_s(after(1000), "1001", now_ms=NOW_MS) == WAIT_MAX_S


def test_a_wait_ends() -> None:
    book = after(FREE_TRIES)
    assert patience.wait_s(book, "1001", now_ms=NOW_MS + 29_001) == 1
    assert patience.wait_s(book, "1001", now_ms=NOW_MS + 30_000) == 0


@given(failures=st.integers(0, 500), strange=st.integers(0, 500))
def test_what_one_operator_gets_wrong_never_stops_another(failures: int, strange: int) -> None:
    book = after(strange, STRANGER, after(failures, "1001"))
    assert patience.wait_s(book, "8001", now_ms=NOW_MS) == 0


def test_one_pin_tried_on_everybody_slows_the_terminal_for_seconds_only() -> None:
    book: Book = {}
    for who in ("1001", "1002", "1003"):
        book = after(50, who, book)
    assert patience.wait_s(book, "8001", now_ms=NOW_MS) == TERMINAL_WAIT_S
    assert patience.wait_s(book, "8001", now_ms=NOW_MS + TERMINAL_WAIT_S * 1000) == 0


def test_the_right_pin_begins_anew_and_leaves_the_others_as_they_are() -> None:
    book = patience.forgiven(after(9, "1002", after(9)), "1001")
    assert patience.wait_s(book, "1001", now_ms=NOW_MS) == 0
    assert patience.wait_s(book, "1002", now_ms=NOW_MS) == WAIT_MAX_S


def test_a_day_without_a_try_begins_anew() -> None:
    later_ms = NOW_MS + FORGOTTEN_S * 1000
    assert set(patience.lapsed(after(9), now_ms=later_ms)) == {"1001"}
    assert patience.tried(after(9), "1001", now_ms=later_ms)["1001"].failures == 1
    assert patience.tried(after(9), "1001", now_ms=later_ms - 1)["1001"].failures == 10


@given(back_ms=st.integers(0, 10**12), failures=st.integers(0, 50))
def test_a_clock_that_was_put_back_strands_nobody(back_ms: int, failures: int) -> None:
    now_ms = NOW_MS - back_ms
    book = patience.under_clock(after(failures), now_ms=now_ms)
    assert patience.wait_s(book, "1001", now_ms=now_ms + WAIT_MAX_S * 1000) == 0
    assert patience.wait_s(book, "1001", now_ms=now_ms) == patience.wait_s(
        after(failures), "1001", now_ms=NOW_MS
    )


def test_the_journal_is_told_in_doublings() -> None:
    book: Book = {}
    told = []
    for failures in range(1, 101):
        book = patience.tried(book, "1001", now_ms=NOW_MS)
        if patience.is_due(book["1001"]):
            told.append(failures)
            book = patience.reported(book, "1001")
    assert told == [5, 10, 20, 40, 80]
