"""A store written by an older program opens under this one with nothing lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from offline_queue import Entry, State
from terminal_app import bootstrap
from terminal_app.domain.day import day_of
from terminal_app.domain.event import StatementCompared
from terminal_app.domain.outage import Outage
from terminal_app.domain.redemption import Redemption
from terminal_app.ports import ChainReport
from terminal_app.slips import print_outages
from terminal_app.store import migrations
from terminal_app.store.condition import check_pages
from terminal_app.usecases import views
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.refund import Refunded, RefundRequest, refund
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import verify_journal
from terminal_app.wording import Language
from tests.support.bank import confirm, decline, silent
from tests.support.older_tables import write_as_version
from tests.support.statements import keep_statement
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


def downgraded(till: Till, version: int = 1) -> Everything:
    """The till's file as that version wrote it; what was in it."""
    before = everything(till)
    assert len(before[2]) > 17
    till.opened.close()
    write_as_version(version, till.folder / bootstrap.DATABASE)
    return before


@pytest.fixture
def till_of_refunds(till: Till) -> Till:
    """The same till with refunds of every state, given on both sides of two more outages."""
    till.bank.is_reachable = True
    till.bank.script = confirm
    sync(till.terminal, operator_id="1001")
    _given_back(till, 0)
    till.bank.is_reachable = False
    for at in (0, 1):
        _given_back(till, at)
    till.watch.forward(seconds=600)
    _paid(till)
    till.bank.is_reachable = True
    till.bank.script = decline("sale_refunded")
    sync(till.terminal, operator_id="1001")
    till.bank.is_reachable = False
    till.watch.forward(seconds=600)
    _given_back(till, 0)
    return till


def _given_back(till: Till, at: int) -> None:
    sales = [
        one
        for one in till.terminal.store.folded()
        if one.sale_state.value == "completed" and not one.refunds
    ]
    request = RefundRequest(sale_id=sales[at].requested.sale_id, operator=OPERATOR)
    assert isinstance(refund(till.terminal, request), Refunded)


def outages(till: Till) -> tuple[Outage, ...]:
    with till.terminal.store.snapshot() as view:
        now = till.watch.now
        return view.office.outages(now - timedelta(days=9), now + timedelta(days=1))


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


@pytest.mark.parametrize("version", range(1, migrations.VERSION))
def test_an_upgrade_that_stops_half_way_leaves_the_older_version_as_it_was(
    till: Till, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = downgraded(till, version)
    known, step = migrations.STEPS[:version], migrations.STEPS[version]
    for at in range(1, len(step) + 1):
        torn = (*step[:at], "SELECT no_such_function()")
        with monkeypatch.context() as patch:
            patch.setattr(migrations, "STEPS", (*known, torn))
            with pytest.raises(sqlite3.OperationalError):
                reopened(till)
        assert version_of(till) == version
    reopened(till)
    assert everything(till) == before


def test_outages_of_an_older_store_are_those_this_program_would_have_kept(
    till_of_refunds: Till,
) -> None:
    till = till_of_refunds
    kept = outages(till)
    assert [one.closed_at is None for one in kept] == [False] * (len(kept) - 1) + [True]
    assert sum(one.refunds for one in kept) == 3
    assert len(kept) == 4
    before = downgraded(till, 2)
    reopened(till)
    assert everything(till) == before
    assert outages(till) == kept
    assert verify_journal(till.terminal).ok


def test_an_outage_of_an_older_store_gets_no_slip_by_itself_until_it_ends(
    till_of_refunds: Till,
) -> None:
    till = till_of_refunds
    downgraded(till, 2)
    reopened(till)
    assert print_outages(till.opened, language=Language.ZH) == ()
    till.bank.is_reachable = True
    till.watch.forward(seconds=600)
    sync(till.terminal, operator_id="1001")
    (slip,) = print_outages(till.opened, language=Language.ZH)
    assert slip.copy == 1


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


def test_a_kept_statement_outlives_the_upgrade_and_is_no_damage(till: Till) -> None:
    keep_statement(till)
    check_pages(till.opened.database)
    day = day_of(till.watch.now).isoformat()
    kept = statement_of(till, day)
    assert kept is not None
    downgraded(till, 5)
    reopened(till)
    assert statement_of(till, day) == kept
    check_pages(till.opened.database)


def statement_of(till: Till, day: str) -> tuple[StatementCompared, str] | None:
    with till.terminal.store.snapshot() as view:
        return view.office.statement(day)


def test_the_key_of_every_table_stands_before_its_other_columns(till: Till) -> None:
    """Or `quick_check` of SQLite 3.40.1 calls a sound table without row ids damaged."""
    with till.opened.database.snapshot() as connection:
        tables = connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr"
        ).fetchall()
        assert ("statement",) in tables
        for (table,) in tables:
            is_key = [row[5] > 0 for row in connection.execute(f"PRAGMA table_info ({table})")]
            assert is_key == sorted(is_key, reverse=True), table
