"""The terminal's own file as use cases see it: units of work, views, and the audit of the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from offline_queue import Entry, State, Stats
from terminal_app.domain.campaign import Campaign
from terminal_app.domain.clock import ClockReading
from terminal_app.domain.coupon import CouponKnowledge
from terminal_app.domain.event import Event, Kind
from terminal_app.domain.ledger import Entry as LedgerEntry
from terminal_app.domain.office_books import OfficeRows
from terminal_app.domain.offline_limits import Outstanding
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.service import Service
from terminal_app.domain.standing import Standing
from terminal_app.ports.decisions import Decisions
from terminal_app.ports.office import Office
from terminal_app.ports.people import People, Person
from terminal_app.ports.platform import Change
from terminal_app.ports.records import (
    ChainReport,
    Contact,
    Head,
    JournalRow,
    KeyInForce,
    Posted,
)

if TYPE_CHECKING:
    from sqlite3 import Connection


class Transaction(Protocol):
    """The store inside one `BEGIN IMMEDIATE`; what it wrote is on disk when the block has ended."""

    @property
    def office(self) -> Office:
        """What the back office reads."""

    @property
    def decisions(self) -> Decisions:
        """Why it was decided so, refusals included."""

    @property
    def people(self) -> People:
        """Who may sign in."""

    def append(
        self, event: Event, *, event_id: str, reading: ClockReading, operator_id: str
    ) -> JournalRow:
        """Add a signed row to the journal and fold it into the redemptions, in this transaction."""

    def redemption(self, redemption_id: str) -> Redemption | None:
        """One redemption as the journal tells it."""

    def redemption_of_sale(self, sale_id: str) -> Redemption | None:
        """The redemption of a sale."""

    def notice(self, event_id: str) -> tuple[Kind, str]:
        """Kind and redemption of a sent row."""

    def redemptions_open(self) -> tuple[Redemption, ...]:
        """Those whose sale has no end yet, oldest first."""

    def refunds_requested(self) -> tuple[str, ...]:
        """Refunds without any outcome: what a crash left."""

    def redemptions_of(
        self, *, coupon_id: str = "", serial_number: str = "", since: datetime, until: datetime
    ) -> tuple[Redemption, ...]:
        """Sales by coupon, by serial number, or completed ones by time; the newest first, some dozens at most."""

    def cycles(self, coupon_id: str, *, besides: str) -> int:
        """How often a coupon was redeemed and given back, one redemption left out."""

    def redemptions_requested(self) -> tuple[Redemption, ...]:
        """Those without any outcome: what a crash left, oldest first."""

    def exceptions(self, *, settled: bool = True) -> tuple[Redemption, ...]:
        """Those the platform declined after they were accepted here, oldest first; without `settled`, the open ones."""

    def reversals_declined(self, *, settled: bool, limit: int) -> dict[str, str]:
        """Redemptions undone here that the platform keeps, each with the entry that says so; the newest first."""

    def coupon(self, coupon_id: str) -> CouponKnowledge:
        """What is known of a coupon: the journal first, then the last download."""

    def listed(self, coupon_id: str) -> CouponKnowledge:
        """What the last download says of a coupon, our own redemptions of it left out."""

    def freed(self) -> frozenset[str]:
        """Redemptions of which the platform said that their coupon came back, wherever that was."""

    def serial_used_in(self, serial_number: str) -> str | None:
        """The sale in which a coupon was spent on that serial number, if it still counts."""

    def outstanding(self) -> Outstanding:
        """What was accepted offline and is not settled."""

    def campaign(self) -> Campaign | None:
        """The campaign document in force."""

    def campaign_documents(self) -> tuple[tuple[int, str], ...]:
        """Every version on record, as the bank signed it, oldest first."""

    def keep_campaign(self, campaign: Campaign, document: str) -> None:
        """Put a newer document in force; older versions stay on record."""

    def standing(self) -> Standing:
        """The store's standing as last heard."""

    def keep_standing(self, standing: Standing) -> None:
        """Remember a newer standing."""

    def contact(self) -> Contact:
        """When the platform was last heard."""

    def note_heard(self, at: datetime) -> None:
        """The platform answered us, signed: whatever it said of us before is taken back."""

    def note_silent(self, at: datetime, why: str) -> None:
        """The platform did not answer; a dismissal it said is remembered until it answers."""

    def changes_cursor(self) -> str:
        """How far the changes download has come."""

    def keep_changes(self, changes: Sequence[Change], cursor: str) -> None:
        """Fold one page of the changes download."""

    def note_listed(self, at: datetime) -> None:
        """The changes download came to its end."""

    def listed_at(self) -> datetime | None:
        """When it last did; None when that is not known."""

    def head(self) -> Head:
        """The end of the chain."""

    def hash_at(self, sequence: int) -> str:
        """The hash of a row of the chain; empty when there is none of that number."""

    def service(self) -> Service:
        """Whether this folder may do a terminal's work."""

    def keep_service(self, service: Service) -> None:
        """Remember where the terminal stands in its life."""

    def key(self) -> KeyInForce | None:
        """The key that signs here since the last rotation."""

    def row(self, event_id: str) -> JournalRow | None:
        """A row as it was signed."""

    def last_row(self) -> JournalRow | None:
        """The end of the chain as it was signed."""

    def enqueue(
        self, row: JournalRow, *, stream: str, at: datetime, leased_until: datetime | None
    ) -> Entry:
        """Put a row into the outbox, in the transaction that wrote it."""

    def entry(self, entry_id: str) -> Entry | None:
        """One outbox entry."""

    def claim_entry(self, entry_id: str, *, at: datetime, lease_s: int) -> Entry | None:
        """Lease one given entry, if it is the head of its stream and free."""

    def stream_head(self, stream: str) -> Entry | None:
        """The oldest unsettled entry of a stream."""

    def settle_entry(self, entry: Entry, *, proof: str, at: datetime) -> None:
        """The platform answered; the entry is done."""

    def postpone_entry(self, entry: Entry, *, why: str, at: datetime, due: datetime) -> None:
        """No answer; the entry waits."""

    def park_entry(self, entry: Entry, *, why: str, proof: str, at: datetime) -> None:
        """The platform rejected it; the entry stays visible until a person deals with it."""

    def requeue_entry(self, entry_id: str, *, at: datetime) -> None:
        """A person asks for a parked entry to be tried again."""

    def hasten(self, at: datetime) -> int:
        """Let all that waits be due now."""

    def entries(self, *, states: Sequence[State], limit: int) -> Sequence[Entry]:
        """Outbox entries in those states, oldest first."""

    def subject(self, event_id: str) -> tuple[str, Redemption | None]:
        """What a sent row is about: its kind, and its redemption."""

    def exceptions_count(self) -> int:
        """How many exceptions nobody has settled."""

    def clock_evidence(self, event_id: str) -> ClockReading | None:
        """What was known of the time when a row was written."""

    def queue_stats(self) -> Stats:
        """How much waits and since when."""

    def note_receipt(self, sale_id: str, *, at: datetime) -> int:
        """Count a printed receipt; 1 is the original, more are copies."""


