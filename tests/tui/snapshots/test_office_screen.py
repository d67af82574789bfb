"""Pictures of the back office: each keeps the promise in its sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from terminal_app.wording import Language
from tests.support.evening import MANAGER, an_evening
from tests.tui.snapshots.test_screens import LARGE, SMALL
from tests.tui.snapshots.test_screens import pictured as pictured
from tests.tui.stage import Hands, Stage


@pytest.fixture
def office(stage: Stage, pictured: Callable[..., bool]) -> Callable[..., bool]:
    """An evening, ^T, and the keys of the test."""
    an_evening(stage.till)
    stage.operator = MANAGER

    def compare(
        *keys: str, size: tuple[int, int] = SMALL, language: Language = Language.ZH
    ) -> bool:
        async def story(hands: Hands) -> None:
            await hands.press("ctrl+t", *keys)

        return pictured(story, size, language)

    return compare


def test_the_figures_stand_in_columns_with_the_change_in_words(
    office: Callable[..., bool],
) -> None:
    assert office()


def test_a_large_window_has_the_charts_beside_the_figures(office: Callable[..., bool]) -> None:
    assert office(size=LARGE, language=Language.EN)


def test_the_sales_behind_a_figure_are_cut_to_their_columns(office: Callable[..., bool]) -> None:
    assert office("enter")


def test_the_story_of_a_sale_is_told_in_its_order(office: Callable[..., bool]) -> None:
    assert office("enter", "enter", size=LARGE)


def test_closing_a_shift_names_what_is_handed_over(office: Callable[..., bool]) -> None:
    assert office("2", "f9")


def test_an_exception_has_its_owner_and_its_age(office: Callable[..., bool]) -> None:
    assert office("4", "k", language=Language.EN)
