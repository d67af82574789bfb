"""The back office left in the middle: what was begun there ends, is told, and opens nothing elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import pytest
from textual.message import Message

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.tui.office import work
from terminal_app.usecases.close_shift import shifts
from tests.support.evening import MANAGER, an_evening
from tests.tui.stage import Hands, Stage

WAIT_S = 5.0


@pytest.fixture
def evening(stage: Stage) -> Stage:
    """The manager at the till, in the evening."""
    an_evening(stage.till)
    return replace(stage, operator=MANAGER)


def held(job: Callable[..., Message], until: Event) -> Callable[..., Message]:
    """The same job, but it waits first."""

    def wait_first(*facts: object, **named: object) -> Message:
        assert until.wait(WAIT_S)
        return job(*facts, **named)

    return wait_first


def test_a_shift_closed_by_somebody_who_leaves_has_its_slip_and_is_told(
    evening: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = Event()
    monkeypatch.setattr(work, "end_shift", held(work.end_shift, may_go_on))

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "2", "f9")
        hands.app.screen.dismiss(True)
        await hands.pilot.pause()
        hands.app.back_to_counter()
        may_go_on.set()
        await hands.settled()
        assert "第 1 班已交班，交班单已保存" in hands.seen
        assert "交班单（Z）" not in hands.seen

    evening.play(story)
    assert [one.number for one in shifts(evening.till.terminal)] == [1]
    assert evening.slips == ["shift 1"]


def test_a_shift_whose_slip_cannot_be_written_is_told_closed_and_unprinted(
    evening: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(report: object) -> None:
        raise EnvironmentTrouble(Trouble.FILE_UNWRITABLE, file="slips/1.txt")

    evening.size = (120, 40)
    monkeypatch.setattr(evening, "_print_shift", full)

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "2", "f9", "y")
        assert "第 1 班已交班，但交班单没有存下来" in hands.seen
        assert "slips/1.txt" in hands.seen
        assert "进行中（X 报表）" in hands.seen

    evening.play(story)
    assert [one.number for one in shifts(evening.till.terminal)] == [1]
