"""The idle lock: a counter nobody touches asks who is there. Never in the middle of a sale, a refund or a question.

Knows when somebody last did something, and what may not be interrupted. Signs nobody out: the app does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import ModalScreen

from terminal_app.tui.intake import now_ms
from terminal_app.tui.screens.base import Spoken

if TYPE_CHECKING:
    from terminal_app.tui.app import CounterApp


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
    def quiet_ms(self) -> int:
        """How long nobody has touched anything."""
        return self._clock_ms() - self._touched_ms

    @property
    def is_over(self) -> bool:
        """Whether nobody has been there for the whole of the time; never with a time of 0."""
        return bool(self._limit_ms) and self.quiet_ms >= self._limit_ms


def may_lock(app: CounterApp) -> bool:
    """Whether nothing is under way: no decision, no sale on the counter, no refund being decided, no question."""
    if app.jobs.money_runs or not app.counter_screen.is_free:
        return False
    return all(
        not isinstance(screen, ModalScreen)
        and (not isinstance(screen, Spoken) or screen.may_be_left)
        for screen in app.screen_stack
    )
