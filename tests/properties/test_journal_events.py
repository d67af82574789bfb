"""Every event of the journal, for any content: written, signed, read back the same; and any tampering shows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terminal_app import wire
from terminal_app.domain import event as events
from terminal_app.domain import event_json
from terminal_app.domain.campaign import Fate
from terminal_app.domain.clock import ClockReading
from terminal_app.domain.event import CaseStep, Event, Kind, RedemptionRequested, RefundRequested
from terminal_app.domain.money import Money
from terminal_app.domain.refund import Clause, RefundKind, ReturnedUnits
from terminal_app.domain.sale import Item
from terminal_app.ports import IdKind
from terminal_app.store import journal
from terminal_app.store.ids import SecureIds
from terminal_app.store.journal import Author
from tests.unit.store.shelf import ENROLMENT, KEY, NOW

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DIGITS = st.text(alphabet="0123456789", min_size=24, max_size=24)
JSON = st.dictionaries(
    TEXT,
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | TEXT | st.lists(TEXT, max_size=2),
    max_size=3,
)
ITEMS = st.lists(
    st.builds(
        Item,
        name=TEXT.filter(bool),
        unit_price=st.integers(1, 10**9).map(Money),
        quantity=st.integers(1, 999),
        serial_number=st.none() | TEXT,
        barcode=st.none() | TEXT,
    ),
    min_size=1,
    max_size=5,
).map(tuple)


UNITS = st.lists(
    st.builds(ReturnedUnits, line=st.integers(0, 49), quantity=st.integers(1, 999)), max_size=3
).map(tuple)


def values(name: str, kind: str) -> st.SearchStrategy[Any]:
    strategies: dict[str, st.SearchStrategy[Any]] = {
        "str": TEXT,
        "int": st.integers(-(2**63), 2**63),
        "bool": st.booleans(),
        "Money": st.integers(-(2**53), 2**53).map(Money),
        "Json": JSON,
        "tuple[Item, ...]": ITEMS,
        "str | None": st.none() | TEXT,
        "Fate": st.sampled_from(Fate),
        "CaseStep": st.sampled_from(CaseStep),
        "Sequence[Json]": st.lists(JSON, max_size=2),
        "Clause": st.sampled_from(Clause),
        "RefundKind": st.sampled_from(RefundKind),
        "tuple[ReturnedUnits, ...]": UNITS,
        "RedemptionRequested": st.deferred(lambda: events_of(RedemptionRequested)),
        "tuple[RefundRequested, ...]": st.lists(
            st.deferred(lambda: events_of(RefundRequested)), max_size=2
        ).map(tuple),
    }
    return strategies[kind]


def events_of(event_type: Callable[..., Event]) -> st.SearchStrategy[Event]:
    fields = event_type.__annotations__
    return st.builds(event_type, **{name: values(name, kind) for name, kind in fields.items()})


BY_KIND = {kind: events_of(events.TYPES[kind]) for kind in Kind}


@pytest.mark.parametrize("kind", Kind)
@given(data=st.data())
@settings(max_examples=max(20, settings.default.max_examples // 10))
def test_an_event_of_every_kind_is_read_back_as_it_was_written(
    kind: Kind, data: st.DataObject
) -> None:
    event = data.draw(BY_KIND[kind])
    assert events.kind_of(event) is kind
    written = wire.canonical(event_json.to_json(event))
    assert wire.canonical(json.loads(written)) == written
    match event:
        case RedemptionRequested(redemption_id=event_id) | RefundRequested(refund_id=event_id):
            pass
        case _:
            event_id = "93"
    assert event_json.from_json(kind, wire.parse_object(written), event_id=event_id) == event


def test_only_what_the_platform_is_told_of_is_sent() -> None:
    assert {
        Kind.REDEMPTION_REQUESTED,
        Kind.REDEMPTION_REVERSED,
        Kind.REFUND_REQUESTED,
    } == events.SENT


READINGS = st.builds(
    ClockReading,
    now=st.just(NOW),
    offset_ms=st.none() | st.integers(-(10**9), 10**9),
    age_s=st.none() | st.integers(0, 10**9),
    trusted=st.booleans(),
)


def written_journal(rows: list[tuple[Event, ClockReading]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(
        "CREATE TABLE journal (sequence INTEGER PRIMARY KEY, event_id TEXT, kind TEXT,"
        " redemption_id TEXT, at_ms INTEGER, hash TEXT, signature BLOB, body BLOB)"
    )
    author = Author(enrolment=ENROLMENT, key=KEY)
    for event, reading in rows:
        journal.append(
            connection,
            author,
            event,
            event_id=SecureIds().make(IdKind.RECORD, at=NOW),
            reading=reading,
            operator_id="1001",
            campaign=("liaocheng-2024", 1),
        )
    return connection


BY_ONE_KEY = st.one_of(*(each for kind, each in BY_KIND.items() if kind is not Kind.KEY_ROTATED))
"""Any row but a change of keys, which is tried with real ones in `test_keys_of_the_journal.py`."""
ROWS = st.lists(st.tuples(BY_ONE_KEY, READINGS), min_size=2, max_size=6)


def problems(connection: sqlite3.Connection) -> tuple[str, ...]:
    return journal.verify(connection, KEY.public_key()).problems


@given(rows=ROWS)
def test_whatever_is_written_is_a_whole_chain_that_tells_it_all(
    rows: list[tuple[Event, ClockReading]],
) -> None:
    connection = written_journal(rows)
    assert problems(connection) == ()
    told = [entry.event for entry in journal.entries(connection)]
    for event, (wrote, _) in zip(told, rows, strict=True):
        if not isinstance(wrote, RedemptionRequested | RefundRequested):
            assert event == wrote


@given(rows=ROWS, data=st.data())
def test_whatever_is_done_to_a_row_shows(
    rows: list[tuple[Event, ClockReading]], data: st.DataObject
) -> None:
    connection = written_journal(rows)
    sequence = data.draw(st.integers(1, len(rows)))
    column = data.draw(
        st.sampled_from(["body", "signature", "hash", "event_id", "kind", "sequence", "row"])
    )
    if column == "row":
        # The end of a chain is known to the platform and to the fold, not to the chain.
        sequence = min(sequence, len(rows) - 1)
        connection.execute("DELETE FROM journal WHERE sequence = ?", (sequence,))
    elif column == "sequence":
        connection.execute("UPDATE journal SET sequence = 99 WHERE sequence = ?", (sequence,))
    else:
        (before,) = connection.execute(
            f"SELECT {column} FROM journal WHERE sequence = ?", (sequence,)
        ).fetchone()
        raw = bytearray(before.encode() if isinstance(before, str) else before)
        raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 6))
        after = bytes(raw).decode(errors="replace") if isinstance(before, str) else bytes(raw)
        connection.execute(f"UPDATE journal SET {column} = ? WHERE sequence = ?", (after, sequence))
    assert problems(connection)
