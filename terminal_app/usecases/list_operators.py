"""List operators: everybody on record, and who has to wait because of wrong PINs. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from terminal_app.domain import patience
from terminal_app.domain.instant import to_ms
from terminal_app.ports import Person, Terminal


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One person, and for how long their PIN may not be tried."""

    person: Person
    wait_s: int


def list_operators(terminal: Terminal) -> tuple[Listed, ...]:
    """Everybody, by number; who left too."""
    now_ms = to_ms(terminal.clock.read().now)
    with terminal.store.snapshot() as view:
        people = view.people.all()
        book = patience.under_clock(view.people.guesses(), now_ms=now_ms)
    return tuple(
        Listed(
            person=one,
            wait_s=patience.wait_s(book, one.operator.operator_id, now_ms=now_ms)
            if one.active
            else 0,
        )
        for one in people
    )
