"""The store as use cases see it: units of work over the terminal's file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace

from offline_queue import State
from terminal_app.domain.ledger import Entry
from terminal_app.domain.office_books import OfficeRows
from terminal_app.domain.redemption import Redemption
from terminal_app.ports import NO_LOG, ChainReport, JournalRow, Log, Person, Posted
from terminal_app.store import identity, journal
from terminal_app.store.coupons import Coupons
from terminal_app.store.database import BRIEF_S_MAX, Database
from terminal_app.store.fold import Fold
from terminal_app.store.journal import Author
from terminal_app.store.memory import Memory
from terminal_app.store.office import Office
from terminal_app.store.operators import People
from terminal_app.store.told import Told
from terminal_app.store.transaction import (
    OpenCampaign,
    SqliteTransaction,
)


class SqliteAudit:
    """The `Audit` port: whole tables read from one view, or each from a view of its own."""

    def __init__(
        self, reading: Callable[[], AbstractContextManager[sqlite3.Connection]], author: Author
    ) -> None:
        self._reading = reading
        self._author = author

    def verify(self, *, progress: Callable[[int], None] | None = None) -> ChainReport:
        """Walk the whole journal: numbers, links, bytes, signatures."""
        with self._reading() as connection:
            report = journal.verify(connection, self._author.key.public_key(), progress=progress)
            written = Memory(connection).journal_end()
        if report.head.sequence >= written or report.problems:
            return report
        missing = f"the journal ends with row {report.head.sequence}; row {written} was written"
        return replace(report, problems=(missing,))

    def signed_rows(self) -> Iterator[JournalRow]:
        """The whole journal in order, as it was signed and sent."""
        with self._reading() as connection:
            yield from journal.rows(connection)

    def public_key(self) -> bytes:
        """The key that the first row's signature verifies with; each rotation in the journal names the next."""
        with self._reading() as connection:
            return journal.first_key(connection, self._author.key.public_key()).public_bytes_raw()

    def ledger(self) -> Iterator[Entry]:
        """The whole journal in order."""
        with self._reading() as connection:
            yield from journal.entries(connection)

    def folded(self) -> Iterator[Redemption]:
        """The redemptions as the store keeps them."""
        with self._reading() as connection:
            yield from Fold(connection).all()

    def office(self) -> OfficeRows:
        """The back office as the store keeps it."""
        with self._reading() as connection:
            return Office(connection, Fold(connection)).rows()

    def people(self) -> tuple[Person, ...]:
        """The operators as the store keeps them."""
        with self._reading() as connection:
            return People(connection).all()

    def unsent(self) -> tuple[str, ...]:
        """Sent rows without an entry, and entries without a row."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT event_id FROM journal"
                " WHERE kind IN ('redemption_requested', 'redemption_reversed', 'refund_requested')"
                " AND event_id NOT IN (SELECT id FROM outbox_entry)"
                " UNION ALL SELECT id FROM outbox_entry"
                " WHERE id NOT IN (SELECT event_id FROM journal) LIMIT 100"
            ).fetchall()
        return tuple(row[0] for row in rows)

    def freed(self) -> frozenset[str]:
        """Redemptions of which the platform said that their coupon came back."""
        with self._reading() as connection:
            return Coupons(connection, Fold(connection)).freed()

    def posted(self) -> Iterator[Posted]:
        """Every outbox entry, oldest first."""
        with self._reading() as connection:
            for entry_id, state, receipt in connection.execute(
                "SELECT id, state, receipt FROM outbox_entry ORDER BY sequence"
            ):
                yield Posted(entry_id=entry_id, state=State(state), receipt=receipt.decode())


class SqliteStore(SqliteAudit):
    """The `Store` port."""

    def __init__(
        self,
        database: Database,
        *,
        author: Author,
        open_campaign: OpenCampaign,
        log: Log = NO_LOG,
    ) -> None:
        super().__init__(database.snapshot, author)
        self._database = database
        self._open_campaign = open_campaign
        self._told = Told(log)

    @contextmanager
    def transaction(self) -> Iterator[SqliteTransaction]:
        """One unit of work: all of it is on disk afterwards, or nothing."""
        with self.queue_transaction() as connection:
            yield self.joined(connection)

    @contextmanager
    def brief_transaction(self) -> Iterator[SqliteTransaction]:
        """The same, but it gives up soon when somebody else is writing."""
        with self._database.transaction(patience_s=BRIEF_S_MAX) as connection:
            identity.check_writable(Memory(connection).service())
            yield self.joined(connection)

    @contextmanager
    def snapshot(self) -> Iterator[SqliteTransaction]:
        """A consistent view for reading only."""
        with self._database.snapshot() as connection:
            yield self.joined(connection)

    @contextmanager
    def queue_transaction(self) -> Iterator[sqlite3.Connection]:
        """A unit of work as `offline_queue.drain` wants it; what it wrote is told to the log once it is on disk.

        Refused where the terminal is out of service: asked inside it, so that nobody is past the question already.
        """
        with self._told.after(), self._database.transaction() as connection:
            identity.check_writable(Memory(connection).service())
            yield connection

    def joined(self, connection: sqlite3.Connection) -> SqliteTransaction:
        """The transaction that is open on a connection."""
        return SqliteTransaction(
            connection,
            author=self._author,
            open_campaign=self._open_campaign,
            written=self._told.written,
        )

    @contextmanager
    def audit(self) -> Iterator[SqliteAudit]:
        """Everything as it was at one instant, while selling goes on."""
        with self._database.copied() as connection:
            yield SqliteAudit(lambda: nullcontext(connection), self._author)
