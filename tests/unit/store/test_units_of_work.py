"""A unit of work: all of it, or nothing; and a view that does not move while it is looked at."""

import sqlite3
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from offline_queue import State
from terminal_app.domain.clock import ClockReading
from terminal_app.domain.event import (
    ExceptionRaised,
    RedemptionAcceptedOffline,
    RedemptionConfirmed,
    RedemptionReversed,
    SignedIn,
)
from terminal_app.domain.money import Money
from terminal_app.domain.offline_limits import Outstanding
from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.store import database as database_module
from terminal_app.store.database import Database, journal_mode
from terminal_app.store.migrations import VERSION
from tests.unit.store.shelf import NOW, Shelf, append, requested


class Outage(Exception):
    """Something that stops the program half-way."""


def rows(shelf: Shelf) -> tuple[int, int, int]:
    """Rows of journal, redemptions and outbox."""
    connection = shelf.database.connection
    return tuple(
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("journal", "redemption", "outbox_entry")
    )  # type: ignore[return-value]


def test_journal_fold_and_outbox_are_written_together(shelf: Shelf) -> None:
    with shelf.store.transaction() as tx:
        tx.enqueue(append(tx, requested()), stream="7", at=NOW, leased_until=None)
    assert rows(shelf) == (1, 1, 1)
    assert shelf.store.unsent() == ()


@pytest.mark.parametrize("error", [Outage, KeyboardInterrupt, SystemExit])
def test_whatever_stops_it_half_way_leaves_nothing(
    shelf: Shelf, error: type[BaseException]
) -> None:
    def stop_half_way() -> None:
        with shelf.store.transaction() as tx:
            tx.enqueue(append(tx, requested()), stream="7", at=NOW, leased_until=None)
            tx.note_heard(NOW)
            raise error

    with pytest.raises(error):
        stop_half_way()
    assert rows(shelf) == (0, 0, 0)
    with shelf.store.snapshot() as view:
        assert view.contact().heard_at is None


def test_a_row_that_must_be_sent_and_is_not_queued_is_named(shelf: Shelf) -> None:
    (row,) = shelf.append(requested())
    assert shelf.store.unsent() == (row.event_id,)


def test_a_row_that_is_never_sent_is_never_queued(shelf: Shelf) -> None:
    with shelf.store.transaction() as tx:
        row = append(tx, SignedIn(operator_id="1001", role="cashier"))
        with pytest.raises(AssertionError):
            tx.enqueue(row, stream="7", at=NOW, leased_until=None)


def test_two_live_redemptions_of_a_coupon_cannot_be_written_at_all(shelf: Shelf) -> None:
    shelf.append(requested("7"))
    with pytest.raises(sqlite3.IntegrityError):
        shelf.append(requested("7"))
    assert rows(shelf) == (1, 1, 0)


def test_after_a_reversal_the_same_coupon_can_be_written_again(shelf: Shelf) -> None:
    first = requested("7")
    undone = RedemptionReversed(
        redemption_id=first.redemption_id, sale_id=first.sale_id, coupon_id="7", reason="not_paid"
    )
    shelf.append(first, undone, requested("7"))
    assert rows(shelf)[1] == 2


def test_a_view_does_not_move_while_somebody_writes(shelf: Shelf) -> None:
    shelf.append(SignedIn(operator_id="1001", role="cashier"))

    def write() -> None:
        shelf.append(SignedIn(operator_id="1002", role="cashier"))

    writer = threading.Thread(target=write)
    with shelf.store.snapshot() as view:
        before = view.head()
        writer.start()
        if shelf.database.mode == "WAL":
            writer.join(timeout=10)
        assert view.head() == before
    writer.join(timeout=10)
    with shelf.store.snapshot() as view:
        assert view.head().sequence == before.sequence + 1


def test_a_view_inside_a_unit_of_work_sees_that_work(shelf: Shelf) -> None:
    with shelf.store.transaction() as tx:
        append(tx, SignedIn(operator_id="1001", role="cashier"))
        with shelf.store.snapshot() as view:
            assert view.head().sequence == 1
        append(tx, SignedIn(operator_id="1002", role="cashier"))
    assert rows(shelf)[0] == 2


def test_two_threads_write_one_after_the_other_and_the_chain_holds(shelf: Shelf) -> None:
    def write() -> None:
        for _ in range(20):
            shelf.append(SignedIn(operator_id="1001", role="cashier"))

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=30)
    report = shelf.store.verify()
    assert (report.rows, report.problems) == (60, ())


