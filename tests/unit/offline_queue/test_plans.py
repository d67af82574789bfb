"""No statement walks the table, whatever the table holds and whatever ANALYZE has seen."""

import sqlite3

import pytest

import offline_queue
from offline_queue import _statements
from tests.unit.offline_queue.conftest import NOW_MS, claimed, put

NAMES = [
    "id", "stream", "body", "state", "turn", "lease", "now_ms", "due_ms", "until_ms", "limit",
    "horizon_ms", "receipt", "error", "reason", "sequence", "after", "ready", "leased",
    "done_before_ms", "tried",
]  # fmt: skip
SINGLE = {
    name: value
    for name, value in vars(_statements).items()
    if isinstance(value, str)
    and value.lstrip().startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))
}
ALL = {**SINGLE, **{f"PAGES {name}": text for name, text in _statements.PAGES.items()}}
# These look at everything that waits or is parked, by an index that holds nothing else.
COUNTING = {"STATS": 3, "PAGES heads": 0, "PAGES behind": 0, "PAGES parked": 0}


@pytest.fixture
def analysed(connection: sqlite3.Connection) -> sqlite3.Connection:
    for n in range(300):
        put(connection, str(n), stream=str(n % 250))
    for name in claimed(connection, limit=200):
        offline_queue.settle(connection, id=name, receipt=b"", now_ms=NOW_MS)
    connection.execute("ANALYZE")
    return connection


def plan(connection: sqlite3.Connection, statement: str) -> list[str]:
    found = connection.execute("EXPLAIN QUERY PLAN " + statement, dict.fromkeys(NAMES))
    return [row[3] for row in found.fetchall()]


def table_walks(steps: list[str]) -> list[str]:
    return [
        step
        for step in steps
        if step.startswith("SCAN")
        and "INDEX outbox_" not in step
        and step not in ("SCAN CONSTANT ROW", "SCAN heads", "SCAN behind")
    ]


def test_every_statement_is_looked_at() -> None:
    assert {"STANDING", "INSERT", "CLAIM", "SETTLE", "POSTPONE", "PARK", "PURGE"} <= set(SINGLE)
    assert len(ALL) >= 18


@pytest.mark.parametrize("name", ALL)
def test_no_statement_walks_the_table(analysed: sqlite3.Connection, name: str) -> None:
    steps = plan(analysed, ALL[name])
    assert table_walks(steps) == []


@pytest.mark.parametrize("name", sorted(set(ALL) - set(COUNTING)))
def test_no_change_walks_what_waits(analysed: sqlite3.Connection, name: str) -> None:
    steps = plan(analysed, ALL[name])
    assert [step for step in steps if step.startswith("SCAN") and "CONSTANT" not in step] == []


def test_counting_reads_indexes_alone(analysed: sqlite3.Connection) -> None:
    steps = [step for step in plan(analysed, _statements.STATS) if "outbox_entry" in step]
    assert sum("COVERING INDEX" in step for step in steps) == 3
    assert [step for step in steps if "COVERING" not in step] == [
        "SEARCH outbox_entry USING INTEGER PRIMARY KEY (rowid=?)"
    ]


def test_a_claim_that_forgot_its_index_would_be_noticed(analysed: sqlite3.Connection) -> None:
    forgetful = _statements.CLAIM.replace("INDEXED BY outbox_heads", "NOT INDEXED")
    assert table_walks(plan(analysed, forgetful)) != []
