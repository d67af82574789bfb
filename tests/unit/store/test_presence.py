"""Whose lease still counts: that of a program that lives, and no other."""

from pathlib import Path

import pytest

from terminal_app.domain.redemption import RedemptionState
from terminal_app.store.presence import Presence
from terminal_app.usecases.recover import recover
from tests.support.bank import confirm
from tests.support.terminal import OPERATOR, Till, make_terminal, open_till


class Crash(BaseException):
    """The program ends in the middle of a question."""


@pytest.fixture
def till(tmp_path: Path) -> Till:
    return make_terminal(tmp_path / "till")


def crash_while_asking(till: Till) -> None:
    def crash(event: object) -> object:
        raise Crash

    till.bank.script = crash
    with pytest.raises(Crash):
        till.redeem()
    till.bank.script = confirm


def test_the_next_start_recovers_at_once_what_a_dead_program_had_leased(till: Till) -> None:
    crash_while_asking(till)
    till.reopen()
    (recovered,) = recover(till.terminal, operator=OPERATOR)
    assert recovered.state is RedemptionState.CONFIRMED


def test_a_second_program_leaves_alone_what_a_living_one_is_asking_about(till: Till) -> None:
    crash_while_asking(till)
    second = open_till(till.folder, till.bank, till.watch)
    try:
        assert recover(second.terminal, operator=OPERATOR) == ()
    finally:
        second.close()


def test_only_the_first_of_two_programs_is_alone(till: Till) -> None:
    till.opened.close()
    first, second, third = (Presence(till.folder) for _ in range(3))
    assert first.enter(till.opened.database)
    assert not second.enter(till.opened.database)
    first.close()
    assert not third.enter(till.opened.database)
    second.close()
    third.close()
    assert first.enter(till.opened.database)
    first.close()
    till.opened.database.close()


def test_a_folder_that_takes_no_mark_is_entered_without_one(till: Till) -> None:
    nowhere = Presence(till.folder / "missing")
    assert not nowhere.enter(till.opened.database)
    nowhere.close()
