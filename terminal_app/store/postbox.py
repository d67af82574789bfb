"""The outbox inside a unit of work: `offline_queue` on the connection of the transaction. Decides nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import offline_queue
from offline_queue import Entry, State, Stats
from terminal_app.domain.event import SENT
from terminal_app.domain.instant import to_ms
from terminal_app.ports import JournalRow


class Postbox:
    """What of the `Transaction` port is about entries that have to reach the platform."""

    _connection: sqlite3.Connection

    def enqueue(
        self, row: JournalRow, *, stream: str, at: datetime, leased_until: datetime | None
    ) -> Entry:
        """Put a row into the outbox, in the transaction that wrote it."""
        assert row.kind in SENT, "only what the platform is told of is queued"
        return offline_queue.enqueue(
            self._connection,
            id=row.event_id,
            stream=stream,
            body=row.signature + row.body,
            now_ms=to_ms(at),
            leased_until_ms=None if leased_until is None else to_ms(leased_until),
        )

    def entry(self, entry_id: str) -> Entry | None:
        """One outbox entry."""
        return offline_queue.get(self._connection, entry_id)

    def entries(self, *, states: Sequence[State], limit: int) -> Sequence[Entry]:
        """Outbox entries in those states, oldest first."""
        return offline_queue.entries(self._connection, states=states, limit=limit)

    def claim_entry(self, entry_id: str, *, at: datetime, lease_s: int) -> Entry | None:
        """Lease one given entry, if it is the head of its stream and free."""
        return offline_queue.claim_one(
            self._connection, id=entry_id, now_ms=to_ms(at), lease_ms=lease_s * 1000
        )

    def stream_head(self, stream: str) -> Entry | None:
        """The oldest unsettled entry of a stream."""
        return offline_queue.first(self._connection, stream=stream)

    def settle_entry(self, entry: Entry, *, proof: str, at: datetime) -> None:
        """The platform answered; the entry is done."""
        offline_queue.settle(
            self._connection, id=entry.id, receipt=proof.encode(), now_ms=to_ms(at)
        )

    def postpone_entry(self, entry: Entry, *, why: str, at: datetime, due: datetime) -> None:
        """No answer; the entry waits."""
        offline_queue.postpone(
            self._connection,
            id=entry.id,
            error=why,
            now_ms=to_ms(at),
            due_ms=to_ms(due),
            lease=entry.lease,
        )

    def park_entry(self, entry: Entry, *, why: str, proof: str, at: datetime) -> None:
        """The platform rejected it; the entry stays visible."""
        offline_queue.park(
            self._connection, id=entry.id, reason=why, receipt=proof.encode(), now_ms=to_ms(at)
        )

    def requeue_entry(self, entry_id: str, *, at: datetime) -> None:
        """A person asks for a parked entry to be tried again."""
        offline_queue.requeue(self._connection, id=entry_id, now_ms=to_ms(at))

    def hasten(self, at: datetime) -> int:
        """Let all that waits be due now."""
        return offline_queue.hasten(self._connection, now_ms=to_ms(at))

    def queue_stats(self) -> Stats:
        """How much waits and since when; parked is what a person still has to look at."""
        parked: int = self._connection.execute(
            "SELECT count(*) FROM outbox_entry WHERE state = 'parked'"
            " AND id NOT IN (SELECT entry_id FROM exception_settled)"
        ).fetchone()[0]
        return replace(offline_queue.stats(self._connection), parked=parked)
