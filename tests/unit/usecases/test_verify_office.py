"""Verify: the back office's tables are what the journal tells, and a changed row is named."""

import pytest

from terminal_app.domain.event import (
    CaseStep,
    DifferenceSettled,
    Event,
    ExceptionNoted,
    ShiftClosed,
    StatementCompared,
)
from terminal_app.ports import IdKind, Operator, Role
from terminal_app.usecases.close_shift import close_shift
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import Verified, verify_journal
from tests.support.bank import decline
from tests.support.terminal import Till, redeemed

MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)


def written(till: Till, event: Event) -> str:
    reading = till.terminal.clock.read()
    event_id = till.terminal.ids.make(IdKind.RECORD, at=reading.now)
    with till.terminal.store.transaction() as tx:
        tx.append(event, event_id=event_id, reading=reading, operator_id="8001")
        if isinstance(event, StatementCompared):
            tx.office.keep_statement(event, "{}", event_id=event_id)
    return event_id


def a_day_of_the_office(till: Till) -> None:
    """Two shifts, an outage, an exception with its note, a statement with a settled difference."""
    till.bank.is_reachable = False
    lost = redeemed(till.redeem()).redemption.redemption_id
    close_shift(till.terminal, operator=MANAGER)
    till.bank.is_reachable, till.bank.script = True, decline("coupon_used")
    till.watch.forward(seconds=60)
    sync(till.terminal, operator_id="1001")
    note = ExceptionNoted(
        entry_id=lost, redemption_id=lost, step=CaseStep.TAKEN, owner="8001", note=""
    )
    written(till, note)
    written(till, StatementCompared(date="2024-01-28", digest="aa", counts={}, differences=[]))
    written(till, DifferenceSettled(date="2024-01-28", difference_id="d1", note="已核"))
    close_shift(till.terminal, operator=MANAGER)


def tampered(till: Till, statement: str) -> Verified:
    till.opened.database.connection.execute(statement)
    return verify_journal(till.terminal)


def test_a_day_of_the_office_is_what_the_journal_tells(till: Till) -> None:
    a_day_of_the_office(till)
    found = verify_journal(till.terminal)
    assert found.ok, found.problems


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE shift SET last_sequence = last_sequence - 1 WHERE number = 1", "shift 1"),
        ("DELETE FROM shift WHERE number = 2", "shift 2"),
        ("INSERT INTO shift VALUES (3, 90, 91, 'x')", "shift 3"),
        ("UPDATE outage SET discount_fen = discount_fen - 1", "outage 1"),
        ("UPDATE outage SET closed_ms = NULL", "outage 1"),
        ("UPDATE outage SET closed_ms = closed_ms + 1", "outage 1"),
        ("DELETE FROM outage", "outage 1"),
        ("UPDATE exception_note SET step = 'settled'", "note "),
        ("DELETE FROM exception_note", "note "),
        ("UPDATE statement SET digest = 'bb'", "statement "),
        ("DELETE FROM difference_settled", "settled difference 2024-01-28 d1"),
        ("INSERT INTO difference_settled VALUES ('2024-01-28', 'd2', 'x')", "2024-01-28 d2"),
    ],
)
def test_a_row_changed_behind_its_back_is_named(till: Till, statement: str, named: str) -> None:
    a_day_of_the_office(till)
    found = tampered(till, statement)
    assert any(named in one and "not what the journal tells" in one for one in found.problems)


def test_a_shift_that_leaves_rows_out_is_named(till: Till) -> None:
    close_shift(till.terminal, operator=MANAGER)
    head = till.terminal.store.verify().head
    gap = ShiftClosed(
        number=2,
        first_sequence=head.sequence + 1,
        last_sequence=head.sequence,
        head_hash=head.hash,
        figures={},
        handed_over={},
    )
    written(till, gap)
    found = verify_journal(till.terminal)
    assert found.problems == ("shift 2 does not begin where the one before it ended",)
