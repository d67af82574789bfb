"""A keyboard-wedge scanner and a person at one keyboard: a pseudo-terminal with the real counter behind it.

Owns the drawing of bursts, the typing of them at their pace, and the comparison of what the counter made of them with
what was meant. It types into a terminal, byte by byte. Of how the program tells the two apart it knows the promise:
how late a key may be. What a busy machine holds up for longer is typed again, and counted.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import random  # noqa: TID251 - a seed is given, so that a failure can be typed again
import signal
import string
import struct
import subprocess
import sys
import termios
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from terminal_app.scanner.keyed import (
    BURST_CHARS_MIN,
    HOLD_MS,
    LATE_KEY_MS,
    SCANNER_PACE_MS,
    SILENCE_MS,
)
from terminal_app.tui.intake import JOIN_MS
from tests.faults.wedge_counter import PREFIX

CHUNK = 12
"""Bursts between two comparisons."""

PATIENCE_S = 20.0
REDONE_MAX = 40
"""How often in a row a chunk is typed again because the machine held its keys up."""

QUIET_S = 0.35
"""Longer than anything is withheld: what has not come by then does not come."""

PACES_MS = (0, 0, 0, 1, 1, 2, 5, 12, SCANNER_PACE_MS)
COUPON_PACES_MS = (*[0] * 9, *[1] * 6, 5, 5, 12, 20, SCANNER_PACE_MS)
"""A coupon at the slowest pace takes nine seconds, so most are quick."""

COUPON_AGAIN_PACES_MS = (0, 1, 5)
"""A phone read twice is read twice within the time in which that counts once."""

KEPT_APART_MS = 70
"""A gap that is there for the program to tell two senders apart."""

JOINED_MS = 330
"""A burst without a terminator takes up to so long to be over."""

FIELDS = frozenset({"counter", "refund", "palette"})
"""Screens with a field that has the focus."""

COMMANDS = ("\x1b[20~", "\x1b[19~", "\x11", "\x10", "\x1b[A", "\x1bOP", "\x7f", "\x1b[3~")
"""F9, F8, Ctrl-Q, Ctrl-P, an arrow, F1, backspace, delete."""

PERSON = "abdeghkmuw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """Some bytes that are one key, and how long after the one before."""

    text: str
    gap_ms: float
    inside: bool
    """Whether it belongs to the same burst as the one before."""
    is_key: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What is typed, and what must come of it."""

    strokes: tuple[Stroke, ...]
    events: tuple[tuple[str, str], ...]


