"""The back office while its figures are read anew: what is shown and what was typed stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from terminal_app.tui.office.statement_part import StatementPart
from terminal_app.tui.screens.office import BackOffice
from tests.support.evening import MANAGER, an_evening, empty_statement
from tests.tui.stage import Hands, Stage

TODAY = date(2024, 1, 29)


@pytest.fixture
def evening(stage: Stage) -> Stage:
    """The manager at the till, in the evening, with a statement in which every sale is missing."""
    an_evening(stage.till)
    stage.till.bank.statements[TODAY] = empty_statement(stage.till, TODAY)
    return replace(stage, operator=MANAGER)


def part(hands: Hands) -> StatementPart:
    [office] = [one for one in hands.app.screen_stack if isinstance(one, BackOffice)]
    assert isinstance(office.part, StatementPart)
    return office.part


def test_differences_stay_while_their_day_is_read_again(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "3", "f8")
        shown = part(hands)
        shown.load()
        shown.tell_detail()
        shown.speak()
        assert shown.line == 0
        assert shown.can("settle")
        await hands.settled()
        assert "平台缺少" in hands.seen

    evening.play(story)


def test_another_days_differences_are_gone_at_once_and_open_nothing(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "3", "f8")
        shown = part(hands)
        shown.office.span = shown.office.span.before
        shown.load()
        shown.tell_detail()
        shown.open_line(0)
        assert not shown.can("settle")
        await hands.settled()
        assert "平台缺少" not in hands.seen

    evening.play(story)
