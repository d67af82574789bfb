"""A store written by an older program opens under this one with nothing lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import offline_queue
from offline_queue import Entry, State
from terminal_app import bootstrap
from terminal_app.domain.redemption import Redemption
from terminal_app.ports import ChainReport
from terminal_app.store import migrations
from terminal_app.usecases import views
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.refund import Refunded, RefundRequest, refund
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import verify_journal
from tests.support.bank import confirm, decline, silent
from tests.support.terminal import OPERATOR, Till, make_terminal, open_till, redeemed

Everything = tuple[ChainReport, list[Redemption], list[Entry], int]


@pytest.fixture
def till(tmp_path: Path) -> Till:
    """A till before refunds were known: sales of every state, and a full queue."""
    till = make_terminal(tmp_path / "till")
    redeemed(till.redeem())
    _paid(till)
    till.bank.script = silent
    _paid(till)
    till.bank.script = decline("coupon_used", terminal_id="T9")
    sync(till.terminal, operator_id="1001")
    till.bank.is_reachable = False
    for _ in range(15):
        _paid(till)
    left = redeemed(till.redeem()).redemption
    reverse(till.terminal, sale_id=left.requested.sale_id, operator=OPERATOR)
    return till


def _paid(till: Till) -> None:
    sale = redeemed(till.redeem(None, f"冰箱;8999;1;SN{till.coupons}")).redemption
    complete(till.terminal, sale_id=sale.requested.sale_id, operator=OPERATOR)


def everything(till: Till) -> Everything:
    store = till.terminal.store
    with store.snapshot() as view:
        entries = list(view.entries(states=tuple(State), limit=1_000))
        exceptions = view.exceptions_count()
    return store.verify(), list(store.folded()), entries, exceptions


def write_as_version_1(path: Path) -> None:
    """The same rows in the tables of version 1, and nothing that came later."""
    new = path.with_suffix(".v1")
    with closing(sqlite3.connect(new, isolation_level=None)) as old:
        for statement in migrations.STEPS[0]:
            old.execute(statement)
        old.execute("BEGIN")
        offline_queue.install(old)
        old.execute("COMMIT")
        old.execute("ATTACH ? AS today", (str(path),))
        tables = old.execute(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        for (table,) in tables:
            columns = ", ".join(
                name
                for _, name, _, _, _, _, hidden in old.execute(f"PRAGMA main.table_xinfo ({table})")
                if not hidden
            )
            old.execute(
                f"INSERT OR REPLACE INTO main.{table} ({columns}) SELECT {columns} FROM today.{table}"
            )
        old.execute("PRAGMA main.user_version = 1")
        names = {row[0] for row in tables}
        assert {"journal", "redemption", "memory", "outbox_entry"} <= names
        assert "refund" not in names
    new.replace(path)


def downgraded(till: Till) -> Everything:
    """The till's file as version 1 wrote it; what was in it."""
    before = everything(till)
    assert len(before[2]) > 17
    till.opened.close()
    write_as_version_1(till.folder / bootstrap.DATABASE)
    return before


def reopened(till: Till) -> None:
    till.opened = open_till(till.folder, till.bank, till.watch)


def version_of(till: Till) -> int:
    with closing(sqlite3.connect(till.folder / bootstrap.DATABASE)) as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return version


def test_a_store_of_version_1_with_a_full_queue_opens_with_nothing_lost(till: Till) -> None:
    before = downgraded(till)
    assert version_of(till) == 1
    reopened(till)
    assert everything(till) == before
    assert version_of(till) == migrations.VERSION
    assert verify_journal(till.terminal).ok


def test_what_waited_under_version_1_is_uploaded_and_can_be_refunded(till: Till) -> None:
    downgraded(till)
    reopened(till)
    till.bank.is_reachable = True
    till.bank.script = confirm
    done = sync(till.terminal, operator_id="1001")
    assert (done.waiting, done.exceptions) == (0, 0)
    sales = [one for one in till.terminal.store.folded() if one.sale_state.value == "completed"]
    for sale in sales[:3]:
        request = RefundRequest(sale_id=sale.requested.sale_id, operator=OPERATOR)
        assert isinstance(refund(till.terminal, request), Refunded)
    assert views.counter(till.terminal).waiting == 0
    assert verify_journal(till.terminal).ok


def test_an_upgrade_that_stops_half_way_leaves_version_1_as_it_was(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = downgraded(till)
    step = migrations.STEPS[1]
    for at in range(1, len(step) + 1):
        torn = (*step[:at], "SELECT no_such_function()")
        with monkeypatch.context() as patch:
            patch.setattr(migrations, "STEPS", (migrations.STEPS[0], torn))
            with pytest.raises(sqlite3.OperationalError):
                reopened(till)
        assert version_of(till) == 1
    reopened(till)
    assert everything(till) == before


def test_the_guard_of_one_live_redemption_a_coupon_stands_after_the_upgrade(till: Till) -> None:
    downgraded(till)
    reopened(till)
    (sale, *_) = (one for one in till.terminal.store.folded() if one.holds_coupon)
    database = till.opened.database
    with pytest.raises(sqlite3.IntegrityError), database.transaction() as connection:
        connection.execute(
            "INSERT INTO redemption (redemption_id, sale_id, coupon_id, state, sale_state, at_ms,"
            " discount_fen, accepted_offline, code, evidence)"
            " VALUES ('1', '2', ?, 'requested', 'open', 0, 1, 0, '', '{}')",
            (sale.requested.coupon_id,),
        )
