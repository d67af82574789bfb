"""What the platform keeps, and how it is opened.

Owns the tables, the guards that no race can pass (partial unique indexes) and the settings that
make an answer durable before it is given. Refuses a database of a newer schema or of another
campaign, and knows no rule.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import ArgumentError

METADATA = MetaData()

settings = Table(
    "settings",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
# One row, written first in every booking: on an engine that locks rows it puts bookings in line,
# so that the order of `changes` is the order in which they became visible.
counters = Table(
    "counters",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
)
campaigns = Table(
    "campaigns",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("content_sha256", String(64), nullable=False),
    Column("document", Text, nullable=False),
)
stores = Table(
    "stores",
    METADATA,
    Column("id", String(20), primary_key=True),
    Column("name", Text, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("standing", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("since_ms", BigInteger, nullable=False),
)
activation_codes = Table(
    "activation_codes",
    METADATA,
    Column("code", String(40), primary_key=True),
    Column("store_id", ForeignKey("stores.id"), nullable=False),
    Column("uses_max", Integer),
)
terminals = Table(
    "terminals",
    METADATA,
    Column("id", String(20), primary_key=True),
    Column("public_key", String(43), nullable=False, unique=True),
    Column("store_id", ForeignKey("stores.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("activation_code", String(40), nullable=False),
    Column("state", String(10), nullable=False),
    Column("head_sequence", BigInteger, nullable=False),
    Column("head_hash", String(64), nullable=False),
)
# Every journal row the platform has been told the hash of.
journal_rows = Table(
    "journal_rows",
    METADATA,
    Column("terminal_id", String(20), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
)
coupons = Table(
    "coupons",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("type_id", Integer, nullable=False),
    Column("round_number", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("wallet", String(43), nullable=False, index=True),
    Column("holder_masked", String(20), nullable=False),
    Column("holder_tag", String(6), nullable=False),
    Column("claimed_at_ms", BigInteger, nullable=False),
    Index("coupons_by_kind", "type_id", "round_number"),
)
# The six same-user criteria, hashed under the sandbox's secret: compared, never read.
claimants = Table(
    "claimants",
    METADATA,
    Column("round_number", Integer, primary_key=True, autoincrement=False),
    Column("type_id", Integer, primary_key=True, autoincrement=False),
    Column("criterion", String(12), primary_key=True),
    Column("value_hash", String(64), primary_key=True),
    Column("coupon_id", ForeignKey("coupons.id"), nullable=False),
)
redemptions = Table(
    "redemptions",
    METADATA,
    Column("id", String(24), primary_key=True),
    Column("coupon_id", ForeignKey("coupons.id"), nullable=False),
    Column("sale_id", String(24), nullable=False, index=True),
    Column("terminal_id", String(20), nullable=False),
    Column("store_id", String(20), nullable=False),
    Column("state", String(10), nullable=False),
    Column("serial_number", String(64)),
    Column("gross_fen", BigInteger, nullable=False),
    Column("discount_fen", BigInteger, nullable=False),
    Column("payable_fen", BigInteger, nullable=False),
    Column("items", Text, nullable=False),
    Column("anchor_line", Integer, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)


def _one_live(name: str, column: Column[Any]) -> Index:
    live = redemptions.c.state.in_(("confirmed", "completed"))
    return Index(name, column, unique=True, sqlite_where=live, postgresql_where=live)


# The guards: whatever a rule overlooked, no coupon, serial number or sale is ever doubled.
_one_live("one_live_redemption_a_coupon", redemptions.c.coupon_id)
_one_live("one_live_redemption_a_serial_number", redemptions.c.serial_number)
_one_live("one_live_redemption_a_sale", redemptions.c.sale_id)

# Reversals that came before what they reverse.
tombstones = Table(
    "tombstones",
    METADATA,
    Column("redemption_id", String(24), primary_key=True),
    Column("store_id", String(20), nullable=False),
    Column("event_id", String(24), nullable=False),
)
events = Table(
    "events",
    METADATA,
    Column("id", String(24), primary_key=True),
    Column("terminal_id", String(20), nullable=False),
    Column("kind", String(24), nullable=False),
    Column("body", Text, nullable=False),
    Column("body_sha256", String(64), nullable=False),
    Column("signature", String(100), nullable=False),
    Column("outcome", String(10), nullable=False),
    Column("code", String(30), nullable=False),
    Column("evidence", Text, nullable=False),
    Column("decided_at_ms", BigInteger, nullable=False),
)
# What cannot be booked under its id (unsigned, malformed, an id in use), by what was sent.
refused_entries = Table(
    "refused_entries",
    METADATA,
    Column("terminal_id", String(20), primary_key=True),
    Column("entry_sha256", String(64), primary_key=True),
    Column("event_id", String(24), nullable=False),
    Column("code", String(30), nullable=False),
    Column("decided_at_ms", BigInteger, nullable=False),
)
changes = Table(
    "changes",
    METADATA,
    Column("cursor", BigInteger, primary_key=True, autoincrement=False),
    Column("coupon_id", String(16), nullable=False),
    Column("state", String(10), nullable=False),
    Column("redemption_id", String(24), index=True),
    Column("at_ms", BigInteger, nullable=False),
)
alarms = Table(
    "alarms",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", String(30), nullable=False),
    Column("terminal_id", String(20), nullable=False),
    Column("event_id", String(24)),
    Column("detail", Text, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)

_SCHEMA = "1"
_READING = "coupon_reading"
# Any number: it only has to be the same in every sandbox that shares a PostgreSQL database.
_SCHEMA_LOCK = 2401


class DatabaseRefusedError(Exception):
    """A database that this sandbox must not write to."""


class Database:
    """One database, and the two ways to use it: reading and booking."""

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        try:
            self._prepare()
        except DatabaseRefusedError:
            self.close()
            raise

    def _prepare(self) -> None:
        with self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_SCHEMA_LOCK})"))
            METADATA.create_all(connection)
            stored = self.once(connection, settings, name="schema", value=_SCHEMA)
            self.once(connection, counters, name="changes", value=0)
            known = select(settings.c.value).where(settings.c.name == "schema")
            if not stored and connection.scalar(known) != _SCHEMA:
                raise DatabaseRefusedError("the database has the schema of another version")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection that sees one state and holds nobody up."""
        with self._engine.connect().execution_options(**{_READING: True}) as connection:
            yield connection

    @contextmanager
    def booking(self) -> Iterator[Connection]:
        """Lend the one connection that may write now; what it wrote is on disk afterwards."""
        with self._engine.begin() as connection:
            line = counters.c.name == "changes"
            connection.execute(update(counters).where(line).values(value=counters.c.value))
            yield connection

    @staticmethod
    def once(connection: Connection, table: Table, **row: object) -> bool:
        """Insert a row unless a unique index forbids it; tell whether it was inserted."""
        # RETURNING, because a driver need not say how many rows an INSERT wrote.
        key = next(iter(table.primary_key.columns))
        if connection.dialect.name == "postgresql":
            outcome = connection.execute(
                postgresql_insert(table).values(**row).on_conflict_do_nothing().returning(key)
            )
        else:
            outcome = connection.execute(
                sqlite_insert(table).values(**row).on_conflict_do_nothing().returning(key)
            )
        return outcome.first() is not None

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def _engine(url: str) -> Engine:
    try:
        named = make_url(url)
        if named.get_backend_name() == "sqlite" and named.database in (None, "", ":memory:"):
            raise DatabaseRefusedError("a database in memory forgets what it answered")
        engine = create_engine(named, pool_size=20, max_overflow=40)
    except (ArgumentError, ImportError) as defect:
        raise DatabaseRefusedError(f"the database URL cannot be used: {defect}") from defect
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver's own BEGIN would come late and deferred; `_begin_sqlite` says it instead.
    connection.isolation_level = None
    # TRUNCATE with FULL lost nothing in simulated power cuts; SQLite's defaults did.
    for pragma in ("busy_timeout=15000", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA journal_mode=TRUNCATE")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get(_READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
