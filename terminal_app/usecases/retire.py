"""Retire (停用): this terminal goes out of service for good, with nothing left behind.

Here first, then at the platform: a till that stopped selling and could not say so loses nothing, one that the platform
no longer knows and that goes on selling would. Refuses while anything waits for anybody.
"""

from __future__ import annotations

from dataclasses import dataclass

from offline_queue import State
from terminal_app.domain.answer import NoAnswer
from terminal_app.domain.identity_event import TerminalRetired
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.service import ServiceState
from terminal_app.ports import EventToSend, Head, IdKind, Operator, Terminal, Transaction
from terminal_app.usecases.authority import refused_to
from terminal_app.usecases.know_head import FORKED, refused_by_platform

DEADLINE_S = 10.0
REASON_CHARS_MAX = 200
OPEN_STATES = (State.READY, State.LEASED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """The last row; `why` is empty when the platform knows of it, else why it does not yet."""

    head: Head
    why: str = ""

    @property
    def is_forked(self) -> bool:
        """Whether the platform knows other rows, and so never takes this end: the bank has to revoke the terminal."""
        return self.why.endswith(FORKED)


def retire(terminal: Terminal, *, operator: Operator, reason: str) -> Retired | Refused:
    """Go out of service, or tell the platform again that this terminal did."""
    refused = refused_to(operator)
    if refused is not None:
        return refused
    if len(reason) > REASON_CHARS_MAX:
        return Refused(
            reason=Reason.NOTE_TOO_LONG, facts={"found": len(reason), "limit": REASON_CHARS_MAX}
        )
    with terminal.store.snapshot() as view:
        service = view.service()
        unfinished = None if service.is_read_only else _unfinished(view)
    if service.state is ServiceState.RETIRED:
        return _told(terminal)
    if unfinished is not None:
        return unfinished
    refused = refused_by_platform(terminal, deadline_s=DEADLINE_S)
    is_known_fork = service.state is ServiceState.FORKED
    if refused is not None and not (is_known_fork and refused.reason is Reason.CHAIN_FORKED):
        return refused
    unfinished = _end(terminal, operator, reason)
    return unfinished or _told(terminal)


def _end(terminal: Terminal, operator: Operator, reason: str) -> Refused | None:
    with terminal.store.transaction() as tx:
        # Asked again inside: another program on this folder may have sold something meanwhile.
        unfinished = _unfinished(tx)
        if unfinished is not None:
            return unfinished
        reading = terminal.clock.read()
        tx.append(
            TerminalRetired(reason=reason),
            event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id=operator.operator_id,
        )
    return None


def _unfinished(view: Transaction) -> Refused | None:
    """What somebody still has to do before this terminal may end, in numbers."""
    stats = view.queue_stats()
    numbers = {
        "waiting": stats.waiting,
        "exceptions": max(view.exceptions_count(), stats.parked),
        "sales": len(view.redemptions_open()),
        "undecided": len(view.redemptions_requested()) + len(view.refunds_requested()),
    }
    if not any(numbers.values()):
        return None
    return Refused(
        reason=Reason.RETIRE_UNFINISHED,
        facts={
            "waiting": numbers["waiting"],
            "exceptions": numbers["exceptions"],
            "sales": numbers["sales"],
            "undecided": numbers["undecided"],
        },
    )


def _told(terminal: Terminal) -> Retired:
    with terminal.store.snapshot() as view:
        row = view.last_row()
    assert row is not None, "a terminal that ended has its last row"
    told = terminal.bank.retire(
        EventToSend(event_id=row.event_id, body=row.body, signature=row.signature),
        deadline_s=DEADLINE_S,
    )
    why = told.why if isinstance(told, NoAnswer) else ""
    return Retired(head=Head(sequence=row.sequence, hash=row.hash), why=why)
