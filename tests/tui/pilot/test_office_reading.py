"""What the back office tells can be read to its end by keyboard, in 80 by 24, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from textual.widgets import Input

from terminal_app.wording import Language
from tests.support.evening import MANAGER, an_evening, empty_statement
from tests.tui.stage import Hands, Stage

TODAY = date(2024, 1, 29)


@pytest.fixture
def evening(stage: Stage) -> Stage:
    """The manager at the till, in the evening."""
    an_evening(stage.till)
    return replace(stage, operator=MANAGER)


def test_one_key_goes_through_the_particulars_and_back_to_their_beginning(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "2")
        assert "Space 往下看" in hands.seen
        assert "移交" in hands.seen
        assert "· 912401291137" not in hands.seen
        await hands.press("space")
        hands.app.speak()
        await hands.settled()
        assert "· 912401291137" in hands.seen
        await hands.press("space")
        assert "流水 1 至" in hands.seen

    evening.play(story)


def test_the_key_is_not_offered_where_everything_is_to_be_seen(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "5")
        assert "离线受理 2 笔" in hands.seen
        assert "往下看" not in hands.seen
        await hands.press("space")
        assert "离线受理 2 笔" in hands.seen

    evening.play(story)


def test_what_kind_of_exception_it_is_is_not_cut_in_english(evening: Stage) -> None:
    evening.language = Language.EN

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "4")
        assert "redemption declined 9" in hands.seen.replace("  ", " ")

    evening.play(story)


def test_what_is_no_difference_is_not_called_no_differences(evening: Stage) -> None:
    evening.language = Language.EN
    evening.till.bank.statements[TODAY] = empty_statement(evening.till, TODAY)

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "3", "f8")
        assert "Not counted as differences: 0 not yet with the bank" in hands.seen
        assert "No differences" not in hands.seen

    evening.play(story)


@pytest.mark.parametrize(("keys", "chars_max"), [(("4", "n"), 200), (("3", "f"), 400)])
def test_a_note_takes_as_much_as_the_journal_keeps_and_a_path_more(
    evening: Stage, keys: tuple[str, ...], chars_max: int
) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", *keys)
        line = hands.app.screen.query_one(Input)
        line.insert_text_at_cursor("写" * 500)
        assert len(line.value) <= chars_max
        assert line.max_length == chars_max

    evening.play(story)
