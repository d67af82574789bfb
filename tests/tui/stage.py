"""A stage for the screen: a real terminal with the test's bank and clock, a real app, and a person's hands.

Everything is waited for: a key is settled when no key is withheld, no job, bell or animation is under way, no message
is on its way, and everything is laid out and painted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from textual import events
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import DataTable

from terminal_app.domain.day import Span
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund_record import Refund
from terminal_app.domain.refusal import EnvironmentTrouble
from terminal_app.domain.shift_report import ShiftReport
from terminal_app.export_folder import export_files
from terminal_app.ports import Operator
from terminal_app.scanner.feed import Feed
from terminal_app.scanner.image import Decoded, decode_image
from terminal_app.slips import print_refund_slip, print_shift
from terminal_app.tui.app import Counter, CounterApp, SlipShown
from terminal_app.tui.counter import DecodeFile, Examine, MakeBundle
from terminal_app.tui.screens.base import Spoken
from terminal_app.wording import Language, Wording
from tests.support.terminal import OPERATOR, Till

ROUNDS_MAX = 20_000
WAITS_MAX = 4_000
QUIET_ROUNDS = 3
CHUNK_CHARS = 5
"""Shorter than the shortest code: a paste of so few characters is a person's."""


@dataclass
class Stage:
    """One counter, before or while it is played."""

    till: Till
    language: Language = Language.ZH
    operator: Operator | None = OPERATOR
    size: tuple[int, int] = (80, 24)
    slips: list[str] = field(default_factory=list)
    bells: int = 0
    syncs_by_itself: bool = False
    decode_file: DecodeFile | None = None
    slip_trouble: EnvironmentTrouble | None = None
    sound: bool = True
    slip_text: str = ""
    feeds: tuple[Feed, ...] = ()
    examine: Examine | None = None
    make_bundle: MakeBundle | None = None

    def app(self) -> CounterApp:
        """The app, as bootstrap would build it."""
        app = CounterApp(self.counter())
        app.bell = self._ring  # type: ignore[method-assign]  # a headless terminal has none
        return app

    def _ring(self) -> None:
        self.bells += 1

    def counter(self) -> Counter:
        return Counter(
            terminal=self.till.terminal,
            wording=Wording(self.language),
            print_slip=self._print_slip,
            shopper=self._shopper,
            decode=_decode,
            operator=self.operator,
            decode_file=self.decode_file,
            print_refund_slip=self._print_refund_slip,
            print_shift=self._print_shift,
            export_files=self._export_files,
            sound=self.sound,
            syncs_by_itself=self.syncs_by_itself,
            feeds=self.feeds,
            examine=self.examine,
            make_bundle=self.make_bundle,
        )

    def play(self, story: Callable[[Hands], Awaitable[None]]) -> None:
        """Run the app and let the story happen."""

        async def run() -> None:
            app = self.app()
            async with app.run_test(size=self.size) as pilot:
                hands = Hands(stage=self, app=app, pilot=pilot)
                await hands.settled()
                await story(hands)

        asyncio.run(run())

    def _print_slip(self, redemption: object, operator: object, accepted: object) -> SlipShown:
        if self.slip_trouble is not None:
            raise self.slip_trouble
        requested = redemption.requested  # type: ignore[attr-defined]
        is_copy = requested.sale_id in self.slips
        self.slips.append(requested.sale_id)
        lines = ["振兴家电", f"订单 {requested.sale_id}", f"  实付      {requested.payable}\x1b"]
        text = self.slip_text or "\n".join(lines)
        return SlipShown(text=text, path=f"slips/{len(self.slips)}.txt", copy=is_copy)

    def _print_refund_slip(
        self, redemption: Redemption, refund: Refund, operator: Operator
    ) -> SlipShown:
        self.slips.append(refund.refund_id)
        slip = print_refund_slip(
            self.till.opened, redemption, refund, operator, language=self.language
        )
        return SlipShown(text=slip.text, path=f"slips/{len(self.slips)}.txt", copy=slip.copy > 1)

    def _print_shift(self, report: ShiftReport) -> SlipShown:
        self.slips.append(f"shift {report.number}")
        slip = print_shift(self.till.opened, report, language=self.language)
        return SlipShown(text=slip.text, path=f"slips/{len(self.slips)}.txt", copy=slip.copy > 1)

    def _export_files(self, span: Span, operator: Operator) -> tuple[str, ...]:
        return export_files(self.till.opened, span, operator, language=self.language)

    def _shopper(self, coupon_type: int) -> bytes:
        from io import BytesIO

        from qrcode.main import QRCode

        code = QRCode()
        code.add_data(self.till.code(coupon_type=coupon_type))
        picture = BytesIO()
        code.make_image().save(picture, "PNG")
        return picture.getvalue()


