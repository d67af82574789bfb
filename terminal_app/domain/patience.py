"""How long somebody who guesses PINs has to wait: per operator, growing, and a little for the whole terminal.

Pure: it is told what was tried and what time it is. One operator's wait is never another's; what the terminal as a
whole waits is a few seconds, and no single operator's failures bring it about: else anybody could lock the others out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

FREE_TRIES = 5
"""So many wrong PINs cost nothing but the time of the check: fingers slip."""

WAIT_FIRST_S = 30
WAIT_MAX_S = 300
"""Five minutes at most: four digits last for weeks all the same, and nobody can be kept from a day's work."""

FORGOTTEN_S = 24 * 3600
"""After a day without a try an operator begins anew."""

TERMINAL_FREE = 3 * FREE_TRIES
TERMINAL_WAIT_S = 10

STRANGER = "?"
"""Under this name the tries count that named no operator of this terminal: there are any number of such names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guesses:
    """Wrong PINs of one operator since the last right one."""

    failures: int
    since_ms: int
    last_ms: int
    reported: int = 0
    """How many of them the journal already tells of."""


Book = Mapping[str, Guesses]
"""By operator; bounded, because strangers share one entry."""


def under_clock(book: Book, *, now_ms: int) -> Book:
    """The book as it is to be read at this instant: a clock that was put back strands nobody for longer than a wait."""
    return {name: replace(one, last_ms=min(one.last_ms, now_ms)) for name, one in book.items()}


def wait_s(book: Book, who: str, *, now_ms: int) -> int:
    """Seconds until a PIN of this operator may be tried; 0 when it may be now."""
    own = book.get(who)
    waits = [0 if own is None else _left_s(_own_wait_s(own.failures), own.last_ms, now_ms)]
    counted = sum(min(one.failures, FREE_TRIES) for one in book.values())
    if counted >= TERMINAL_FREE:
        last_ms = max(one.last_ms for one in book.values())
        waits.append(_left_s(TERMINAL_WAIT_S, last_ms, now_ms))
    return max(waits)


def lapsed(book: Book, *, now_ms: int) -> Book:
    """Those whose last failure is a day old: they count no longer."""
    return {who: one for who, one in book.items() if now_ms - one.last_ms >= FORGOTTEN_S * 1000}


def tried(book: Book, who: str, *, now_ms: int) -> Book:
    """The book after a try that counts as wrong until it turns out right; what is a day old is left out."""
    gone = lapsed(book, now_ms=now_ms)
    kept = {name: one for name, one in book.items() if name not in gone}
    before = kept.get(who, Guesses(failures=0, since_ms=now_ms, last_ms=now_ms))
    kept[who] = replace(before, failures=before.failures + 1, last_ms=now_ms)
    return kept


def forgiven(book: Book, who: str) -> Book:
    """The book after this operator's right PIN, or a new one."""
    return {name: one for name, one in book.items() if name != who}


def reported(book: Book, who: str) -> Book:
    """The book once the journal tells of all of this operator's failures."""
    return {**book, who: replace(book[who], reported=book[who].failures)}


def is_due(guesses: Guesses) -> bool:
    """Whether the journal should tell of it now: at the first wait, and each time the number has doubled since."""
    return guesses.failures >= max(FREE_TRIES, 2 * guesses.reported)


def _own_wait_s(failures: int) -> int:
    if failures < FREE_TRIES:
        return 0
    doublings = min(failures - FREE_TRIES, 8)
    return min(WAIT_FIRST_S << doublings, WAIT_MAX_S)


def _left_s(full_s: int, last_ms: int, now_ms: int) -> int:
    """What is left of a wait, in whole seconds rounded up."""
    return max(-(-(last_ms + full_s * 1000 - now_ms) // 1000), 0)
