"""Guessing PINs: it takes longer each time, over restarts too; the journal tells of it; nobody else is stopped."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from terminal_app.domain.event import SignedIn
from terminal_app.domain.patience import FREE_TRIES
from terminal_app.domain.people import SignInFailed
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import Operator, Operators, Role
from terminal_app.usecases.list_operators import list_operators
from terminal_app.usecases.reset_pin import reset_pin
from terminal_app.usecases.sign_in import sign_in
from tests.support.terminal import Till, make_terminal, refused

CASHIER = Operator(operator_id="1001", name="王芳", role=Role.CASHIER)
MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)
PINS = {"1001": "4829", "8001": "7391"}


class QuickOperators:
    """The real people with a check that takes no time: `test_operators` holds the real one."""

    def __init__(self, real: Operators) -> None:
        self._real = real

    def check(self, operator_id: str, pin: str) -> Operator | Refused:
        known = {one.operator_id: one for one in self.names()}
        if PINS.get(operator_id) == pin:
            return known[operator_id]
        return Refused(reason=Reason.SIGN_IN_WRONG)

    def names(self) -> tuple[Operator, ...]:
        return self._real.names()

    def hashed(self, pin: str) -> str:
        return "new"


def quick(till: Till) -> None:
    people = QuickOperators(till.opened.operators)
    terminal = replace(till.terminal, operators=people)
    till.opened = replace(till.opened, terminal=terminal)


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = make_terminal(tmp_path / "till")
    with till.opened.database.transaction() as connection:
        for one in (CASHIER, MANAGER):
            connection.execute(
                "INSERT INTO operator VALUES (?, ?, ?, 'x', 1)",
                (one.operator_id, one.name, one.role.value),
            )
    quick(till)
    yield till
    till.opened.close()


def attempt(till: Till, who: str, pin: str | None = None) -> Reason | None:
    """The right PIN, unless another is given."""
    result = sign_in(till.terminal, operator_id=who, pin=pin or PINS[who])
    return result.reason if isinstance(result, Refused) else None


def guess(till: Till, who: str, times: int) -> None:
    for _ in range(times):
        assert attempt(till, who, "0000") is Reason.SIGN_IN_WRONG


def told(till: Till) -> list[SignInFailed | SignedIn]:
    return [
        entry.event
        for entry in till.terminal.store.ledger()
        if isinstance(entry.event, SignInFailed | SignedIn)
    ]


def test_after_five_wrong_ones_even_the_right_pin_has_to_wait(till: Till) -> None:
    guess(till, "1001", FREE_TRIES)
    no = refused(sign_in(till.terminal, operator_id="1001", pin=PINS["1001"]))
    assert (no.reason, no.facts) == (Reason.SIGN_IN_WAIT, {"wait_s": 30})
    till.watch.forward(seconds=29)
    assert attempt(till, "1001") is Reason.SIGN_IN_WAIT
    till.watch.forward(seconds=1)
    assert attempt(till, "1001") is None
    guess(till, "1001", FREE_TRIES)


def test_asking_again_while_waiting_makes_nothing_longer(till: Till) -> None:
    guess(till, "1001", FREE_TRIES)
    for _ in range(50):
        assert attempt(till, "1001", "0000") is Reason.SIGN_IN_WAIT
    till.watch.forward(seconds=30)
    assert attempt(till, "1001") is None


def test_another_operator_never_waits_for_it(till: Till) -> None:
    guess(till, "1001", FREE_TRIES)
    for name in range(20):
        attempt(till, f"7{name:03d}", "0000")
    assert attempt(till, "8001") is None
    waits = {one.person.operator.operator_id: one.wait_s for one in list_operators(till.terminal)}
    assert waits == {"1001": 30, "8001": 0}


def test_a_restart_wins_nobody_another_try(till: Till) -> None:
    guess(till, "1001", FREE_TRIES)
    till.reopen()
    quick(till)
    assert attempt(till, "1001") is Reason.SIGN_IN_WAIT


def test_ending_the_program_during_the_check_wins_nobody_another_try(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(operator_id: str, pin: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(till.terminal.operators, "check", killed)
        for _ in range(FREE_TRIES):
            with pytest.raises(KeyboardInterrupt):
                sign_in(till.terminal, operator_id="1001", pin="0000")
    assert attempt(till, "1001") is Reason.SIGN_IN_WAIT


def test_the_journal_tells_of_many_failures_in_few_rows(till: Till) -> None:
    for _ in range(40):
        attempt(till, "1001", "0000")
        till.watch.forward(seconds=300)
    failed = [one for one in told(till) if isinstance(one, SignInFailed)]
    assert [(one.operator_id, one.failures, one.wait_s) for one in failed] == [
        ("1001", 5, 30),
        ("1001", 10, 300),
        ("1001", 20, 300),
        ("1001", 40, 300),
    ]
    assert {one.since for one in failed} == {"2024-01-28T10:00:00.000+08:00"}


def test_one_slip_before_the_right_pin_is_on_record_too(till: Till) -> None:
    guess(till, "1001", 1)
    assert attempt(till, "1001") is None
    failed, right = told(till)
    assert isinstance(failed, SignInFailed)
    assert failed.failures == 1
    assert right == SignedIn(operator_id="1001", role="cashier")
    assert attempt(till, "1001") is None
    assert len(told(till)) == 3


def test_failures_that_are_forgotten_are_on_record_first(till: Till) -> None:
    guess(till, "1001", 3)
    till.watch.forward(seconds=24 * 3600)
    assert attempt(till, "8001") is None
    failed = told(till)[0]
    assert isinstance(failed, SignInFailed)
    assert (failed.operator_id, failed.failures) == ("1001", 3)


def test_numbers_nobody_has_share_one_wait_and_one_row(till: Till) -> None:
    for number in range(FREE_TRIES):
        assert attempt(till, f"55{number}", "0000") is Reason.SIGN_IN_WRONG
    assert attempt(till, "777", "0000") is Reason.SIGN_IN_WAIT
    (failed,) = told(till)
    assert isinstance(failed, SignInFailed)
    assert (failed.operator_id, failed.failures) == ("", FREE_TRIES)


def test_a_new_pin_ends_the_wait_at_once(till: Till) -> None:
    guess(till, "1001", FREE_TRIES)
    reset_pin(till.terminal, operator_id="1001", pin="5047", by=MANAGER)
    assert attempt(till, "1001") is None


def test_a_clock_that_was_put_back_strands_nobody(till: Till) -> None:
    guess(till, "1001", FREE_TRIES)
    till.watch.go_to(till.watch.now.replace(year=2023))
    till.watch.reboot()
    till.reopen()
    quick(till)
    assert attempt(till, "1001") is Reason.SIGN_IN_WAIT
    till.watch.forward(seconds=30)
    assert attempt(till, "1001") is None
