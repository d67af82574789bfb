"""The idle lock: a counter nobody touches asks who is there. Never in the middle of a sale, a refund or a question.

Knows when somebody last did something; what that was, and what is under way, is the app's to say.
"""

from __future__ import annotations

from collections.abc import Callable

from terminal_app.tui.intake import now_ms


class Idle:
    """Counts the time since the last key, paste or scan, on a clock that nobody can set."""

    def __init__(self, limit_s: int, *, clock_ms: Callable[[], int] = now_ms) -> None:
        self._limit_ms = limit_s * 1000
        self._clock_ms = clock_ms
        self._touched_ms = clock_ms()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched_ms = self._clock_ms()

    @property
    def is_over(self) -> bool:
        """Whether nobody has been there for the whole of the time; never with a time of 0."""
        return bool(self._limit_ms) and self._clock_ms() - self._touched_ms >= self._limit_ms
