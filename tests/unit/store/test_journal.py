"""The journal: append-only, signed, chained, without a gap; whatever is done to it shows."""

import json
import sqlite3

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app import wire
from terminal_app.domain.event import RedemptionConfirmed, SignedIn
from terminal_app.domain.ledger import fold
from terminal_app.ports import Head
from terminal_app.store.journal import NOTHING
from tests.unit.store.shelf import KEY, NOW, Shelf, append, requested

GONE = ("DROP TRIGGER journal_is_final", "DROP TRIGGER journal_keeps_everything")


def signed_in(name: str = "1001") -> SignedIn:
    return SignedIn(operator_id=name, role="cashier")


@pytest.fixture
def written(shelf: Shelf) -> Shelf:
    shelf.append(*[signed_in(str(number)) for number in range(5)])
    return shelf


def problems(shelf: Shelf) -> tuple[str, ...]:
    return shelf.store.verify().problems


def test_an_empty_journal_is_whole(shelf: Shelf) -> None:
    report = shelf.store.verify()
    assert (report.rows, report.head, report.problems) == (0, Head(sequence=0, hash=NOTHING), ())


def test_each_row_seals_all_before_it(written: Shelf) -> None:
    rows = written.database.connection.execute(
        "SELECT sequence, hash, signature, body FROM journal ORDER BY sequence"
    ).fetchall()
    previous = "0" * 64
    for place, (sequence, row_hash, signature, body) in enumerate(rows, start=1):
        fields = json.loads(body)
        assert body == wire.canonical(fields)
        assert (sequence, fields["sequence"], fields["previous"]) == (place, place, previous)
        assert row_hash == wire.sha256_hex(body)
        KEY.public_key().verify(signature, b"coupon-terminal/event/1\n" + body)
        previous = row_hash
    report = written.store.verify()
    assert (report.rows, report.head, report.problems) == (5, Head(sequence=5, hash=previous), ())


def test_a_row_says_who_where_when_and_under_which_campaign(shelf: Shelf) -> None:
    (row,) = shelf.append(signed_in())
    fields = json.loads(row.body)
    del fields["id"], fields["previous"]
    assert fields == {
        "v": 1,
        "sequence": 1,
        "kind": "signed_in",
        "at": "2024-01-28T10:00:00.000+08:00",
        "terminal_id": "T1",
        "store_id": "S1",
        "operator_id": "1001",
        "environment": "training",
        "clock": {"offset_ms": 0, "age_s": 1, "trusted": True},
        "campaign": {"id": "liaocheng-2024", "version": 0},
        "data": {"operator_id": "1001", "role": "cashier"},
    }


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET body = x'7b7d' WHERE sequence = 3",
        "UPDATE journal SET hash = 'x'",
        "UPDATE journal SET at_ms = at_ms + 1",
        "DELETE FROM journal WHERE sequence = 5",
        "DELETE FROM journal",
        "REPLACE INTO journal SELECT * FROM journal WHERE sequence = 3",
    ],
)
def test_a_row_can_neither_be_changed_nor_deleted(written: Shelf, statement: str) -> None:
    with pytest.raises(sqlite3.Error):
        written.raw(statement)
    assert written.store.verify().rows == 5
    assert problems(written) == ()


def test_a_row_that_was_taken_out_is_missed(written: Shelf) -> None:
    written.raw(*GONE, "DELETE FROM journal WHERE sequence = 3")
    assert problems(written) == (
        "row 3 is missing before row 4",
        "row 4: does not follow the row before it",
    )


def test_a_first_row_that_was_taken_out_is_missed(written: Shelf) -> None:
    written.raw(*GONE, "DELETE FROM journal WHERE sequence = 1")
    assert problems(written)[0] == "row 1 is missing before row 2"


