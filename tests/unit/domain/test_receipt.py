"""What a slip says is true."""

from dataclasses import replace

import pytest

from terminal_app.domain.campaign import Fate, RefundPolicy
from terminal_app.domain.money import Money
from terminal_app.domain.receipt import RefundTerms, masked, receipt_of, terms_of
from terminal_app.domain.redemption import ACCEPTED, RedemptionState
from tests.unit.printer.samples import (
    CAMPAIGN,
    POLICY,
    PRINTED_AT,
    THREE,
    TRAINING,
    receipt,
    redemption,
)


def test_a_slip_adds_up() -> None:
    slip = receipt(redemption(THREE, coupon_type=500))
    assert (slip.gross, slip.discount, slip.paid) == (
        Money(1_109_450),
        Money(50_000),
        Money(1_059_450),
    )
    assert slip.units == 6


def test_sums_that_do_not_add_up_are_never_printed() -> None:
    with pytest.raises(AssertionError):
        replace(receipt(), paid=Money(1))
    with pytest.raises(AssertionError):
        replace(receipt(), items=())


@pytest.mark.parametrize("state", sorted(set(RedemptionState) - ACCEPTED))
def test_there_is_no_slip_for_a_coupon_that_was_not_accepted(state: RedemptionState) -> None:
    with pytest.raises(AssertionError):
        receipt(redemption(state=state))


def test_the_coupon_was_spent_on_one_line_and_the_slip_says_which() -> None:
    slip = receipt(redemption(THREE, coupon_type=500))
    assert [item.with_coupon for item in slip.items] == [False, True, False]
    assert [item.serial_number for item in slip.items] == [
        "3512A0077",
        "HS75E3N24010012345678",
        None,
    ]


@pytest.mark.parametrize(
    ("coupon_id", "shown"),
    [
        ("2401600000127364", "2401********7364"),
        ("12345678", "12****78"),
        ("1234", "1**4"),
        ("123", "***"),
        ("", ""),
    ],
)
def test_a_coupon_id_shows_its_ends_only(coupon_id: str, shown: str) -> None:
    assert masked(coupon_id) == shown


def test_the_first_slip_is_the_original_and_every_other_a_copy() -> None:
    assert not receipt(copy=1).is_copy
    assert receipt(copy=2).is_copy
    with pytest.raises(AssertionError):
        receipt(copy=0)


def test_a_training_slip_knows_that_it_is_one() -> None:
    assert receipt(campaign=TRAINING).training
    assert not receipt().training


@pytest.mark.parametrize(
    ("policy", "terms"),
    [
        (POLICY, RefundTerms.FULL_REINSTATES),
        (replace(POLICY, full_inside=Fate.USED), RefundTerms.NEVER_REINSTATES),
        (replace(POLICY, full_after=Fate.REINSTATED), RefundTerms.ASK),
        (replace(POLICY, void=Fate.REINSTATED), RefundTerms.ASK),
        (replace(POLICY, partial=Fate.REINSTATED), RefundTerms.ASK),
        (replace(POLICY, split=Fate.REINSTATED), RefundTerms.ASK),
        (replace(POLICY, cycles_max=1), RefundTerms.ASK),
        (replace(POLICY, reinstatement_delay_s=86_400), RefundTerms.ASK),
    ],
)
def test_a_slip_promises_only_what_the_policy_gives(
    policy: RefundPolicy, terms: RefundTerms
) -> None:
    assert terms_of(policy) is terms
    assert receipt(campaign=replace(CAMPAIGN, refund_policy=policy)).refund_terms is terms


def test_a_slip_of_an_exception_promises_no_reinstatement() -> None:
    slip = receipt(redemption(state=RedemptionState.EXCEPTION))
    assert slip.refund_terms is RefundTerms.ASK


def test_a_campaign_that_no_longer_knows_type_or_round_still_makes_a_slip() -> None:
    slip = receipt(campaign=replace(CAMPAIGN, types=(), rounds=()))
    assert slip.coupon_threshold is None
    assert slip.valid_until is None
    assert slip.refund_terms is RefundTerms.ASK


def test_who_pays_the_subsidy_is_told_only_when_asked_for() -> None:
    assert receipt().funding == ()
    assert receipt(with_funding=True).funding == (
        "省级商贸发展和市场开拓资金",
        "中国建设银行聊城分行配资",
    )


def test_nothing_on_a_slip_tells_the_token() -> None:
    one = redemption()
    slip = receipt_of(
        one,
        campaign=CAMPAIGN,
        store_name="店",
        terminal_id="T1",
        operator_name="",
        copy=1,
        printed_at=PRINTED_AT,
    )
    assert one.requested.token not in repr(slip)
    assert one.requested.coupon_id not in repr(slip)
