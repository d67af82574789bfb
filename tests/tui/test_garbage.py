"""Memory is tidied while nobody waits, and only then."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from terminal_app.tui.garbage import (
    FULL_AFTER,
    QUIET_MS,
    WORTH_IT,
    spare_what_is_loaded,
    tidy,
)
from terminal_app.tui.idle import Idle
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


def test_what_was_loaded_is_not_looked_through_again() -> None:
    gc.set_threshold(700, 10, 10)
    spare_what_is_loaded()
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold() == (700, 10, FULL_AFTER)


def test_at_the_counter_it_waits_until_nobody_presses_a_key(stage: Stage) -> None:
    now = [0]

    async def story(hands: Hands) -> None:
        hands.app.idle = Idle(0, clock_ms=lambda: now[0])
        await hands.type("冰箱;8999")
        gc.collect()
        gone = old_garbage()
        now[0] = QUIET_MS - 1
        hands.app.tidy_when_quiet()
        assert gone() is not None
        now[0] = QUIET_MS
        hands.app.tidy_when_quiet()
        assert gone() is None

    stage.play(story)
