"""Reconcile: what a person settled stays settled only while it is the same; what is on record is not locked away."""

from datetime import date, timedelta

import pytest

from terminal_app.domain.answer import NoAnswer
from terminal_app.domain.day import day_of
from terminal_app.domain.difference import DifferenceKind
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refusal import Reason
from terminal_app.domain.statement import Statement
from terminal_app.usecases.reconcile import Reconciled, reconcile, reconciled
from terminal_app.usecases.settle_difference import settle_difference
from terminal_app.usecases.verify_journal import verify_journal
from tests.support.bank import BankKeys
from tests.support.evening import MANAGER, sold
from tests.support.statements import row_of, signed_statement
from tests.support.terminal import Till, refused


@pytest.fixture
def sale(till: Till) -> Redemption:
    """A paid sale with its slip."""
    one = sold(till, "冰箱;8999")
    with till.terminal.store.transaction() as tx:
        tx.note_receipt(one.requested.sale_id, at=till.watch.now)
    return one


def compared(till: Till, day: date, *rows: dict[str, object]) -> Reconciled:
    """A statement issued a minute later, held against the till."""
    till.watch.forward(seconds=60)
    content = signed_statement(till, day, rows)
    found = reconcile(till.terminal, day=day, operator=MANAGER, content=content)
    assert isinstance(found, Reconciled), found
    return found


def dearer(till: Till, sale: Redemption, fen: int) -> dict[str, object]:
    """Its line with that much more to pay."""
    asked = sale.requested
    gross, payable = asked.gross.fen + fen, asked.payable.fen + fen
    return row_of(till, sale, gross_fen=gross, payable_fen=payable)


def settled(till: Till, found: Reconciled, note: str) -> Reconciled:
    """The only open difference, settled."""
    (one,) = found.open
    done = settle_difference(
        till.terminal,
        day=found.reconciliation.date,
        difference_id=one.difference_id,
        note=note,
        operator=MANAGER,
    )
    assert isinstance(done, Reconciled), done
    return done


def test_a_settled_difference_never_hides_a_bigger_one(till: Till, sale: Redemption) -> None:
    day = day_of(sale.at)
    assert settled(till, compared(till, day, dearer(till, sale, 1)), "一分尾差").open == ()
    bigger = compared(till, day, dearer(till, sale, 500_000))
    (one,) = bigger.open
    assert one.at_stake.fen == 500_000
    assert bigger.settled_otherwise[one.difference_id].note == "一分尾差"
    again = settled(till, bigger, "银行更正")
    assert (again.open, again.settled_otherwise) == ((), {})
    assert again.settled[one.difference_id].note == "银行更正"
    assert verify_journal(till.terminal).ok


def test_another_field_that_differs_opens_it_again_at_the_same_stake(
    till: Till, sale: Redemption
) -> None:
    day = day_of(sale.at)
    wrong = row_of(till, sale, sale_id="1")
    assert settled(till, compared(till, day, wrong), "流水号录错").open == ()
    other = compared(till, day, row_of(till, sale, coupon_id="1"))
    assert [one.kind for one in other.open] == [DifferenceKind.STATUS_DIFFERS]
    assert compared(till, day, wrong).open == (), "the one that was settled, once more"


def new_keys(till: Till) -> None:
    """The bank signs with other keys from now on, and the old ones are not trusted any more."""
    till.keys = till.bank.keys = BankKeys()


def test_a_compared_day_outlasts_the_key_that_signed_it(till: Till, sale: Redemption) -> None:
    day = day_of(sale.at)
    once = settled(till, compared(till, day, dearer(till, sale, 1)), "一分尾差")
    new_keys(till)
    assert reconciled(till.terminal, day=day) == once
    mended = compared(till, day, row_of(till, sale))
    assert (mended.is_new, mended.reconciliation.differences) == (True, ())


def test_a_neighbour_whose_key_is_gone_still_explains_a_day_boundary(
    till: Till, sale: Redemption
) -> None:
    day = day_of(sale.at)
    compared(till, day + timedelta(days=1), row_of(till, sale))
    new_keys(till)
    (one,) = compared(till, day).open
    assert one.kind is DifferenceKind.DAY_BOUNDARY


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("'{}'", Reason.STATEMENT_UNREADABLE),
        ("replace(document, '.', '')", Reason.STATEMENT_UNREADABLE),
        (
            "(SELECT document FROM statement ORDER BY event_id LIMIT 1)",
            Reason.STATEMENT_DIGEST_WRONG,
        ),
    ],
)
def test_a_kept_statement_that_was_changed_is_not_believed_and_blocks_nothing(
    till: Till, sale: Redemption, change: str, reason: Reason
) -> None:
    day = day_of(sale.at)
    compared(till, day)
    compared(till, day, row_of(till, sale))
    till.opened.database.connection.execute(f"UPDATE statement SET document = {change}")
    assert refused(reconciled(till.terminal, day=day)).reason is reason
    assert compared(till, day, row_of(till, sale)).is_new
    found = reconciled(till.terminal, day=day)
    assert isinstance(found, Reconciled)
    assert found.reconciliation.matched == 1


@pytest.mark.parametrize("header", [{"campaign_id": "dezhou-2024"}, {"environment": "live"}])
def test_a_statement_of_another_campaign_or_environment_is_refused_and_not_kept(
    till: Till, sale: Redemption, header: dict[str, str]
) -> None:
    day = day_of(sale.at)
    content = signed_statement(till, day, **header)
    for statement in (content, None):
        read = till.bank.read_statement(content)
        assert isinstance(read, Statement)
        till.bank.statements[day] = read
        said = refused(reconcile(till.terminal, day=day, operator=MANAGER, content=statement))
        assert said.reason is Reason.STATEMENT_OTHER_CAMPAIGN
    nothing = refused(reconciled(till.terminal, day=day))
    assert nothing.reason is Reason.STATEMENT_NOT_COMPARED


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("terminal_retired", Reason.TERMINAL_REVOKED),
        ("key_replaced", Reason.TERMINAL_REPLACED),
        ("busy", Reason.STATEMENT_SILENT),
    ],
)
def test_a_platform_that_takes_nothing_from_us_any_more_is_not_called_silent(
    till: Till, code: str, reason: Reason
) -> None:
    till.bank.fetch_statement = lambda _, *, deadline_s: NoAnswer(why=f"403 {code}")  # type: ignore[method-assign]
    found = reconcile(till.terminal, day=day_of(till.watch.now), operator=MANAGER)
    assert refused(found).reason is reason
