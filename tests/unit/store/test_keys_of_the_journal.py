"""Each key verifies its own stretch of the journal, and nobody else's key any of it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app import wire
from terminal_app.domain.event import SignedIn
from terminal_app.domain.identity_event import KeyRotated, TerminalRetired
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.domain.service import Service, ServiceState
from terminal_app.store import key_file
from terminal_app.store.database import Database
from terminal_app.store.file import SqliteStore
from terminal_app.store.journal import Author
from terminal_app.store.memory import Memory
from tests.unit.store.shelf import ENROLMENT, KEY, append, requested

SECOND = Ed25519PrivateKey.from_private_bytes(b"\x06" * 32)
THIRD = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
HERE = SignedIn(operator_id="1001", role="cashier")


def text(key: Ed25519PrivateKey) -> str:
    return wire.to_base64url(key.public_key().public_bytes_raw())


def rotated(
    old: Ed25519PrivateKey, new: Ed25519PrivateKey, *, prover: Ed25519PrivateKey | None = None
) -> KeyRotated:
    told = wire.rotation(ENROLMENT.terminal_id, text(old), text(new))
    return KeyRotated(
        previous_key=text(old),
        public_key=text(new),
        proof=wire.to_base64url((prover or new).sign(told)),
    )


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "terminal.db")
    yield opened
    opened.close()


def by(database: Database, key: Ed25519PrivateKey) -> SqliteStore:
    def no_campaign(_: str) -> object:
        raise AssertionError("no campaign was kept")

    return SqliteStore(
        database,
        author=Author(enrolment=ENROLMENT, key=key),
        open_campaign=no_campaign,  # type: ignore[arg-type]
    )


def write(store: SqliteStore, *events: object) -> None:
    with store.transaction() as tx:
        for event in events:
            append(tx, event)  # type: ignore[arg-type]


def test_a_journal_of_three_keys_verifies_from_its_first_row_to_its_last(
    database: Database,
) -> None:
    write(by(database, KEY), HERE, rotated(KEY, SECOND))
    write(by(database, SECOND), HERE, HERE, rotated(SECOND, THIRD))
    store = by(database, THIRD)
    write(store, HERE)
    assert store.verify().problems == ()
    assert store.public_key() == KEY.public_key().public_bytes_raw()
    assert by(database, SECOND).verify().problems == (
        "the journal ends under another key than this terminal's",
    )


def test_the_key_that_was_given_up_writes_no_more(database: Database) -> None:
    store = by(database, KEY)
    write(store, rotated(KEY, SECOND))
    with pytest.raises(EnvironmentTrouble) as met:
        write(store, HERE)
    assert met.value.trouble is Trouble.KEY_CHANGED
    write(by(database, SECOND), HERE)


@pytest.mark.parametrize(
    ("event", "problem"),
    [
        (
            rotated(KEY, SECOND, prover=THIRD),
            "row 2: the new key does not vouch for the one before",
        ),
        (rotated(THIRD, SECOND), "row 2: names another key than the one before"),
    ],
    ids=["without its proof", "over another key"],
)
def test_a_change_of_keys_that_does_not_hold_is_named(
    database: Database, event: KeyRotated, problem: str
) -> None:
    write(by(database, KEY), HERE, event)
    problems = by(database, SECOND).verify().problems
    assert problem in problems or "row 1: not signed by this terminal" in problems


def test_a_row_signed_by_the_key_before_after_the_change_is_named(database: Database) -> None:
    write(by(database, KEY), HERE, rotated(KEY, SECOND))
    with database.transaction() as connection:
        memory = Memory(connection)
        kept = memory.key()
        connection.execute("DELETE FROM memory WHERE name = 'key'")
    write(by(database, KEY), HERE)
    with database.transaction() as connection:
        assert kept is not None
        Memory(connection).keep_key(kept)
    assert by(database, SECOND).verify().problems == ("row 3: not signed by this terminal",)


def test_nothing_is_written_after_the_end(database: Database) -> None:
    store = by(database, KEY)
    write(store, HERE, TerminalRetired(reason=""))
    for event in (HERE, requested()):
        with pytest.raises(EnvironmentTrouble) as met:
            write(store, event)
        assert met.value.trouble is Trouble.TERMINAL_RETIRED
    with pytest.raises(EnvironmentTrouble), store.queue_transaction():
        pass
    assert store.verify().rows == 2


@pytest.mark.parametrize(
    ("state", "event", "trouble"),
    [
        (ServiceState.MOVED_OUT, HERE, Trouble.TERMINAL_MOVED_OUT),
        (ServiceState.ARRIVING, HERE, Trouble.TERMINAL_ARRIVING),
        (ServiceState.ARRIVING, requested(), Trouble.TERMINAL_ARRIVING),
        (ServiceState.FORKED, requested(), Trouble.TERMINAL_FORKED),
        (ServiceState.FORKED, HERE, None),
        (ServiceState.ARRIVING, rotated(KEY, SECOND), None),
    ],
)
def test_what_a_state_lets_through(
    database: Database, state: ServiceState, event: object, trouble: Trouble | None
) -> None:
    store = by(database, KEY)
    with database.transaction() as connection:
        Memory(connection).keep_service(
            Service(state=state, at="2024-01-28T10:00:00.000+08:00", ours=4, theirs=9)
        )
    if trouble is None:
        write(store, event)
        return
    with pytest.raises(EnvironmentTrouble) as met:
        write(store, event)
    assert met.value.trouble is trouble
    assert store.verify().rows == 0


def test_the_first_start_after_a_change_puts_the_new_key_in_place(tmp_path: Path) -> None:
    old = key_file.load_or_make(tmp_path)
    new = key_file.make_next(tmp_path)
    assert key_file.make_next(tmp_path).private_bytes_raw() == new.private_bytes_raw()
    raw = old.public_key().public_bytes_raw()
    assert key_file.in_force(tmp_path, None).public_key().public_bytes_raw() == raw
    assert key_file.in_force(tmp_path, raw).public_key().public_bytes_raw() == raw
    assert (tmp_path / key_file.NEXT).exists()
    changed = new.public_key().public_bytes_raw()
    assert key_file.in_force(tmp_path, changed).public_key().public_bytes_raw() == changed
    assert not (tmp_path / key_file.NEXT).exists()
    with pytest.raises(EnvironmentTrouble) as met:
        key_file.in_force(tmp_path, raw)
    assert met.value.trouble is Trouble.KEY_WRONG


def test_of_two_programs_that_start_at_once_after_a_change_neither_is_told_to_stop(
    tmp_path: Path,
) -> None:
    for round_number in range(20):
        folder = tmp_path / str(round_number)
        folder.mkdir()
        key_file.load_or_make(folder)
        changed = key_file.make_next(folder).public_key().public_bytes_raw()
        together = Barrier(2)

        def start(folder: Path = folder, changed: bytes = changed, at: Barrier = together) -> bytes:
            at.wait(10)
            return key_file.in_force(folder, changed).public_key().public_bytes_raw()

        with ThreadPoolExecutor(2) as pool:
            started = [pool.submit(start) for _ in range(2)]
            assert [one.result() for one in started] == [changed, changed]
