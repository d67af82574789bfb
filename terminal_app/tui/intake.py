"""Stands before focus and bindings: tells a scanner's keys from a person's and hands on only the person's.

Knows no screen. Textual's events go in with the instant at which they arrived; what belongs to the person comes out
as the same events, in order, and what was scanned as one burst.
"""

from __future__ import annotations

from collections import deque

from textual import events

from terminal_app.scanner.keyed import Burst, BurstDetector, KeyedEvent
from terminal_app.scanner.text import Source

Let = events.Key | events.Paste | Burst


class Intake:
    """The scanner's place in the stream of keys."""

    def __init__(self) -> None:
        self._detector = BurstDetector()
        self._withheld: deque[tuple[str, events.Key]] = deque()

    @property
    def due_ms(self) -> int | None:
        """When `tick` is next needed; None when nothing is withheld."""
        return self._detector.due_ms

    def key(self, event: events.Key) -> list[Let]:
        """Take a key; returns what has become certain."""
        at_ms = _ms(event.time)
        let = self.tick(at_ms)
        fed = event.character if event.character and event.is_printable else event.key
        self._withheld.append((fed, event))
        return let + self._sort(self._detector.key(fed, at_ms))

    def paste(self, event: events.Paste) -> list[Let]:
        """Take a paste: a code if it is long enough to be one, else as it was."""
        let = self._sort(self._detector.paste(event.text))
        scanned = any(isinstance(one, Burst) and one.source is Source.PASTED for one in let)
        return let if scanned else [*let, event]

    def tick(self, at_ms: int) -> list[Let]:
        """Let time pass; returns what has become certain."""
        return self._sort(self._detector.tick(at_ms))

    def _sort(self, keyed: tuple[KeyedEvent, ...]) -> list[Let]:
        let: list[Let] = []
        for one in keyed:
            if isinstance(one, Burst):
                let.append(one)
            else:
                let.extend(self._given_back(one.keys))
        if self._detector.due_ms is None:
            self._withheld.clear()
        return let

    def _given_back(self, keys: tuple[str, ...]) -> list[events.Key]:
        """The events behind those names; what stood before them was part of a code."""
        found = []
        for key in keys:
            while self._withheld:
                fed, event = self._withheld.popleft()
                if fed == key:
                    found.append(event)
                    break
        return found


def now_ms() -> int:
    """The instant, on the clock that Textual stamps events with."""
    return _ms(events.Event().time)


def _ms(instant_s: float) -> int:
    return int(instant_s * 1000)
