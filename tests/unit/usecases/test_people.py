"""People: who may let in, dismiss and change whom; every change is in the journal, no name and no PIN is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from terminal_app.domain.campaign import Environment
from terminal_app.domain.event import SignedIn
from terminal_app.domain.people import OperatorAdded, OperatorDisabled, OperatorPinReset
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import Operator, Person, Role
from terminal_app.usecases.add_operator import add_operator
from terminal_app.usecases.disable_operator import disable_operator
from terminal_app.usecases.list_operators import list_operators
from terminal_app.usecases.reset_pin import reset_pin
from terminal_app.usecases.sign_in import sign_in
from terminal_app.usecases.verify_journal import verify_journal
from tests.support.terminal import Till, make_terminal, refused

CASHIER = Operator(operator_id="1003", name="李四", role=Role.CASHIER)
MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)
OTHER = Operator(operator_id="8002", name="孙立", role=Role.MANAGER)
ENGINEER = Operator(operator_id="9001", name="建行外勤", role=Role.ENGINEER)
PIN = "482907"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    """A live terminal: nobody is on it."""
    till = make_terminal(tmp_path_factory.mktemp("live") / "till", environment=Environment.LIVE)
    yield till
    till.opened.close()


@pytest.fixture(autouse=True)
def nobody(live: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is there; hashing is quick, since `test_sign_in` holds the real one."""
    live.opened.database.connection.execute("DELETE FROM operator")
    live.opened.database.connection.execute("DELETE FROM memory WHERE name = 'guesses'")
    monkeypatch.setattr(live.opened.operators, "hashed", lambda pin: f"hash {pin}"[::-1])


def add(till: Till, one: Operator, by: Operator | None = MANAGER) -> Person | Refused:
    return add_operator(till.terminal, newcomer=one, pin=PIN, by=by)


def there(till: Till, *people: Operator) -> None:
    for one in people:
        assert isinstance(add(till, one, ENGINEER), Person)


def why(result: object) -> Reason:
    return refused(result).reason


def told(till: Till) -> list[tuple[object, str]]:
    return [(entry.event, entry.operator_id) for entry in till.terminal.store.ledger()]


def test_nobody_can_sign_in_at_a_fresh_live_terminal(live: Till) -> None:
    assert live.terminal.operators.names() == ()
    assert list_operators(live.terminal) == ()


@pytest.mark.parametrize("first", [MANAGER, ENGINEER])
def test_the_first_person_needs_nobodys_leave(live: Till, first: Operator) -> None:
    assert add(live, first, None) == Person(operator=first, active=True)
    assert told(live)[-1] == (
        OperatorAdded(operator_id=first.operator_id, role=first.role.value),
        "system",
    )


def test_the_first_person_cannot_be_a_cashier(live: Till) -> None:
    assert why(add(live, CASHIER, None)) is Reason.OPERATOR_FIRST


def test_everybody_after_the_first_needs_somebodys_leave(live: Till) -> None:
    there(live, MANAGER)
    assert why(add(live, OTHER, None)) is Reason.SIGN_IN_NEEDED
    live.opened.database.connection.execute("UPDATE operator SET active = 0")
    assert why(add(live, OTHER, None)) is Reason.SIGN_IN_NEEDED


def test_a_manager_lets_in_cashiers_and_managers_only(live: Till) -> None:
    for one in (CASHIER, OTHER):
        assert add(live, one) == Person(operator=one, active=True)
    assert why(add(live, ENGINEER)) is Reason.OPERATOR_ABOVE
    assert add(live, ENGINEER, ENGINEER) == Person(operator=ENGINEER, active=True)


def test_a_cashier_changes_nothing_but_their_own_pin(live: Till) -> None:
    there(live, MANAGER, CASHIER)
    assert why(add(live, OTHER, CASHIER)) is Reason.ROLE_TOO_LOW
    gone = disable_operator(live.terminal, operator_id="8001", by=CASHIER)
    assert why(gone) is Reason.ROLE_TOO_LOW
    new = reset_pin(live.terminal, operator_id="8001", pin="739104", by=CASHIER)
    assert why(new) is Reason.ROLE_TOO_LOW
    own = reset_pin(live.terminal, operator_id="1003", pin="739104", by=CASHIER)
    assert isinstance(own, Person)
    assert told(live)[-1] == (OperatorPinReset(operator_id="1003"), "1003")


def test_a_manager_can_neither_dismiss_nor_change_an_engineer(live: Till) -> None:
    there(live, MANAGER, ENGINEER)
    for result in (
        disable_operator(live.terminal, operator_id="9001", by=MANAGER),
        reset_pin(live.terminal, operator_id="9001", pin="739104", by=MANAGER),
    ):
        assert why(result) is Reason.OPERATOR_ABOVE


@pytest.mark.parametrize("number", ["", "12", "123456789", "12a", "-123", "１２３", "100 1"])
def test_a_number_has_three_to_eight_digits(live: Till, number: str) -> None:
    one = Operator(operator_id=number, name="x", role=Role.CASHIER)
    assert why(add(live, one)) is Reason.OPERATOR_NUMBER_UNREADABLE


def test_a_name_is_made_harmless_and_may_not_be_empty(live: Till) -> None:
    hostile = Operator(operator_id="1003", name="\x1b[31m李\u202e四[/]\n", role=Role.CASHIER)
    added = add(live, hostile)
    assert isinstance(added, Person)
    assert added.operator.name == "李四[/]"
    nameless = Operator(operator_id="1004", name=" \u200b ", role=Role.CASHIER)
    assert why(add(live, nameless)) is Reason.OPERATOR_NAME_EMPTY


