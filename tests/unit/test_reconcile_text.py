"""Everything a reconciled day and an exception can show has its words, in both languages."""

from dataclasses import replace
from enum import StrEnum

import pytest

from terminal_app.cli.reconcile_text import difference_lines
from terminal_app.domain.campaign import Fate
from terminal_app.domain.difference import Difference, DifferenceKind
from terminal_app.domain.event import CaseStep, DifferenceSettled
from terminal_app.domain.foreign_text import cells
from terminal_app.domain.money import Money
from terminal_app.domain.reconciliation import FIELDS
from terminal_app.domain.statement import RowKind, RowStatus
from terminal_app.domain.till_record import Undoing
from terminal_app.usecases.reconcile import Reconciled
from terminal_app.usecases.views import ExceptionType
from terminal_app.wording import Language, Wording
from tests.properties.statement_cases import certain, shop_of
from tests.properties.summary_cases import Outcome, Past, Sold, story

WORDS = [Wording(language) for language in Language]
SOLD = Sold(
    outcome=Outcome.CONFIRMED,
    is_paid=True,
    face=600,
    price_fen=899_900,
    quantity=1,
    minute=600,
    operator_id="1001",
    returns=(),
    is_settled=False,
)


@pytest.mark.parametrize("words", WORDS, ids=list(Language))
def test_every_kind_status_step_and_type_has_its_word(words: Wording) -> None:
    families: dict[str, type[StrEnum]] = {
        "difference": DifferenceKind,
        "statement-row": RowKind,
        "statement-status": RowStatus,
        "exception-step": CaseStep,
        "exception": ExceptionType,
    }
    for family, members in families.items():
        said = [words.say(f"{family}-{one.replace('_', '-')}") for one in members]
        assert len(set(said)) == len(said)


@pytest.mark.parametrize("words", WORDS, ids=list(Language))
def test_a_difference_in_every_field_is_told_field_by_field(words: Wording) -> None:
    past = Past(redemptions=(story(1, SOLD, 0),), settled=frozenset(), campaign_number=0)
    shop = shop_of(past, is_late=False, undoing=Undoing.ACCEPTED)
    (row,) = certain(shop)
    (record,) = shop.records
    one = Difference(
        kind=DifferenceKind.STATUS_DIFFERS,
        event_id=row.event_id,
        ours=record,
        theirs=replace(row, terminal_id="\x1b[2J别处", coupon=Fate.USED, gross=Money(1)),
        at_stake=Money(60_000),
        fields=FIELDS,
    )
    told = DifferenceSettled(date="2024-01-28", difference_id=one.difference_id, note="好了")
    noted = {one.difference_id: told}
    found = Reconciled(
        reconciliation=shop.compared(), settled={}, settled_otherwise={}, is_new=True
    )
    lines = difference_lines(one, words, found=found)
    assert len(lines) == 2 + len(FIELDS)
    assert "\x1b" not in "".join(lines)
    assert one.difference_id in lines[-1]
    closed, open_again = replace(found, settled=noted), replace(found, settled_otherwise=noted)
    ends = [difference_lines(one, words, found=kept)[-1] for kept in (closed, open_again)]
    assert all("好了" in end for end in ends)
    assert len(set(ends)) == 2, "one that is open again is told otherwise"
    assert max(map(cells, lines)) < 100
