"""Readiness against the rules it foretells: so many succeed, one more is refused; so long, and not a moment more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from terminal_app.domain import decision
from terminal_app.domain.campaign import Campaign, CouponType
from terminal_app.domain.instant import from_ms, to_ms
from terminal_app.domain.money import Money
from terminal_app.domain.offline_limits import Alone, Outstanding, check
from terminal_app.domain.readiness import Limit, Readiness, readiness
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.standing import UNHEARD
from tests.unit.domain.test_decision import CAMPAIGN
from tests.unit.domain.test_offline_limits import FREE, LIMITS

ROUND = CAMPAIGN.rounds[0]
FACES = st.lists(st.integers(1, 90_000), min_size=1, max_size=5, unique=True)
LEAST = timedelta(milliseconds=1)


@st.composite
def situations(draw: st.DrawFn) -> tuple[Alone, Campaign]:
    now_ms = draw(st.integers(to_ms(ROUND.released_at), to_ms(ROUND.valid_until) - 1))
    now = from_ms(now_ms)
    campaign = replace(
        CAMPAIGN,
        types=tuple(
            CouponType(id=number, threshold=Money(face * 2), face=Money(face))
            for number, face in enumerate(draw(FACES), start=1)
        ),
    )
    alone = Alone(
        limits=replace(
            LIMITS,
            redemptions_max=draw(st.integers(0, 40)),
            discount_max=Money(draw(st.integers(0, 2_000_000))),
            contact_age_s_max=draw(st.integers(0, 200_000)),
        ),
        outstanding=Outstanding(
            redemptions=draw(st.integers(0, 45)), discount=Money(draw(st.integers(0, 2_000_000)))
        ),
        contact_at=draw(
            st.none() | st.integers(-1_000, 10**8).map(lambda ms: from_ms(now_ms - ms))
        ),
        campaign_expires_at=from_ms(now_ms + draw(st.integers(-1_000, 10**9))),
        clock=replace(
            FREE.clock, now=now, trusted=draw(st.sampled_from([True, True, True, False]))
        ),
    )
    return alone, campaign


def foretold(alone: Alone, campaign: Campaign) -> Readiness:
    return readiness(
        now=alone.clock.now,
        alone=alone,
        campaign=campaign,
        standing=UNHEARD,
        dismissal=None,
        listed_at=None,
    )


def spent(alone: Alone, faces: list[Money]) -> Alone:
    """After these were accepted, each of which the limits must allow."""
    for face in faces:
        assert check(alone, discount=face) is None
        alone = replace(
            alone,
            outstanding=Outstanding(
                redemptions=alone.outstanding.redemptions + 1,
                discount=alone.outstanding.discount + face,
            ),
        )
    return alone


@given(situation=situations())
def test_as_many_as_promised_succeed_and_one_more_is_refused(
    situation: tuple[Alone, Campaign],
) -> None:
    alone, campaign = situation
    ahead = foretold(alone, campaign)
    if ahead.stop is not None:
        assert all(check(alone, discount=kind.face) is not None for kind in campaign.types)
        return
    refused = check(spent(alone, [ahead.face] * ahead.redemptions), discount=ahead.face)
    assert refused is not None
    by = {Limit.COUNT: Reason.OFFLINE_COUNT_REACHED, Limit.MONEY: Reason.OFFLINE_MONEY_REACHED}
    assert ahead.runs_out_by is not None
    assert refused.reason is by[ahead.runs_out_by]


@given(situation=situations(), choice=st.data())
def test_the_promise_holds_for_any_types_up_to_its_face_and_for_no_larger_one(
    situation: tuple[Alone, Campaign], choice: st.DataObject
) -> None:
    alone, campaign = situation
    ahead = foretold(alone, campaign)
    if ahead.stop is not None:
        return
    faces = [kind.face for kind in campaign.types]
    fitting = st.sampled_from([face for face in faces if face <= ahead.face])
    many = ahead.redemptions
    spent(alone, choice.draw(st.lists(fitting, min_size=many, max_size=many)))
    larger = [face for face in faces if face > ahead.face]
    assert all(check(alone, discount=face) is not None for face in larger)
    assert ahead.any_type is not bool(larger)
    most = spent(alone, [min(faces)] * ahead.redemptions_most)
    assert check(most, discount=min(faces)) is not None


@given(situation=situations())
def test_the_end_is_exact_to_the_millisecond(situation: tuple[Alone, Campaign]) -> None:
    alone, campaign = situation
    ahead = foretold(alone, campaign)
    if ahead.stop is not None:
        return
    assert ahead.until is not None
    assert ahead.until > alone.clock.now

    def allowed(at: object) -> Refused | None:
        moved = replace(alone, clock=replace(alone.clock, now=at))  # type: ignore[arg-type]
        by_round = decision.check_round(campaign, ROUND.number, at)  # type: ignore[arg-type]
        return by_round if isinstance(by_round, Refused) else check(moved, discount=ahead.face)

    assert allowed(ahead.until - LEAST) is None
    refused = allowed(ahead.until)
    assert refused is not None
    assert ahead.ends_by is not None
    reasons = {
        Limit.ROUND: {Reason.ROUND_ENDED},
        Limit.CAMPAIGN: {Reason.OFFLINE_CAMPAIGN_EXPIRED},
        Limit.CONTACT: {Reason.OFFLINE_CONTACT_OLD},
    }
    ties = reasons[ahead.ends_by] | {Reason.ROUND_ENDED, Reason.OFFLINE_CAMPAIGN_EXPIRED}
    assert refused.reason in ties
