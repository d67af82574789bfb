"""The back office while its figures are read anew: what is shown and what was typed stay."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from terminal_app.tui.office import work
from terminal_app.tui.office.messages import DayReconciled
from terminal_app.tui.office.statement_part import StatementPart
from terminal_app.tui.screens.office import BackOffice
from terminal_app.tui.screens.typed_text import TypedText
from terminal_app.usecases.reconcile import Reconciled, reconciled
from tests.support.evening import MANAGER, an_evening, empty_statement
from tests.support.terminal import Till
from tests.tui.stage import Hands, Stage

TODAY = date(2024, 1, 29)
WAIT_S = 5.0


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


def settled_in(till: Till) -> set[str]:
    found = reconciled(till.terminal, day=TODAY)
    assert isinstance(found, Reconciled)
    return set(found.settled)


def differences_in(till: Till) -> list[str]:
    found = reconciled(till.terminal, day=TODAY)
    assert isinstance(found, Reconciled)
    return [one.difference_id for one in found.reconciliation.differences]


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


def test_a_note_settles_the_difference_it_was_asked_about(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "3", "f8", "s")
        shown = part(hands)
        shown.ledger.move_cursor(row=2)
        await hands.settled()
        await hands.type("银行次日补记")

    evening.play(story)
    assert settled_in(evening.till) == {differences_in(evening.till)[0]}


def test_a_note_typed_while_the_day_is_read_again_is_kept(
    evening: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = Event()
    look = work.look_at_day

    def look_slowly(terminal: object, day: date) -> DayReconciled:
        assert may_go_on.wait(WAIT_S)
        return look(terminal, day)  # type: ignore[arg-type]

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "3", "f8", "s")
        monkeypatch.setattr(work, "look_at_day", look_slowly)
        shown = part(hands)
        shown._day = None  # as before anything was read of the day
        shown.load()
        asked = hands.app.screen
        assert isinstance(asked, TypedText)
        asked.dismiss("银行次日补记")
        await hands.pilot.pause()
        may_go_on.set()
        await hands.settled()
        assert "已处理：银行次日补记" in hands.seen

    evening.play(story)
    assert settled_in(evening.till) == {differences_in(evening.till)[0]}


def test_a_comparison_refused_after_the_day_was_changed_is_told(
    evening: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening.till.bank.is_reachable = False
    may_go_on = Event()
    reconcile_day = work.reconcile_day

    def compare_slowly(*facts: object) -> DayReconciled:
        assert may_go_on.wait(WAIT_S)
        return reconcile_day(*facts)  # type: ignore[arg-type]

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "3")
        monkeypatch.setattr(work, "reconcile_day", compare_slowly)
        shown = part(hands)
        shown.act("compare")
        shown.office.action_day_before()
        may_go_on.set()
        await hands.settled()
        assert "▲" in hands.seen
        assert "2024-01-28" in hands.seen

    evening.play(story)


def test_a_path_that_no_file_can_have_is_told_like_a_missing_one(
    evening: Stage, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    if hasattr(os, "mkfifo"):  # where there are none, a file that is not there
        os.mkfifo(pipe)

    async def story(hands: Hands) -> None:
        for path in ("~nosuchuser/x.json", "a\0b", str(tmp_path), str(pipe)):
            await hands.press("ctrl+t", "3", "f")
            await hands.type(path)
            assert "✘ 找不到文件" in hands.seen
            await hands.press("escape")

    evening.play(story)
