"""The platform's database, and how it is opened.

Owns the settings that make an answer durable before it is given, and the two ways to use a
database: reading and booking. Refuses a database of a newer schema, and knows no rule.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Table,
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

from terminal_app.sandbox.tables import METADATA, counters, settings

_SCHEMA = "2"
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
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
        _refuse_another_programs(str(named.database))
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _refuse_another_programs(file: str) -> None:
    """Before anything is set up in it: a terminal's store, say, named here by mistake, stays as it is.

    Raises DatabaseRefusedError.
    """
    path = Path(file)
    if not path.is_file():
        return
    try:
        # As the file is: what a crash left beside it is brought to its end only by who may write.
        as_it_is = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(as_it_is, uri=True)) as there:
            tables = {name for (name,) in there.execute(_TABLES)}
    except sqlite3.Error:
        return  # whoever opens it to write says what is wrong
    if tables and settings.name not in tables:
        raise DatabaseRefusedError(f"{file} is the database of another program")


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