def test_a_bad_pin_lets_nobody_in(live: Till) -> None:
    for pin, reason in (("12", Reason.PIN_UNREADABLE), ("1234", Reason.PIN_OBVIOUS)):
        result = add_operator(live.terminal, newcomer=CASHIER, pin=pin, by=MANAGER)
        assert why(result) is reason
    there(live, CASHIER)
    new = reset_pin(live.terminal, operator_id="1003", pin="0000", by=MANAGER)
    assert why(new) is Reason.PIN_OBVIOUS


def test_a_number_stays_with_its_person(live: Till) -> None:
    there(live, MANAGER, CASHIER)
    again = refused(add(live, CASHIER))
    assert (again.reason, again.facts) == (
        Reason.OPERATOR_KNOWN,
        {"operator": "1003", "name": "李四"},
    )
    disable_operator(live.terminal, operator_id="1003", by=MANAGER)
    somebody_else = Operator(operator_id="1003", name="王五", role=Role.CASHIER)
    assert why(add(live, somebody_else)) is Reason.OPERATOR_NUMBER_TAKEN
    risen = Operator(operator_id="1003", name="李四", role=Role.MANAGER)
    assert add(live, risen) == Person(operator=risen, active=True)
    assert risen in live.terminal.operators.names()


def test_a_manager_brings_no_engineer_back_in_another_role(live: Till) -> None:
    there(live, MANAGER, ENGINEER)
    live.opened.database.connection.execute(
        "UPDATE operator SET active = 0 WHERE operator_id = '9001'"
    )
    one = Operator(operator_id="9001", name="建行外勤", role=Role.MANAGER)
    assert why(add(live, one)) is Reason.OPERATOR_ABOVE


def test_who_is_dismissed_is_gone_and_stays_on_record(live: Till) -> None:
    there(live, MANAGER, CASHIER)
    gone = disable_operator(live.terminal, operator_id="1003", by=MANAGER)
    assert gone == Person(operator=CASHIER, active=False)
    assert live.terminal.operators.names() == (MANAGER,)
    assert [one.person.active for one in list_operators(live.terminal)] == [False, True]
    assert told(live)[-1] == (OperatorDisabled(operator_id="1003"), "8001")
    for result in (
        disable_operator(live.terminal, operator_id="1003", by=MANAGER),
        reset_pin(live.terminal, operator_id="1003", pin=PIN, by=MANAGER),
        disable_operator(live.terminal, operator_id="7" * 99, by=MANAGER),
    ):
        assert why(result) is Reason.OPERATOR_UNKNOWN


def test_nobody_dismisses_themselves_and_a_store_keeps_a_manager(live: Till) -> None:
    there(live, MANAGER, OTHER, ENGINEER)
    own = disable_operator(live.terminal, operator_id="8001", by=MANAGER)
    assert why(own) is Reason.OPERATOR_SELF
    assert isinstance(disable_operator(live.terminal, operator_id="8002", by=MANAGER), Person)
    last = disable_operator(live.terminal, operator_id="8001", by=ENGINEER)
    assert why(last) is Reason.OPERATOR_LAST_MANAGER
    own = disable_operator(live.terminal, operator_id="9001", by=ENGINEER)
    assert why(own) is Reason.OPERATOR_SELF


def test_the_journal_knows_people_by_number_alone(live: Till) -> None:
    there(live, CASHIER)
    bodies = b"".join(row.body for row in live.terminal.store.signed_rows())
    for secret in ("李四", PIN, live.terminal.operators.hashed(PIN)):
        assert secret.encode() not in bodies


def test_a_planted_or_changed_person_shows_in_the_check_of_the_journal(tmp_path: Path) -> None:
    till = make_terminal(tmp_path / "till", environment=Environment.LIVE)
    assert isinstance(add(till, MANAGER, None), Person)
    assert verify_journal(till.terminal).ok
    connection = till.opened.database.connection
    for change, who in (
        ("UPDATE operator SET role = 'engineer' WHERE operator_id = '8001'", "8001"),
        ("INSERT INTO operator VALUES ('8009', 'x', 'manager', 'x', 1)", "8009"),
        ("DELETE FROM operator WHERE operator_id = '8001'", "8001"),
    ):
        connection.execute("SAVEPOINT before")
        connection.execute(change)
        connection.execute("RELEASE before")
        assert (
            f"operator {who} is not what the journal tells"
            in verify_journal(till.terminal).problems
        )
    till.opened.close()


def test_who_was_let_in_signs_in_with_their_pin(tmp_path: Path) -> None:
    till = make_terminal(tmp_path / "till", environment=Environment.LIVE)
    assert isinstance(add(till, MANAGER, None), Person)
    assert sign_in(till.terminal, operator_id="8001", pin=PIN) == MANAGER
    assert isinstance(
        reset_pin(till.terminal, operator_id="8001", pin="739104", by=MANAGER), Person
    )
    assert why(sign_in(till.terminal, operator_id="8001", pin=PIN)) is Reason.SIGN_IN_WRONG
    assert sign_in(till.terminal, operator_id="8001", pin="739104") == MANAGER
    assert sum(isinstance(event, SignedIn) for event, _ in told(till)) == 2
    till.opened.close()
