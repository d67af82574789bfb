"""A store of a test: a real file, a key, and nothing of a platform."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app.domain.campaign import Campaign, Environment
from terminal_app.domain.clock import ClockReading
from terminal_app.domain.event import Event, RedemptionRequested
from terminal_app.domain.money import Money
from terminal_app.ports import Enrolment, IdKind, JournalRow
from terminal_app.store.database import Database
from terminal_app.store.file import SqliteStore
from terminal_app.store.ids import SecureIds
from terminal_app.store.journal import Author
from terminal_app.store.transaction import SqliteTransaction
from tests.support.bank import BankKeys, instant
from tests.support.terminal import sale_of

KEY = Ed25519PrivateKey.from_private_bytes(b"\x05" * 32)
KEYS = BankKeys()
NOW = instant("2024-01-28T10:00:00")
READING = ClockReading(now=NOW, offset_ms=0, age_s=1, trusted=True)
IDS = SecureIds()
ENROLMENT = Enrolment(
    terminal_id="T1",
    store_id="S1",
    store_name="振兴家电",
    environment=Environment.TRAINING,
    url="http://127.0.0.1:9",
    campaign_id="liaocheng-2024",
    keys=KEYS.published,
)


@dataclass
class Shelf:
    """The store, and its file under it."""

    database: Database
    store: SqliteStore

    def append(self, *events: Event) -> list[JournalRow]:
        with self.store.transaction() as tx:
            return [append(tx, event) for event in events]

    def raw(self, *statements: str) -> None:
        """What somebody with another program does to the file."""
        connection = self.database.connection
        for statement in statements:
            connection.execute(statement)


def open_shelf(folder: Path) -> Iterator[Shelf]:
    database = Database(folder / "terminal.db")
    store = SqliteStore(
        database, author=Author(enrolment=ENROLMENT, key=KEY), open_campaign=_no_campaign
    )
    yield Shelf(database=database, store=store)
    database.close()


def append(tx: SqliteTransaction, event: Event) -> JournalRow:
    """Write an event under the id that belongs to it."""
    event_id = (
        event.redemption_id
        if isinstance(event, RedemptionRequested)
        else IDS.make(IdKind.RECORD, at=NOW)
    )
    return tx.append(event, event_id=event_id, reading=READING, operator_id="1001")


def requested(coupon_id: str = "7000000000000001", *, serial: str = "") -> RedemptionRequested:
    """A request for a fridge of 8,999.00 with a coupon of 600."""
    return RedemptionRequested(
        redemption_id=IDS.make(IdKind.REDEMPTION, at=NOW),
        sale_id=IDS.make(IdKind.SALE, at=NOW),
        coupon_id=coupon_id,
        coupon_type=600,
        round_number=1,
        token="1",
        items=sale_of(f"冰箱;8999;1;{serial}").items,
        anchor_line=0,
        gross=Money(899_900),
        discount=Money(60_000),
        payable=Money(839_900),
    )


def _no_campaign(document: str) -> Campaign:
    raise AssertionError("no campaign was kept")
