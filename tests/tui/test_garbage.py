"""Memory is tidied while nobody waits, and only then."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from functools import partial
from threading import Event

import pytest
from textual.message import Message

from terminal_app.cli.output import Output
from terminal_app.cli.screen import run_counter
from terminal_app.tui import app
from terminal_app.tui.app import TIDY_CHECK_S, CounterApp
from terminal_app.tui.garbage import (
    FULL_AFTER,
    QUIET_MS,
    WORTH_IT,
    spare_what_is_loaded,
    tidy,
)
from terminal_app.tui.idle import Idle
from terminal_app.tui.jobs import Group
from tests.support.terminal import OPERATOR
from tests.tui.stage import Hands, Stage


class Ring:
    """Garbage that only a collection finds: it holds itself."""

    def __init__(self) -> None:
        self.myself = self


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """Python's own collector, as it was."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 1_000, 1_000)  # none comes by itself while a test looks
    gc.collect()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def old_garbage(*, collections: int = WORTH_IT) -> weakref.ref[Ring]:
    """Something that only a collection of everything finds, and as much use as makes one worth it."""
    ring = Ring()
    gone = weakref.ref(ring)
    for _ in range(collections):
        gc.collect(1)
    return gone


def test_what_came_later_is_found() -> None:
    gone = old_garbage()
    assert gone() is not None
    assert tidy()
    assert gone() is None


def test_hardly_anything_is_not_worth_a_stop() -> None:
    gone = old_garbage(collections=WORTH_IT - 1)
    assert not tidy()
    assert gone() is not None


def test_python_looks_through_everything_much_less_often() -> None:
    gc.set_threshold(700, 10, 10)
    spare_what_is_loaded()
    assert gc.get_threshold() == (700, 10, FULL_AFTER)


def test_what_was_loaded_is_spared(stage: Stage) -> None:
    loaded = old_garbage()
    spare_what_is_loaded()
    later = old_garbage()
    assert tidy()
    assert loaded() is not None
    assert later() is None


def test_the_screen_opens_with_what_was_loaded_spared(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = list[int]()
    monkeypatch.setattr(CounterApp, "run", lambda _: frozen.append(gc.get_freeze_count()))
    output = Output(language="zh", json=False)
    run_counter(stage.till.opened, output, operator=OPERATOR, shopper=None)
    assert frozen[0] > 0


class Ended(Message):
    """What nobody listens to."""


def held(may_end: Event) -> Message:
    may_end.wait(20)
    return Ended()


def test_at_the_counter_it_waits_until_nobody_presses_a_key_and_nothing_is_under_way(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, may_end = [0], Event()
    monkeypatch.setattr(app, "TIDY_CHECK_S", TIDY_CHECK_S * 1.5)

    async def story(hands: Hands) -> None:
        hands.app.idle = Idle(0, clock_ms=lambda: now[0])
        await hands.type("冰箱;8999")
        gc.collect()
        gone = old_garbage()
        now[0] = QUIET_MS - 1
        hands.app.tidy_when_quiet()
        assert gone() is not None
        now[0] = QUIET_MS
        hands.app.jobs.start(Group.LOG, partial(held, may_end), to=hands.app)
        hands.app.tidy_when_quiet()
        assert gone() is not None, "somebody waits for what is under way"
        may_end.set()
        await hands.settled()
        (timer,) = (one for one in hands.app._timers if one._interval == TIDY_CHECK_S * 1.5)
        await timer._tick(next_timer=0, count=1)
        assert gone() is None

    stage.play(story)
