"""A line that is otherwise than our record is told by the field it differs in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from terminal_app.domain.campaign import Fate
from terminal_app.domain.difference import DifferenceKind
from terminal_app.domain.money import Money
from terminal_app.domain.reconciliation import FIELDS
from terminal_app.domain.refund import RefundKind
from terminal_app.domain.statement import RowKind, RowStatus, StatementRow
from terminal_app.domain.till_record import Undoing
from tests.properties.statement_cases import Shop, certain, shop_of
from tests.properties.summary_cases import Outcome, Past, Return, Sold, Word, story

CHANGES: dict[str, Callable[[StatementRow], Any]] = {
    "gross": lambda row: row.gross + Money(1),
    "discount": lambda row: row.discount + Money(1),
    "payable": lambda row: row.payable + Money(1),
    "refund": lambda row: row.refund + Money(1),
    "subsidy_back": lambda row: row.subsidy_back + Money(1),
    "coupon_type": lambda row: 500,
    "kind": lambda row: RowKind.REDEMPTION,
    "redemption_id": lambda row: "1",
    "sale_id": lambda row: "1",
    "coupon_id": lambda row: "1",
    "refund_kind": lambda row: RefundKind.SPLIT,
    "at": lambda row: row.at + timedelta(minutes=1),
    "terminal_id": lambda row: "T0000000009",
    "coupon": lambda row: Fate.USED,
    "status": lambda row: RowStatus.REVERSED,
}
"""For each field another value than an honest line of a full refund has."""

AMOUNTS = {"gross", "discount", "payable", "refund", "subsidy_back", "coupon_type"}


@pytest.fixture
def shop() -> Shop:
    """One sale, taken back whole the same hour."""
    back = Return(units=0, is_void=False, hours=0, word=Word.CONFIRMED)
    sold = Sold(
        outcome=Outcome.CONFIRMED,
        is_paid=True,
        face=600,
        price_fen=899_900,
        quantity=1,
        minute=600,
        operator_id="1001",
        returns=(back,),
        is_settled=False,
    )
    past = Past(redemptions=(story(1, sold, 0),), settled=frozenset(), campaign_number=0)
    return shop_of(past, is_late=False, undoing=Undoing.ACCEPTED)


def test_every_field_has_a_change_to_try() -> None:
    assert set(CHANGES) == set(FIELDS)


@pytest.mark.parametrize("name", CHANGES)
def test_each_field_that_differs_is_named(shop: Shop, name: str) -> None:
    sale, back = certain(shop)
    assert back.kind is RowKind.REFUND
    wrong = replace(back, **{name: CHANGES[name](back)})
    (found,) = shop.compared([sale, wrong]).differences
    is_amount = name in AMOUNTS
    kind = DifferenceKind.AMOUNT_DIFFERS if is_amount else DifferenceKind.STATUS_DIFFERS
    assert (found.kind, found.fields, found.event_id) == (kind, (name,), back.event_id)
    gap = Money(1) if is_amount and name != "coupon_type" else back.refund
    assert found.at_stake == gap


def test_a_redemption_that_the_same_statement_takes_back_does_not_stand(shop: Shop) -> None:
    sale, back = certain(shop)
    (known, _) = shop.records
    redeemed = replace(known, statuses=frozenset({RowStatus.CONFIRMED}))
    elsewhere = replace(back, event_id="6", terminal_id="T0000000009")
    there = replace(shop, records=(redeemed,))
    assert there.compared([sale, elsewhere]).differences == ()
    standing = replace(sale, status=RowStatus.CONFIRMED)
    (found,) = there.compared([standing, elsewhere]).differences
    assert (found.kind, found.fields) == (DifferenceKind.STATUS_DIFFERS, ("status",))
    assert there.compared([standing]).differences == (), "nothing is known of it here"


@pytest.mark.parametrize("status", [RowStatus.VOIDED, RowStatus.REFUNDED])
def test_what_another_till_took_back_on_a_later_day_is_explained(
    shop: Shop, status: RowStatus
) -> None:
    sale, _ = certain(shop)
    (known, _) = shop.records
    alone = replace(shop, records=(replace(known, statuses=frozenset({RowStatus.CONFIRMED})),))
    found = alone.compared([replace(sale, status=status)])
    assert (found.differences, found.matched, found.other_tills) == ((), 0, 1)
    (wrong,) = alone.compared([replace(sale, status=RowStatus.REVERSED)]).differences
    assert wrong.fields == ("status",)


def test_what_our_own_refunds_deny_stays_a_difference(shop: Shop) -> None:
    sale, back = certain(shop)
    (wrong,) = shop.compared([replace(sale, status=RowStatus.VOIDED), back]).differences
    assert (wrong.kind, wrong.fields) == (DifferenceKind.STATUS_DIFFERS, ("status",))
