"""Business days: from 00:00 to 24:00 in Asia/Shanghai. Reads what a person types; takes no time of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from terminal_app.domain.instant import SHANGHAI
from terminal_app.domain.refusal import Reason, Refused

SPAN_DAYS_MAX = 400
"""A campaign of some weeks, a year of them, and a month to spare."""

YEARS = range(2000, 2100)
"""Outside of it a year is a slip of the hand."""

# [0-9], for \d is every digit of Unicode; and `fromisoformat` alone reads weeks and dates without hyphens too.
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Some days in a row, the first and the last of them counted in."""

    first: date
    last: date

    def __post_init__(self) -> None:
        assert self.first <= self.last, "a span runs forward"

    @property
    def since(self) -> datetime:
        """Its first instant."""
        return _midnight(self.first)

    @property
    def until(self) -> datetime:
        """The first instant after it."""
        return _midnight(self.last + timedelta(days=1))

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Span:
        """As many days, directly before it."""
        length = timedelta(days=self.days)
        return Span(first=self.first - length, last=self.last - length)


def day_of(instant: datetime) -> date:
    """The business day an instant lies in."""
    return instant.astimezone(SHANGHAI).date()


def read_day(text: str, *, now: datetime) -> date | Refused:
    """Read `YYYY-MM-DD`, `today` or `yesterday`."""
    typed = text.strip()
    match typed.lower():
        case "today":
            return day_of(now)
        case "yesterday":
            return day_of(now) - timedelta(days=1)
        case _:
            return _read_date(typed)


def read_span(first: str, last: str, *, now: datetime) -> Span | Refused:
    """Read a span from its first and its last day."""
    begins, ends = read_day(first, now=now), read_day(last, now=now)
    if isinstance(begins, Refused):
        return begins
    if isinstance(ends, Refused):
        return ends
    if ends < begins:
        return Refused(
            reason=Reason.SPAN_BACKWARDS,
            facts={"first": begins.isoformat(), "last": ends.isoformat()},
        )
    span = Span(first=begins, last=ends)
    if span.days > SPAN_DAYS_MAX:
        return Refused(
            reason=Reason.SPAN_TOO_LONG, facts={"days": span.days, "days_max": SPAN_DAYS_MAX}
        )
    return span


def _read_date(text: str) -> date | Refused:
    unreadable = Refused(reason=Reason.DATE_UNREADABLE, facts={"text": text[:40]})
    if _DATE.fullmatch(text) is None:
        return unreadable
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return unreadable
    return found if found.year in YEARS else unreadable


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=SHANGHAI)
