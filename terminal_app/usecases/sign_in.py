"""Sign in: prove a PIN, and stand in every record from then on."""

from __future__ import annotations

from terminal_app.domain.event import SignedIn
from terminal_app.domain.refusal import Refused
from terminal_app.ports import IdKind, Level, Operator, Terminal, What


def sign_in(terminal: Terminal, *, operator_id: str, pin: str) -> Operator | Refused:
    """The operator, if the PIN is theirs; the journal keeps who and when."""
    operator = terminal.operators.check(operator_id, pin)
    if isinstance(operator, Refused):
        # Only a number that is somebody's: who mistakes the field types a PIN into it.
        known = any(one.operator_id == operator_id for one in terminal.operators.names())
        terminal.log.note(
            What.SIGN_IN_FAILED, level=Level.WARNING, operator_id=operator_id if known else ""
        )
        return operator
    with terminal.store.snapshot() as view:
        if view.service().is_read_only:
            return operator  # nothing is written down any more; reading and sealing again still want somebody
    with terminal.store.transaction() as tx:
        reading = terminal.clock.read()
        tx.append(
            SignedIn(operator_id=operator.operator_id, role=operator.role.value),
            event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id=operator.operator_id,
        )
    return operator