# what is read of redemptions


def test_outstanding_is_what_was_accepted_offline_and_not_settled(shelf: Shelf) -> None:
    requests = [requested(str(number)) for number in range(4)]
    offline = [RedemptionAcceptedOffline(redemption_id=r.redemption_id, why="") for r in requests]
    shelf.append(*requests, *offline[:3])
    shelf.append(
        RedemptionConfirmed(redemption_id=requests[0].redemption_id, proof=""),
        ExceptionRaised(redemption_id=requests[1].redemption_id, code="coupon_used"),
    )
    with shelf.store.snapshot() as view:
        assert view.outstanding() == Outstanding(redemptions=1, discount=Money(60_000))
        assert view.exceptions_count() == 1
        assert [one.redemption_id for one in view.exceptions()] == [requests[1].redemption_id]
        left = [one.redemption_id for one in view.redemptions_requested()]
        assert left == [requests[3].redemption_id]
        assert len(view.redemptions_open()) == 3


def test_a_redemption_is_found_by_its_id_and_by_its_sale(shelf: Shelf) -> None:
    request = requested()
    shelf.append(request)
    with shelf.store.snapshot() as view:
        found = view.redemption(request.redemption_id)
        assert found is not None
        assert found.requested == request
        assert found.state is RedemptionState.REQUESTED
        assert view.redemption_of_sale(request.sale_id) == found
        assert view.redemption("90") is None
        assert view.redemption_of_sale("90") is None


def test_the_clock_evidence_of_a_row_is_kept(shelf: Shelf) -> None:
    (row,) = shelf.append(requested())
    with shelf.store.snapshot() as view:
        assert view.clock_evidence(row.event_id) == ClockReading(
            now=NOW, offset_ms=0, age_s=1, trusted=True
        )
        assert view.clock_evidence("90") is None


def test_a_receipt_is_an_original_once(shelf: Shelf) -> None:
    with shelf.store.transaction() as tx:
        assert [tx.note_receipt("90", at=NOW) for _ in range(3)] == [1, 2, 3]
        assert tx.note_receipt("91", at=NOW) == 1


def test_an_entry_is_leased_postponed_parked_and_tried_again(shelf: Shelf) -> None:
    later = NOW + timedelta(seconds=60)
    with shelf.store.transaction() as tx:
        entry = tx.enqueue(append(tx, requested()), stream="7", at=NOW, leased_until=later)
        assert tx.claim_entry(entry.id, at=NOW, lease_s=5) is None
        tx.postpone_entry(entry, why="silent", at=NOW, due=later)
        assert tx.queue_stats().waiting == 1
        assert tx.hasten(NOW) == 1
        leased = tx.claim_entry(entry.id, at=NOW, lease_s=5)
        assert leased is not None
        tx.park_entry(leased, why="coupon_used", proof="p", at=NOW)
        assert [one.id for one in tx.entries(states=(State.PARKED,), limit=5)] == [entry.id]
        tx.requeue_entry(entry.id, at=NOW)
        again = tx.claim_entry(entry.id, at=NOW, lease_s=5)
        assert again is not None
        tx.settle_entry(again, proof="p", at=NOW)
        assert tx.stream_head("7") is None
        done = tx.entry(entry.id)
        assert done is not None
        assert done.state is State.DONE


# the file


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 7, 0), "TRUNCATE"),
        ((3, 40, 1), "TRUNCATE"),
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 44, 9), "WAL"),
        ((3, 45, 0), "TRUNCATE"),
        ((3, 49, 2), "TRUNCATE"),
        ((3, 50, 6), "TRUNCATE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 0), "TRUNCATE"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((3, 52, 0), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_wal_only_where_this_sqlite_is_free_of_the_reset_bug(
    version: tuple[int, int, int], mode: str
) -> None:
    assert journal_mode(version) == mode


@pytest.mark.parametrize("mode", ["WAL", "TRUNCATE"])
def test_every_connection_writes_through_to_the_disk(tmp_path: Path, mode: str) -> None:
    database = Database(tmp_path / "terminal.db", mode=mode)
    found = {
        name: database.connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "trusted_schema",
            "user_version",
        )
    }
    assert found == {
        "journal_mode": mode.lower(),
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "user_version": VERSION,
    }
    database.close()


