"""Scans of every kind, before focus and bindings: a wedge's keys, pastes, pictures, the simulated shopper."""

from __future__ import annotations

import asyncio
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

from textual import events
from textual.message_pump import MessagePumpClosed
from textual.timer import Timer

from terminal_app.domain.coupon import CouponClaims
from terminal_app.scanner.keyed import Burst, RepeatFilter
from terminal_app.scanner.text import COUPON_DIGITS_MAX, Kind, ScannedText, Source, read_text
from terminal_app.tui import work
from terminal_app.tui.intake import Intake, Let, now_ms
from terminal_app.tui.jobs import Work
from terminal_app.tui.messages import CodeScanned

if TYPE_CHECKING:
    from terminal_app.tui.app import CounterApp

PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".bmp")
REPEATING = frozenset({Kind.COUPON, Kind.SALE})
"""Kinds whose second sighting within moments is the same one; two equal products are two."""

NUMBERS = frozenset({Kind.EAN, Kind.SALE, Kind.PAYMENT})
"""Kinds of number that show by length and check that they are whole."""

KEYS_AT_ONCE_MAX = 512
"""How many keys that have already arrived are looked at in one go: more than a token has."""

KEY_ROUNDS = 3
"""Rounds of the loop from the thread that reads keys to the queue: its call, the task it starts, and one to spare."""

CHINESE_EAN_LEAD = "69"
_SHELL_ESCAPE = re.compile(r"\\(.)")


class Listener(Protocol):
    """A screen that hears every key beside the counter while it is in front; no scan leaves it."""

    @property
    def in_front(self) -> bool:
        """Whether nothing is over it."""
        ...

    @property
    def hears(self) -> bool:
        """Whether it waits for the rest of a scan."""
        ...

    def hear(self, event: events.Key) -> None:
        """Take note of a key as it arrives, whoever typed it."""
        ...

    def keeps(self, event: events.Key) -> bool:
        """Whether a key that was taken for a person's is part of a scan too slow for the counter."""
        ...


class Scans:
    """Lets a person's keys through and makes a message of what a machine typed."""

    def __init__(self, app: CounterApp) -> None:
        self._app = app
        self._intake = Intake(self._is_whole, self._belongs)
        self._timer: Timer | None = None
        self._repeats = RepeatFilter()
        self.listener: Listener | None = None

    @property
    def withholds(self) -> bool:
        """Whether a key waits until it is clear who typed it."""
        hears = self.listener is not None and self.listener.hears
        return hears or self._intake.due_ms is not None

    async def take(self, event: events.Key | events.Paste) -> None:
        """Take a key or a paste that nobody has seen yet, and every key that already waits behind it."""
        if isinstance(event, events.Paste):
            await self._let(self._intake.paste(event))
            return
        certain = self._arrived(event)
        for _ in range(KEYS_AT_ONCE_MAX):
            following = await self._next_key()
            if following is None:
                break
            certain += self._arrived(following)
        await self._let(certain)

    def counts(self, scanned: ScannedText) -> bool:
        """Whether this sighting counts: the same phone read twice in a moment is one scan."""
        return scanned.kind not in REPEATING or self._repeats.counts(scanned.text, now_ms())

    def reading(self, scanned: ScannedText) -> Work:
        """The job that finds out what it means; a pasted path of a picture is opened first."""
        counter = self._app.counter
        path = dropped_path(scanned)
        if counter.decode_file is not None and path is not None:
            return partial(work.read_picture, counter.terminal, counter.decode_file, path)
        return partial(work.read_code, counter.terminal, scanned)

    @property
    def _listening(self) -> Listener | None:
        """The listener while it is in front; a question, the palette or the camera may be over it."""
        listener = self.listener
        return listener if listener is not None and listener.in_front else None

    def _arrived(self, event: events.Key) -> list[Let]:
        listener = self._listening
        if listener is not None:
            listener.hear(event)
        return self._intake.key(event)

    async def _next_key(self) -> events.Key | None:
        """The next message, if it is a key: a scanner's three hundred need not each go round the whole program."""
        app = self._app
        try:
            following = app._peek_message()
            if not isinstance(following, events.Key) or following.is_forwarded:
                return None
            await app._get_message()
        except MessagePumpClosed:
            return None
        return following

    def _tell(self, scanned: ScannedText) -> None:
        self._app.post_message(CodeScanned(scanned=scanned))

    def _keep(self, scanned: ScannedText) -> None:
        """A scan of the check: what there is to say of it, its recording says."""

    def _read(self, burst: Burst) -> ScannedText:
        return read_text(burst.text, source=burst.source, framing=self._app.counter.framing)

    def _is_whole(self, text: str) -> bool:
        """Whether a code is complete beyond doubt; a coupon's signature says so, the others' length and check."""
        scanned = self._read(Burst(text=text, source=Source.KEYED))
        match scanned.kind:
            case Kind.COUPON:
                claims = self._app.counter.terminal.codes.read(scanned.text)
                return isinstance(claims, CouponClaims)
            case Kind.SALE:
                return True
            case Kind.EAN:
                return len(scanned.text) == 13 and scanned.text.startswith(CHINESE_EAN_LEAD)
        return False

    def _belongs(self, torn: str, rest: str) -> bool:
        """Whether both together can be a coupon, or a piece of one; two numbers that are each right are two."""
        pieces = [self._read(Burst(text=text, source=Source.KEYED)) for text in (torn, rest)]
        together = self._read(Burst(text=torn + rest, source=Source.KEYED)).text
        is_digits = together.isascii() and together.isdigit()
        return (
            is_digits
            and len(together) <= COUPON_DIGITS_MAX
            and not all(piece.kind in NUMBERS for piece in pieces)
        )

    async def _let(self, certain: list[Let]) -> None:
        for one in certain:
            listener = self._listening
            if isinstance(one, Burst):
                kept = listener is not None and one.source is Source.KEYED
                (self._keep if kept else self._tell)(self._read(one))
            elif listener is None or isinstance(one, events.Paste) or not listener.keeps(one):
                await self._app.let_through(one)
        due_ms = self._intake.due_ms
        if due_ms is not None and self._timer is None:
            wait_s = max(due_ms + self._intake.lag_ms - now_ms(), 1) / 1000
            self._timer = self._app.set_timer(wait_s, self._fall_silent)

    async def _fall_silent(self) -> None:
        """Silence counts up to now, but only once every key that has arrived by now was looked at.

        The timer calls this past the queue, while a key may still be on its way into it; rounds of a loop that
        paints in between take long.
        """
        self._timer = None
        at_ms = now_ms() - self._intake.lag_ms
        for _ in range(KEY_ROUNDS):
            await asyncio.sleep(0)
        self._app.call_later(self._silent_until, at_ms)

    async def _silent_until(self, at_ms: int) -> None:
        await self._let(self._intake.tick(at_ms))


def dropped_path(scanned: ScannedText) -> str | None:
    """The picture that was dropped on the window, as the terminal spells its path: plain, for a shell, or as a URL."""
    text = scanned.raw.strip()
    if scanned.source not in {Source.PASTED, Source.KEYED}:
        return None
    spelled = (text, text.strip("'\""), _SHELL_ESCAPE.sub(r"\1", text.strip("'\"")), _of_url(text))
    paths = [path for path in spelled if path.lower().endswith(PICTURE_ENDINGS)]
    there = (path for path in paths if "\0" not in path and Path(path).is_file())
    return next(there, paths[1] if len(paths) > 1 else None)


def _of_url(text: str) -> str:
    parts = urlsplit(text) if text.startswith("file://") else None
    return url2pathname(parts.path) if parts is not None else ""
