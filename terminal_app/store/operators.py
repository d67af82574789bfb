"""Who may sign in. PINs are kept as argon2id hashes only, with the library's RFC 9106 low-memory profile."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from terminal_app.domain.patience import Book
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import Operator, Person, Role
from terminal_app.store.database import Database
from terminal_app.store.memory import Memory

_ABSENT_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA"
    "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)
"""Checked when there is no such operator, so that a wrong name takes as long as a wrong PIN."""

Row = tuple[str, str, str, str]
"""A row of the table: id, name, role, hash of the PIN."""


class SqliteOperators:
    """The `Operators` port."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def check(self, operator_id: str, pin: str) -> Operator | Refused:
        """The operator, if the PIN is theirs."""
        from argon2 import PasswordHasher, profiles
        from argon2.exceptions import InvalidHashError, VerificationError

        with self._database.snapshot() as connection:
            row = connection.execute(
                "SELECT name, role, pin_hash FROM operator WHERE operator_id = ? AND active",
                (operator_id,),
            ).fetchone()
        hasher = PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)
        try:
            hasher.verify(_ABSENT_HASH if row is None else row[2], pin)
        except (VerificationError, InvalidHashError):
            return Refused(reason=Reason.SIGN_IN_WRONG)
        if row is None:
            return Refused(reason=Reason.SIGN_IN_WRONG)
        return Operator(operator_id=operator_id, name=row[0], role=Role(row[1]))

    def names(self) -> tuple[Operator, ...]:
        """Those who may sign in."""
        with self._database.snapshot() as connection:
            rows = connection.execute(
                "SELECT operator_id, name, role FROM operator WHERE active ORDER BY operator_id"
            ).fetchall()
        return tuple(Operator(operator_id=row[0], name=row[1], role=Role(row[2])) for row in rows)

    def everybody(self) -> tuple[Operator, ...]:
        """Those who may sign in, and those who once could."""
        with self._database.snapshot() as connection:
            rows = connection.execute("SELECT operator_id, name, role FROM operator").fetchall()
        return tuple(Operator(operator_id=row[0], name=row[1], role=Role(row[2])) for row in rows)

    def pin_hashes(self) -> tuple[str, ...]:
        """Every hash of a PIN that is kept: to be looked for where none may be."""
        with self._database.snapshot() as connection:
            rows = connection.execute("SELECT pin_hash FROM operator").fetchall()
        return tuple(row[0] for row in rows)

    def hashed(self, pin: str) -> str:
        """A PIN as it is kept."""
        from argon2 import PasswordHasher, profiles

        return PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY).hash(pin)

    def add(self, operators: Sequence[tuple[Operator, str]]) -> None:
        """Let people sign in, each with their PIN; one who is there already keeps theirs."""
        people = hashed(operators)
        with self._database.transaction() as connection:
            keep(connection, people)


class People:
    """The `People` port on an open connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Person, ...]:
        """Everybody on record, by number."""
        rows = self._connection.execute(f"{_PEOPLE} ORDER BY operator_id").fetchall()
        return tuple(_person(*row) for row in rows)

    def one(self, operator_id: str) -> Person | None:
        """One of them."""
        row = self._connection.execute(f"{_PEOPLE} WHERE operator_id = ?", (operator_id,))
        found = row.fetchone()
        return None if found is None else _person(*found)

    def admit(self, operator: Operator, pin_hash: str) -> None:
        """Let somebody sign in, who is new or comes back."""
        self._connection.execute(
            "INSERT INTO operator (operator_id, name, role, pin_hash) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (operator_id) DO UPDATE SET name = excluded.name,"
            " role = excluded.role, pin_hash = excluded.pin_hash, active = 1",
            (operator.operator_id, operator.name, operator.role.value, pin_hash),
        )

    def dismiss(self, operator_id: str) -> None:
        """Let somebody sign in no more."""
        self._connection.execute(
            "UPDATE operator SET active = 0 WHERE operator_id = ?", (operator_id,)
        )

    def give_pin(self, operator_id: str, pin_hash: str) -> None:
        """Exchange somebody's PIN."""
        self._connection.execute(
            "UPDATE operator SET pin_hash = ? WHERE operator_id = ?", (pin_hash, operator_id)
        )

    def guesses(self) -> Book:
        """The wrong PINs that count."""
        return Memory(self._connection).guesses()

    def keep_guesses(self, book: Book) -> None:
        """Remember the wrong PINs that count."""
        Memory(self._connection).keep_guesses(book)


_PEOPLE = "SELECT operator_id, name, role, active FROM operator"


def _person(operator_id: str, name: str, role: str, active: int) -> Person:
    operator = Operator(operator_id=operator_id, name=name, role=Role(role))
    return Person(operator=operator, active=bool(active))


def hashed(operators: Sequence[tuple[Operator, str]]) -> tuple[Row, ...]:
    """People as they are kept. Takes its time on purpose, so it is done before a transaction begins."""
    from argon2 import PasswordHasher, profiles

    hasher = PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)
    return tuple(
        (one.operator_id, one.name, one.role.value, hasher.hash(pin)) for one, pin in operators
    )


def keep(connection: sqlite3.Connection, people: Sequence[Row]) -> None:
    """Add people in the caller's transaction."""
    connection.executemany(
        "INSERT INTO operator (operator_id, name, role, pin_hash) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (operator_id) DO NOTHING",
        people,
    )
