"""What a step at the counter costs: laying the whole screen out is the dearest thing Textual does.

A queue waits for it at every sale, so a change that brings one back has to be noticed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from tests.tui.stage import Hands, Stage

SIZES = ((80, 24), (120, 40))


@contextmanager
def layouts_of(hands: Hands) -> Iterator[list[object]]:
    """The layouts of the screen at hand, as they come."""
    seen: list[object] = []
    signal = hands.app.screen.screen_layout_refresh_signal
    signal.subscribe(hands.app.counter_screen, seen.append)
    try:
        yield seen
    finally:
        signal.unsubscribe(hands.app.counter_screen)


@pytest.mark.parametrize("size", SIZES)
def test_a_coupon_and_what_the_rules_say_of_it_move_nothing_on_the_screen(
    stage: Stage, size: tuple[int, int]
) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("海尔冰箱;8999")
        with layouts_of(hands) as seen:
            await hands.scan(hands.till.code(coupon_type=600))
        assert "8,399.00" in hands.seen
        assert "▸ 海尔冰箱" in hands.seen, "the line the discount goes to is marked"
        assert not seen

    replace(stage, size=size).play(story)


@pytest.mark.parametrize("size", SIZES)
def test_a_verdict_is_laid_out_once(stage: Stage, size: tuple[int, int]) -> None:
    """And once more by Textual itself, which asks for it wherever a size has changed, after the verdict is painted."""

    async def story(hands: Hands) -> None:
        await hands.type("海尔冰箱;8999")
        await hands.scan(hands.till.code(coupon_type=600))
        with layouts_of(hands) as seen:
            await hands.press("f9")
        assert "在 线 确 认" in hands.seen
        assert len(seen) == 2

    replace(stage, size=size).play(story)


def test_a_sentence_of_more_lines_gets_its_room_and_gives_it_back(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        notice = "字" * 100
        hands.app.answer(notice, "good")
        await hands.settled()
        assert hands.seen.count("字") == len(notice)
        hands.app.answer("好", "good")
        await hands.settled()
        assert "字" not in hands.seen
        assert hands.seen.splitlines()[-2].startswith(" ✔ 好")

    stage.play(story)
