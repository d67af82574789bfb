"""A redemption and its states: the whole table of answers, and the sequences that cannot be."""

from dataclasses import replace

import pytest

from terminal_app.domain.answer import Answer, Confirmed, Declined, NoAnswer, Throttled
from terminal_app.domain.event import (
    ExceptionRaised,
    RedemptionAcceptedOffline,
    RedemptionConfirmed,
    RedemptionDeclined,
    RedemptionEvent,
    RedemptionRequested,
    RedemptionReversed,
    SaleCompleted,
)
from terminal_app.domain.money import Money
from terminal_app.domain.redemption import (
    ACCEPTED,
    Redemption,
    RedemptionState,
    SaleState,
    Wait,
    apply,
    begin,
    resolve,
)
from terminal_app.domain.refusal import Reason, Refused
from tests.support.bank import instant
from tests.support.terminal import sale_of

AT = instant("2024-01-28T10:00:00")
ID, SALE, COUPON = "91", "90", "7000000000000001"

REQUESTED = RedemptionRequested(
    redemption_id=ID,
    sale_id=SALE,
    coupon_id=COUPON,
    coupon_type=600,
    round_number=1,
    token="1",
    items=sale_of("冰箱;8999").items,
    anchor_line=0,
    gross=Money(899_900),
    discount=Money(60_000),
    payable=Money(839_900),
)
CONFIRMED = RedemptionConfirmed(redemption_id=ID, proof="p")
DECLINED = RedemptionDeclined(redemption_id=ID, code="coupon_used", evidence={"a": 1}, proof="p")
OFFLINE = RedemptionAcceptedOffline(redemption_id=ID, why="silent")
REVERSED = RedemptionReversed(redemption_id=ID, sale_id=SALE, coupon_id=COUPON, reason="not_paid")
EXCEPTION = ExceptionRaised(redemption_id=ID, code="coupon_used", evidence={"a": 1}, proof="p")
COMPLETED = SaleCompleted(redemption_id=ID, sale_id=SALE, coupon_id=COUPON)
EVENTS = (REQUESTED, CONFIRMED, DECLINED, OFFLINE, REVERSED, EXCEPTION, COMPLETED)

LIMIT = Refused(reason=Reason.OFFLINE_COUNT_REACHED, facts={"limit": 20})


def after(*events: RedemptionEvent) -> Redemption:
    redemption = begin(REQUESTED, at=AT, operator_id="1001")
    for event in events:
        redemption = apply(redemption, event, at=AT)
    return redemption


S = RedemptionState
ANSWERS: dict[str, Answer] = {
    "confirmed": Confirmed(proof="p"),
    "confirmed again": Confirmed(proof="p", repeat=True),
    "declined": Declined(code="coupon_used", evidence={"a": 1}, proof="p"),
    "no answer": NoAnswer(why="silent"),
    "throttled": Throttled(why="503", retry_after_s=7),
}
WAIT, WAIT_7_S = Wait(why="silent"), Wait(why="503", retry_after_s=7)
THROTTLED_OFFLINE = RedemptionAcceptedOffline(redemption_id=ID, why="503")
# state: declined, no answer, throttled; what is confirmed is confirmed in every state
TABLE = {
    S.REQUESTED: (DECLINED, OFFLINE, THROTTLED_OFFLINE),
    S.CONFIRMED: (DECLINED, WAIT, WAIT_7_S),
    S.DECLINED: (DECLINED, WAIT, WAIT_7_S),
    S.ACCEPTED_OFFLINE: (EXCEPTION, WAIT, WAIT_7_S),
    S.REVERSED: (DECLINED, WAIT, WAIT_7_S),
    S.EXCEPTION: (Wait(why="coupon_used"), WAIT, WAIT_7_S),
}


@pytest.mark.parametrize("state", RedemptionState)
def test_every_state_has_one_result_for_every_answer(state: RedemptionState) -> None:
    declined, silent, throttled = TABLE[state]
    expected = dict(zip(ANSWERS, (CONFIRMED, CONFIRMED, declined, silent, throttled), strict=True))
    found = {
        name: resolve(state, answer, redemption_id=ID, alone=None)
        for name, answer in ANSWERS.items()
    }
    assert found == expected


@pytest.mark.parametrize("state", RedemptionState)
def test_a_limit_matters_only_to_what_waits_for_its_first_answer(state: RedemptionState) -> None:
    for name, answer in ANSWERS.items():
        limited = resolve(state, answer, redemption_id=ID, alone=LIMIT)
        unlimited = resolve(state, answer, redemption_id=ID, alone=None)
        asks_the_limit = state is S.REQUESTED and name in {"no answer", "throttled"}
        assert limited == (LIMIT if asks_the_limit else unlimited)


