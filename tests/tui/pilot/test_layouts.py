"""What a step at the counter costs: laying the whole screen out is the dearest thing Textual does.

A queue waits for it at every sale, so a change that brings one back has to be noticed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from terminal_app.wording import Language
from tests.support.terminal import redeemed
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
def test_a_verdict_is_laid_out_once_and_once_more_by_textual(
    stage: Stage, size: tuple[int, int]
) -> None:
    """Textual asks for it wherever a size has changed, after the verdict is painted."""

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


def test_a_snapshot_every_two_seconds_paints_no_whole_screen(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        painted: list[object] = []
        for whole in (hands.app, hands.app.screen):
            whole.refresh = lambda **asked: painted.append(asked)  # type: ignore[method-assign,assignment]
        with layouts_of(hands) as seen:
            hands.till.bank.is_reachable = False
            redeemed(hands.till.redeem())
            hands.app.rebuild()
            await hands.settled()
        assert "待上传 1" in hands.seen
        assert not painted
        assert not seen

    stage.play(story)


def test_the_mark_leaves_a_line_that_gets_no_discount_any_more(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("海尔冰箱;8999")
        late = hands.till.code(coupon_type=600)
        await hands.scan(hands.till.code(coupon_type=600))
        assert "▸ 海尔冰箱" in hands.seen
        hands.till.watch.forward(seconds=600)
        await hands.scan(late)
        assert "已过期" in hands.seen
        assert "▸" not in hands.seen

    stage.play(story)


def test_the_word_is_as_large_as_the_window_lets_it_be_whatever_the_window_was(
    stage: Stage,
) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("海尔冰箱;8999")
        await hands.scan(hands.till.code(coupon_type=600))
        await hands.press("f9", "f8")
        await hands.pilot.resize_terminal(120, 30)
        await hands.press("f6")  # English has no large word
        for rows in (40, 30, 40):
            await hands.pilot.resize_terminal(120, rows)
            await hands.settled()
            assert ("██" in hands.seen) == (rows == 40)

    replace(stage, size=(120, 40), language=Language.EN).play(story)


@pytest.mark.parametrize("rows", [24, 28, 40])
def test_in_a_wide_low_window_the_sentences_have_their_room(stage: Stage, rows: int) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("海尔 500 升十字对开门风冷无霜一级能效变频冰箱 BCD-500WGHTD;8999")
        await hands.scan(hands.till.code(coupon_type=300))
        assert "这单够用 600.00 元 的券" in hands.seen
        assert ("┗━┛" in hands.seen or "╰─╯" in hands.seen) == (rows == 40)

    replace(stage, size=(120, rows)).play(story)
