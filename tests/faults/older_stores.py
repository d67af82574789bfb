"""Stores as older programs wrote them, with a full queue: today's rows in the tables that version had."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from terminal_app import bootstrap
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.refund import Refunded, RefundRequest, refund
from terminal_app.usecases.sync import sync
from tests.support.bank import ScriptedBank, confirm, decline, silent
from tests.support.older_tables import write_as_version
from tests.support.statements import keep_statement
from tests.support.terminal import OPERATOR, Till, Watch, make_terminal, open_till, redeemed

REFUNDS_SINCE = 2
STATEMENTS_SINCE = 4
"""The versions that brought them; a store before has none."""

WRITTEN = {
    "journal": "SELECT event_id, sequence, kind, hash, signature, body FROM journal",
    "outbox": "SELECT id, stream, state, body, receipt, attempts, enqueued_ms FROM outbox_entry",
    "redemptions": "SELECT redemption_id, state, sale_state, discount_fen, code FROM redemption",
    "refunds": "SELECT refund_id, redemption_id, state, fate, code FROM refund",
    "campaigns": "SELECT version, document FROM campaign",
    "operators": "SELECT operator_id, name, role, pin_hash FROM operator",
    "memory": "SELECT name, value FROM memory",
    "coupons": "SELECT coupon_id, state, redemption_id FROM coupon_change",
    "receipts": "SELECT sale_id, copies FROM receipt",
    "statements": "SELECT event_id, digest, date, document FROM statement",
}
"""What must come through a migration byte for byte, with the columns that every version has."""

Contents = dict[str, set[tuple[object, ...]]]


@dataclass(frozen=True)
class OlderStore:
    """A folder of that version, and who it belonged to."""

    folder: Path
    version: int
    bank: ScriptedBank
    watch: Watch

    def opened(self, folder: Path) -> Till:
        """Today's program on a copy of it."""
        opened = open_till(folder, self.bank, self.watch)
        return Till(
            opened=opened, bank=self.bank, watch=self.watch, keys=self.bank.keys, folder=folder
        )


def contents(folder: Path) -> Contents:
    """All that was ever written down there."""
    with closing(sqlite3.connect(folder / bootstrap.DATABASE)) as connection:
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
        return {
            name: set(connection.execute(statement).fetchall())
            for name, statement in WRITTEN.items()
            if statement.split(" FROM ")[1] in there
        }


def version_of(folder: Path) -> int:
    with closing(sqlite3.connect(folder / bootstrap.DATABASE)) as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return version


def older_store(folder: Path, version: int) -> OlderStore:
    """A store of that version: waiting, parked, exceptions, an open sale, and refunds where they were known."""
    till = make_terminal(folder)
    _sell(till)
    _sell(till)
    till.bank.script = silent
    _sell(till)
    till.bank.script = decline("coupon_used", terminal_id="T9")
    sync(till.terminal, operator_id="1001")
    till.bank.is_reachable = False
    _sell(till)
    if version >= REFUNDS_SINCE:
        _refunds(till)
    for _ in range(6):
        _sell(till)
    undone = redeemed(till.redeem()).redemption
    reverse(till.terminal, sale_id=undone.requested.sale_id, operator=OPERATOR)
    redeemed(till.redeem())
    if version >= STATEMENTS_SINCE:
        keep_statement(till)
    till.opened.close()
    write_as_version(version, folder / bootstrap.DATABASE)
    assert version_of(folder) == version
    return OlderStore(folder=folder, version=version, bank=till.bank, watch=till.watch)


def _refunds(till: Till) -> None:
    """One that waits, one that the platform declined later."""
    _give_back(till)
    till.bank.is_reachable = True
    till.bank.script = decline("sale_refunded")
    sync(till.terminal, operator_id="1001")
    till.bank.script = confirm
    till.bank.is_reachable = False
    for _ in range(3):
        _sell(till)
    _give_back(till)


def _sell(till: Till) -> None:
    sale = redeemed(till.redeem(None, f"冰箱;8999;1;SN{till.coupons}")).redemption
    complete(till.terminal, sale_id=sale.requested.sale_id, operator=OPERATOR)
    with till.terminal.store.transaction() as tx:
        tx.note_receipt(sale.requested.sale_id, at=till.watch.now)


def _give_back(till: Till) -> None:
    sale = next(
        one
        for one in till.terminal.store.folded()
        if one.sale_state.value == "completed" and one.holds_coupon and not one.refunds
    )
    request = RefundRequest(sale_id=sale.requested.sale_id, operator=OPERATOR)
    assert isinstance(refund(till.terminal, request), Refunded)