REACHED = {
    "requested": after(),
    "confirmed": after(CONFIRMED),
    "declined": after(DECLINED),
    "offline": after(OFFLINE),
    "offline, confirmed": after(OFFLINE, CONFIRMED),
    "exception": after(OFFLINE, EXCEPTION),
    "reversed": after(REVERSED),
    "completed": after(CONFIRMED, COMPLETED),
    "offline, completed": after(OFFLINE, COMPLETED),
    "exception, completed": after(OFFLINE, EXCEPTION, COMPLETED),
}
# what may follow what, and where it leads; all else is a defect of this program and asserts
MAY_FOLLOW: dict[str, dict[type, RedemptionState]] = {
    "requested": {
        RedemptionConfirmed: S.CONFIRMED,
        RedemptionDeclined: S.DECLINED,
        RedemptionAcceptedOffline: S.ACCEPTED_OFFLINE,
        RedemptionReversed: S.REVERSED,
    },
    "confirmed": {RedemptionReversed: S.REVERSED, SaleCompleted: S.CONFIRMED},
    "declined": {},
    "offline": {
        RedemptionConfirmed: S.CONFIRMED,
        ExceptionRaised: S.EXCEPTION,
        RedemptionReversed: S.REVERSED,
        SaleCompleted: S.ACCEPTED_OFFLINE,
    },
    "offline, confirmed": {RedemptionReversed: S.REVERSED, SaleCompleted: S.CONFIRMED},
    "exception": {
        RedemptionConfirmed: S.CONFIRMED,
        RedemptionReversed: S.REVERSED,
        SaleCompleted: S.EXCEPTION,
    },
    "reversed": {RedemptionConfirmed: S.REVERSED, RedemptionDeclined: S.REVERSED},
    "completed": {SaleCompleted: S.CONFIRMED},
    "offline, completed": {
        RedemptionConfirmed: S.CONFIRMED,
        ExceptionRaised: S.EXCEPTION,
        SaleCompleted: S.ACCEPTED_OFFLINE,
    },
    "exception, completed": {RedemptionConfirmed: S.CONFIRMED, SaleCompleted: S.EXCEPTION},
}


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
@pytest.mark.parametrize("reached", REACHED)
def test_an_event_follows_where_it_can_and_asserts_where_it_cannot(
    reached: str, event: RedemptionEvent
) -> None:
    leads_to = MAY_FOLLOW[reached].get(type(event))
    if leads_to is not None:
        assert apply(REACHED[reached], event, at=AT).state is leads_to
    else:
        with pytest.raises(AssertionError):
            apply(REACHED[reached], event, at=AT)


def test_what_was_reversed_stays_reversed_whatever_the_platform_says_later() -> None:
    reversed_one = REACHED["reversed"]
    assert apply(reversed_one, CONFIRMED, at=AT) == reversed_one
    assert apply(reversed_one, DECLINED, at=AT) == reversed_one


@pytest.mark.parametrize(
    ("reached", "sale_state", "holds"),
    [
        ("requested", SaleState.OPEN, True),
        ("confirmed", SaleState.OPEN, True),
        ("declined", SaleState.CANCELLED, False),
        ("offline", SaleState.OPEN, True),
        ("exception", SaleState.OPEN, True),
        ("reversed", SaleState.CANCELLED, False),
        ("completed", SaleState.COMPLETED, True),
        ("exception, completed", SaleState.COMPLETED, True),
    ],
)
def test_a_redemption_holds_its_coupon_until_it_is_declined_or_reversed(
    reached: str, sale_state: SaleState, holds: bool
) -> None:
    redemption = REACHED[reached]
    assert redemption.sale_state is sale_state
    assert redemption.holds_coupon is holds


def test_accepted_is_what_the_shopper_was_given() -> None:
    given = {name for name, one in REACHED.items() if one.state in ACCEPTED}
    assert given == set(REACHED) - {"requested", "declined", "reversed"}


def test_an_exception_keeps_both_what_was_given_here_and_why_it_was_declined() -> None:
    exception = REACHED["exception"]
    assert exception.accepted_offline
    assert (exception.code, exception.evidence, exception.settled_at) == (
        "coupon_used",
        {"a": 1},
        AT,
    )


def test_a_request_that_does_not_add_up_is_never_begun() -> None:
    with pytest.raises(AssertionError):
        begin(replace(REQUESTED, payable=Money(1)), at=AT, operator_id="1001")
