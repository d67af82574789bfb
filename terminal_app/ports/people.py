"""Who stands at the till: operators, their roles, and the port that knows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from terminal_app.domain.patience import Book
from terminal_app.domain.refusal import Refused


class Role(StrEnum):
    """What an operator may do (`usecases.authority`)."""

    CASHIER = "cashier"
    MANAGER = "manager"
    ENGINEER = "engineer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A person who signs in with a PIN (操作员)."""

    operator_id: str
    name: str
    role: Role


SYSTEM = Operator(operator_id="system", name="system", role=Role.ENGINEER)
"""Who acts when nobody does: uploads and downloads in the background."""


class Operators(Protocol):
    """Who may sign in."""

    def check(self, operator_id: str, pin: str) -> Operator | Refused:
        """The operator, if the PIN is theirs. Takes its time on purpose (argon2id)."""

    def names(self) -> tuple[Operator, ...]:
        """Those who may sign in, for the sign-in screen."""

    def hashed(self, pin: str) -> str:
        """A PIN as it is kept. Takes its time on purpose, so it is done before a transaction begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An operator on record; whoever left stays, so that their number is never somebody else's."""

    operator: Operator
    active: bool


class People(Protocol):
    """The operators inside a transaction or snapshot."""

    def all(self) -> tuple[Person, ...]:
        """Everybody on record, by number."""

    def one(self, operator_id: str) -> Person | None:
        """One of them."""

    def admit(self, operator: Operator, pin_hash: str) -> None:
        """Let somebody sign in, who is new or comes back."""

    def dismiss(self, operator_id: str) -> None:
        """Let somebody sign in no more."""

    def give_pin(self, operator_id: str, pin_hash: str) -> None:
        """Exchange somebody's PIN."""

    def guesses(self) -> Book:
        """The wrong PINs that count."""

    def keep_guesses(self, book: Book) -> None:
        """Remember the wrong PINs that count."""
