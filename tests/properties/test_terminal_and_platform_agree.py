"""The terminal's rules against the platform's, which were written apart from them.

Each random case is one campaign, one coupon, one sale, one instant. The terminal reads the document, reads the code
and decides with `domain.decision`; the platform reads the same document, the same code and the same journal row and
decides with its own rules. What one accepts the other confirms, and what one refuses the other declines for the
corresponding reason. The last tests plant differences, and find them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import Phase, example, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from terminal_app import wire
from terminal_app.bank.token import TokenReader
from terminal_app.domain import decision
from terminal_app.domain.campaign import Campaign, Environment, KeyUse, read_campaign
from terminal_app.domain.coupon import FREE, CouponClaims, CouponKnowledge, CouponStatus
from terminal_app.domain.decision import Accepted, Knowledge
from terminal_app.domain.event import Kind, RedemptionRequested
from terminal_app.domain.event_json import to_json
from terminal_app.domain.instant import from_ms, from_text, to_ms, to_text
from terminal_app.domain.money import Money
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.sale import Item, Sale
from terminal_app.domain.standing import Standing
from terminal_app.domain.typed_item import read_item
from terminal_app.ports import IdKind
from terminal_app.sandbox import campaign as platform_campaign
from terminal_app.sandbox import rules
from terminal_app.sandbox.events import RedemptionRequested as PlatformRequest
from terminal_app.sandbox.events import read_event
from terminal_app.sandbox.rules import Code, Held, HeldCoupon, HeldRedemption, Outcome, Suspension
from terminal_app.sandbox.signing import KeyUse as PlatformKeyUse
from terminal_app.sandbox.signing import PlatformKey
from terminal_app.sandbox.tokens import Presentation, read_token, write_token
from terminal_app.store.ids import SecureIds
from tests.support.bank import BankKeys, campaign_document
from tests.support.depth import first_of

TOKEN_KEY = PlatformKey(
    use=PlatformKeyUse.TOKEN, private=Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
)
ANSWER_KEY = Ed25519PrivateKey.from_private_bytes(b"\x02" * 32)
KEYS = BankKeys(token=TOKEN_KEY.private, answer=ANSWER_KEY)
READER = TokenReader(KEYS.published, environment=Environment.TRAINING)
DOCUMENT = campaign_document(KEYS)
START = from_text("2024-01-27T10:00:00.000+08:00")
HOLDER = HeldRedemption(redemption_id="91", terminal_id="T2", store_id="S2", at_ms=0)
SAME_NUMBER = 2401
EXAMPLES = settings(max_examples=max(300, settings.default.max_examples))

CORRESPONDING = {
    Reason.STORE_SUSPENDED: Code.STORE_SUSPENDED,
    Reason.CODE_OTHER_CAMPAIGN: Code.TOKEN_OTHER_CAMPAIGN,
    Reason.CODE_NOT_YET: Code.TOKEN_EXPIRED,
    Reason.CODE_EXPIRED: Code.TOKEN_EXPIRED,
    Reason.COUPON_USED: Code.COUPON_USED,
    Reason.COUPON_REVOKED: Code.COUPON_REVOKED,
    Reason.COUPON_FROZEN: Code.COUPON_FROZEN,
    Reason.ROUND_NOT_STARTED: Code.ROUND_NOT_STARTED,
    Reason.ROUND_ENDED: Code.ROUND_ENDED,
    Reason.BELOW_THRESHOLD: Code.BELOW_THRESHOLD,
    Reason.SERIAL_REQUIRED: Code.SERIAL_REQUIRED,
    Reason.SERIAL_USED: Code.SERIAL_USED,
}
"""Every reason of the rules that a platform can give too; the rest are of a coupon it never issued or of this till."""


@dataclass(frozen=True)
class Case:
    """What both sides are told."""

    document: dict[str, Any]
    presentation: Presentation
    items: tuple[Item, ...]
    at_ms: int
    coupon_state: str
    serial_used: bool
    suspended: bool


# random cases, dense around the boundaries

NEAR_MS = st.sampled_from([-1_000, -1, 0, 1, 1_000]) | st.integers(-5_000, 5_000)
NEAR_FEN = st.sampled_from([-1, 0, 1]) | st.integers(-500_000, 500_000)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    thresholds = draw(
        st.lists(st.integers(2, 2_000_000), min_size=1, max_size=4, unique=True).map(sorted)
    )
    rounds = []
    starts = START
    for number in range(1, draw(st.integers(1, 3)) + 1):
        ends = starts + timedelta(minutes=draw(st.integers(1, 10_000)))
        rounds.append(
            {
                "number": number,
                "released_at": to_text(starts),
                "valid_until": to_text(ends),
                "quantities": None if number > 1 else {},
            }
        )
        starts = ends + timedelta(minutes=draw(st.integers(-5, 5_000)))
    offline = DOCUMENT["offline"] | {
        "token_life_s": draw(st.sampled_from([1, 120, 86_400])),
        "clock_skew_s": draw(st.sampled_from([0, 1, 90])),
    }
    return DOCUMENT | {
        "types": [
            {"id": at + 1, "threshold_fen": fen, "face_fen": draw(st.integers(1, fen))}
            for at, fen in enumerate(thresholds)
        ],
        "rounds": rounds,
        "offline": offline,
        "serial_number_required": draw(st.booleans()),
    }


@st.composite
def sales(draw: st.DrawFn, threshold_fen: int) -> tuple[Item, ...]:
    price = NEAR_FEN.map(lambda by: min(max(threshold_fen + by, 1), 999_999_999))
    serial = st.sampled_from([None, "SN1", "SN2"])
    line = st.builds(
        Item,
        name=st.just("冰箱"),
        unit_price=(price | st.integers(1, 2_000)).map(Money),
        quantity=st.integers(1, 3) | st.just(999),
        serial_number=serial,
    )
    return tuple(draw(st.lists(line, min_size=1, max_size=4)))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    document = draw(documents())
    kind = draw(st.sampled_from(document["types"]))
    release = draw(st.sampled_from(document["rounds"]))
    edges = [to_ms(from_text(one[name])) for one in document["rounds"] for name in _EDGES]
    at_ms = draw(st.sampled_from(edges)) + draw(NEAR_MS)
    if draw(st.booleans()):
        inside = [to_ms(from_text(release[name])) for name in _EDGES]
        at_ms = draw(st.integers(inside[0], inside[1] - 1))
    if draw(st.booleans()):
        at_ms -= at_ms % 1_000  # where presentations begin and end
    return Case(
        document=document,
        presentation=draw(presentations(document, at_ms, kind["id"], release["number"])),
        items=draw(sales(kind["threshold_fen"])),
        at_ms=at_ms,
        coupon_state=draw(st.sampled_from(["issued"] * 5 + ["used", "revoked", "frozen"])),
        serial_used=draw(st.sampled_from([False] * 4 + [True])),
        suspended=draw(st.sampled_from([False] * 9 + [True])),
    )


_EDGES = ("released_at", "valid_until")


@st.composite
def presentations(
    draw: st.DrawFn, document: dict[str, Any], at_ms: int, type_id: int, number: int
) -> Presentation:
    """Issued so that the instant lies inside its life, or close to one of its ends."""
    life_s = document["offline"]["token_life_s"]
    skew_s = document["offline"]["clock_skew_s"]
    at_s = at_ms // 1_000
    issued_at_s = draw(
        st.integers(at_s - life_s + 1, at_s)
        | st.sampled_from([at_s + skew_s, at_s - life_s - skew_s]).flatmap(
            lambda edge: st.integers(edge - 2, edge + 2)
        )
    )
    return Presentation(
        coupon_id="7000000000000001",
        campaign_number=draw(st.sampled_from([SAME_NUMBER] * 9 + [2402])),
        type_id=type_id,
        round_number=number,
        holder_tag=b"abc",
        issued_at_s=issued_at_s,
        expires_at_s=issued_at_s + life_s,
    )


# the two sides


def terminal_says(case: Case) -> tuple[Accepted | Refused, CouponClaims, Sale]:
    campaign = read_campaign(case.document)
    assert isinstance(campaign, Campaign), campaign
    claims = READER.read(write_token(TOKEN_KEY, case.presentation))
    assert isinstance(claims, CouponClaims), claims
    sale = Sale(items=case.items)
    knowledge = Knowledge(
        coupon=_coupon_knowledge(case.coupon_state),
        serial_used_in="90" if case.serial_used else None,
        standing=Standing(
            serial=1, suspended=case.suspended, reason="核查", since=START, hotline="95533"
        ),
    )
    decided = decision.decide(
        claims=claims,
        sale=sale,
        campaign=campaign,
        knowledge=knowledge,
        now=from_ms(case.at_ms),
    )
    return decided, claims, sale


def _coupon_knowledge(state: str) -> CouponKnowledge:
    if state == "issued":
        return FREE
    return CouponKnowledge(status=CouponStatus(state))


def platform_says(case: Case, claims: CouponClaims, sale: Sale) -> rules.Verdict:
    campaign = platform_campaign._campaign(case.document)
    body = _body(case, claims, sale)
    request = read_event(body)
    assert isinstance(request, PlatformRequest)
    held = Held(
        received_at_ms=case.at_ms,
        token=read_token(TOKEN_KEY, claims.code),
        coupon=HeldCoupon(
            type_id=case.presentation.type_id,
            round_number=case.presentation.round_number,
            state="issued" if case.coupon_state == "used" else case.coupon_state,
        ),
        coupon_used=HOLDER if case.coupon_state == "used" else None,
        serial_used=HOLDER if case.serial_used else None,
        suspension=Suspension(since_ms=0, reason="核查") if case.suspended else None,
        reversed_before=False,
    )
    return rules.decide(request, campaign, held)


def _body(case: Case, claims: CouponClaims, sale: Sale) -> bytes:
    """The journal row of this request, as the terminal would write it if it accepted."""
    at = from_ms(case.at_ms)
    face = Money(
        next(
            kind["face_fen"] for kind in case.document["types"] if kind["id"] == claims.coupon_type
        )
    )
    requested = RedemptionRequested(
        redemption_id=SecureIds().make(IdKind.REDEMPTION, at=at),
        sale_id=SecureIds().make(IdKind.SALE, at=at),
        coupon_id=claims.coupon_id,
        coupon_type=claims.coupon_type,
        round_number=claims.round_number,
        token=claims.code,
        items=sale.items,
        anchor_line=sale.dearest_line,
        gross=sale.gross,
        discount=face,
        payable=sale.gross - face,
    )
    return _row(requested, at_ms=case.at_ms)


def _row(requested: RedemptionRequested, *, at_ms: int) -> bytes:
    return wire.canonical(
        {
            "v": 1,
            "id": requested.redemption_id,
            "sequence": 1,
            "previous": "0" * 64,
            "kind": Kind.REDEMPTION_REQUESTED.value,
            "at": to_text(from_ms(at_ms)),
            "terminal_id": "T1",
            "store_id": "S1",
            "operator_id": "1001",
            "environment": "training",
            "clock": {"offset_ms": 0, "age_s": 0, "trusted": True},
            "campaign": {"id": "liaocheng-2024", "version": 1},
            "data": to_json(requested),
        }
    )


def difference(case: Case) -> str | None:
    """What the two sides do not agree about, if anything."""
    here, claims, sale = terminal_says(case)
    there = platform_says(case, claims, sale)
    if isinstance(here, Accepted):
        if there.outcome is not Outcome.CONFIRMED:
            return f"accepted here, declined there: {there.code}, {there.evidence}"
        return None
    if there.outcome is not Outcome.DECLINED:
        return f"refused here, confirmed there: {here}"
    expected = CORRESPONDING[here.reason]
    if there.code is not expected:
        return f"refused here as {here.reason}, declined there as {there.code}"
    return _other_numbers(here, there)


def _other_numbers(here: Refused, there: rules.Verdict) -> str | None:
    if here.reason is not Reason.BELOW_THRESHOLD:
        return None
    ours = (Money(0), here.facts["threshold"], here.facts["dearest"])
    theirs = (
        Money(0),
        Money(int(there.evidence["threshold_fen"] or 0)),
        Money(int(there.evidence["dearest_fen"] or 0)),
    )
    return None if ours == theirs else f"{ours} here, {theirs} there"


@EXAMPLES
@given(case=cases())
def test_what_the_terminal_accepts_the_platform_confirms_and_the_rest_it_declines(
    case: Case,
) -> None:
    assert difference(case) is None


# what both may be told, and what they make of it at each boundary of the notice of 2024


def notice_case(*, at: str, number: int = 1, price_fen: int = 800_000, type_id: int = 600) -> Case:
    at_ms = to_ms(from_text(at + "+08:00"))
    return Case(
        document=DOCUMENT,
        presentation=Presentation(
            coupon_id="7000000000000001",
            campaign_number=SAME_NUMBER,
            type_id=type_id,
            round_number=number,
            holder_tag=b"abc",
            issued_at_s=at_ms // 1_000,
            expires_at_s=at_ms // 1_000 + 120,
        ),
        items=(Item(name="冰箱", unit_price=Money(price_fen)),),
        at_ms=at_ms,
        coupon_state="issued",
        serial_used=False,
        suspended=False,
    )


@pytest.mark.parametrize(
    ("at", "number", "is_accepted"),
    [
        ("2024-01-27T09:59:59.999", 1, False),
        ("2024-01-27T10:00:00.000", 1, True),
        ("2024-02-01T23:59:59.999", 1, True),
        ("2024-02-02T00:00:00.000", 1, False),
        ("2024-02-03T10:00:00.000", 2, True),
        ("2024-02-06T00:00:00.000", 2, False),
        ("2024-02-09T11:59:59.999", 3, True),
        ("2024-02-09T12:00:00.000", 3, False),
    ],
)
def test_both_keep_the_rounds_of_the_notice_to_the_millisecond(
    at: str, number: int, is_accepted: bool
) -> None:
    case = notice_case(at=at, number=number)
    assert difference(case) is None
    assert isinstance(terminal_says(case)[0], Accepted) is is_accepted


@pytest.mark.parametrize(
    ("type_id", "threshold_fen"), [(300, 200_000), (500, 500_000), (600, 800_000)]
)
def test_both_keep_the_thresholds_of_the_notice_to_the_fen(
    type_id: int, threshold_fen: int
) -> None:
    for price_fen in (threshold_fen - 1, threshold_fen):
        case = notice_case(at="2024-01-28T10:00:00.000", type_id=type_id, price_fen=price_fen)
        assert difference(case) is None
        assert isinstance(terminal_says(case)[0], Accepted) is (price_fen == threshold_fen)


def test_every_reason_of_the_rules_is_reached_by_the_random_cases() -> None:
    """A property that never leaves the happy path would agree about nothing."""
    reached: set[Reason | None] = set()

    def is_the_last_one(case: Case) -> bool:
        reached.add(getattr(terminal_says(case)[0], "reason", None))
        return reached == {None, *CORRESPONDING}

    quick = settings(max_examples=3_000, phases=[Phase.generate], database=None, derandomize=True)
    try:
        find(cases(), is_the_last_one, settings=quick)
    except NoSuchExample:
        pytest.fail(f"never reached: {set(CORRESPONDING) - reached}")


@given(
    name=st.text(max_size=300),
    serial_number=st.text(max_size=300),
    quantity=st.integers(1, 999).map(str),
    fen=st.integers(1, 999_999_999),
)
@example(name="a\u0302\u0303\u0304\u0305" * 60, serial_number="ß" * 40, quantity="1", fen=1)
def test_whatever_line_a_person_can_type_the_platform_can_read(
    name: str, serial_number: str, quantity: str, fen: int
) -> None:
    item = read_item(
        name=name, price=Money(fen).yuan, quantity=quantity, serial_number=serial_number
    )
    if isinstance(item, Refused):
        assert item.reason is Reason.ITEM_UNNAMED
        return
    case = replace(notice_case(at="2024-01-28T10:00:00.000"), items=(item,) * 50)
    _, claims, sale = terminal_says(case)
    request = read_event(_body(case, claims, sale))
    assert isinstance(request, PlatformRequest)
    assert request.data.items[0].name == item.name


def test_the_two_sides_publish_the_same_key_ids() -> None:
    assert TOKEN_KEY.kid == KEYS.kid(KeyUse.TOKEN)


# Planted differences: a suite that has never failed proves nothing.


def _more_than_the_threshold(sale: Sale, kind: Any) -> Refused | None:
    dearest = sale.dearest.unit_price
    if dearest > kind.threshold:
        return None
    facts = {"dearest": dearest, "threshold": kind.threshold, "short": kind.threshold - dearest}
    return Refused(reason=Reason.BELOW_THRESHOLD, facts=facts)


def _of_all_items(sale: Sale, kind: Any) -> Refused | None:
    if sale.gross >= kind.threshold:
        return None
    facts = {"dearest": sale.dearest.unit_price, "threshold": kind.threshold}
    return Refused(reason=Reason.BELOW_THRESHOLD, facts=facts)


def _round_with_its_end(campaign: Campaign, number: int, now: Any) -> Any:
    validity = campaign.round_of(number)
    assert validity is not None
    if now < validity.released_at:
        return Refused(reason=Reason.ROUND_NOT_STARTED)
    if now > validity.valid_until:
        return Refused(reason=Reason.ROUND_ENDED)
    return validity


def _presentation_with_its_end(claims: CouponClaims, campaign: Campaign, now: Any) -> Any:
    if claims.campaign_number != campaign.number:
        return Refused(reason=Reason.CODE_OTHER_CAMPAIGN)
    skew = timedelta(seconds=campaign.offline.clock_skew_s)
    if now < claims.issued_at - skew:
        return Refused(reason=Reason.CODE_NOT_YET)
    if now > claims.expires_at + skew:
        return Refused(reason=Reason.CODE_EXPIRED)
    return None


def _serial_of_any_line(sale: Sale, campaign: Campaign, knowledge: Knowledge) -> Refused | None:
    serials = [item.serial_number for item in sale.items if item.serial_number]
    if campaign.serial_number_required and not serials:
        return Refused(reason=Reason.SERIAL_REQUIRED)
    if sale.dearest.serial_number and knowledge.serial_used_in is not None:
        return Refused(reason=Reason.SERIAL_USED)
    return None


PLANTED = {
    "more than the threshold": ("_threshold", _more_than_the_threshold),
    "the threshold met by all items together": ("_threshold", _of_all_items),
    "a round closed at its end": ("check_round", _round_with_its_end),
    "a presentation closed at its end": ("check_presentation", _presentation_with_its_end),
    "the serial number of any line": ("_serial", _serial_of_any_line),
    "a used coupon taken": ("refused_by_list", lambda coupon, now: None),
    "a suspended store selling": ("_standing", lambda standing: None),
}


@pytest.mark.parametrize("planted", first_of(PLANTED, 3))
def test_a_planted_difference_is_found(planted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, mutant = PLANTED[planted]
    monkeypatch.setattr(decision, name, mutant)
    quick = settings(max_examples=2_000, phases=[Phase.generate], database=None, derandomize=True)
    try:
        found = find(cases(), lambda case: difference(case) is not None, settings=quick)
    except NoSuchExample:
        pytest.fail(f"{planted}: nobody noticed")
    assert difference(found) is not None
