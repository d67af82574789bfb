"""Settle a difference between the bank's statement and this till: a person says in a note what it was.

It stays settled as long as it comes to the same; when a later statement makes it another one it is open again.
"""

from __future__ import annotations

import datetime

from terminal_app.domain.difference import Difference
from terminal_app.domain.event import DifferenceSettled
from terminal_app.domain.note import read_note
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import IdKind, Operator, Terminal
from terminal_app.usecases.authority import refused_to
from terminal_app.usecases.reconcile import Reconciled, reconciled_in


def settle_difference(
    terminal: Terminal, *, day: datetime.date, difference_id: str, note: str, operator: Operator
) -> Reconciled | Refused:
    """Settle one of the differences of a compared day; it stays settled when its statement comes again."""
    refused = refused_to(operator)
    if refused is not None:
        return refused
    written = read_note(note)
    if isinstance(written, Refused):
        return written
    with terminal.store.transaction() as tx:
        found = reconciled_in(terminal, tx, day=day)
        if isinstance(found, Refused):
            return found
        difference = _open(found, difference_id)
        if isinstance(difference, Refused):
            return difference
        reading = terminal.clock.read()
        tx.append(
            DifferenceSettled(
                date=day.isoformat(),
                difference_id=difference_id,
                note=written,
                digest=difference.digest,
            ),
            event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id=operator.operator_id,
        )
        return reconciled_in(terminal, tx, day=day)


def _open(found: Reconciled, difference_id: str) -> Difference | Refused:
    if difference_id in found.settled:
        return Refused(reason=Reason.DIFFERENCE_SETTLED, facts={"difference": difference_id})
    for one in found.open:
        if one.difference_id == difference_id:
            return one
    return Refused(
        reason=Reason.DIFFERENCE_UNKNOWN,
        facts={"difference": difference_id[:60], "date": found.reconciliation.date.isoformat()},
    )
