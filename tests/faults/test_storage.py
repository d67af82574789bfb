"""A disk that is full, read-only, damaged or edited: told by its own code, before the coupon is taken."""

from __future__ import annotations

import ctypes
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app.domain.answer import Answer
from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.usecases import views
from terminal_app.usecases.complete import complete
from terminal_app.usecases.recover import recover
from terminal_app.usecases.sign_in import sign_in
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import verify_journal
from terminal_app.wire import EVENT_DOMAIN, sha256_hex
from tests.faults import invariants
from tests.faults.invariants import Shown
from tests.support.bank import confirm, silent
from tests.support.terminal import OPERATOR, Till, make_terminal, open_till, redeemed

MODES = ("TRUNCATE", "WAL")
CAP_DAC_OVERRIDE, CAPABILITY_VERSION = 1, 0x20080522


def selling(folder: Path, *, mode: str = "TRUNCATE") -> Till:
    """A terminal that has sold: confirmed, accepted offline, completed."""
    till = make_terminal(folder, mode=mode)
    first = redeemed(till.redeem())
    complete(till.terminal, sale_id=first.redemption.requested.sale_id, operator=OPERATOR)
    till.bank.script = silent
    redeemed(till.redeem())
    till.bank.script = confirm
    return till


@pytest.fixture(params=MODES)
def till(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Till]:
    made = selling(tmp_path / "till", mode=request.param)
    yield made
    made.opened.close()


def trouble_of(attempt: Callable[[], object]) -> Trouble:
    with pytest.raises(EnvironmentTrouble) as caught:
        attempt()
    return caught.value.trouble


def violations(till: Till, *, shown: tuple[Shown, ...] = ()) -> list[str]:
    return invariants.violations(invariants.read_store(till.folder), shown=shown, is_signed=False)


def fill_up(till: Till) -> None:
    """No page more than there are: what SQLite says then is what it says on a full disk."""
    connection = till.opened.database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")


def make_room(till: Till) -> None:
    till.opened.database.connection.execute("PRAGMA max_page_count = 1000000")


def trouble_on_a_full_disk(till: Till) -> Trouble:
    """Sell into the free room of the last pages until a first transaction finds none; they hold a few sales at most."""
    for _ in range(200):
        fill_up(till)
        asked = len(till.bank.told)
        try:
            redeemed(till.redeem(till.code(coupon_type=300)))
        except EnvironmentTrouble as trouble:
            if len(till.bank.told) == asked:
                return trouble.trouble
            # Full in the second transaction: the case of the next test.
            reopen(till)
            recover(till.terminal, operator=OPERATOR)
    raise AssertionError("the disk never became full")


def reopen(till: Till) -> None:
    mode = till.opened.database.mode
    till.opened.close()
    till.opened = open_till(till.folder, till.bank, till.watch, mode=mode)


def test_a_full_disk_stops_selling_before_the_coupon_is_taken_and_reading_goes_on(
    till: Till,
) -> None:
    assert trouble_on_a_full_disk(till) is Trouble.STORAGE_FULL
    assert views.counter(till.terminal).waiting >= 1
    assert violations(till) == []
    make_room(till)
    assert redeemed(till.redeem()).redemption.state is RedemptionState.CONFIRMED
    assert sync(till.terminal, operator_id="1001").waiting == 0
    assert verify_journal(till.terminal).ok


def test_a_disk_that_fills_up_while_the_platform_is_asked_shows_nothing_and_recovers(
    till: Till,
) -> None:
    def fill_up_and_confirm(event: Mapping[str, object]) -> Answer:
        fill_up(till)
        return confirm(event)

    till.bank.script = fill_up_and_confirm
    outcome = None
    for _ in range(50):
        make_room(till)
        try:
            redeemed(till.redeem(till.code(coupon_type=300)))
        except EnvironmentTrouble as trouble:
            outcome = trouble.trouble
            break
    assert outcome is Trouble.STORAGE_FULL
    assert violations(till) == []
    till.bank.script = confirm
    reopen(till)
    (recovered,) = recover(till.terminal, operator=OPERATOR)
    assert recovered.state is RedemptionState.CONFIRMED
    assert violations(till) == []


