"""May this coupon be applied to this sale, here and now: each reason reached, each boundary to the millisecond."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from terminal_app.domain.campaign import Campaign
from terminal_app.domain.coupon import FREE, CouponClaims, CouponKnowledge, CouponStatus
from terminal_app.domain.decision import Accepted, Knowledge, decide, rests_on_download
from terminal_app.domain.money import Money
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.sale import Sale
from terminal_app.domain.standing import UNHEARD, Standing
from tests.support.bank import BankKeys, campaign_document, campaign_of, instant
from tests.support.terminal import sale_of

NOW = instant("2024-01-28T10:00:00")
MS = timedelta(milliseconds=1)
CAMPAIGN = campaign_of(campaign_document(BankKeys()))
UNKNOWING = Knowledge(coupon=FREE, serial_used_in=None, standing=UNHEARD)
SUSPENDED = Standing(serial=7, suspended=True, reason="套利核查", since=NOW, hotline="95533")


def presentation(*, issued_at: datetime = NOW, life_s: int = 120, **changed: Any) -> CouponClaims:
    claims = CouponClaims(
        coupon_id="7000000000000001",
        coupon_type=600,
        round_number=1,
        campaign_number=2401,
        holder_tag="616263",
        issued_at=issued_at,
        expires_at=issued_at + timedelta(seconds=life_s),
        key_id="54a1b2c3",
        code="1",
    )
    return replace(claims, **changed)


def verdict(
    *,
    claims: CouponClaims | None = None,
    sale: Sale | None = None,
    campaign: Campaign = CAMPAIGN,
    knowledge: Knowledge = UNKNOWING,
    now: datetime = NOW,
) -> Accepted | Refused:
    return decide(
        claims=claims or presentation(issued_at=now),
        sale=sale or sale_of("冰箱;8999"),
        campaign=campaign,
        knowledge=knowledge,
        now=now,
    )


def reason(**case: Any) -> Reason | None:
    found = verdict(**case)
    return found.reason if isinstance(found, Refused) else None


def accepted(**case: Any) -> Accepted:
    found = verdict(**case)
    assert isinstance(found, Accepted), found
    return found


def known(status: CouponStatus) -> Knowledge:
    return replace(UNKNOWING, coupon=CouponKnowledge(status=status, sale_id="9", at=NOW))


def test_the_discount_is_the_face_and_lies_on_the_dearest_unit() -> None:
    found = accepted(sale=sale_of("电视;3000;2", "冰箱;8999", "洗衣机;8999"))
    assert (found.gross, found.discount) == (Money(2_399_800), Money(60_000))
    assert found.payable == Money(2_339_800)
    assert found.anchor_line == 1
    assert found.valid_until == CAMPAIGN.rounds[0].valid_until


@pytest.mark.parametrize("type_id", [300, 500, 600])
def test_exactly_the_threshold_is_enough_and_a_fen_less_is_not(type_id: int) -> None:
    kind = CAMPAIGN.type_of(type_id)
    assert kind is not None
    claims = presentation(coupon_type=type_id)
    assert accepted(claims=claims, sale=sale_of(f"a;{kind.threshold.yuan}"))
    short = sale_of(f"a;{(kind.threshold - Money(1)).yuan};3")
    found = verdict(claims=claims, sale=short)
    assert isinstance(found, Refused)
    assert found.reason is Reason.BELOW_THRESHOLD
    assert found.facts == {
        "dearest": kind.threshold - Money(1),
        "threshold": kind.threshold,
        "short": Money(1),
    }


@pytest.mark.parametrize(
    ("coupon_type", "price", "larger"),
    [
        (300, "9000", 600),
        (300, "8000", 600),
        (300, "7999.99", 500),
        (300, "5000", 500),
        (300, "4999.99", None),
        (500, "8000", 600),
        (600, "90000", None),
    ],
)
def test_a_cheaper_coupon_on_a_dearer_item_is_taken_with_a_hint_of_the_largest(
    coupon_type: int, price: str, larger: int | None
) -> None:
    found = accepted(claims=presentation(coupon_type=coupon_type), sale=sale_of(f"冰箱;{price}"))
    assert (found.larger_type.id if found.larger_type else None) == larger


@pytest.mark.parametrize(
    ("number", "now", "said"),
    [
        (1, "2024-01-27T09:59:59.999", Reason.ROUND_NOT_STARTED),
        (1, "2024-01-27T10:00:00", None),
        (1, "2024-02-01T23:59:59.999", None),
        (1, "2024-02-02T00:00:00", Reason.ROUND_ENDED),
        (2, "2024-02-03T09:59:59.999", Reason.ROUND_NOT_STARTED),
        (2, "2024-02-03T10:00:00", None),
        (2, "2024-02-05T23:59:59.999", None),
        (2, "2024-02-06T00:00:00", Reason.ROUND_ENDED),
        (3, "2024-02-07T09:59:59.999", Reason.ROUND_NOT_STARTED),
        (3, "2024-02-07T10:00:00", None),
        (3, "2024-02-09T11:59:59.999", None),
        (3, "2024-02-09T12:00:00", Reason.ROUND_ENDED),
        (4, "2024-01-28T10:00:00", Reason.ROUND_UNKNOWN),
    ],
)
def test_a_round_is_closed_at_its_start_and_open_at_its_end(
    number: int, now: str, said: Reason | None
) -> None:
    at = instant(now)
    assert reason(claims=presentation(issued_at=at, round_number=number), now=at) is said


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (timedelta(seconds=-90) - MS, Reason.CODE_NOT_YET),
        (timedelta(seconds=-90), None),
        (timedelta(0), None),
        (timedelta(seconds=120 + 90) - MS, None),
        (timedelta(seconds=120 + 90), Reason.CODE_EXPIRED),
    ],
)
def test_a_presentation_is_fresh_from_its_issue_to_its_expiry_give_or_take_the_skew(
    age: timedelta, said: Reason | None
) -> None:
    assert reason(claims=presentation(issued_at=NOW - age)) is said


def test_a_presentation_cannot_give_itself_a_longer_life_than_the_campaign() -> None:
    generous = presentation(issued_at=NOW - timedelta(seconds=210), life_s=86_400)
    found = verdict(claims=generous)
    assert isinstance(found, Refused)
    assert found.reason is Reason.CODE_EXPIRED
    assert found.facts["late_s"] == 90


def test_a_presentation_may_give_itself_a_shorter_life() -> None:
    short = presentation(issued_at=NOW - timedelta(seconds=150), life_s=60)
    assert reason(claims=short) is Reason.CODE_EXPIRED


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (CouponStatus.FREE, None),
        (CouponStatus.USED_HERE, Reason.COUPON_USED_HERE),
        (CouponStatus.IN_PROGRESS, Reason.COUPON_IN_PROGRESS),
        (CouponStatus.USED, Reason.COUPON_USED),
        (CouponStatus.REVOKED, Reason.COUPON_REVOKED),
        (CouponStatus.FROZEN, Reason.COUPON_FROZEN),
    ],
)
def test_what_is_known_of_the_coupon_decides(status: CouponStatus, said: Reason | None) -> None:
    assert reason(knowledge=known(status)) is said


def test_a_used_coupon_says_in_which_sale_and_when() -> None:
    found = verdict(knowledge=known(CouponStatus.USED_HERE))
    assert isinstance(found, Refused)
    assert found.facts == {"sale": "9", "at": NOW}
    bare = replace(UNKNOWING, coupon=CouponKnowledge(status=CouponStatus.USED))
    found = verdict(knowledge=bare)
    assert isinstance(found, Refused)
    assert found.facts == {}


def test_a_suspended_store_is_told_why_and_whom_to_call() -> None:
    found = verdict(knowledge=replace(UNKNOWING, standing=SUSPENDED))
    assert found == Refused(
        reason=Reason.STORE_SUSPENDED, facts={"why": "套利核查", "hotline": "95533"}
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"campaign_number": 2402}, Reason.CODE_OTHER_CAMPAIGN),
        ({"coupon_type": 400}, Reason.COUPON_TYPE_UNKNOWN),
    ],
)
def test_a_code_of_another_campaign_or_type_is_refused(
    changed: dict[str, int], said: Reason
) -> None:
    assert reason(claims=presentation(**changed)) is said


@pytest.mark.parametrize(
    ("is_required", "line", "used_in", "said"),
    [
        (False, "冰箱;8999", None, None),
        (False, "冰箱;8999;1;SN1", None, None),
        (False, "冰箱;8999;1;SN1", "90", Reason.SERIAL_USED),
        (True, "冰箱;8999;1;SN1", None, None),
        (True, "冰箱;8999", None, Reason.SERIAL_REQUIRED),
        (True, "冰箱;8999;1;SN1", "90", Reason.SERIAL_USED),
    ],
)
def test_one_unit_one_coupon(
    is_required: bool, line: str, used_in: str | None, said: Reason | None
) -> None:
    campaign = replace(CAMPAIGN, serial_number_required=is_required)
    knowledge = replace(UNKNOWING, serial_used_in=used_in)
    assert reason(campaign=campaign, knowledge=knowledge, sale=sale_of(line)) is said


def test_the_serial_number_asked_for_is_that_of_the_dearest_unit() -> None:
    campaign = replace(CAMPAIGN, serial_number_required=True)
    assert reason(campaign=campaign, sale=sale_of("a;100;1;SN1", "b;8999")) is (
        Reason.SERIAL_REQUIRED
    )
    assert accepted(campaign=campaign, sale=sale_of("a;100", "b;8999;1;SN1"))


def test_the_cheapest_to_explain_comes_first() -> None:
    """Every rule broken at once; each reason in its turn, as the ones before it are mended."""
    everything: dict[str, Any] = {
        "claims": presentation(
            issued_at=NOW - timedelta(days=9),
            campaign_number=1,
            coupon_type=400,
            round_number=3,
        ),
        "campaign": replace(CAMPAIGN, serial_number_required=True),
        "sale": sale_of("a;100"),
        "knowledge": replace(known(CouponStatus.USED), standing=SUSPENDED),
    }
    mended: list[tuple[Reason, dict[str, Any]]] = [
        (Reason.STORE_SUSPENDED, {"knowledge": known(CouponStatus.USED)}),
        (Reason.CODE_OTHER_CAMPAIGN, {"campaign_number": 2401}),
        (Reason.CODE_EXPIRED, {"issued_at": NOW, "expires_at": NOW + timedelta(seconds=120)}),
        (Reason.COUPON_USED, {"knowledge": UNKNOWING}),
        (Reason.COUPON_TYPE_UNKNOWN, {"coupon_type": 600}),
        (Reason.ROUND_NOT_STARTED, {"round_number": 1}),
        (Reason.BELOW_THRESHOLD, {"sale": sale_of("a;8000")}),
        (Reason.SERIAL_REQUIRED, {"sale": sale_of("a;8000;1;SN1")}),
    ]
    for said, mending in mended:
        assert reason(**everything) is said
        for name, value in mending.items():
            if name in everything:
                everything[name] = value
            else:
                everything["claims"] = replace(everything["claims"], **{name: value})
    assert accepted(**everything)


def test_only_what_the_platform_may_have_changed_is_looked_up_again() -> None:
    asked_again = {one for one in Reason if rests_on_download(Refused(reason=one))}
    assert asked_again == {
        Reason.STORE_SUSPENDED,
        Reason.COUPON_USED,
        Reason.COUPON_USED_HERE,
        Reason.COUPON_REVOKED,
        Reason.COUPON_FROZEN,
        Reason.COUPON_TYPE_UNKNOWN,
        Reason.ROUND_UNKNOWN,
        Reason.ROUND_NOT_STARTED,
        Reason.ROUND_ENDED,
    }
