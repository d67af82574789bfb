"""Keys as they come from the console, each with its instant: for the scanner check without a screen.

Owns the console's mode while keys are read and puts it back. Nothing is echoed, and a carriage return
stays one: the terminator is what the check wants to know. It gathers no scan and reads no code.
"""

from __future__ import annotations

import codecs
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from terminal_app.scanner.reading import Keystroke

Next = Callable[[int], tuple[Keystroke, ...] | None]
"""Waits so many milliseconds for keys: those that came, none, or None when there will be no more."""

CHUNK_BYTES = 4096
POLL_MS = 2
"""How often Windows is asked for a key: half a scanner's usual pace."""


def now_ms() -> int:
    """The instant, on the clock that keys are stamped with."""
    return time.monotonic_ns() // 1_000_000


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def keys() -> Iterator[Next]:
        """Read the console key by key."""

        def following(wait_ms: int) -> tuple[Keystroke, ...] | None:
            until_ms = now_ms() + wait_ms
            for _ in range(wait_ms // POLL_MS + 1):
                if msvcrt.kbhit():
                    key = msvcrt.getwch()
                    if key == "\x03":
                        raise KeyboardInterrupt
                    if key in "\x00\xe0":  # a function key sends a second character
                        key = f"key-{ord(msvcrt.getwch()):02x}"
                    return (Keystroke(key=key, at_ms=now_ms()),)
                if now_ms() >= until_ms:
                    break
                time.sleep(POLL_MS / 1000)
            return ()

        yield following

else:
    import os
    import select
    import termios

    Mode = list[Any]
    """As termios gives and takes it: numbers, and a list of special characters."""

    @contextmanager
    def keys() -> Iterator[Next]:
        """Read the terminal key by key, in cbreak mode and without the translation of CR."""
        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

        def following(wait_ms: int) -> tuple[Keystroke, ...] | None:
            ready, _, _ = select.select([descriptor], [], [], wait_ms / 1000)
            if not ready:
                return ()
            content = os.read(descriptor, CHUNK_BYTES)
            at_ms = now_ms()
            if not content:
                return None
            return tuple(Keystroke(key=key, at_ms=at_ms) for key in decoder.decode(content))

        try:
            termios.tcsetattr(descriptor, termios.TCSAFLUSH, _raw(before))
            yield following
        finally:
            termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)

    def _raw(mode: Mode) -> Mode:
        """The mode without echo, lines and translation of line ends; Ctrl+C still interrupts."""
        found = list(mode)
        found[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP | termios.IXON)
        found[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        found[6] = list(found[6])
        found[6][termios.VMIN], found[6][termios.VTIME] = 1, 0
        return found
