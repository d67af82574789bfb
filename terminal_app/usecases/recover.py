"""Recover: bring to an outcome whatever a crash left between «stored» and «shown»."""

from __future__ import annotations

from offline_queue import Entry, State
from terminal_app.domain.redemption import Redemption
from terminal_app.ports import Operator, Terminal, Transaction
from terminal_app.usecases import settle
from terminal_app.usecases.deliver import deliver

BATCH_MAX = 100
"""A crash leaves one request a process; more than a few would be a defect, and the next start goes on."""


def recover(
    terminal: Terminal, *, operator: Operator, offline: bool = False
) -> tuple[Redemption, ...]:
    """Ask again, with the same ids, about every request that has no outcome and that nobody is working on."""
    recovered = []
    with terminal.store.snapshot() as view:
        left = [one.redemption_id for one in view.redemptions_requested()]
        left += view.refunds_requested()
    for entry_id in left[:BATCH_MAX]:
        with terminal.store.transaction() as tx:
            entry = tx.claim_entry(
                entry_id,
                at=terminal.clock.read().now,
                lease_s=settle.LEASE_S,
            )
            if entry is None:
                entry = _behind_another(tx, entry_id)
        if entry is not None:
            recovered.append(
                deliver(terminal, entry, operator_id=operator.operator_id, offline=offline)
            )
    return tuple(recovered)


def _behind_another(tx: Transaction, entry_id: str) -> Entry | None:
    """The entry when it only waits for its turn; one that somebody holds at this moment is theirs."""
    entry = tx.entry(entry_id)
    return entry if entry is not None and entry.state is State.READY else None