class Audit(Protocol):
    """The whole store as it was at one instant, to be held against itself."""

    def verify(self, *, progress: Callable[[int], None] | None = None) -> ChainReport:
        """Walk the whole journal: numbers, links, bytes, signatures."""

    def signed_rows(self) -> Iterator[JournalRow]:
        """The whole journal in order, as it was signed and sent."""

    def public_key(self) -> bytes:
        """The key that the rows' signatures verify with."""

    def ledger(self) -> Iterator[LedgerEntry]:
        """The whole journal in order, for a fold."""

    def folded(self) -> Iterator[Redemption]:
        """The redemptions as the store keeps them, to be held against a new fold."""

    def office(self) -> OfficeRows:
        """The back office as the store keeps it, to be held against a new fold."""

    def people(self) -> tuple[Person, ...]:
        """The operators as the store keeps them, to be held against the journal."""

    def unsent(self) -> tuple[str, ...]:
        """Rows that had to be sent and have no outbox entry, and entries without a row; always empty."""

    def freed(self) -> frozenset[str]:
        """Redemptions of which the platform said that their coupon came back."""

    def posted(self) -> Iterator[Posted]:
        """Every outbox entry, oldest first."""


class Store(Audit, Protocol):
    """The terminal's own file."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """One unit of work: all of it is on disk afterwards, or nothing."""

    def brief_transaction(self) -> AbstractContextManager[Transaction]:
        """The same for what nobody is to wait for: it gives up soon when somebody else is writing."""

    def snapshot(self) -> AbstractContextManager[Transaction]:
        """A consistent view for reading only."""

    def audit(self) -> AbstractContextManager[Audit]:
        """Everything as it was at one instant, without keeping anybody from writing."""

    def queue_transaction(self) -> AbstractContextManager[Connection]:
        """A unit of work as `offline_queue.drain` wants it: a connection."""

    def joined(self, connection: Connection) -> Transaction:
        """The transaction that is open on a connection given by `queue_transaction`."""
