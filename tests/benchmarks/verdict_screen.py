"""The same with the screen: from the paste of a token over the commit key to the painted verdict.

A paint counts once it has been turned into the very characters a terminal would get. Beside it, in
turns, a bare Textual program paints what is typed into its one field.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import RenderableType
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App, ComposeResult
from textual.keys import _character_to_key
from textual.screen import Screen
from textual.widgets import Input

from terminal_app import bootstrap
from terminal_app.domain.decision import Accepted
from terminal_app.tui import app as app_module
from terminal_app.tui import garbage
from terminal_app.tui.app import CounterApp
from terminal_app.tui.counter import Counter
from terminal_app.tui.draft import Draft
from terminal_app.tui.till import Phase
from terminal_app.usecases.redeem import Verdict
from terminal_app.wording import Language
from tests.benchmarks.figures import Figure, figure
from tests.benchmarks.offline_till import empty_queue
from tests.support.terminal import OPERATOR, Till, sale_of

SIZES = ((80, 24), (120, 40))
BURSTS = (290, 20)
COMMIT_KEY = "f9"
WARM = 5
TURN = 25
PATIENCE_S = 20.0
PAUSES_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All figures of one size of screen."""

    columns: int
    rows: int
    figures: dict[str, Figure]


class Painting(App[int]):
    """A program that can be asked when something was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.watch_for(lambda: False)

    def watch_for(self, seen: Callable[[], bool]) -> None:
        """Note the first paint from now on that finds it true."""
        self._seen = seen
        self._painted = asyncio.Event()
        self._painted_at = 0.0

    async def painted_at(self) -> float:
        async with asyncio.timeout(PATIENCE_S):
            await self._painted.wait()
        return self._painted_at

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        # Without a terminal Textual leaves this out, and it is a part of every paint.
        if isinstance(renderable, CompositorUpdate):
            renderable.render_segments(self.console)
        super()._display(screen, renderable)
        if renderable is not None and not self._painted.is_set() and self._seen():
            self._painted_at = time.perf_counter()
            self._painted.set()

    def type(self, text: str) -> None:
        """Every key of a text at once, as fast as the queue takes it."""
        for char in text:
            event = events.Key(_character_to_key(char), char)
            event.set_sender(self)
            self.post_message(event)

    def press(self, key: str) -> None:
        event = events.Key(key, None)
        event.set_sender(self)
        self.post_message(event)


class Bare(Painting):
    """One field."""

    def compose(self) -> ComposeResult:
        yield Input()


class Watched(Painting, CounterApp):
    """The program itself."""

    CSS_PATH = [Path(app_module.__file__).parent / sheet for sheet in CounterApp.CSS_PATH]  # noqa: RUF012

    def __init__(self, counter: Counter) -> None:
        CounterApp.__init__(self, counter)
        self.answers = 0
        self.watch_for(lambda: False)

    def answer(self, text: str, tone: str, *, code: str = "") -> None:
        super().answer(text, tone, code=code)
        self.answers += 1

    @property
    def preview_shown(self) -> bool:
        preview = self.counter_screen.till.preview
        return isinstance(preview, Verdict) and isinstance(preview.decided, Accepted)

    @property
    def verdict_shown(self) -> bool:
        """Whether the verdict has been laid out; what is laid out is painted in the same breath."""
        screen = self.counter_screen
        return screen.till.phase is Phase.UNPAID and screen.verdict.band.region.area > 0


async def measured(till: Till, *, size: tuple[int, int], redemptions: int, bursts: int) -> Shown:
    seconds: dict[str, list[float]] = defaultdict(list)
    garbage.spare_what_is_loaded()
    for _ in range(0, redemptions, TURN):
        empty_queue(till)
        await bare(seconds, size=size, keys=TURN)
        await counter(
            till, seconds, size=size, redemptions=WARM + TURN, bursts=bursts * TURN // redemptions
        )
    return Shown(
        columns=size[0],
        rows=size[1],
        figures={name: figure(found) for name, found in seconds.items()},
    )


async def bare(seconds: dict[str, list[float]], *, size: tuple[int, int], keys: int) -> None:
    app = Bare()
    async with app.run_test(size=size) as pilot:
        field = app.query_one(Input)
        for count in range(1, keys + WARM + 1):
            await pilot.pause()
            app.watch_for(lambda count=count: len(field.value) == count)  # type: ignore[misc]
            started = time.perf_counter()
            app.type("7")
            if (painted := await app.painted_at()) and count > WARM:
                seconds["bare Textual, key → paint"].append(painted - started)


async def counter(
    till: Till,
    seconds: dict[str, list[float]],
    *,
    size: tuple[int, int],
    redemptions: int,
    bursts: int,
) -> None:
    made = bootstrap.counter_of(till.opened, language=Language.ZH, operator=OPERATOR, shopper=None)
    made = replace(made, terminal=till.terminal, syncs_by_itself=False)
    app = Watched(made)
    async with app.run_test(size=size) as pilot:

        async def at_rest() -> None:
            for _ in range(PAUSES_MAX):
                await app.workers.wait_for_complete()
                await pilot.pause()
                if app.jobs.idle:
                    return
            raise AssertionError("the screen did not come to rest")

        await at_rest()
        for number in range(redemptions):
            screen = app.counter_screen
            screen.till = screen.till.drafted(Draft(items=sale_of("冰箱;8999").items))
            await at_rest()
            scan_s = await scanned(app, till.code())
            await at_rest()
            commit_s = await committed(app)
            await at_rest()
            screen.action_paid()
            await at_rest()
            screen.action_next()
            await at_rest()
            garbage.tidy()  # the breath between two shoppers, in which the program does it by itself
            if number >= WARM:
                seconds["paste → preview painted"].append(scan_s)
                seconds["commit key → verdict painted"].append(commit_s)
                seconds["paste + commit key → verdict"].append(scan_s + commit_s)
        for number in range(bursts + 1):
            for chars in BURSTS:
                taken_s = await burst(app, chars, number)
                await at_rest()
                if number:
                    seconds[f"burst of {chars} → answer"].append(taken_s)


async def scanned(app: Watched, code: str) -> float:
    app.watch_for(lambda: app.preview_shown)
    started = time.perf_counter()
    app.post_message(events.Paste(code))
    return await app.painted_at() - started


async def committed(app: Watched) -> float:
    app.watch_for(lambda: app.verdict_shown)
    started = time.perf_counter()
    app.press(COMMIT_KEY)
    return await app.painted_at() - started


async def burst(app: Watched, chars: int, number: int) -> float:
    """A scan that is refused: a number of another version, or an address; never the same twice."""
    text = f"2{number:09d}" * 29 if chars == BURSTS[0] else f"http://b.cn/{number:08d}"
    assert len(text) == chars
    before = app.answers
    app.watch_for(lambda: app.answers > before)
    started = time.perf_counter()
    app.type(text)
    app.press("enter")
    return await app.painted_at() - started