@dataclass
class Hands:
    """What a person, or a scanner, does to a running app."""

    stage: Stage
    app: CounterApp
    pilot: Pilot[int]

    @property
    def till(self) -> Till:
        return self.stage.till

    @property
    def seen(self) -> str:
        """The screen as text, line by line."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    def field(self, name: str) -> str:
        from textual.widgets import Input

        return self.app.counter_screen.query_one(f"#{name}", Input).value

    async def press(self, *keys: str) -> None:
        """Press keys at a person's pace."""
        for key in keys:
            char = key if len(key) == 1 else {"space": " ", "enter": "\r"}.get(key)
            self.app.post_message(
                events.Key(_character_to_key(key) if len(key) == 1 else key, char)
            )
            await self.settled()

    async def tap(self, *keys: str) -> None:
        """Press keys without waiting for what comes of them: something is still under way."""
        for key in keys:
            self.app.post_message(events.Key(key, None))
            await self.pilot.pause()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that comes while other things go on."""
        for _ in range(WAITS_MAX):
            if holds():
                return
            await self.pilot.pause(0.005)
        raise AssertionError(self.seen)

    async def press_at_once(self, *keys: str) -> None:
        """Press keys faster than anything can come of the first."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.settled()

    async def type(self, text: str) -> None:
        """Put a text into the focused field, a few characters at a time so that it counts as typed, and Enter."""
        for start in range(0, len(text), CHUNK_CHARS):
            self.app.post_message(events.Paste(text[start : start + CHUNK_CHARS]))
        await self.press("enter")

    async def scan(self, text: str, *, ending: str = "enter") -> None:
        """A wedge scanner types a code: all of it at once, then its terminator."""
        self.burst(text, ending=ending)
        await self.settled()

    def burst(self, text: str, *, ending: str = "enter") -> None:
        """The keys of a scan, without waiting for what comes of it."""
        at_s = events.Event().time
        for number, char in enumerate([*text, ending]):
            is_char = len(char) == 1
            event = events.Key(
                _character_to_key(char) if is_char else char, char if is_char else None
            )
            event.time = at_s + number / 1000  # a millisecond a key, however busy this machine is
            event.set_sender(self.app)
            self.app.post_message(event)

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is withheld, nothing runs, no message is on its way, and everything is painted."""
        await self.pilot._wait_for_screen()
        quiet = 0
        for _ in range(ROUNDS_MAX):
            is_busy = self._is_busy()
            if not is_busy:
                self.app.screen._on_timer_update()
            quiet = 0 if is_busy or self._awaits() or self._is_busy() else quiet + 1
            if quiet == QUIET_ROUNDS or self.app._exception is not None:
                return
            # A timer or a thread of ours needs time of the clock; what is on its way here only has to be let through.
            await asyncio.sleep(0 if quiet or is_busy else 0.002)
        raise AssertionError("the screen did not come to rest")

    def _awaits(self) -> bool:
        """Whether a thread or a timer still has something to say, or something is to be painted."""
        app, screen = self.app, self.app.screen
        return (
            not app.jobs.idle
            or not all(worker.is_finished for worker in app.workers)
            or app.scans.withholds
            or bool(app.animator._animations)
            or any(map(_is_to_come, app._timers))
            or bool(screen._callbacks)
            or bool(screen._dirty_widgets)
            or screen._layout_required
            or screen._repaint_required
            or screen._scroll_required
            or screen._recompose_required
            or (isinstance(screen, Spoken) and not screen.has_spoken)
        )

    def _is_busy(self) -> bool:
        """Whether anything has a message to handle, or something to ask of its screen."""
        widgets = self.app.screen.walk_children(with_self=True)
        return any(map(_has_messages, (self.app, *self.app.screen_stack))) or any(
            _has_work(part) for widget in widgets for part in _parts(widget)
        )


def _parts(widget: Widget) -> Iterator[Widget]:
    yield widget
    for scrollbar in (widget._vertical_scrollbar, widget._horizontal_scrollbar):
        if scrollbar is not None and scrollbar.is_running:
            yield scrollbar


def _is_to_come(timer: Timer) -> bool:
    """Whether it is a timer of one time that has not come: a bell of several."""
    return timer._repeat == 0 and timer._task is not None and not timer._task.done()


def _has_messages(pump: MessagePump) -> bool:
    return (
        pump.message_queue_size > 0
        or pump._pending_message is not None
        or bool(pump._next_callbacks)
    )


def _has_work(widget: Widget) -> bool:
    return (
        not widget._is_mounted
        or _has_messages(widget)
        or widget._refresh_styles_required
        or (isinstance(widget, DataTable) and widget._require_update_dimensions)
        or (
            not isinstance(widget, Screen)
            and (
                widget._layout_required
                or widget._repaint_required
                or widget._scroll_required
                or widget._recompose_required
            )
        )
    )


def _decode(picture: bytes) -> str | None:
    decoded = decode_image(picture)
    return decoded.codes[0].text if isinstance(decoded, Decoded) and decoded.codes else None


def stage_of(till: Till, **changes: object) -> Stage:
    return replace(Stage(till=till), **changes)  # type: ignore[arg-type]


def products(folder: Path, till: Till) -> None:
    """Three appliances in the store's product list."""
    source = folder / "products.csv"
    source.write_text(
        "barcode,name,model,price\n"
        "6901234567892,海尔 双开门冰箱,BCD-501W,8999.00\n"
        "6902345678903,美的 滚筒洗衣机,MG100,3299\n"
        "6903456789014,格力 冷暖空调,KFR-35,5000\n",
        encoding="utf-8",
    )
    till.opened.products.import_csv(source)
