"""Retry: a person asks for one entry to be tried again, now."""

from __future__ import annotations

from offline_queue import State
from terminal_app.domain.event import CaseStep, ExceptionNoted
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import IdKind, Operator, Terminal, Transaction
from terminal_app.usecases import settle, views
from terminal_app.usecases.deliver import deliver
from terminal_app.usecases.views import QueueLine


def retry(terminal: Terminal, *, entry_id: str, operator: Operator) -> QueueLine | Refused:
    """Put a parked or held entry back and ask about it, in its turn; what has ended stays as it is."""
    now = terminal.clock.read().now
    with terminal.store.transaction() as tx:
        entry = tx.entry(entry_id)
        if entry is None:
            return Refused(reason=Reason.ENTRY_UNKNOWN, facts={"entry": entry_id[:24]})
        if entry.state is State.PARKED:
            tx.requeue_entry(entry_id, at=now)
        if entry.state is not State.DONE and tx.office.case(entry_id).held:
            _release(terminal, tx, entry_id, operator)
        claimed = tx.claim_entry(entry_id, at=now, lease_s=settle.LEASE_S)
    if claimed is not None:
        deliver(terminal, claimed, operator_id=operator.operator_id)
    line = views.queue_entry(terminal, entry_id)
    assert line is not None, "an entry does not go away"
    return line


def _release(terminal: Terminal, tx: Transaction, entry_id: str, operator: Operator) -> None:
    """From now on it is sent by itself again."""
    reading = terminal.clock.read()
    tx.append(
        ExceptionNoted(
            entry_id=entry_id,
            redemption_id=tx.notice(entry_id)[1],
            step=CaseStep.RELEASED,
            owner="",
            note="",
        ),
        event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
        reading=reading,
        operator_id=operator.operator_id,
    )
