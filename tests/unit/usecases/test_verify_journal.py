"""Verify: the chain, the fold, the outbox and the books, each found wrong when it is."""

import pytest

from terminal_app.domain.money import Money
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import Verified, verify_journal
from tests.support.bank import confirm, decline, silent
from tests.support.terminal import OPERATOR, Till, redeemed


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
