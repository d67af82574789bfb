"""The ledger: the journal folded, and sums that add up."""

from dataclasses import replace

import pytest

from terminal_app.domain.event import (
    CampaignAdopted,
    Event,
    ExceptionRaised,
    NoticeAnswered,
    RedemptionAcceptedOffline,
    RedemptionConfirmed,
    RedemptionDeclined,
    RedemptionRequested,
    RedemptionReversed,
    SaleCompleted,
)
from terminal_app.domain.ledger import Books, Entry, balance, coupons_held_twice, fold
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.redemption import RedemptionState, SaleState
from tests.support.bank import instant
from tests.support.terminal import sale_of

AT = instant("2024-01-28T10:00:00")


def requested(number: int, *, face_fen: int = 60_000, coupon: int | None = None) -> Event:
    return RedemptionRequested(
        redemption_id=f"91{number}",
        sale_id=f"90{number}",
        coupon_id=f"{coupon or number}",
        coupon_type=face_fen // 100,
        round_number=1,
        token="1",
        items=sale_of("冰箱;8999").items,
        anchor_line=0,
        gross=Money(899_900),
        discount=Money(face_fen),
        payable=Money(899_900 - face_fen),
    )


def confirmed(number: int) -> Event:
    return RedemptionConfirmed(redemption_id=f"91{number}", proof="p")


def offline(number: int) -> Event:
    return RedemptionAcceptedOffline(redemption_id=f"91{number}", why="silent")


def declined(number: int) -> Event:
    return RedemptionDeclined(redemption_id=f"91{number}", code="coupon_used")


def exception(number: int) -> Event:
    return ExceptionRaised(redemption_id=f"91{number}", code="coupon_used")


def undone(number: int) -> Event:
    return RedemptionReversed(
        redemption_id=f"91{number}", sale_id=f"90{number}", coupon_id=f"{number}", reason="not_paid"
    )


def paid(number: int) -> Event:
    return SaleCompleted(redemption_id=f"91{number}", sale_id=f"90{number}", coupon_id=f"{number}")


def journal(*events: Event) -> list[Entry]:
    return [Entry(event=event, at=AT, operator_id="1001") for event in events]


def test_a_journal_folds_into_its_redemptions() -> None:
    found = fold(
        journal(
            requested(1), confirmed(1), requested(2), offline(2), paid(1), exception(2), paid(2)
        )
    )
    assert {name: (one.state, one.sale_state) for name, one in found.items()} == {
        "911": (RedemptionState.CONFIRMED, SaleState.COMPLETED),
        "912": (RedemptionState.EXCEPTION, SaleState.COMPLETED),
    }


def test_rows_about_other_matters_change_no_redemption() -> None:
    others = journal(
        CampaignAdopted(campaign_id="c", version=1, document="d"),
        NoticeAnswered(event_id="93", redemption_id="911", outcome="confirmed", code="", proof="p"),
    )
    assert fold([*journal(requested(1)), *others]) == fold(journal(requested(1)))


def test_every_fen_given_is_in_exactly_one_place() -> None:
    books = balance(
        fold(
            journal(
                requested(1), confirmed(1),
                requested(2, face_fen=30_000), offline(2),
                requested(3, face_fen=50_000), offline(3), exception(3),
                requested(4), declined(4),
                requested(5), confirmed(5), undone(5),
                requested(6),
            )
        ).values(),
        waiting=("912", "913"),
    )  # fmt: skip
    assert books == Books(
        accepted=Money(140_000),
        confirmed=Money(60_000),
        waiting=Money(30_000),
        exceptions=Money(50_000),
    )
    assert books.balanced


def test_an_empty_journal_balances() -> None:
    assert balance([], waiting=()) == Books(
        accepted=ZERO, confirmed=ZERO, waiting=ZERO, exceptions=ZERO
    )


def test_what_was_accepted_alone_and_no_longer_waits_is_missed() -> None:
    kept = fold(journal(requested(1), offline(1))).values()
    assert balance(kept, waiting=("911",)).balanced
    assert not balance(kept, waiting=()).balanced


def test_books_with_a_fen_astray_do_not_balance() -> None:
    books = Books(accepted=Money(2), confirmed=Money(1), waiting=ZERO, exceptions=ZERO)
    assert not books.balanced


def test_an_id_is_made_once() -> None:
    with pytest.raises(AssertionError):
        fold(journal(requested(1), requested(1)))


def test_an_outcome_without_a_request_cannot_be_folded() -> None:
    with pytest.raises(KeyError):
        fold(journal(confirmed(1)))


def test_a_sum_that_does_not_add_up_is_never_counted() -> None:
    (good,) = fold(journal(requested(1))).values()
    wrong = replace(good, requested=replace(good.requested, payable=Money(1)))
    with pytest.raises(AssertionError):
        balance([wrong], waiting=())


def test_a_coupon_in_two_live_redemptions_is_named_once() -> None:
    found = fold(
        journal(
            requested(1, coupon=7), confirmed(1),
            requested(2, coupon=7), offline(2),
            requested(3, coupon=7),
            requested(4, coupon=8), declined(4),
            requested(5, coupon=8), confirmed(5),
        )
    )  # fmt: skip
    assert coupons_held_twice(found.values()) == ("7",)
