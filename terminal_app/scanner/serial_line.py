"""A scanner on a serial line (USB-CDC): a thread that opens the port, reads codes, and opens it again when it is back.

Owns the life of one port: waiting for it, reading it, losing it. It decides nothing about a code and shows nothing;
what happens is told to whoever started it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

from terminal_app.scanner.feed import Absence, CodeRead, FrameDropped, LineLost, LineOpened, Tell
from terminal_app.scanner.frames import FRAME_BYTES_MAX, SILENCE_S, Frames, Overlong, spelled
from terminal_app.scanner.serial_port import (
    LINE_FAILURES,
    OPEN_FAILURES,
    Listing,
    absence_of,
    chosen_port,
    listed,
)
from terminal_app.scanner.text import Framing, Source, read_text

BACK_OFF_S = (0.25, 0.5, 1.0, 2.0)
"""Waits between attempts to open; the last one repeats. A scanner just plugged in works before a hand is off it."""

POLL_S = 0.1
"""How long one read waits: so quick is the end of the program, and so fine is a silence measured."""

READ_BYTES_MAX = 4096
STOP_S = 1.0
"""How long the end of the thread is waited for; a driver that hangs on unplugging does not hold up the program."""

WRITE_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSettings:
    """How a line is read: its speed, what the store's scanner puts around a code, and what silence ends one."""

    baud: int = 9600
    framing: Framing = field(default_factory=Framing)
    silence_s: float = SILENCE_S


class SerialFeed:
    """The `Feed` of one serial scanner. `port` is a name or «auto»; `wait` sleeps and says whether to end."""

    def __init__(
        self,
        *,
        port: str,
        settings: LineSettings = LineSettings(),
        ports: Listing = listed,
        wait: Callable[[float], bool] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._port = port
        self._settings = settings
        self._ports = ports
        self._stopped = Event()
        self._wait = self._stopped.wait if wait is None else wait
        self._monotonic = monotonic
        self._thread: Thread | None = None

    def start(self, tell: Tell) -> None:
        """Begin; `tell` is called from the thread."""
        assert self._thread is None, "a feed is started once"
        self._thread = Thread(target=self._run, args=(tell,), name="serial scanner", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End within moments."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(STOP_S)

    def _run(self, tell: Tell) -> None:
        story = _Story(tell)
        failures = 0
        while not self._stopped.is_set():
            line = self._opened()
            if isinstance(line, LineLost):
                story.absent(line)
            else:
                story.opened(line.port)
                failures = 0 if self._read(line, tell) else failures
                if self._stopped.is_set():
                    return
                story.absent(LineLost(why=Absence.UNPLUGGED, port=line.port))
            if self._wait(BACK_OFF_S[min(failures, len(BACK_OFF_S) - 1)]):
                return
            failures += 1

    def _opened(self) -> Any:
        """The open port, pyserial's own object, or why there is none."""
        from serial import Serial

        port = chosen_port(self._port, self._ports)
        if port is None:
            return LineLost(why=Absence.MISSING, port=self._port)
        try:
            return Serial(
                port,
                self._settings.baud,
                timeout=POLL_S,
                write_timeout=WRITE_S,
                exclusive=True,
            )
        except OPEN_FAILURES as error:
            return LineLost(why=absence_of(error), port=port, problem=str(error)[:200])

    def _read(self, line: Any, tell: Tell) -> bool:
        """Read until the line or the program ends; False when not even one read succeeded.

        A code that is torn by the line's end is thrown away.
        """
        frames = Frames()
        heard_s = self._monotonic()
        succeeded = False
        try:
            while not self._stopped.is_set():
                received = line.read(min(max(line.in_waiting, 1), READ_BYTES_MAX))
                succeeded = True
                if received:
                    heard_s = self._monotonic()
                    self._pass_on(frames.take(received), tell)
                elif frames.begun and self._monotonic() - heard_s >= self._settings.silence_s:
                    self._pass_on(frames.end(), tell)
        except LINE_FAILURES:
            pass  # the one way in which a serial line says that it is gone
        finally:
            line.close()
        return succeeded

    def _pass_on(self, complete: Iterable[bytes | Overlong], tell: Tell) -> None:
        for frame in complete:
            if self._stopped.is_set():
                return
            if isinstance(frame, Overlong):
                tell(FrameDropped(bytes_max=FRAME_BYTES_MAX))
                continue
            scanned = read_text(
                spelled(frame), source=Source.SERIAL, framing=self._settings.framing
            )
            if scanned.text:  # NUL bytes and blanks alone are noise of the plug
                tell(CodeRead(scanned=scanned))


class _Story:
    """What was told of the line, so that each thing is said once and nothing that passes by itself is."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._told: Absence | None = None
        self._seen: Absence | None = None

    def opened(self, port: str) -> None:
        self._tell(LineOpened(port=port, again=self._told is not None))
        self._told = self._seen = None

    def absent(self, lost: LineLost) -> None:
        """Tell a change; a port just plugged in may be denied or busy for a moment while the system sets it up."""
        lasts = lost.why is self._seen
        self._seen = lost.why
        if lost.why is Absence.UNPLUGGED or (lost.why is Absence.MISSING and self._told is None):
            due = True
        else:
            due = lasts and not self._is_told(lost.why)
        if due:
            self._told = lost.why
            self._tell(lost)

    def _is_told(self, why: Absence) -> bool:
        return why is self._told or (why is Absence.MISSING and self._told is Absence.UNPLUGGED)
