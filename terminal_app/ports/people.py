"""Who stands at the till: operators, their roles, and the port that knows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from terminal_app.domain.refusal import Refused


class Role(StrEnum):
    """What an operator may do; later issues hang approvals on it."""

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
