"""What holds of refunds whatever is wished, in any order, under any policy."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from terminal_app.domain.campaign import Fate, Spread
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.refund import RefundDecision, RefundKind, shares
from terminal_app.domain.sale import Sale
from tests.properties.refund_cases import CASES, FACE_FEN, INSTANTS, POLICIES, Case, Step, sales
from tests.support.refunds import ENDS, Walk


def take(story: Walk, step: Step) -> RefundDecision | None:
    """Do what is wished, if it can be done."""
    asked = story.ask_void(at=step.at) if step.is_void else story.ask(*step.units, at=step.at)
    if not isinstance(asked, RefundDecision):
        return None
    done = story.void(at=step.at) if step.is_void else story.refund(*step.units, at=step.at)
    assert done == asked, "what was shown is what is done"
    return done


def total(amounts: list[Money]) -> Money:
    return sum(amounts, start=ZERO)


def price_of(story: Walk, units: dict[int, int]) -> Money:
    items = story.redemption.requested.items
    return total([items[line].unit_price * count for line, count in units.items()])


@given(case=CASES)
def test_never_more_goes_back_than_was_paid_and_in_the_end_all_of_it(case: Case) -> None:
    story = case.walk()
    for step in case.steps:
        take(story, step)
        assert total([one.refund for one in story.decisions]) <= story.paid
    take(story, Step(units=(), is_void=False, at=ENDS))
    assert total([one.refund for one in story.decisions]) == story.paid
    assert story.redemption.fully_returned


@given(case=CASES)
def test_the_coupons_value_never_leaves_as_cash(case: Case) -> None:
    """What the store keeps pays for the goods that stay, the discount aside."""
    story = case.walk()
    for step in case.steps:
        take(story, step)
        returned = story.redemption.returned
        goods_left = story.redemption.requested.gross - price_of(story, dict(returned.units))
        kept = story.paid - returned.paid_back
        assert goods_left - Money(FACE_FEN) <= kept <= goods_left
        assert ZERO <= returned.subsidy_back <= Money(FACE_FEN)


@given(case=CASES)
def test_a_redemption_gives_its_coupon_back_once_at_most_and_its_validity_never_grows(
    case: Case,
) -> None:
    story = case.walk()
    for step in case.steps:
        take(story, step)
    fates = [one.fate for one in story.decisions]
    assert fates.count(Fate.REINSTATED) <= 1
    assert {one.valid_until for one in story.decisions} <= {ENDS}
    for one in story.decisions:
        assert (one.usable_from is None) == (one.fate is Fate.USED)


@given(case=CASES)
def test_a_coupon_comes_back_only_when_its_whole_subsidy_has(case: Case) -> None:
    story = case.walk()
    for step in case.steps:
        done = take(story, step)
        if done is not None and done.fate is Fate.REINSTATED:
            assert story.redemption.returned.subsidy_back == Money(FACE_FEN)


@given(sale=sales(), policy=POLICIES)
def test_the_parts_of_the_discount_add_up_whatever_carries_them(
    sale: Sale, policy: dict[str, object]
) -> None:
    case = Case(sale=sale, policy=policy, cycles=0, steps=())
    for spread in Spread:
        parts = shares(case.walk().sold, spread)
        assert total(list(parts)) == Money(FACE_FEN)
        assert all(ZERO <= part <= item.total for part, item in zip(parts, sale.items, strict=True))


@given(case=CASES, at=INSTANTS)
def test_unit_by_unit_comes_to_the_same_money_as_all_at_once(case: Case, at: object) -> None:
    story = case.walk()
    for line, item in enumerate(case.sale.items):
        for _ in range(item.quantity):
            assert story.refund((line, 1)).refund >= ZERO
    assert total([one.refund for one in story.decisions]) == case.walk().refund().refund
    assert total([one.subsidy_back for one in story.decisions]) == Money(FACE_FEN)


@given(case=CASES)
def test_the_working_is_the_refund(case: Case) -> None:
    story = case.walk()
    for step in case.steps:
        done = take(story, step)
        if done is None:
            continue
        assert total([line.amount for line in done.working]) == done.refund
        assert [(line.line, line.quantity) for line in done.working] == [
            (one.line, one.quantity) for one in done.units
        ]
        assert all(line.amount >= ZERO for line in done.working)


@given(case=CASES)
def test_only_one_operation_over_everything_is_full(case: Case) -> None:
    story = case.walk()
    for step in case.steps:
        take(story, step)
    kinds = [one.kind for one in story.decisions if one.kind is not RefundKind.VOID]
    assert RefundKind.FULL not in kinds or kinds == [RefundKind.FULL]
    assert kinds.count(RefundKind.SPLIT) <= 1


@given(case=CASES, data=st.data())
def test_a_full_refund_recommended_would_really_give_the_coupon_back(
    case: Case, data: st.DataObject
) -> None:
    story = case.walk()
    for step in case.steps:
        asked = story.ask_void(at=step.at) if step.is_void else story.ask(*step.units, at=step.at)
        if isinstance(asked, RefundDecision) and asked.full_would_reinstate:
            assert story.ask(at=step.at).fate is Fate.REINSTATED  # type: ignore[union-attr]
            assert asked.fate is Fate.USED
        take(story, step)
