"""A new PIN: what it may be made of, and which ones everybody tries first. Keeps none, hashes none, compares none."""

from __future__ import annotations

from itertools import pairwise

from terminal_app.domain.refusal import Reason, Refused

DIGITS_MIN = 4
DIGITS_MAX = 12

_FAVOURITES = frozenset(
    {"2580", "0852", "1314", "131452", "5201314", "147258", "258369", "147258369", "159357"}
)
"""Patterns of the keypad and numbers that read as a sentence: the first that somebody tries who knows people."""


def read_new_pin(text: str, *, operator_id: str, is_live: bool) -> str | Refused:
    """The PIN, if it may be one. On a training terminal an obvious one is good enough."""
    if not (text.isascii() and text.isdigit() and DIGITS_MIN <= len(text) <= DIGITS_MAX):
        return Refused(
            reason=Reason.PIN_UNREADABLE, facts={"least": DIGITS_MIN, "limit": DIGITS_MAX}
        )
    if is_live and is_obvious(text, operator_id=operator_id):
        return Refused(reason=Reason.PIN_OBVIOUS)
    return text


def is_obvious(pin: str, *, operator_id: str) -> bool:
    """Whether it is among the first hundred or so that anybody would try."""
    return (
        _is_run(pin)
        or _repeats(pin)
        or pin in _FAVOURITES
        or pin in operator_id
        or operator_id in pin
        or (len(pin) == DIGITS_MIN and pin[:2] in {"19", "20"})  # a year of birth
    )


def _is_run(pin: str) -> bool:
    """1111, 3456, 9876: each digit the same step away from the one before; 7890 goes on over the nought."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return steps in ({0}, {1}, {9})


def _repeats(pin: str) -> bool:
    """1212, 123123: one piece again and again."""
    return any(pin == (pin[:size] * len(pin))[: len(pin)] for size in range(1, len(pin) // 2 + 1))