def test_a_changed_byte_shows_in_hash_and_signature(written: Shelf) -> None:
    written.raw(
        GONE[0],
        "UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), 'cashier', 'manager') AS BLOB)"
        " WHERE sequence = 3",
    )
    assert problems(written) == (
        "row 3: its bytes were changed",
        "row 3: not signed by this terminal",
    )


def test_a_row_rewritten_with_its_hash_is_still_not_signed(written: Shelf) -> None:
    connection = written.database.connection
    (body,) = connection.execute("SELECT body FROM journal WHERE sequence = 3").fetchone()
    better = body.replace(b"cashier", b"manager")
    written.raw(GONE[0])
    connection.execute(
        "UPDATE journal SET body = ?, hash = ? WHERE sequence = 3",
        (better, wire.sha256_hex(better)),
    )
    assert problems(written) == (
        "row 3: not signed by this terminal",
        "row 4: does not follow the row before it",
    )


def test_a_row_signed_by_another_terminal_is_found(written: Shelf) -> None:
    connection = written.database.connection
    (body,) = connection.execute("SELECT body FROM journal WHERE sequence = 2").fetchone()
    written.raw(GONE[0])
    connection.execute(
        "UPDATE journal SET signature = ? WHERE sequence = 2",
        (Ed25519PrivateKey.generate().sign(wire.EVENT_DOMAIN + body),),
    )
    assert problems(written) == ("row 2: not signed by this terminal",)


def test_a_signature_made_for_another_purpose_does_not_count(written: Shelf) -> None:
    connection = written.database.connection
    (body,) = connection.execute("SELECT body FROM journal WHERE sequence = 2").fetchone()
    written.raw(GONE[0])
    connection.execute(
        "UPDATE journal SET signature = ? WHERE sequence = 2", (KEY.sign(wire.ENROL_DOMAIN + body),)
    )
    assert problems(written) == ("row 2: not signed by this terminal",)


@pytest.mark.parametrize(
    "change",
    ["event_id = 'x'", "kind = 'enrolled'", "sequence = 9"],
)
def test_a_row_filed_under_another_name_is_found(written: Shelf, change: str) -> None:
    written.raw(GONE[0], f"UPDATE journal SET {change} WHERE sequence = 5")
    assert "filed under another number, id or kind" in problems(written)[-1]


def test_two_rows_exchanged_are_found(written: Shelf) -> None:
    written.raw(
        GONE[0],
        "UPDATE journal SET sequence = 90 WHERE sequence = 2",
        "UPDATE journal SET sequence = 2 WHERE sequence = 3",
        "UPDATE journal SET sequence = 3 WHERE sequence = 90",
    )
    assert any(problem.startswith("row 2") for problem in problems(written))


def test_a_ruined_journal_is_reported_within_bounds(shelf: Shelf) -> None:
    shelf.append(*[signed_in() for _ in range(200)])
    shelf.raw(GONE[0], "UPDATE journal SET signature = x'00'")
    assert len(problems(shelf)) == 50


def test_a_long_walk_tells_how_far_it_is(shelf: Shelf) -> None:
    with shelf.store.transaction() as tx:
        for _ in range(1_000):
            append(tx, signed_in())
    told: list[int] = []
    assert shelf.store.verify(progress=told.append).rows == 1_000
    assert told == [1_000]


def test_an_id_is_written_once(shelf: Shelf) -> None:
    request = requested()
    shelf.append(request)
    with pytest.raises(sqlite3.IntegrityError):
        shelf.append(request)


def test_the_journal_tells_what_was_written_in_order(shelf: Shelf) -> None:
    request = requested()
    confirmed = RedemptionConfirmed(redemption_id=request.redemption_id, proof="p")
    shelf.append(signed_in(), request, confirmed)
    entries = list(shelf.store.ledger())
    assert [entry.event for entry in entries] == [signed_in(), request, confirmed]
    assert {(entry.at, entry.operator_id) for entry in entries} == {(NOW, "1001")}
    assert fold(entries) == {one.redemption_id: one for one in shelf.store.folded()}