@dataclass
class Drawing:
    """Draws units; the same seed draws the same ones."""

    random: random.Random
    pasted: bool = True
    pause_ms: float = 100.0
    drawn: int = 0

    def chunk(self, bursts: int) -> list[Unit]:
        units: list[Unit] = []
        for _ in range(bursts):
            if self.random.random() < 0.25:
                units.append(self._person())
            units.append(self._burst())
        return units

    def _person(self) -> Unit:
        keys = self.random.choices(PERSON, k=self.random.randint(1, 2))
        strokes = []
        for number, key in enumerate(keys):
            gap_ms = self.random.uniform(70, 160)
            if number == 0:
                gap_ms = max(gap_ms, 120.0, self.pause_ms)
            strokes.append(Stroke(text=key, gap_ms=gap_ms, inside=False))
        self.pause_ms = 80.0
        return Unit(strokes=tuple(strokes), events=tuple(("typed", key) for key in keys))

    def _burst(self) -> Unit:
        code = self._code()
        first_ms = max(self.pause_ms, self.random.uniform(0, 60))
        draw = self.random.random()
        if self.pasted and draw < 0.04:
            self.pause_ms = 20.0
            paste = Stroke(
                text=f"\x1b[200~{code}\x1b[201~", gap_ms=first_ms, inside=False, is_key=False
            )
            return Unit(strokes=(paste,), events=(("scan", code),))
        is_coupon = len(code) == 290
        if is_coupon and draw < 0.3:
            strokes = self._strokes(code, first_ms, COUPON_AGAIN_PACES_MS)
            strokes += self._strokes(code, max(self.pause_ms, 60.0), COUPON_AGAIN_PACES_MS)
        else:
            strokes = self._strokes(code, first_ms, COUPON_PACES_MS if is_coupon else PACES_MS)
        return Unit(strokes=tuple(strokes), events=(("scan", code),))

    def _strokes(self, code: str, first_ms: float, paces_ms: tuple[int, ...]) -> list[Stroke]:
        keys = list(
            self.random.choice(["", "", "", "]Q1", "\\000026", PREFIX, PREFIX + "]C1"]) + code
        )
        if self.random.random() < 0.03 and code.isdigit():
            keys = [chr(ord(key) + 0xFEE0) for key in keys]
        if self.random.random() < 0.1:
            for _ in range(self.random.randint(1, 3)):
                at = self.random.randint(1, len(keys) - 1)
                keys.insert(at, self.random.choice(COMMANDS))
        ending = self.random.choice(["\r"] * 5 + ["\n", "\t", "\r\n", "", ""])
        keys += ending
        pace_ms = self.random.choice(paces_ms)
        slowest, quickest = pace_ms, pace_ms * self.random.choice([0.6, 1.0])  # or sustained
        gaps = [self.random.uniform(quickest, slowest) for _ in keys]
        gaps[0] = first_ms
        self.pause_ms = 0.0 if ending else JOINED_MS
        return [
            Stroke(text=key, gap_ms=gap_ms, inside=number > 0)
            for number, (key, gap_ms) in enumerate(zip(keys, gaps, strict=True))
        ]

    def _code(self) -> str:
        """Never the same twice: the number of the draw is in it."""
        self.drawn += 1
        size = self.random.choices([8, 13, 20, 24, 290], [25, 35, 20, 14, 6])[0]
        alphabet = (
            string.digits if self.random.random() < 0.8 or size == 290 else "ABCXYZ0123456789"
        )
        fill = "".join(self.random.choices(alphabet, k=size - 6))
        return f"{'1' if size == 290 else '7'}{self.drawn % 100_000:05d}{fill}"


