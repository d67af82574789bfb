"""A fact on its way into a sentence: turned into words by its type, so that a sentence only adds the units.

Money becomes `1,999.00`, an instant date and time, a text is foreign and cleaned; whole numbers stay numbers, for
their plural. What a sentence may ask for besides are the functions below. Fluent itself formats no date, no amount.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from terminal_app.domain.foreign_text import clean
from terminal_app.domain.money import Money
from terminal_app.domain.refusal import Fact
from terminal_app.wording import figure
from terminal_app.wording.language import Language

CELLS_MAX = 400
"""A path or a server's remark may be long; a screen wraps it, nothing longer is told."""
UNKNOWN = "—"


class Unknown(str):
    """A fact that was not given: «—» where a sentence prints it all the same, «no» to GIVEN."""

    __slots__ = ()


class Moment(str):
    """An instant in words that still knows which instant it is, for UNTIL, CLOCK and FULL."""

    __slots__ = ("at",)
    at: datetime


def words(fact: Fact, language: Language) -> str | int:
    """The fact as a sentence prints it."""
    match fact:
        case Money():
            return str(fact)
        case datetime():
            moment = Moment(figure.instant(fact, language))
            moment.at = fact
            return moment
        case int():
            return fact
        case str():
            return clean(fact, cells_max=CELLS_MAX) or Unknown("")


def functions(language: Language) -> dict[str, Callable[..., Any]]:
    """What a sentence may call.

    GIVEN(x)     `yes`, or `no` for a fact that is missing or empty: the selector of every optional part
    UNTIL(at)    an exclusive end: `2月1日 24:00` for midnight after it
    CLOCK(at)    the time of day alone
    FULL(at)     with the year
    DURATION(s)  seconds in words
    """
    return {
        "GIVEN": lambda fact: "no" if isinstance(fact, Unknown) else "yes",
        "UNTIL": lambda fact: _moment(fact, lambda at: figure.end(at, language)),
        "CLOCK": lambda fact: _moment(fact, figure.clock),
        "FULL": lambda fact: _moment(fact, lambda at: figure.instant(at, language, year=True)),
        "DURATION": lambda fact: (
            figure.duration(int(fact), language) if isinstance(fact, int) else str(fact)
        ),
    }


def _moment(fact: object, say: Callable[[datetime], str]) -> str:
    return say(fact.at) if isinstance(fact, Moment) else str(fact)
