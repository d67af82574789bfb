"""Sign in: prove a PIN, and stand in every record from then on. Whoever guesses waits longer each time.

A try is written down as a wrong one before the PIN is looked at: ending the program in the middle wins nobody another.
"""

from __future__ import annotations

from terminal_app.domain.event import SignedIn
from terminal_app.domain.patience import STRANGER
from terminal_app.domain.refusal import Refused
from terminal_app.ports import IdKind, Operator, Terminal
from terminal_app.usecases import guesses


def sign_in(terminal: Terminal, *, operator_id: str, pin: str) -> Operator | Refused:
    """The operator, if the PIN is theirs; the journal keeps who and when, and how often it was tried in vain."""
    with terminal.store.transaction() as tx:
        person = tx.people.one(operator_id)
        who = operator_id if person is not None and person.active else STRANGER
        waiting = guesses.count(terminal, tx, who, terminal.clock.read())
    if waiting is not None:
        return waiting
    operator = terminal.operators.check(operator_id, pin)
    with terminal.store.transaction() as tx:
        reading = terminal.clock.read()
        if isinstance(operator, Refused):
            guesses.stay_wrong(terminal, tx, who, reading)
            return operator
        guesses.forgive(terminal, tx, who, reading, right=1)
        tx.append(
            SignedIn(operator_id=operator.operator_id, role=operator.role.value),
            event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id=operator.operator_id,
        )
    return operator