@dataclass(kw_only=True)
class Wedge:
    """One counter and the keyboard before it."""

    screen: str = "counter"
    mutant: str = ""
    seed: int = 0
    bursts: int = 0
    redone: int = 0
    _notes: list[list[object]] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _field: str = ""

    def __enter__(self) -> Self:
        self._master, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._notes_fd, notes = os.pipe()
        command = [sys.executable, "-m", "tests.faults.wedge_counter"]
        command += ["--notes", str(notes), "--screen", self.screen, "--mutant", self.mutant]
        self._program = subprocess.Popen(
            command,
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            pass_fds=(notes,),
            env={**os.environ, "TERM": "xterm-256color"},
            start_new_session=True,
        )
        os.close(terminal)
        os.close(notes)
        self._readers = [
            threading.Thread(target=self._watch_screen, daemon=True),
            threading.Thread(target=self._read_notes, daemon=True),
        ]
        for reader in self._readers:
            reader.start()
        self._await(lambda: any(note[0] == "ready" for note in self._notes))
        self._drawing = Drawing(random=random.Random(self.seed))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._program.send_signal(signal.SIGKILL)
        self._program.wait(PATIENCE_S)
        os.close(self._master)
        self._readers[1].join(PATIENCE_S)
        os.close(self._notes_fd)

    def type(self, bursts: int) -> None:
        """Type so many bursts, a person's keys between them; fails when anything came of it but what was meant."""
        done = redone_in_a_row = 0
        while done < bursts:
            count = min(CHUNK, bursts - done)
            if self.wrong(count) is None:
                done += count
                self.bursts += count
                redone_in_a_row = 0
                continue
            assert self._held_up(), self._found
            assert redone_in_a_row < REDONE_MAX, "this machine holds every chunk up"
            self.redone += 1
            redone_in_a_row += 1

    def made_of(self, bursts: int) -> list[tuple[str, str]]:
        """Type one chunk; what the counter made of it, right or wrong."""
        self.wrong(bursts)
        return self._events()

    def wrong(self, bursts: int) -> str | None:
        """Type one chunk; what was not as it was meant, or None."""
        units = self._drawing.chunk(bursts)
        self._strokes = [stroke for unit in units for stroke in unit.strokes]
        expected = [event for unit in units for event in unit.events]
        with self._changed:
            self._notes.clear()
        at_s = time.monotonic()
        pending = ""
        for stroke in self._strokes:
            if stroke.gap_ms >= 0.2:
                self._write(pending)
                pending = ""
                at_s = max(at_s + stroke.gap_ms / 1000, time.monotonic())
                time.sleep(max(0.0, at_s - time.monotonic()))
            pending += stroke.text
        self._write(pending)
        with contextlib.suppress(TimeoutError):
            self._await(lambda: len(self._events()) >= len(expected), patience_s=3.0)
        time.sleep(QUIET_S)
        self._drawing.pause_ms = 100.0
        return self._compared(expected)

    def _compared(self, expected: list[tuple[str, str]]) -> str | None:
        happened, typed = self._events(), [key for kind, key in expected if kind == "typed"]
        fields = [str(note[1]) for note in self._notes if note[0] == "field"]
        actions = [note[1] for note in self._notes if note[0] == "action"]
        grown, value = [], self._field
        if self.screen in FIELDS:
            for key in typed:
                value += key
                grown.append(value)
        self._field = fields[-1] if fields else self._field
        self._found = ""
        if happened != expected:
            at = next(
                (
                    n
                    for n, (one, two) in enumerate(zip(happened, expected, strict=False))
                    if one != two
                ),
                min(len(happened), len(expected)),
            )
            self._found = (
                f"{self.screen}: {happened[at : at + 3]} instead of {expected[at : at + 3]}"
            )
        elif actions:
            self._found = f"{self.screen}: set off {actions}"
        elif fields != grown:
            self._found = f"{self.screen}: fields said {fields} instead of {grown}"
        self._emptied()
        return self._found or None

    def _emptied(self) -> None:
        """Backspace at a person's pace, so that the field never fills up."""
        if self.screen in FIELDS and len(self._field) > 20:
            for _ in range(len(self._field)):
                self._write("\x7f")
                time.sleep(0.06)
            time.sleep(QUIET_S)
            self._field = ""

    def _held_up(self) -> bool:
        """Whether the machine held keys up for longer than the program allows: no scanner types so."""
        arrived = [int(float(str(note[2]))) for note in self._notes if note[0] == "key"]
        sent = [stroke for stroke in self._strokes if stroke.is_key]
        begun_ms = keys = chars = since_ending = 0
        for number, (stroke, at_ms) in enumerate(zip(sent, arrived, strict=False)):
            gap_ms = at_ms - arrived[number - 1] if number else JOINED_MS
            if not stroke.inside:
                if gap_ms < _apart_ms(stroke):
                    return True
                begun_ms, keys, chars, since_ending = at_ms, 0, 0, 0
            elif gap_ms >= (SILENCE_MS if since_ending > 1 else HOLD_MS):
                return True
            behind_ms = at_ms - begun_ms - SCANNER_PACE_MS * keys
            if chars < BURST_CHARS_MIN and behind_ms > LATE_KEY_MS:
                return True
            is_character = len(stroke.text) == 1 and stroke.text.isprintable()
            keys, chars = keys + 1, chars + is_character
            since_ending = 0 if stroke.text in "\r\n\t" else since_ending + is_character
        return False

    def _events(self) -> list[tuple[str, str]]:
        with self._changed:
            return [
                (str(note[0]), str(note[1])) for note in self._notes if note[0] in {"typed", "scan"}
            ]

    def _write(self, text: str) -> None:
        if text:
            os.write(self._master, text.encode())

    def _await(self, condition: object, patience_s: float = PATIENCE_S) -> None:
        with self._changed:
            if not self._changed.wait_for(condition, patience_s):  # type: ignore[arg-type]
                raise TimeoutError(self._notes[-5:])

    def _watch_screen(self) -> None:
        """Somebody has to look at what is painted, or the program stops at a full pipe."""
        with contextlib.suppress(OSError):
            while os.read(self._master, 65536):
                pass

    def _read_notes(self) -> None:
        rest = b""
        while found := os.read(self._notes_fd, 65536):
            *lines, rest = (rest + found).split(b"\n")
            with self._changed:
                self._notes += [json.loads(line) for line in lines]
                self._changed.notify_all()


def _apart_ms(stroke: Stroke) -> int:
    """How long the program has to see nothing to tell this key from those before it."""
    if stroke.gap_ms >= JOINED_MS:
        return SILENCE_MS + JOIN_MS
    return HOLD_MS if stroke.gap_ms >= KEPT_APART_MS else 0
