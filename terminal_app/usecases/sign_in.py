"""Sign in: prove a PIN, and stand in every record from then on. Whoever guesses waits longer each time.

A try is written down as a wrong one before the PIN is looked at: ending the program in the middle wins nobody another.
"""

from __future__ import annotations

from terminal_app.domain.event import SignedIn
from terminal_app.domain.patience import STRANGER
from terminal_app.domain.refusal import Refused
from terminal_app.ports import IdKind, Level, Operator, Terminal, What
from terminal_app.usecases import guesses


def sign_in(terminal: Terminal, *, operator_id: str, pin: str) -> Operator | Refused:
    """The operator, if the PIN is theirs; the journal keeps who and when, and how often it was tried in vain."""
    with terminal.store.snapshot() as view:
        is_read_only = view.service().is_read_only
    if is_read_only:
        # Nothing is written down here any more, no try either; reading and sealing again still want somebody.
        return terminal.operators.check(operator_id, pin)
    with terminal.store.transaction() as tx:
        person = tx.people.one(operator_id)
        who = operator_id if person is not None and person.active else STRANGER
        waiting = guesses.count(terminal, tx, who, terminal.clock.read())
    if waiting is not None:
        return waiting
    operator = terminal.operators.check(operator_id, pin)
    if isinstance(operator, Refused):
        # Only a number that is somebody's: who mistakes the field types a PIN into it.
        terminal.log.note(
            What.SIGN_IN_FAILED,
            level=Level.WARNING,
            operator_id="" if who == STRANGER else who,
        )
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
