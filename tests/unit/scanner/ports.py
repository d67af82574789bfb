"""A serial scanner for tests: one end of a pseudo-terminal under a name that survives being unplugged."""

from __future__ import annotations

import os
import tty
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Event
from typing import TypeVar

from terminal_app.scanner.feed import CodeRead, FeedEvent
from terminal_app.scanner.serial_line import SerialFeed

DEADLINE_S = 20.0
Heard = TypeVar("Heard", bound=FeedEvent)


@dataclass
class Scanner:
    """What the hand holds: it is plugged in under `name`, and writes what it reads."""

    name: Path
    _ends: tuple[int, int] | None = field(default=None)

    def plug_in(self, name: Path | None = None) -> None:
        """Appear, like a USB device: a new terminal under the old name, or under a new one."""
        controller, line = os.openpty()
        tty.setraw(line)
        self._ends = (controller, line)
        self.name = name or self.name
        made = self.name.with_name(f"{self.name.name}.new")
        made.symlink_to(os.ttyname(line))
        made.rename(self.name)

    def unplug(self) -> None:
        """Go away: the name first, then the line under whoever reads it."""
        if self._ends is not None:
            with suppress(FileNotFoundError):
                self.name.unlink()
            for end in reversed(self._ends):
                os.close(end)
            self._ends = None

    def sends(self, *writes: bytes) -> None:
        """Send, each piece in a write of its own."""
        assert self._ends is not None, "it is plugged in"
        for piece in writes:
            rest = piece
            while rest:
                rest = rest[os.write(self._ends[0], rest) :]


class Ear:
    """What a feed told, in its order; nothing is waited for longer than the deadline."""

    def __init__(self) -> None:
        self.told: Queue[FeedEvent] = Queue()

    def next(self, kind: type[Heard]) -> Heard:
        """The next event, which has to be of that kind."""
        event = self.told.get(timeout=DEADLINE_S)
        assert isinstance(event, kind), event
        return event

    def code(self) -> str:
        return self.next(CodeRead).scanned.text


class Pauses:
    """The waits between attempts, as the test lets them pass: each is noted, and ends when it is let go."""

    def __init__(self) -> None:
        self.asked_s: Queue[float] = Queue()
        self._answers: Queue[bool] = Queue()

    def wait(self, pause_s: float) -> bool:
        self.asked_s.put(pause_s)
        return self._answers.get(timeout=DEADLINE_S)

    def let_pass(self) -> float:
        """Wait until the feed wants to pause, and end the pause at once."""
        pause_s = self.asked_s.get(timeout=DEADLINE_S)
        self._answers.put(False)
        return pause_s

    def let_end(self) -> float:
        """The same, with the program's end in it."""
        pause_s = self.asked_s.get(timeout=DEADLINE_S)
        self._answers.put(True)
        return pause_s


def quickly(stopped: Event | None = None) -> object:
    """A wait that makes any pause a short one."""
    short = stopped or Event()
    return lambda _pause_s: short.wait(0.01)


def ended(feed: SerialFeed) -> bool:
    """Whether the feed's thread is over."""
    thread = feed._thread
    assert thread is not None
    return not thread.is_alive()
