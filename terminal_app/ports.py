"""What use cases need of the world, as protocols, and the closed unions that come back.

Adapters implement these; `bootstrap` puts concrete ones into a `Terminal`. Nothing here does anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from offline_queue import Entry, State, Stats
from terminal_app.domain.answer import Answer, NoAnswer
from terminal_app.domain.campaign import BankKey, Campaign, Environment
from terminal_app.domain.clock import ClockReading
from terminal_app.domain.coupon import CouponClaims, CouponKnowledge
from terminal_app.domain.event import Event, Kind, SaleFetched
from terminal_app.domain.ledger import Entry as LedgerEntry
from terminal_app.domain.money import Money
from terminal_app.domain.offline_limits import Outstanding
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refusal import Refused
from terminal_app.domain.standing import Standing

if TYPE_CHECKING:
    from sqlite3 import Connection


class IdKind(StrEnum):
    """The second digit of an id: what it names."""

    SALE = "0"
    REDEMPTION = "1"
    REFUND = "2"
    RECORD = "3"


class Role(StrEnum):
    """What an operator may do; later issues hang approvals on it."""

    CASHIER = "cashier"
    MANAGER = "manager"
    ENGINEER = "engineer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A person who signs in with a PIN (操作员)."""

    operator_id: str
    name: str
    role: Role


SYSTEM = Operator(operator_id="system", name="system", role=Role.ENGINEER)
"""Who acts when nobody does: uploads and downloads in the background."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """Who this terminal is, where its platform is, and the keys it trusted from the start."""

    terminal_id: str
    store_id: str
    store_name: str
    environment: Environment
    url: str
    campaign_id: str
    keys: tuple[BankKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRow:
    """One row of the journal (流水), as it is signed and sent."""

    sequence: int
    event_id: str
    kind: Kind
    body: bytes
    signature: bytes
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of the chain: everything before it is sealed by its hash."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """What a walk over the whole journal found."""

    rows: int
    head: Head
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """An outbox entry as far as an audit cares: where it stands, and the platform's word for it."""

    entry_id: str
    state: State
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """When the platform was last heard, and since when it has been silent."""

    heard_at: datetime | None
    silent_since: datetime | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the changes download: what the platform knows of a coupon now."""

    coupon_id: str
    state: str
    redemption_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What every signed reply may carry beside its own matter."""

    standing: Standing | None
    standing_proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The reply to a batch of events: an answer for each id that got one."""

    answers: Mapping[str, Answer]
    heard: Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignReply:
    """A newer document (verified, and as it was signed), or none when ours is current."""

    campaign: Campaign | None
    document: str
    heard: Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesReply:
    """One page of coupon changes; `more` says that another follows."""

    changes: tuple[Change, ...]
    cursor: str
    more: bool
    heard: Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleReply:
    """A sale with what was taken back of it so far, signed by the platform."""

    sale: SaleFetched
    heard: Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSale:
    """The platform knows no such sale of this store; `code` says whether it is another store's."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformTime:
    """The platform's signed time, and how long the question took."""

    now: datetime
    took_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventToSend:
    """A journal row on its way."""

    event_id: str
    body: bytes
    signature: bytes

    @classmethod
    def of(cls, entry: Entry) -> EventToSend:
        """The row as it lies in the outbox: its signature, then its body."""
        return cls(
            event_id=entry.id,
            body=entry.body[SIGNATURE_BYTES:],
            signature=entry.body[:SIGNATURE_BYTES],
        )


SIGNATURE_BYTES = 64
"""An Ed25519 signature (RFC 8032)."""


class Bank(Protocol):
    """The bank's platform. Never raises for what the network does: silence is `NoAnswer`."""

    def submit(
        self, events: Sequence[EventToSend], *, head: Head, deadline_s: float
    ) -> Answered | NoAnswer:
        """Tell the platform of events, in order, inside one overall deadline."""

    def fetch_campaign(self, *, since: int, deadline_s: float) -> CampaignReply | NoAnswer:
        """The signed campaign document, when it is newer than `since`."""

    def fetch_changes(self, *, since: str, deadline_s: float) -> ChangesReply | NoAnswer:
        """Coupons used, revoked, frozen or usable again since that cursor."""

    def measure_time(self, *, deadline_s: float) -> PlatformTime | NoAnswer:
        """Signed platform time for a fresh nonce."""

    def fetch_sale(self, sale_id: str, *, deadline_s: float) -> SaleReply | NoSale | NoAnswer:
        """A sale of any till of this store, as the platform holds it."""

    def trust(self, keys: Sequence[BankKey]) -> None:
        """Accept answers signed by these keys from now on."""


