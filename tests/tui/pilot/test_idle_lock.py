"""The idle lock: a counter nobody touches asks who is there, and never in the middle of something."""

from collections.abc import Awaitable, Callable

import pytest

from terminal_app.ports import Operator, Role
from terminal_app.tui.idle import Idle
from terminal_app.tui.screens.office import BackOffice
from terminal_app.tui.screens.sign_in import SignIn
from tests.tui.stage import Hands, Stage

MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)
LIMIT_S = 900


class Hour:
    """A clock the test moves."""

    def __init__(self) -> None:
        self.now_ms = 0

    def __call__(self) -> int:
        return self.now_ms


def played(
    stage: Stage, story: Callable[[Hands, Callable[[], Awaitable[None]]], Awaitable[None]]
) -> None:
    """Play a story with a way to let the whole time pass."""
    hour = Hour()

    async def timed(hands: Hands) -> None:
        hands.app.idle = Idle(LIMIT_S, clock_ms=hour)

        async def nobody_comes() -> None:
            hour.now_ms += LIMIT_S * 1000
            hands.app.lock_when_idle()
            await hands.settled()

        await story(hands, nobody_comes)

    stage.play(timed)


def test_a_free_counter_is_locked_and_says_why(stage: Stage) -> None:
    stage.till.opened.operators.add([(MANAGER, "7391")])

    async def story(hands: Hands, nobody_comes: Callable[[], Awaitable[None]]) -> None:
        await nobody_comes()
        assert isinstance(hands.app.screen, SignIn)
        assert hands.app.operator is None
        assert "已锁定" in hands.seen
        await hands.press("1")
        await hands.type("7391")
        assert hands.app.operator == MANAGER
        hands.app.lock_when_idle()
        await hands.settled()
        assert hands.app.operator == MANAGER

    played(stage, story)


def test_a_back_office_that_was_left_open_is_closed(stage: Stage) -> None:
    stage.operator = MANAGER

    async def story(hands: Hands, nobody_comes: Callable[[], Awaitable[None]]) -> None:
        await hands.press("ctrl+t")
        assert isinstance(hands.app.screen, BackOffice)
        await nobody_comes()
        assert not any(isinstance(screen, BackOffice) for screen in hands.app.screen_stack)
        assert hands.app.operator is None

    played(stage, story)


def test_a_key_begins_the_time_anew(stage: Stage) -> None:
    async def story(hands: Hands, nobody_comes: Callable[[], Awaitable[None]]) -> None:
        hands.app.idle = Idle(LIMIT_S, clock_ms=(hour := Hour()))
        hour.now_ms = LIMIT_S * 1000 - 1
        await hands.press("f3")
        hour.now_ms += LIMIT_S * 1000 - 1
        hands.app.lock_when_idle()
        assert hands.app.operator is not None

    played(stage, story)


@pytest.mark.parametrize("until", ["one item", "unpaid", "a question"])
def test_nothing_under_way_is_ever_interrupted(stage: Stage, until: str) -> None:
    async def story(hands: Hands, nobody_comes: Callable[[], Awaitable[None]]) -> None:
        if until == "a question":
            await hands.press("ctrl+q")
        else:
            await hands.type("冰箱;8999")
        if until == "unpaid":
            await hands.scan(hands.till.code())
            await hands.press("f9")
        await nobody_comes()
        assert hands.app.operator is not None
        if until == "unpaid":
            await hands.press("f8")
            await nobody_comes()
            assert hands.app.operator is None

    played(stage, story)


def test_without_a_time_nobody_is_ever_locked_out() -> None:
    hour = Hour()
    idle = Idle(0, clock_ms=hour)
    hour.now_ms = 10**12
    assert not idle.is_over


def test_a_live_terminal_without_people_says_how_to_get_some(stage: Stage) -> None:
    stage.operator = None

    async def story(hands: Hands) -> None:
        assert "operator add" in hands.seen

    stage.play(story)
