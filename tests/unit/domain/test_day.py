"""Business days: what a person may type, and where a day begins and ends."""

from datetime import date

import pytest

from terminal_app.domain.day import SPAN_DAYS_MAX, Span, day_of, read_day, read_span
from terminal_app.domain.instant import from_text
from terminal_app.domain.refusal import Reason, Refused
from tests.support.bank import instant

NOW = instant("2024-03-01T00:00:00")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-01-27", date(2024, 1, 27)),
        (" 2024-02-29 ", date(2024, 2, 29)),
        ("today", date(2024, 3, 1)),
        ("Today", date(2024, 3, 1)),
        ("yesterday", date(2024, 2, 29)),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    assert read_day(text, now=NOW) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "2023-02-29",
        "2024-13-01",
        "2024-1-7",
        "20240127",
        "2024-W04-6",
        "27.01.2024",
        "２０２４-01-27",
        "٢٠٢٤-01-27",
        "0001-01-01",
        "9999-12-31",
        "2024-01-27T10:00",
        "x" * 1_000,
    ],
)
def test_what_is_no_date_of_the_calendar_is_refused_with_what_was_typed(text: str) -> None:
    refused = read_day(text, now=NOW)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.DATE_UNREADABLE
    assert refused.facts == {"text": text.strip()[:40]}


def test_a_day_runs_from_midnight_to_midnight_in_shanghai() -> None:
    span = Span(first=date(2024, 2, 1), last=date(2024, 2, 1))
    assert span.since == from_text("2024-01-31T16:00:00Z")
    assert span.until == instant("2024-02-02T00:00:00")
    assert day_of(from_text("2024-01-31T15:59:59.999Z")) == date(2024, 1, 31)
    assert day_of(span.since) == date(2024, 2, 1)
    assert day_of(span.until) == date(2024, 2, 2)


def test_a_span_counts_both_its_ends_and_knows_as_many_days_before_it() -> None:
    span = read_span("2024-02-27", "today", now=NOW)
    assert isinstance(span, Span)
    assert span.days == 4
    assert span.before == Span(first=date(2024, 2, 23), last=date(2024, 2, 26))
    assert span.before.until == span.since


@pytest.mark.parametrize(("first", "last"), [("nonsense", "today"), ("today", "nonsense")])
def test_a_span_needs_both_its_days(first: str, last: str) -> None:
    refused = read_span(first, last, now=NOW)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.DATE_UNREADABLE


def test_a_span_that_runs_backwards_is_refused() -> None:
    refused = read_span("today", "yesterday", now=NOW)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.SPAN_BACKWARDS
    assert refused.facts == {"first": "2024-03-01", "last": "2024-02-29"}


def test_the_longest_span_is_read_and_one_day_more_is_refused() -> None:
    longest = read_span("2024-01-01", "2025-02-03", now=NOW)
    assert isinstance(longest, Span)
    assert longest.days == SPAN_DAYS_MAX
    refused = read_span("2024-01-01", "2025-02-04", now=NOW)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.SPAN_TOO_LONG
    assert refused.facts == {"days": 401, "days_max": 400}
