"""What the outbox costs over the least SQL that could do the same, at several backlogs.

Both sides run in one process on files of their own, alternating operation by operation, with the
same pragmas and a commit that is on disk when it returns. A round is the ratio of the two medians;
what is reported is the median of the rounds. Run: python -m tests.benchmarks.bench_outbox
"""

import argparse
import json
import os
import sqlite3
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import offline_queue

BODY = bytes(range(200)) * 3
RECEIPT = bytes(64)
NOW_MS = 1_750_000_000_000
LEASE_MS = 60_000
BATCH = 100
GOALS = {
    "enqueue": 1.15,
    "enqueue, the floor indexed too": 1.15,
    "claim + settle": 1.25,
    "claim + settle, 100 at a time": 1.25,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measured line: medians in microseconds per entry, and the ratio with its spread."""

    what: str
    backlog: int
    floor_us: float
    outbox_us: float
    ratio: float
    ratio_low: float
    ratio_high: float
    goal: float


class Floor:
    """The least a durable queue can be: one table, and at most an index on each thing looked for."""

    def install(self, connection: sqlite3.Connection) -> None:
        connection.execute(
            "CREATE TABLE floor (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL, body BLOB NOT NULL,"
            " due_ms INTEGER, lease INTEGER NOT NULL DEFAULT 0, receipt BLOB) STRICT"
        )

    def index(self, connection: sqlite3.Connection) -> None:
        connection.execute("CREATE INDEX floor_due ON floor (due_ms) WHERE due_ms IS NOT NULL")
        connection.execute("CREATE UNIQUE INDEX floor_id ON floor (id)")

    def enqueue(self, connection: sqlite3.Connection) -> None:
        connection.execute(
            "INSERT INTO floor (id, body, due_ms) VALUES (?, ?, ?)",
            (uuid.uuid4().hex, BODY, NOW_MS),
        )

    def claim(self, connection: sqlite3.Connection, limit: int) -> list[str]:
        rows = connection.execute(
            "UPDATE floor SET due_ms = ?, lease = lease + 1 WHERE sequence IN"
            " (SELECT sequence FROM floor WHERE due_ms <= ? ORDER BY due_ms LIMIT ?)"
            " RETURNING sequence, id, body",
            (NOW_MS + LEASE_MS, NOW_MS, limit),
        ).fetchall()
        return [row[0] for row in rows]

    def settle(self, connection: sqlite3.Connection, claimed: list[str]) -> None:
        connection.executemany(
            "UPDATE floor SET due_ms = NULL, receipt = ? WHERE sequence = ?",
            [(RECEIPT, sequence) for sequence in claimed],
        )


class Outbox:
    """The same steps through the package."""

    def install(self, connection: sqlite3.Connection) -> None:
        offline_queue.install(connection)

    def index(self, connection: sqlite3.Connection) -> None:
        """Nothing to add: its indexes are its promises."""

    def enqueue(self, connection: sqlite3.Connection) -> None:
        name = uuid.uuid4().hex
        offline_queue.enqueue(
            connection, id=name, stream=f"coupon-{name}", body=BODY, now_ms=NOW_MS
        )

    def claim(self, connection: sqlite3.Connection, limit: int) -> list[str]:
        batch = offline_queue.claim(connection, now_ms=NOW_MS, lease_ms=LEASE_MS, limit=limit)
        return [entry.id for entry in batch]

    def settle(self, connection: sqlite3.Connection, claimed: list[str]) -> None:
        for name in claimed:
            offline_queue.settle(connection, id=name, receipt=RECEIPT, now_ms=NOW_MS)


Side = Floor | Outbox
Step = Callable[[sqlite3.Connection, Side], float]


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("COMMIT")


def opened(path: Path, journal: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def warmed(path: Path, journal: str) -> sqlite3.Connection:
    """Grow the log to its lasting size: until then every commit also pays for a longer file."""
    connection = opened(path, journal)
    with transaction(connection):
        connection.execute("CREATE TABLE ballast (filling BLOB)")
        connection.execute("INSERT INTO ballast VALUES (zeroblob(6000000))")
    with transaction(connection):
        connection.execute("DROP TABLE ballast")
    connection.execute("PRAGMA wal_checkpoint(RESTART)")
    return connection


def filled(path: Path, side: Side, *, backlog: int, is_indexed: bool, journal: str) -> Path:
    connection = opened(path, journal)
    connection.execute("PRAGMA cache_size = -400000")
    with transaction(connection):
        side.install(connection)
        if is_indexed:
            side.index(connection)
        for _ in range(backlog):
            side.enqueue(connection)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


def enqueued(connection: sqlite3.Connection, side: Side) -> float:
    start = time.perf_counter()
    with transaction(connection):
        side.enqueue(connection)
    return time.perf_counter() - start


def delivered(limit: int) -> Step:
    def step(connection: sqlite3.Connection, side: Side) -> float:
        with transaction(connection):
            for _ in range(limit):
                side.enqueue(connection)
        start = time.perf_counter()
        with transaction(connection):
            claimed = side.claim(connection, limit)
        with transaction(connection):
            side.settle(connection, claimed)
        assert len(claimed) == limit
        return (time.perf_counter() - start) / limit

    return step


def measured(
    what: str,
    step: Step,
    sides: dict[str, tuple[sqlite3.Connection, Side]],
    *,
    backlog: int,
    rounds: int,
    operations: int,
) -> Row:
    ratios, floors, outboxes = [], [], []
    for turn in range(rounds):
        seconds: dict[str, list[float]] = {"floor": [], "outbox": []}
        for operation in range(operations):
            order = ("floor", "outbox") if (operation + turn) % 2 else ("outbox", "floor")
            for name in order:
                seconds[name].append(step(*sides[name]))
        floors.append(median(seconds["floor"]))
        outboxes.append(median(seconds["outbox"]))
        ratios.append(outboxes[-1] / floors[-1])
    return Row(
        what=what,
        backlog=backlog,
        floor_us=round(median(floors) * 1e6, 1),
        outbox_us=round(median(outboxes) * 1e6, 1),
        ratio=round(median(ratios), 3),
        ratio_low=round(min(ratios), 3),
        ratio_high=round(max(ratios), 3),
        goal=GOALS[what],
    )


def rows(folder: Path, *, backlog: int, rounds: int, operations: int, journal: str) -> list[Row]:
    # The bare INSERT has no index at all, so nothing could be claimed from it at a million, nor a
    # repeat be noticed. The second floor can do both.
    bare = filled(folder / "bare.db", Floor(), backlog=backlog, is_indexed=False, journal=journal)
    lease = filled(folder / "lease.db", Floor(), backlog=backlog, is_indexed=True, journal=journal)
    outbox = filled(
        folder / "outbox.db", Outbox(), backlog=backlog, is_indexed=True, journal=journal
    )
    found = []
    for what, floor, step, share in (
        ("enqueue", bare, enqueued, 1),
        ("enqueue, the floor indexed too", lease, enqueued, 1),
        ("claim + settle", lease, delivered(1), 1),
        ("claim + settle, 100 at a time", lease, delivered(BATCH), 10),
    ):
        sides: dict[str, tuple[sqlite3.Connection, Side]] = {
            "floor": (warmed(floor, journal), Floor()),
            "outbox": (warmed(outbox, journal), Outbox()),
        }
        times = max(10, operations // share)
        found.append(measured(what, step, sides, backlog=backlog, rounds=rounds, operations=times))
        for connection, _ in sides.values():
            connection.close()
    return found


def counted(folder: Path, journal: str) -> float:
    connection = opened(folder / "outbox.db", journal)
    start = time.perf_counter()
    offline_queue.stats(connection)
    seconds = time.perf_counter() - start
    connection.close()
    return round(seconds * 1e3, 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--operations", type=int, default=200, help="of each side in a round")
    parser.add_argument("--backlog", type=int, nargs="+", default=[0, 10_000, 1_000_000])
    parser.add_argument("--journal", choices=("WAL", "TRUNCATE"), default="WAL")
    asked = parser.parse_args()
    about = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),  # noqa: TID251 (a report's date)
        "cores": os.cpu_count(),
        "python": sys.version.split()[0],
        "sqlite": sqlite3.sqlite_version,
        "journal": f"{asked.journal}/FULL",
        "rounds": asked.rounds,
        "operations": asked.operations,
    }
    print("  ".join(f"{name} {value}" for name, value in about.items()))
    print(f"{'what':31} {'backlog':>9} {'floor µs':>9} {'outbox µs':>9} {'ratio':>6}  spread")
    results, stats_ms = [], {}
    for backlog in asked.backlog:
        with tempfile.TemporaryDirectory() as folder:
            for row in rows(
                Path(folder),
                backlog=backlog,
                rounds=asked.rounds,
                operations=asked.operations,
                journal=asked.journal,
            ):
                results.append(asdict(row))
                verdict = "ok" if row.ratio <= row.goal else f"misses {row.goal}"
                print(
                    f"{row.what:31} {row.backlog:9,} {row.floor_us:9.1f} {row.outbox_us:9.1f}"
                    f" {row.ratio:6.3f}  {row.ratio_low:.2f}-{row.ratio_high:.2f}  {verdict}"
                )
            stats_ms[backlog] = counted(Path(folder), asked.journal)
            print(f"{'stats, once':31} {backlog:9,} {'':9} {stats_ms[backlog] * 1e3:9.0f}")
    target = Path("bench-results")
    target.mkdir(exist_ok=True)
    report = {**about, "rows": results, "stats_ms": stats_ms}
    (target / "outbox.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
