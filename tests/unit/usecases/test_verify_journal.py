"""Verify: the chain, the fold, the outbox and the books, each found wrong when it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from terminal_app.domain.money import Money
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.retry import retry
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import Verified, verify_journal
from tests.support.bank import confirm, decline, silent
from tests.support.terminal import OPERATOR, Till, open_till, redeemed


def tampered(till: Till, *statements: str) -> Verified:
    for statement in statements:
        till.opened.database.connection.execute(statement)
    return verify_journal(till.terminal)


def test_a_day_of_every_kind_adds_up(till: Till) -> None:
    paid = redeemed(till.redeem()).redemption
    complete(till.terminal, sale_id=paid.requested.sale_id, operator=OPERATOR)
    undone = redeemed(till.redeem()).redemption
    reverse(till.terminal, sale_id=undone.requested.sale_id, operator=OPERATOR)
    till.bank.script = silent
    till.redeem(till.code(coupon_type=300))
    till.bank.script = decline("coupon_used")
    sync(till.terminal, operator_id="1001")
    till.redeem()
    till.bank.script = silent
    till.redeem(till.code(coupon_type=500))
    till.bank.script = confirm
    found = verify_journal(till.terminal)
    assert found.ok, found.problems
    books = found.books
    assert (books.accepted, books.confirmed) == (Money(140_000), Money(60_000))
    assert (books.waiting, books.exceptions) == (Money(50_000), Money(30_000))
    assert found.head == till.terminal.store.verify().head


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        (
            ("UPDATE redemption SET state = 'declined'",),
            "is not what the journal tells",
        ),
        (("UPDATE redemption SET settled_ms = NULL",), "is not what the journal tells"),
        (("UPDATE redemption SET code = 'x'",), "is not what the journal tells"),
        (("DELETE FROM redemption",), "is not what the journal tells"),
        (
            (
                "DROP TRIGGER journal_keeps_everything",
                "DELETE FROM journal WHERE sequence = (SELECT max(sequence) FROM journal)",
            ),
            "was written",
        ),
        (
            ("DROP TRIGGER journal_is_final", "UPDATE journal SET signature = x'00'"),
            "not signed by this terminal",
        ),
    ],
    ids=["state", "settled", "code", "redemption gone", "last row gone", "signature"],
)
def test_what_was_changed_behind_its_back_is_found(
    till: Till, statements: tuple[str, ...], problem: str
) -> None:
    till.redeem()
    found = tampered(till, *statements)
    assert not found.ok
    assert any(problem in one for one in found.problems)


def test_a_broken_chain_is_told_as_it_is_and_not_folded(till: Till) -> None:
    till.redeem()
    found = tampered(till, "DROP TRIGGER journal_is_final", "UPDATE journal SET signature = x'00'")
    assert found.books.accepted == Money(0)
    assert found.rows == len(found.problems)


def test_a_row_whose_outbox_entry_is_gone_is_named(till: Till) -> None:
    sold = redeemed(till.redeem()).redemption
    connection = till.opened.database.connection
    triggers = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'outbox_entry'"
    ).fetchall()
    gone = [f'DROP TRIGGER "{name}"' for (name,) in triggers]
    found = tampered(till, *gone, "DELETE FROM outbox_entry")
    assert f"{sold.redemption_id}: journal and outbox differ" in found.problems


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE outbox_entry SET state = 'done', turn = NULL, done_ms = 1",
        "UPDATE outbox_entry SET state = 'parked', turn = NULL",
    ],
    ids=["done", "parked"],
)
def test_an_entry_taken_out_of_the_queue_by_hand_is_named(till: Till, statement: str) -> None:
    till.bank.is_reachable = False
    sold = redeemed(till.redeem()).redemption
    assert verify_journal(till.terminal).ok
    found = tampered(till, statement)
    assert any(f"{sold.redemption_id}: journal and outbox" in one for one in found.problems)
    assert (found.books.accepted, found.books.waiting) == (Money(60_000), Money(0))
    assert "accepted discounts are not confirmed + waiting + exceptions" in found.problems


def test_an_entry_put_back_or_proved_by_hand_is_named(till: Till) -> None:
    sold = redeemed(till.redeem()).redemption
    by_hand = "DROP TRIGGER IF EXISTS outbox_done_is_final"
    found = tampered(till, by_hand, "UPDATE outbox_entry SET receipt = x'31'")
    assert found.problems == (
        f"{sold.redemption_id}: journal and outbox differ: the entry is done, its proof is not the"
        " journal's",
    )
    found = tampered(till, "UPDATE outbox_entry SET state = 'ready', turn = 1, done_ms = NULL")
    assert not found.ok
    assert not found.books.balanced


def test_an_exception_waits_is_parked_and_is_undone_without_an_alarm(till: Till) -> None:
    till.bank.is_reachable = False
    sold = redeemed(till.redeem()).redemption
    till.bank.is_reachable = True
    till.bank.script = decline("coupon_used")
    sync(till.terminal, operator_id="1001")
    assert verify_journal(till.terminal).ok
    till.bank.is_reachable = False
    retry(till.terminal, entry_id=sold.redemption_id, operator=OPERATOR)
    assert verify_journal(till.terminal).ok
    till.bank.is_reachable = True
    retry(till.terminal, entry_id=sold.redemption_id, operator=OPERATOR)
    assert verify_journal(till.terminal).ok
    till.bank.script = confirm
    reverse(till.terminal, sale_id=sold.requested.sale_id, operator=OPERATOR)
    assert verify_journal(till.terminal).ok
    till.bank.script = decline("reversed")
    retry(till.terminal, entry_id=sold.redemption_id, operator=OPERATOR)
    assert verify_journal(till.terminal).ok


def test_a_declined_reversal_is_no_alarm(till: Till) -> None:
    sold = redeemed(till.redeem()).redemption
    till.bank.script = decline("event_malformed")
    reverse(till.terminal, sale_id=sold.requested.sale_id, operator=OPERATOR)
    assert verify_journal(till.terminal).ok


def test_what_is_sold_during_the_check_is_no_alarm(till: Till) -> None:
    for _ in range(3):
        till.redeem()
    other = open_till(till.folder, till.bank, till.watch)
    told: list[int] = []
    store = other.terminal.store

    class Interrupted:
        """The store of a check between whose looks somebody sells."""

        def __getattr__(self, name: str) -> object:
            return getattr(store, name)

        @contextmanager
        def audit(self) -> Iterator[object]:
            with store.audit() as audit:
                yield Selling(audit)

    class Selling:
        def __init__(self, audit: object) -> None:
            self._audit = audit

        def __getattr__(self, name: str) -> object:
            till.redeem()
            told.append(1)
            return getattr(self._audit, name)

    found = verify_journal(replace(other.terminal, store=Interrupted()))  # type: ignore[arg-type]
    other.close()
    assert found.ok, found.problems
    assert len(told) == 8
    assert found.books.accepted == Money(180_000)
