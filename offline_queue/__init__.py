"""A store-and-forward outbox in the caller's own SQLite file.

What must reach the other side is written here in the same transaction as the fact it reports, sent
when the other side can be reached, and kept until the other side has answered.

It refuses to commit (only `drain` opens transactions, with the callable given to it), to read a
clock, to draw a random number, to know what a body means, and to forget what was not delivered.
"""

from offline_queue._backoff import delay_ms
from offline_queue._drain import Budget, Drained, Stopped, drain
from offline_queue._entry import (
    Delivered,
    Effect,
    Entry,
    Later,
    Outcome,
    Rejected,
    State,
    Stats,
)
from offline_queue._errors import (
    IdReused,
    OutboxError,
    OutsideTransaction,
    SchemaTooNew,
    UnknownEntry,
)
from offline_queue._outbox import (
    WAIT_MAX_MS,
    claim,
    claim_one,
    enqueue,
    entries,
    first,
    get,
    hasten,
    park,
    postpone,
    purge,
    requeue,
    settle,
    stats,
)
from offline_queue._schema import SCHEMA_VERSION, install

__all__ = [
    "SCHEMA_VERSION",
    "WAIT_MAX_MS",
    "Budget",
    "Delivered",
    "Drained",
    "Effect",
    "Entry",
    "IdReused",
    "Later",
    "OutboxError",
    "Outcome",
    "OutsideTransaction",
    "Rejected",
    "SchemaTooNew",
    "State",
    "Stats",
    "Stopped",
    "UnknownEntry",
    "claim",
    "claim_one",
    "delay_ms",
    "drain",
    "enqueue",
    "entries",
    "first",
    "get",
    "hasten",
    "install",
    "park",
    "postpone",
    "purge",
    "requeue",
    "settle",
    "stats",
]
