"""Scans of every kind, before focus and bindings: a wedge's keys, pastes, pictures, the simulated shopper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer

from terminal_app.scanner.keyed import Burst, RepeatFilter
from terminal_app.scanner.text import Kind, ScannedText, Source, read_text
from terminal_app.tui import work
from terminal_app.tui.intake import Intake, Let, now_ms
from terminal_app.tui.jobs import Work
from terminal_app.tui.messages import CodeScanned

if TYPE_CHECKING:
    from terminal_app.tui.app import CounterApp

PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".bmp")
REPEATING = frozenset({Kind.COUPON, Kind.SALE})
"""Kinds whose second sighting within moments is the same one; two equal products are two."""


class Scans:
    """Lets a person's keys through and makes a message of what a machine typed."""

    def __init__(self, app: CounterApp) -> None:
        self._app = app
        self._intake = Intake()
        self._timer: Timer | None = None
        self._repeats = RepeatFilter()

    @property
    def withholds(self) -> bool:
        """Whether a key waits until it is clear who typed it."""
        return self._intake.due_ms is not None

    async def take(self, event: events.Key | events.Paste) -> None:
        """Take a key or a paste that nobody has seen yet."""
        if isinstance(event, events.Key):
            await self._let(self._intake.key(event))
        else:
            await self._let(self._intake.paste(event))

    def counts(self, scanned: ScannedText) -> bool:
        """Whether this sighting counts: the same phone read twice in a moment is one scan."""
        return scanned.kind not in REPEATING or self._repeats.counts(scanned.text, now_ms())

    def reading(self, scanned: ScannedText) -> Work:
        """The job that finds out what it means; a pasted path of a picture is opened first."""
        counter = self._app.counter
        path = scanned.raw.strip().strip("'\"")
        is_path = scanned.source is Source.PASTED and path.lower().endswith(PICTURE_ENDINGS)
        if counter.decode_file is not None and is_path:
            return partial(work.read_picture, counter.terminal, counter.decode_file, path)
        return partial(work.read_code, counter.terminal, scanned)

    async def _let(self, certain: list[Let]) -> None:
        for one in certain:
            if isinstance(one, Burst):
                scanned = read_text(one.text, source=one.source)
                self._app.post_message(CodeScanned(scanned=scanned))
            else:
                await self._app.let_through(one)
        due_ms = self._intake.due_ms
        if due_ms is not None and self._timer is None:
            wait_s = max(due_ms - now_ms(), 1) / 1000
            self._timer = self._app.set_timer(wait_s, self._fall_silent)

    def _fall_silent(self) -> None:
        """Silence counts up to now, but only once every key that has arrived by now was looked at."""
        self._timer = None
        self._app.call_later(self._silent_until, now_ms())

    async def _silent_until(self, at_ms: int) -> None:
        await self._let(self._intake.tick(at_ms))