@contextmanager
def no_powers() -> Iterator[None]:
    """For this thread, root obeys permissions like anybody else; for anybody else nothing changes."""
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    powers = (ctypes.c_uint32 * 6)()
    assert libc.capget(header, powers) == 0
    before = powers[0]
    powers[0] = before & ~(1 << CAP_DAC_OVERRIDE)
    assert libc.capset(header, powers) == 0
    try:
        yield
    finally:
        powers[0] = before
        assert libc.capset(header, powers) == 0


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    files = [*folder.iterdir(), folder]
    before = [(one, one.stat().st_mode) for one in files]
    for one in files:
        one.chmod(0o555 if one.is_dir() else 0o444)
    try:
        with no_powers():
            yield
    finally:
        for one, mode in before:
            one.chmod(mode)


def test_a_read_only_folder_stops_selling_before_the_coupon_is_taken(tmp_path: Path) -> None:
    till = selling(tmp_path / "till")
    till.opened.close()
    asked = len(till.bank.told)
    with read_only(till.folder):
        reopen(till)
        assert trouble_of(till.redeem) is Trouble.STORAGE_READ_ONLY
        assert views.counter(till.terminal).waiting == 1, "reading goes on"
        till.opened.close()
    assert len(till.bank.told) == asked
    reopen(till)
    assert redeemed(till.redeem())
    assert violations(till) == []
    till.opened.close()


def test_a_deleted_file_stops_selling_before_the_coupon_is_taken(till: Till) -> None:
    asked = len(till.bank.told)
    (till.folder / invariants.DATABASE).unlink()
    assert trouble_of(till.redeem) is Trouble.STORAGE_DAMAGED
    assert len(till.bank.told) == asked
    till.opened.close()
    assert trouble_of(lambda: reopen(till)) is Trouble.NOT_ENROLLED


def test_a_file_of_a_newer_program_is_not_opened_and_not_touched(till: Till) -> None:
    till.opened.close()
    path = till.folder / invariants.DATABASE
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    assert trouble_of(lambda: reopen(till)) is Trouble.STORAGE_NEWER
    assert path.read_bytes() == before


def damaged_outcome(till: Till) -> str:
    """What a person is told on a damaged file: a trouble by name, a problem of the journal, or nothing at all."""
    asked = len(till.bank.told)
    try:
        reopen(till)
        till.redeem()
        verified = verify_journal(till.terminal)
    except EnvironmentTrouble as trouble:
        # What stops the sale may also be met after the platform was asked; then the next start goes on with it.
        return f"{trouble.trouble.value}, {len(till.bank.told) - asked} asked"
    finally:
        till.opened.close()
    return "ok" if verified.ok else "journal"


