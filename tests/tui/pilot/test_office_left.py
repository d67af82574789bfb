"""The back office left in the middle: what was begun there ends, is told, and opens nothing elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Event

import pytest
from textual.message import Message

from terminal_app.domain.refusal import EnvironmentTrouble, Refused, Trouble
from terminal_app.tui.office import work
from terminal_app.tui.office.listed_part import ListedPart
from terminal_app.tui.screens import office
from terminal_app.tui.screens.office_sales import OfficeSales
from terminal_app.usecases import views
from terminal_app.usecases.close_shift import shifts
from terminal_app.usecases.reconcile import reconciled
from tests.support.evening import MANAGER, an_evening, empty_statement, with_people
from tests.support.terminal import OPERATOR
from tests.tui.stage import Hands, Stage

TODAY = date(2024, 1, 29)
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


def test_an_approval_ends_behind_a_question_too(evening: Stage) -> None:
    with_people(evening.till)

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "1")
        await hands.type("1234")
        await hands.press("4", "n")
        assert "请写明情况" in hands.seen
        (approved,) = (one for one in hands.app.screen_stack if isinstance(one, office.BackOffice))
        approved._end_approval()
        await hands.settled()
        assert hands.app.screen is hands.app.counter_screen
        assert "店长的授权已到时" in hands.seen

    replace(evening, operator=OPERATOR).play(story)


@pytest.mark.parametrize(
    "keys", [("4", "k"), ("1", "e"), ("2", "f9", "y"), ("3", "f8"), ("4", "n", "w", "enter")]
)
def test_after_its_deadline_an_approval_lets_nothing_be_recorded(
    evening: Stage, keys: tuple[str, ...]
) -> None:
    with_people(evening.till)

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "1")
        await hands.type("1234")
        await hands.press(*keys[:-1])
        hands.till.watch.forward(seconds=int(office.APPROVAL_S))
        await hands.press(keys[-1])
        assert hands.app.screen is hands.app.counter_screen
        assert "店长的授权已到时" in hands.seen

    replace(evening, operator=OPERATOR).play(story)
    terminal = evening.till.terminal
    assert shifts(terminal) == ()
    assert isinstance(reconciled(terminal, day=TODAY), Refused)
    assert [one.case.notes for one in views.exceptions(terminal)] == [(), ()]
    assert not (evening.till.folder / "exports").exists()


def test_a_signed_in_managers_own_office_has_no_deadline(evening: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", "4")
        hands.till.watch.forward(seconds=int(office.APPROVAL_S) * 2)
        await hands.press("k")
        assert "接手（赵敏" in hands.seen

    evening.play(story)


@pytest.mark.parametrize(
    ("job", "keys"),
    [
        ("tell_story", ("4", "enter")),
        ("tell_both_sides", ("3", "f8", "enter")),
        ("print_shift", ("2", "enter")),
    ],
)
def test_a_page_that_comes_late_opens_above_nothing_else(
    evening: Stage, monkeypatch: pytest.MonkeyPatch, job: str, keys: tuple[str, ...]
) -> None:
    evening.till.bank.statements[TODAY] = empty_statement(evening.till, TODAY)
    may_go_on = Event()
    monkeypatch.setattr(work, job, held(getattr(work, job), may_go_on))

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t", *keys[:-1])
        shown = hands.app.screen
        assert isinstance(shown, office.BackOffice)
        assert isinstance(shown.part, ListedPart)
        shown.part.open_line(0)
        shown.action_part_day()
        may_go_on.set()
        await hands.settled()
        assert hands.app.screen is shown

    evening.play(story)


def test_figures_are_read_anew_while_the_sales_behind_one_are_on_their_way(
    evening: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = Event()
    made: list[object] = []
    make, find = work.make_summary, work.find_sales

    def note_made(*facts: object) -> Message:
        made.append(facts)
        return make(*facts)  # type: ignore[arg-type]

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+t")
        monkeypatch.setattr(work, "find_sales", held(find, may_go_on))
        monkeypatch.setattr(work, "make_summary", note_made)
        shown = hands.app.screen
        assert isinstance(shown, office.BackOffice)
        for _ in range(2):  # the first is under way, the second waits for it
            shown.part.load()
        hands.app.push_screen(OfficeSales("核销", (), of_refunds=False))
        await hands.pilot.pause()
        may_go_on.set()
        await hands.settled()

    evening.play(story)
    assert len(made) == 2
