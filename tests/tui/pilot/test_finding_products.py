"""A product found by the initials of its pinyin and taken by keyboard alone."""

from __future__ import annotations

from tests.tui.stage import Hands, Stage


def test_the_initials_of_a_fridge_and_two_keys_fill_in_its_name_and_price(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press(*"skmbx")
        assert "双开门冰箱" in hands.seen
        await hands.press("down", "enter")
        assert "skmbx" not in hands.seen
        assert "│ 海尔 双开门冰箱" in hands.seen
        assert "8999.00" in hands.seen

    stage.play(story)
