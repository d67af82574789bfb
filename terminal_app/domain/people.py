"""Events about people (操作员): who was let in, who left, whose PIN is new, whose PIN was guessed at; and their fold.

The journal knows people by number: it has no name, which its owner may ask to be forgotten, and no PIN or its hash.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorAdded:
    """Somebody may sign in from now on, who is new or has come back."""

    operator_id: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorDisabled:
    """Somebody may sign in no more."""

    operator_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorPinReset:
    """Somebody has a new PIN."""

    operator_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFailed:
    """So many wrong PINs of one operator since `since`; one row for many, so that guessing cannot fill the journal.

    `operator_id` is empty for tries that named nobody of this terminal.
    """

    operator_id: str
    failures: int
    since: str
    wait_s: int


PeopleEvent = OperatorAdded | OperatorDisabled | OperatorPinReset | SignInFailed
"""Who may stand at the counter; told to nobody."""


@dataclass(slots=True)
class PeopleBooks:
    """Who may sign in by the journal; grows with each row, oldest first."""

    roles: dict[str, str] = field(default_factory=dict)
    """Of those the journal has let in and not seen leave."""
    left: set[str] = field(default_factory=set)

    def follow(self, event: object) -> None:
        """Fold one row, whatever it is about."""
        match event:
            case OperatorAdded():
                self.roles[event.operator_id] = event.role
                self.left.discard(event.operator_id)
            case OperatorDisabled():
                self.roles.pop(event.operator_id, None)
                self.left.add(event.operator_id)
            case _:
                return

    def disagreements(
        self, kept: Iterable[tuple[str, str, bool]], *, is_complete: bool
    ) -> list[str]:
        """Who is kept otherwise than the journal tells it: number, role, and whether they may sign in.

        `is_complete` on a live terminal, where nobody is there but by the journal; a training terminal has its
        ready-made people.
        """
        found = {operator_id: role for operator_id, role, active in kept if active}
        wrong = {one for one, role in self.roles.items() if found.get(one) != role}
        wrong |= found.keys() & self.left
        if is_complete:
            wrong |= found.keys() - self.roles.keys()
        return [f"operator {one} is not what the journal tells" for one in sorted(wrong)]
