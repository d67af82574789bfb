"""How far a terminal could go alone: each limit comes first in its turn, and is named."""

from dataclasses import replace
from datetime import timedelta

import pytest

from terminal_app.domain.campaign import Round
from terminal_app.domain.dismissal import Dismissal
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.offline_limits import Alone, Outstanding
from terminal_app.domain.readiness import Limit, Readiness, readiness, rounds_end
from terminal_app.domain.standing import UNHEARD
from tests.unit.domain.test_decision import CAMPAIGN
from tests.unit.domain.test_offline_limits import FREE, NOW

EXPIRES = NOW + timedelta(days=10)
WELL = replace(FREE, campaign_expires_at=EXPIRES)
SUSPENDED = replace(UNHEARD, suspended=True)


def ahead(alone: Alone | None = WELL, **changed: object) -> Readiness:
    given = {
        "now": NOW if alone is None else alone.clock.now,
        "alone": alone,
        "campaign": None if alone is None else CAMPAIGN,
        "standing": UNHEARD,
        "dismissal": None,
        "listed_at": None,
    }
    return readiness(**{**given, **changed})  # type: ignore[arg-type]


def outstanding(redemptions: int, fen: int = 0) -> Alone:
    return replace(WELL, outstanding=Outstanding(redemptions=redemptions, discount=Money(fen)))


def at(now: object) -> Alone:
    return replace(WELL, clock=replace(WELL.clock, now=now))  # type: ignore[arg-type]


def test_with_nothing_outstanding_the_largest_type_decides_how_many() -> None:
    found = ahead()
    assert (found.redemptions, found.runs_out_by, found.redemptions_most) == (16, Limit.MONEY, 20)
    assert (found.face, found.any_type, found.discount) == (Money(60_000), True, Money(1_000_000))
    assert (found.left_s, found.ends_by) == (86_400, Limit.CONTACT)


@pytest.mark.parametrize(
    ("alone", "redemptions", "face_fen", "limit"),
    [
        (outstanding(9, 0), 11, 60_000, Limit.COUNT),
        (outstanding(4, 40_000), 16, 60_000, Limit.COUNT),
        (outstanding(4, 40_001), 15, 60_000, Limit.MONEY),
        (outstanding(0, 940_000), 1, 60_000, Limit.MONEY),
        (outstanding(0, 940_001), 1, 50_000, Limit.MONEY),
        (outstanding(0, 970_000), 1, 30_000, Limit.MONEY),
    ],
)
def test_the_limit_in_number_that_comes_first_is_named(
    alone: Alone, redemptions: int, face_fen: int, limit: Limit
) -> None:
    found = ahead(alone)
    assert (found.redemptions, found.face, found.runs_out_by) == (
        redemptions,
        Money(face_fen),
        limit,
    )
    assert found.any_type is (face_fen == 60_000)


@pytest.mark.parametrize(
    ("given", "stop"),
    [
        ({"alone": outstanding(20)}, Limit.COUNT),
        ({"alone": outstanding(0, 970_001)}, Limit.MONEY),
        ({"alone": outstanding(20, 1_000_000)}, Limit.COUNT),
        ({"alone": replace(WELL, clock=replace(WELL.clock, trusted=False))}, Limit.CLOCK),
        ({"alone": replace(WELL, campaign_expires_at=NOW)}, Limit.CAMPAIGN),
        ({"alone": replace(WELL, contact_at=None)}, Limit.NEVER_HEARD),
        ({"alone": replace(WELL, contact_at=NOW - timedelta(days=1))}, Limit.CONTACT),
        ({"alone": None}, Limit.CAMPAIGN_MISSING),
        ({"standing": SUSPENDED}, Limit.SUSPENDED),
        ({"standing": SUSPENDED, "alone": None}, Limit.SUSPENDED),
        ({"dismissal": Dismissal.REVOKED}, Limit.REVOKED),
        ({"dismissal": Dismissal.REPLACED}, Limit.REPLACED),
    ],
)
def test_what_stops_it_now_is_named_and_nothing_is_left(
    given: dict[str, object], stop: Limit
) -> None:
    found = ahead(**given)  # type: ignore[arg-type]
    assert (found.stop, found.redemptions, found.until, found.left_s) == (stop, 0, None, 0)
    assert (found.ends_by, found.runs_out_by, found.face) == (None, None, ZERO)


def test_between_two_rounds_there_is_nothing_to_be_ready_for() -> None:
    found = ahead(replace(at(CAMPAIGN.rounds[0].valid_until), contact_at=EXPIRES))
    assert found.stop is Limit.NO_ROUND


def test_the_end_of_the_round_may_come_first() -> None:
    end = CAMPAIGN.rounds[0].valid_until
    almost = end - timedelta(minutes=90)
    found = ahead(replace(at(almost), contact_at=almost))
    assert (found.until, found.ends_by, found.left_s) == (end, Limit.ROUND, 5_400)


def test_the_campaign_document_may_come_first() -> None:
    ends = NOW + timedelta(hours=1)
    found = ahead(replace(WELL, campaign_expires_at=ends))
    assert (found.until, found.ends_by) == (ends, Limit.CAMPAIGN)


def test_rounds_that_touch_or_overlap_are_one_stretch_and_a_gap_ends_it() -> None:
    def one(number: int, start_h: int, end_h: int) -> Round:
        hours = timedelta(hours=1)
        return Round(
            number=number, released_at=NOW + start_h * hours, valid_until=NOW + end_h * hours
        )

    rounds = (one(1, -1, 2), one(2, 1, 4), one(3, 4, 6), one(4, 7, 9))
    assert rounds_end(rounds, NOW) == NOW + timedelta(hours=6)
    assert rounds_end(rounds, NOW + timedelta(hours=6)) == NOW + timedelta(hours=6)


def test_the_age_of_the_list_is_told_and_limits_nothing() -> None:
    assert ahead().list_age_s is None
    old = ahead(listed_at=NOW - timedelta(days=9))
    assert (old.list_age_s, old.redemptions) == (9 * 86_400, 16)
    assert ahead(listed_at=NOW + timedelta(seconds=5)).list_age_s == 0
