"""Who may sign in: argon2id hashes, and one answer for a wrong name and a wrong PIN."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import Operator, Role
from terminal_app.store.database import Database
from terminal_app.store.operators import SqliteOperators

CASHIER = Operator(operator_id="1001", name="王芳", role=Role.CASHIER)
MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)
WRONG = Refused(reason=Reason.SIGN_IN_WRONG)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder: Path = tmp_path_factory.mktemp("operators")
    database = Database(folder / "terminal.db")
    SqliteOperators(database).add([(MANAGER, "8888"), (CASHIER, "1234")])
    yield database
    database.close()


@pytest.fixture
def operators(database: Database) -> SqliteOperators:
    return SqliteOperators(database)


def test_an_operator_is_who_knows_the_pin(operators: SqliteOperators) -> None:
    assert operators.check("1001", "1234") == CASHIER


@pytest.mark.parametrize(
    ("operator_id", "pin"),
    [
        ("1001", "8888"),
        ("1001", ""),
        ("1001", "12345"),
        ("9999", "1234"),
        ("", ""),
        ("1001' --", "1234"),
    ],
)
def test_a_wrong_pin_and_an_unknown_name_are_told_alike(
    operators: SqliteOperators, operator_id: str, pin: str
) -> None:
    assert operators.check(operator_id, pin) == WRONG


def test_the_names_for_the_sign_in_screen_come_in_order(operators: SqliteOperators) -> None:
    assert operators.names() == (CASHIER, MANAGER)


def test_no_pin_is_kept_and_two_equal_ones_look_different(database: Database) -> None:
    SqliteOperators(database).add(
        [(Operator(operator_id=f"2{n}", name="x", role=Role.CASHIER), "4321") for n in range(2)]
    )
    hashes = [
        row[0]
        for row in database.connection.execute(
            "SELECT pin_hash FROM operator WHERE operator_id LIKE '2%'"
        )
    ]
    assert len(set(hashes)) == 2
    for one in hashes:
        assert one.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
        assert "4321" not in one
    with database.transaction() as connection:
        connection.execute("DELETE FROM operator WHERE operator_id LIKE '2%'")


def test_who_is_there_already_keeps_their_pin(operators: SqliteOperators) -> None:
    operators.add([(CASHIER, "0000")])
    assert operators.check("1001", "0000") == WRONG
    assert operators.check("1001", "1234") == CASHIER


def test_who_left_signs_in_no_more(database: Database, operators: SqliteOperators) -> None:
    with database.transaction() as connection:
        connection.execute("UPDATE operator SET active = 0 WHERE operator_id = '8001'")
    assert operators.check("8001", "8888") == WRONG
    assert operators.names() == (CASHIER,)
    with database.transaction() as connection:
        connection.execute("UPDATE operator SET active = 1 WHERE operator_id = '8001'")


def test_a_hash_nobody_can_read_lets_nobody_in(
    database: Database, operators: SqliteOperators
) -> None:
    with database.transaction() as connection:
        connection.execute("INSERT INTO operator VALUES ('3001', 'x', 'cashier', 'no hash', 1)")
    assert operators.check("3001", "no hash") == WRONG
    with database.transaction() as connection:
        connection.execute("DELETE FROM operator WHERE operator_id = '3001'")