def test_a_page_of_garbage_is_a_damaged_file_or_a_named_problem_and_nothing_else(
    tmp_path: Path,
) -> None:
    till = selling(tmp_path / "till")
    till.opened.close()
    path = till.folder / invariants.DATABASE
    whole = path.read_bytes()
    outcomes = {}
    for page in range(len(whole) // 4096):
        spoilt = bytearray(whole)
        spoilt[page * 4096 : (page + 1) * 4096] = bytes(range(256)) * 16
        path.write_bytes(spoilt)
        outcomes[page + 1] = damaged_outcome(till)
    told = {outcome.split(",")[0] for outcome in outcomes.values()}
    assert told <= {"ok", "journal", "storage_damaged"}, outcomes
    assert outcomes[1] == "storage_damaged, 0 asked"
    assert sum(outcome.startswith("storage_damaged, 0") for outcome in outcomes.values()) > 5


@pytest.mark.parametrize("cut", [1, 512, 2048, 4095, 4096, 5000, 40_000])
def test_a_torn_last_page_is_a_damaged_file(tmp_path: Path, cut: int) -> None:
    till = selling(tmp_path / "till")
    till.opened.close()
    path = till.folder / invariants.DATABASE
    torn = path.read_bytes()[:-cut]
    path.write_bytes(torn)
    assert damaged_outcome(till) == "storage_damaged, 0 asked"
    assert path.read_bytes() == torn


TRIGGERS = ("journal_is_final", "journal_keeps_everything")


def edited(till: Till, *statements: str, values: tuple[object, ...] = ()) -> tuple[str, ...]:
    """What `journal verify` says after somebody with the file and its schema has edited it."""
    till.opened.close()
    with closing(sqlite3.connect(till.folder / invariants.DATABASE)) as connection:
        for trigger in TRIGGERS:
            connection.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            connection.execute(statement, values if "?" in statement else ())
        connection.commit()
    reopen(till)
    return verify_journal(till.terminal).problems


def body_of(till: Till, sequence: int) -> bytes:
    with closing(sqlite3.connect(till.folder / invariants.DATABASE)) as connection:
        return bytes(
            connection.execute(
                "SELECT body FROM journal WHERE sequence = ?", (sequence,)
            ).fetchone()[0]
        )


def test_a_changed_byte_in_any_row_is_named(tmp_path: Path) -> None:
    till = selling(tmp_path / "till")
    rows = verify_journal(till.terminal).rows
    till.opened.close()
    path = till.folder / invariants.DATABASE
    whole = path.read_bytes()
    for sequence in range(1, rows + 1):
        path.write_bytes(whole)
        body = bytearray(body_of(till, sequence))
        body[len(body) // 2] ^= 1
        problems = edited(
            till,
            f"UPDATE journal SET body = ? WHERE sequence = {sequence}",
            values=(bytes(body),),
        )
        assert any(f"row {sequence}:" in problem for problem in problems), sequence
    till.opened.close()


def test_a_row_signed_by_another_key_is_named(till: Till) -> None:
    body = body_of(till, 3).replace(b"1001", b"1002")
    signature = Ed25519PrivateKey.generate().sign(EVENT_DOMAIN + body)
    problems = edited(
        till,
        "UPDATE journal SET body = ?, hash = ?, signature = ? WHERE sequence = 3",
        values=(body, sha256_hex(body), signature),
    )
    assert any("row 3: not signed by this terminal" in problem for problem in problems)


def test_a_replaced_signature_is_named(till: Till) -> None:
    problems = edited(till, "UPDATE journal SET signature = zeroblob(64) WHERE sequence = 2")
    assert problems == ("row 2: not signed by this terminal",)


def test_a_deleted_row_is_named(till: Till) -> None:
    problems = edited(till, "DELETE FROM journal WHERE sequence = 2")
    assert any("row 2 is missing" in problem for problem in problems)


def test_rows_in_another_order_are_named(till: Till) -> None:
    problems = edited(
        till,
        "UPDATE journal SET sequence = 1000 WHERE sequence = 2",
        "UPDATE journal SET sequence = 2 WHERE sequence = 3",
        "UPDATE journal SET sequence = 3 WHERE sequence = 1000",
    )
    assert any("row 2" in problem for problem in problems)


def test_an_outbox_entry_deleted_by_hand_is_named(till: Till) -> None:
    problems = edited(
        till,
        "DROP TRIGGER outbox_keeps_what_is_unsent",
        "DELETE FROM outbox_entry WHERE state = 'ready'",
    )
    assert any("journal and outbox differ" in problem for problem in problems)


def test_a_redemption_edited_by_hand_is_named(till: Till) -> None:
    problems = edited(till, "UPDATE redemption SET state = 'declined' WHERE state = 'confirmed'")
    assert any("is not what the journal tells" in problem for problem in problems)


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_a_truncated_tail_is_named(till: Till, rows: int) -> None:
    statement = f"DELETE FROM journal WHERE sequence > (SELECT max(sequence) - {rows} FROM journal)"
    assert edited(till, statement)


def test_a_truncated_tail_that_no_redemption_misses_is_named(till: Till) -> None:
    till.opened.operators.add([(OPERATOR, "1234")])
    sign_in(till.terminal, operator_id=OPERATOR.operator_id, pin="1234")
    assert edited(till, "DELETE FROM journal WHERE kind = 'signed_in'")


def test_powers_are_given_back_when_the_folder_is_writable_again(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with read_only(tmp_path / "folder"), pytest.raises(PermissionError):
        (tmp_path / "folder" / "file").write_text("x")
    (tmp_path / "folder" / "file").write_text("x")
    assert os.access(tmp_path / "folder", os.W_OK)