class Clock(Protocol):
    """The trusted clock: an instant, with its evidence."""

    def read(self) -> ClockReading:
        """The time now."""

    def mark(self, measured: PlatformTime) -> None:
        """Take note of the platform's time."""


class Ids(Protocol):
    """Where ids are made, once."""

    def make(self, kind: IdKind, *, at: datetime) -> str:
        """A new id of 24 digits."""

    def jitter(self) -> float:
        """A number in [0, 1) that spreads retries."""


class CodeReader(Protocol):
    """Reads a coupon token: what it says, or why it does not count."""

    def read(self, text: str) -> CouponClaims | Refused:
        """Verify a token against the keys this terminal holds. Says nothing of time."""

    def trust(
        self, keys: Sequence[BankKey], *, environment: Environment, campaign_name: str
    ) -> None:
        """Accept tokens signed by these keys from now on."""


class Transaction(Protocol):
    """The store inside one `BEGIN IMMEDIATE`; what it wrote is on disk when the block has ended."""

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

    def exceptions(self) -> tuple[Redemption, ...]:
        """Those the platform declined after they were accepted here, oldest first."""

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

    def keep_campaign(self, campaign: Campaign, document: str) -> None:
        """Put a newer document in force; older versions stay on record."""

    def standing(self) -> Standing:
        """The store's standing as last heard."""

    def keep_standing(self, standing: Standing) -> None:
        """Remember a newer standing."""

    def contact(self) -> Contact:
        """When the platform was last heard."""

    def note_heard(self, at: datetime) -> None:
        """The platform answered."""

    def note_silent(self, at: datetime, why: str) -> None:
        """The platform did not answer."""

    def changes_cursor(self) -> str:
        """How far the changes download has come."""

    def keep_changes(self, changes: Sequence[Change], cursor: str) -> None:
        """Fold one page of the changes download."""

    def head(self) -> Head:
        """The end of the chain."""

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

    def ledger(self) -> Iterator[LedgerEntry]:
        """The whole journal in order, for a fold."""

    def folded(self) -> Iterator[Redemption]:
        """The redemptions as the store keeps them, to be held against a new fold."""

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

    def snapshot(self) -> AbstractContextManager[Transaction]:
        """A consistent view for reading only."""

    def audit(self) -> AbstractContextManager[Audit]:
        """Everything as it was at one instant, without keeping anybody from writing."""

    def queue_transaction(self) -> AbstractContextManager[Connection]:
        """A unit of work as `offline_queue.drain` wants it: a connection."""

    def joined(self, connection: Connection) -> Transaction:
        """The transaction that is open on a connection given by `queue_transaction`."""


class Operators(Protocol):
    """Who may sign in."""

    def check(self, operator_id: str, pin: str) -> Operator | Refused:
        """The operator, if the PIN is theirs. Takes its time on purpose (argon2id)."""

    def names(self) -> tuple[Operator, ...]:
        """Those who may sign in, for the sign-in screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One line of the store's product list."""

    barcode: str
    name: str
    model: str
    price: Money


class Products(Protocol):
    """The store's product list."""

    def by_barcode(self, barcode: str) -> Product | None:
        """The product with that EAN."""

    def search(self, text: str, *, limit: int) -> tuple[Product, ...]:
        """Products whose name, model or barcode contains the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """All a use case works with."""

    enrolment: Enrolment
    store: Store
    bank: Bank
    clock: Clock
    ids: Ids
    codes: CodeReader
    operators: Operators
    products: Products
    deadline_s: float = 3.0
    """How long the shopper waits for the platform before the terminal decides."""


Shopper = Callable[[int], bytes]
"""A simulated shopper (training only): given a coupon type, a picture of a fresh code."""
