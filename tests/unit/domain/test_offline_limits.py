"""How far the terminal may go alone: each limit at, below and above."""

from dataclasses import replace
from datetime import timedelta

import pytest

from terminal_app.domain.clock import ClockReading
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.offline_limits import (
    Allowance,
    Alone,
    OfflineLimits,
    Outstanding,
    allowance,
    check,
)
from terminal_app.domain.refusal import Reason
from tests.support.bank import instant

NOW = instant("2024-01-28T10:00:00")
LIMITS = OfflineLimits(
    redemptions_max=20,
    discount_max=Money(1_000_000),
    contact_age_s_max=86_400,
    token_life_s=120,
    clock_skew_s=90,
    upload_grace_s=259_200,
)
NOTHING = Outstanding(redemptions=0, discount=ZERO)
FREE = Alone(
    limits=LIMITS,
    outstanding=NOTHING,
    contact_at=NOW,
    campaign_expires_at=NOW + timedelta(days=1),
    clock=ClockReading(now=NOW, offset_ms=0, age_s=0, trusted=True),
)
FACE = Money(60_000)


def reason(alone: Alone, discount: Money = FACE) -> Reason | None:
    refused = check(alone, discount=discount)
    return None if refused is None else refused.reason


@pytest.mark.parametrize(
    ("outstanding", "said"),
    [
        (18, None),
        (19, None),
        (20, Reason.OFFLINE_COUNT_REACHED),
        (21, Reason.OFFLINE_COUNT_REACHED),
    ],
)
def test_the_count_may_reach_its_limit_and_not_pass_it(
    outstanding: int, said: Reason | None
) -> None:
    alone = replace(FREE, outstanding=Outstanding(redemptions=outstanding, discount=ZERO))
    assert reason(alone) is said


@pytest.mark.parametrize(
    ("outstanding_fen", "said"),
    [
        (939_999, None),
        (940_000, None),
        (940_001, Reason.OFFLINE_MONEY_REACHED),
        (1_000_000, Reason.OFFLINE_MONEY_REACHED),
    ],
)
def test_the_money_may_reach_its_limit_and_not_pass_it(
    outstanding_fen: int, said: Reason | None
) -> None:
    alone = replace(FREE, outstanding=Outstanding(redemptions=1, discount=Money(outstanding_fen)))
    assert reason(alone) is said


def test_a_limit_that_is_reached_says_its_numbers() -> None:
    alone = replace(FREE, outstanding=Outstanding(redemptions=16, discount=Money(960_000)))
    refused = check(alone, discount=FACE)
    assert refused is not None
    assert refused.facts == {
        "outstanding": Money(960_000),
        "discount": FACE,
        "limit": Money(1_000_000),
    }
    assert reason(alone, Money(40_000)) is None


@pytest.mark.parametrize(
    ("age_s", "said"),
    [(0, None), (86_399, None), (86_400, Reason.OFFLINE_CONTACT_OLD)],
)
def test_the_last_contact_is_recent_until_its_age_is_the_limit(
    age_s: int, said: Reason | None
) -> None:
    assert reason(replace(FREE, contact_at=NOW - timedelta(seconds=age_s))) is said


def test_a_platform_never_heard_allows_nothing() -> None:
    assert reason(replace(FREE, contact_at=None)) is Reason.OFFLINE_CONTACT_OLD


@pytest.mark.parametrize(
    ("left_ms", "said"),
    [(1, None), (0, Reason.OFFLINE_CAMPAIGN_EXPIRED), (-1, Reason.OFFLINE_CAMPAIGN_EXPIRED)],
)
def test_the_campaign_document_counts_until_it_expires(left_ms: int, said: Reason | None) -> None:
    alone = replace(FREE, campaign_expires_at=NOW + timedelta(milliseconds=left_ms))
    assert reason(alone) is said


def test_an_untrusted_clock_comes_before_every_limit() -> None:
    clock = replace(FREE.clock, trusted=False)
    spent = Outstanding(redemptions=99, discount=Money(9_999_999))
    alone = replace(FREE, clock=clock, outstanding=spent, contact_at=None, campaign_expires_at=NOW)
    assert reason(alone) is Reason.CLOCK_UNTRUSTED
    assert allowance(alone) == Allowance(redemptions=0, discount=ZERO, until=None)


def test_what_is_left_is_what_the_limits_leave() -> None:
    alone = replace(FREE, outstanding=Outstanding(redemptions=3, discount=Money(180_000)))
    assert allowance(alone) == Allowance(
        redemptions=17, discount=Money(820_000), until=NOW + timedelta(days=1)
    )


def test_nothing_is_left_beyond_a_limit_that_was_lowered() -> None:
    alone = replace(FREE, outstanding=Outstanding(redemptions=30, discount=Money(2_000_000)))
    left = allowance(alone)
    assert (left.redemptions, left.discount) == (0, ZERO)
