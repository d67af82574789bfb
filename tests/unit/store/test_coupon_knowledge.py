"""What is known of a coupon and of a serial number: the journal first, then the last download."""

import pytest

from terminal_app.domain.coupon import FREE, CouponKnowledge, CouponStatus
from terminal_app.domain.event import (
    Event,
    ExceptionRaised,
    RedemptionAcceptedOffline,
    RedemptionConfirmed,
    RedemptionDeclined,
    RedemptionRequested,
    RedemptionReversed,
)
from tests.support.bank import change, later
from tests.unit.store.shelf import NOW, Shelf, requested

COUPON = "7000000000000001"


def known(shelf: Shelf, coupon_id: str = COUPON) -> CouponKnowledge:
    with shelf.store.snapshot() as view:
        return view.coupon(coupon_id)


def download(shelf: Shelf, state: str, *, redemption_id: str = "", cursor: str = "1") -> None:
    with shelf.store.transaction() as tx:
        one = change(COUPON, state, at=later(NOW, seconds=5), redemption_id=redemption_id)
        tx.keep_changes([one], cursor)


def undone(request: RedemptionRequested) -> Event:
    return RedemptionReversed(
        redemption_id=request.redemption_id,
        sale_id=request.sale_id,
        coupon_id=request.coupon_id,
        reason="not_paid",
    )


def test_a_coupon_nobody_spoke_of_is_free(shelf: Shelf) -> None:
    assert known(shelf) == FREE


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("used", CouponStatus.USED),
        ("revoked", CouponStatus.REVOKED),
        ("frozen", CouponStatus.FROZEN),
        ("usable", CouponStatus.FREE),
        ("a word of a newer platform", CouponStatus.FROZEN),
    ],
)
def test_the_download_says_what_the_journal_does_not(
    shelf: Shelf, state: str, status: CouponStatus
) -> None:
    download(shelf, state)
    found = known(shelf)
    assert found.status is status
    assert found.at == (None if status is CouponStatus.FREE else later(NOW, seconds=5))


def test_the_last_word_of_the_download_counts(shelf: Shelf) -> None:
    download(shelf, "frozen")
    download(shelf, "usable", cursor="2")
    assert known(shelf) == FREE
    with shelf.store.snapshot() as view:
        assert view.changes_cursor() == "2"


def test_a_coupon_under_way_here_is_in_progress(shelf: Shelf) -> None:
    request = requested(COUPON)
    shelf.append(request)
    assert known(shelf) == CouponKnowledge(
        status=CouponStatus.IN_PROGRESS, sale_id=request.sale_id, at=NOW
    )


def settled(request: RedemptionRequested, name: str) -> list[Event]:
    redemption_id = request.redemption_id
    offline = RedemptionAcceptedOffline(redemption_id=redemption_id, why="")
    return {
        "confirmed": [RedemptionConfirmed(redemption_id=redemption_id, proof="")],
        "offline": [offline],
        "exception": [offline, ExceptionRaised(redemption_id=redemption_id, code="coupon_used")],
        "declined": [RedemptionDeclined(redemption_id=redemption_id, code="coupon_frozen")],
        "reversed": [undone(request)],
    }[name]


@pytest.mark.parametrize("listed", ["", "used", "usable", "revoked"])
@pytest.mark.parametrize("outcome", ["confirmed", "offline", "exception"])
def test_what_the_journal_holds_no_download_frees(shelf: Shelf, outcome: str, listed: str) -> None:
    request = requested(COUPON)
    shelf.append(request, *settled(request, outcome))
    if listed:
        download(shelf, listed)
    assert known(shelf) == CouponKnowledge(
        status=CouponStatus.USED_HERE, sale_id=request.sale_id, at=NOW
    )


@pytest.mark.parametrize("outcome", ["declined", "reversed"])
def test_what_the_journal_let_go_is_free(shelf: Shelf, outcome: str) -> None:
    request = requested(COUPON)
    shelf.append(request, *settled(request, outcome))
    assert known(shelf) == FREE


def test_a_late_list_that_names_our_own_reversed_redemption_is_only_late(shelf: Shelf) -> None:
    request = requested(COUPON)
    shelf.append(request, undone(request))
    download(shelf, "used", redemption_id=request.redemption_id)
    assert known(shelf) == FREE


@pytest.mark.parametrize("by", ["", "91000000000000000000000"])
def test_a_list_that_names_somebody_else_counts_after_a_reversal_here(
    shelf: Shelf, by: str
) -> None:
    request = requested(COUPON)
    shelf.append(request, undone(request))
    download(shelf, "used", redemption_id=by)
    assert known(shelf).status is CouponStatus.USED


def test_a_freeze_counts_after_a_reversal_here_whoever_caused_it(shelf: Shelf) -> None:
    request = requested(COUPON)
    shelf.append(request, undone(request))
    download(shelf, "frozen", redemption_id=request.redemption_id)
    assert known(shelf).status is CouponStatus.FROZEN


def test_one_coupon_says_nothing_of_another(shelf: Shelf) -> None:
    shelf.append(requested(COUPON))
    assert known(shelf, "7000000000000002") == FREE


@pytest.mark.parametrize(
    ("outcome", "is_spent"),
    [
        ("confirmed", True),
        ("offline", True),
        ("exception", True),
        ("declined", False),
        ("reversed", False),
    ],
)
def test_a_serial_number_is_spent_while_its_redemption_holds(
    shelf: Shelf, outcome: str, is_spent: bool
) -> None:
    request = requested(COUPON, serial="SN1")
    shelf.append(request, *settled(request, outcome))
    with shelf.store.snapshot() as view:
        assert view.serial_used_in("SN1") == (request.sale_id if is_spent else None)
        assert view.serial_used_in("SN2") is None
