"""Stands before focus and bindings: tells a scanner's keys from a person's and hands on only the person's.

Knows no screen. Textual's events go in with the instant at which they arrived; what belongs to the person comes out
as the same events, in order, and what was scanned as one burst. A code that a busy PC delivered in two pieces is put
together again: neither half may be read alone, and its tail must not be typed into a field.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from textual import events

from terminal_app.scanner.keyed import BURST_CHARS_MIN, Burst, BurstDetector, KeyedEvent
from terminal_app.scanner.text import Source

Let = events.Key | events.Paste | Burst

JOIN_MS = 200
"""So long after the silence that ended a burst without its terminator, more keys are its rest. A program that gets no
time for a quarter of a second is seen on a loaded PC; a person's hand is not on the keys so soon after a scan."""

KEY_LAG_MS = 10
BURST_LAG_MS = 50
"""How long a stamped key may be on its way to a busy program: within a switch of threads, and on a loaded PC."""

_ENDINGS = frozenset({"enter", "tab", "ctrl+j", "ctrl+m"})

Whole = Callable[[str], bool]
"""Tells whether a code proves by itself that nothing of it is missing: then its rest is not waited for."""


Belongs = Callable[[str, str], bool]
"""Tells whether a second text can be the rest of the first, so that neither may be read alone."""


def never_whole(_text: str) -> bool:
    """No code proves it."""
    return False


def both_digits(torn: str, rest: str) -> bool:
    """A coupon has nothing but digits."""
    return (torn + rest).isdigit()


class Intake:
    """The scanner's place in the stream of keys."""

    def __init__(self, whole: Whole = never_whole, belongs: Belongs = both_digits) -> None:
        self._whole = whole
        self._belongs = belongs
        self._detector = BurstDetector()
        self._withheld: deque[tuple[str, events.Key]] = deque()
        self._torn = ""
        self._tail = ""  # characters right behind it, too few to be a code of their own
        self._tail_events: list[events.Key] = []
        self._torn_until_ms = 0
        self._ending_until_ms = (
            0  # so long a line end belongs to the code that came out without one
        )

    @property
    def lag_ms(self) -> int:
        """How much earlier than now a silence is certain: the thread that stamps a key hands it over a moment later.

        A person waits for their key; that a code has ended may be found out later, and a loaded PC needs it.
        """
        return BURST_LAG_MS if self._detector.burst_runs else KEY_LAG_MS

    @property
    def due_ms(self) -> int | None:
        """When `tick` is next needed; None when nothing is withheld."""
        due_ms = self._detector.due_ms
        return due_ms if due_ms is not None or not self._torn else self._torn_until_ms

    def key(self, event: events.Key) -> list[Let]:
        """Take a key; returns what has become certain."""
        at_ms = _ms(event.time)
        let = self.tick(at_ms)
        if event.key in _ENDINGS and self.due_ms is None and at_ms < self._ending_until_ms:
            return let
        fed = event.character if event.character and event.is_printable else event.key
        self._withheld.append((fed, event))
        return let + self._sort(self._detector.key(fed, at_ms))

    def paste(self, event: events.Paste) -> list[Let]:
        """Take a paste: a code if it is long enough to be one, else as it was; it is no scanner's rest."""
        let = self._sort(self._detector.settle()) + self._torn_ends()
        pasted = [one for one in self._detector.paste(event.text) if isinstance(one, Burst)]
        self._forget()
        return [*let, *pasted] if pasted else [*let, event]

    def tick(self, at_ms: int) -> list[Let]:
        """Let time pass; returns what has become certain."""
        let: list[Let] = []
        due_ms = (
            self._detector.due_ms
        )  # a busy program comes late to it: the rest is awaited from then on
        for one in self._detector.tick(at_ms):
            if isinstance(one, Burst):
                let += self._torn_again(one.text)
                self._torn_until_ms = (at_ms if due_ms is None else due_ms) + JOIN_MS
            else:
                let += self._sort((one,))
        if self._torn and self._detector.due_ms is None:
            if at_ms >= self._torn_until_ms:
                let += self._torn_ends()
            elif not self._tail and self._whole(self._torn):
                self._ending_until_ms = self._torn_until_ms
                let += self._torn_ends()
        self._forget()
        return let

    def _sort(self, keyed: tuple[KeyedEvent, ...]) -> list[Let]:
        let: list[Let] = []
        for one in keyed:
            if isinstance(one, Burst):
                let += self._closed(one.text)
            elif self._torn:
                let += self._behind_torn(one.keys)
            else:
                let += self._given_back(one.keys)
        self._forget()
        return let

    def _closed(self, text: str) -> list[Let]:
        """A piece that a line end closes: too short to be a code, it is the rest of the torn one before it.

        The next code may have followed so closely that both were withheld together.
        """
        if len(text) < BURST_CHARS_MIN <= len(self._torn):
            self._torn += self._tail + text
            self._tail, self._tail_events = "", []
            return self._torn_ends()
        return self._torn_again(text) + self._torn_ends()

    def _torn_again(self, text: str) -> list[Let]:
        """A piece that may have its rest to come: of the torn code before it, or of another one.

        A piece too short to be a code is the beginning of what follows, whatever that is.
        """
        let: list[Let] = []
        is_code = len(self._torn) >= BURST_CHARS_MIN
        if is_code and not self._belongs(self._torn + self._tail, text):
            let = self._torn_ends()
        self._torn += self._tail + text
        self._tail, self._tail_events = "", []
        return let

    def _behind_torn(self, keys: tuple[str, ...]) -> list[Let]:
        """Keys too few to be a burst of their own, right behind a torn one: its rest, if a line end says so."""
        given = [one for one in self._given_back(keys) if isinstance(one, events.Key)]
        self._tail_events += given
        self._tail += "".join(key for key in keys if len(key) == 1)
        if not _ENDINGS.intersection(keys):
            return []
        self._torn += self._tail
        self._tail, self._tail_events = "", []
        return self._torn_ends()

    def _torn_ends(self) -> list[Let]:
        """Nothing more belongs to the torn code. One character alone that cannot be a coupon's is a person's."""
        torn, tail, late = self._torn, self._tail, self._tail_events
        self._torn, self._tail, self._tail_events = "", "", []
        if len(torn) < BURST_CHARS_MIN:
            torn, tail = torn + tail, ""
        if len(torn) < BURST_CHARS_MIN:
            return []
        if len(tail) == 1 and not self._belongs(torn, tail):
            return [Burst(text=torn, source=Source.KEYED), *late]
        return [Burst(text=torn + tail, source=Source.KEYED)]

    def _forget(self) -> None:
        """Nothing is withheld: what is left here was part of a code."""
        if self._detector.due_ms is None:
            self._withheld.clear()

    def _given_back(self, keys: tuple[str, ...]) -> list[Let]:
        """The events behind those names; what stood before them was part of a code."""
        found: list[Let] = []
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