def test_each_thread_has_a_connection_of_its_own(shelf: Shelf) -> None:
    found: list[sqlite3.Connection] = []
    other = threading.Thread(target=lambda: found.append(shelf.database.connection))
    other.start()
    other.join(timeout=10)
    assert found[0] is not shelf.database.connection
    assert shelf.database.connection is shelf.database.connection


def trouble(path: Path) -> Trouble:
    with pytest.raises(EnvironmentTrouble) as found:
        Database(path)
    assert found.value.facts["file"] == str(path)
    return found.value.trouble


def test_a_file_of_a_newer_program_is_left_alone(shelf: Shelf, tmp_path: Path) -> None:
    shelf.raw(f"PRAGMA user_version = {VERSION + 1}")
    shelf.database.close()
    assert trouble(tmp_path / "terminal.db") is Trouble.STORAGE_NEWER


def test_a_file_that_is_no_database_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "terminal.db").write_bytes(b"hello " * 1_000)
    assert trouble(tmp_path / "terminal.db") is Trouble.STORAGE_DAMAGED
    assert (tmp_path / "terminal.db").read_bytes().startswith(b"hello")


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    assert trouble(tmp_path / "nowhere" / "terminal.db") is Trouble.STORAGE_READ_ONLY


def test_a_file_held_by_another_program_is_busy(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_S_MAX", 0.0)
    other = sqlite3.connect(tmp_path / "terminal.db", isolation_level=None, timeout=0)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(EnvironmentTrouble) as found, shelf.store.transaction():
        pass
    assert found.value.trouble is Trouble.STORAGE_BUSY
    other.rollback()
    other.close()
    shelf.append(SignedIn(operator_id="1001", role="cashier"))


def test_an_error_of_the_commit_is_neither_yes_nor_no(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = shelf.database.connection
    real = database_module._until_free

    def failing(
        connection: sqlite3.Connection, statement: str, patience_s: float | None = None
    ) -> None:
        if statement == "COMMIT":
            raise sqlite3.OperationalError("disk I/O error")
        real(connection, statement, patience_s)

    monkeypatch.setattr(database_module, "_until_free", failing)
    with pytest.raises(EnvironmentTrouble) as found, shelf.store.transaction() as tx:
        append(tx, requested())
    assert found.value.trouble is Trouble.STORAGE_UNKNOWN
    monkeypatch.undo()
    assert shelf.database.connection is not held
    assert rows(shelf) == (0, 0, 0)


@pytest.mark.parametrize("mode", ["WAL", "TRUNCATE"])
def test_a_private_copy_does_not_move_and_keeps_nobody_from_writing(
    tmp_path: Path, mode: str
) -> None:
    database = Database(tmp_path / "terminal.db", mode=mode)
    count = "SELECT count(*) FROM receipt"
    with database.copied() as copy, database.transaction() as connection:
        connection.execute("INSERT INTO receipt VALUES ('90', 1, 0)")
        assert copy.execute(count).fetchone() == (0,)
    assert database.connection.execute(count).fetchone() == (1,)
    database.close()


def test_a_commit_that_finds_the_file_read_is_a_no(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_S_MAX", 0.0)
    database = Database(tmp_path / "terminal.db", mode="TRUNCATE")
    reader = sqlite3.connect(tmp_path / "terminal.db", isolation_level=None, timeout=0)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM receipt").fetchall()
    with pytest.raises(EnvironmentTrouble) as found, database.transaction() as connection:
        connection.execute("INSERT INTO receipt VALUES ('90', 1, 0)")
    assert found.value.trouble is Trouble.STORAGE_BUSY
    reader.rollback()
    assert reader.execute("SELECT count(*) FROM receipt").fetchone() == (0,)
    reader.close()
    with database.transaction() as connection:
        connection.execute("INSERT INTO receipt VALUES ('90', 1, 0)")
    database.close()


def test_a_full_disk_is_named(shelf: Shelf) -> None:
    pages = shelf.database.connection.execute("PRAGMA page_count").fetchone()[0]
    shelf.raw(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(EnvironmentTrouble) as found:
        shelf.append(*[requested(str(number)) for number in range(200)])
    assert found.value.trouble is Trouble.STORAGE_FULL
    assert rows(shelf) == (0, 0, 0)


def test_a_defect_of_ours_is_not_dressed_up_as_trouble(shelf: Shelf) -> None:
    with pytest.raises(sqlite3.OperationalError), shelf.store.transaction() as tx:
        tx._connection.execute("SELECT * FROM nothing_of_that_name")
