"""Random sales at a real till, refusals and outages among them: each decision runs again to the same from a bundle.

And with one rule changed on purpose, every decision that the change touches is named, and no other.
"""

from __future__ import annotations

import base64
import json
import random  # noqa: TID251 (seeded: the seed is in the test's name)
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terminal_app.domain import decision, decision_json, offline_limits
from terminal_app.domain.campaign import Campaign, CouponType
from terminal_app.domain.clock import ClockReading
from terminal_app.domain.coupon import CouponClaims, CouponKnowledge, CouponStatus
from terminal_app.domain.decision import Accepted, Knowledge
from terminal_app.domain.decision_record import Asked, AskedAlone, DecisionRecord
from terminal_app.domain.going_alone import Circumstances
from terminal_app.domain.instant import from_ms
from terminal_app.domain.money import Money
from terminal_app.domain.offline_limits import Outstanding
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.replay import run_again as run_once
from terminal_app.domain.sale import Item, Sale
from terminal_app.domain.standing import Standing
from terminal_app.domain.strict_json import NotInForm
from terminal_app.replaying import Replayed, replay_from
from terminal_app.usecases.sync import sync
from tests.support.bank import change, silent
from tests.support.terminal import Till, make_terminal
from tests.unit.bundles.planted import bundled

IN_SUITE, DEEP = 80, 1_000


def a_day(till: Till, dice: random.Random) -> None:
    """One thing that happens at a till, on both sides of every bound."""
    till.watch.forward(seconds=dice.choice([1, 7, 60, 600]))
    if till.bank.standing is not None and till.bank.standing.suspended and dice.random() < 0.3:
        _stands(till, suspended=False)
    happens = dice.random()
    if happens < 0.05:
        till.bank.is_reachable = not till.bank.is_reachable
    elif happens < 0.08:
        till.bank.is_reachable = True
        sync(till.terminal, operator_id="1001")
        till.refresh()
    elif happens < 0.09:
        till.watch.forward(seconds=24 * 3600 - dice.choice([0, 1, 3600]))
    elif happens < 0.13:
        _newer_campaign(till, dice)
    elif happens < 0.15:
        state = dice.choice(["used", "frozen", "revoked"])
        coupon_id = f"{7_000_000_000_000_000 + till.coupons + dice.randrange(1, 4):016d}"
        till.bank.changes.append(change(coupon_id, state, at=till.watch.now))
    elif happens < 0.16:
        _stands(till, suspended=True)
    elif happens < 0.17:
        till.bank.script = dice.choice([till.bank.script, silent])


def _stands(till: Till, *, suspended: bool) -> None:
    serial = 0 if till.bank.standing is None else till.bank.standing.serial + 1
    till.bank.standing = Standing(
        serial=serial, suspended=suspended, reason="核查", since=None, hotline="95533"
    )


def _newer_campaign(till: Till, dice: random.Random) -> None:
    document = json.loads(json.dumps(till.bank.document))
    document["version"] += 1
    document["offline"]["redemptions_max"] = dice.choice([1, 2, 3])
    document["serial_number_required"] = dice.random() < 0.3
    till.bank.document = document


def a_sale(till: Till, dice: random.Random) -> None:
    kind, threshold = dice.choice([(300, 2000), (600, 8000)] * 6 + [(999, 1)])
    price = threshold + dice.choice([0, 0, 0.01, -0.01, 500, -500])
    serial = dice.choice(["", "", f"SN{dice.randrange(30)}"])
    items = [f"商品 {dice.randrange(9)};{max(price, 0.01):.2f};{dice.randrange(1, 3)};{serial}"]
    items += ["锅;19.90"] * dice.randrange(3)
    issued = till.watch.now - timedelta(
        seconds=dice.choice([0] * 12 + [119, 120, 209, 210, -89, -91])
    )
    claims = {"coupon_type": kind, "issued_at": issued}
    claims["round_number"] = dice.choice([1] * 12 + [2, 3, 9])
    if dice.random() < 0.02:
        claims["campaign_number"] = 7
    old = f"{7_000_000_000_000_000 + dice.randrange(1, till.coupons + 2):016d}"
    code = till.code(old if dice.random() < 0.15 else None, **claims)
    if dice.random() < 0.03:
        code = code[:-3]
    till.redeem(code, *items, offline=dice.random() < 0.4)


def sold(folder: Path, *, sales: int, seed: int) -> Till:
    till, dice = make_terminal(folder), random.Random(seed)
    for _ in range(sales):
        a_day(till, dice)
        a_sale(till, dice)
    return till


def run_again(path: Path) -> Iterator[tuple[str, Replayed | Refused]]:
    with zipfile.ZipFile(path) as archive:
        rows = [json.loads(line) for line in archive.read("decisions.jsonl").splitlines()]
    for row in rows:
        yield row["decided"]["outcome"], replay_from(path, row["decision_id"])


def documents_of(path: Path) -> dict[int, dict[str, Any]]:
    """The campaign documents in a bundle, by version."""
    with zipfile.ZipFile(path) as archive:
        names = [one for one in archive.namelist() if one.startswith("campaign/")]
        bodies = [archive.read(one).decode().split(".")[1] for one in names]
    found = [json.loads(base64.urlsafe_b64decode(body + "==")) for body in bodies]
    return {one["version"]: one for one in found}


def all_the_same(path: Path, *, sales: int) -> Counter[str]:
    seen: Counter[str] = Counter()
    for _, found in run_again(path):
        if isinstance(found, Refused):
            assert found.reason is Reason.DECISION_UNREAD
            seen["unread"] += 1
            continue
        assert found.differences == (), found.record
        assert found.signed
        seen[found.record.outcome] += 1
        seen["alone"] += found.record.alone is not None
    assert sum(seen.values()) - seen["alone"] == sales
    return seen


def test_random_decisions_run_again_to_the_same_and_a_changed_rule_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    till = sold(tmp_path / "till", sales=IN_SUITE, seed=3)
    out = bundled(till, tmp_path / "b.zip", days=200).path
    seen = all_the_same(out, sales=IN_SUITE)
    assert {"accepted", "below_threshold", "code_expired", "alone"} <= set(seen)
    documents = documents_of(out)
    for name, plant in PLANTED.items():
        with monkeypatch.context() as patch:
            plant(patch)
            named = [one for _, one in run_again(out) if isinstance(one, Replayed)]
        differing = {one.record.decision_id for one in named if one.differences}
        touched = {one.record.decision_id for one in named if TOUCHED[name](one.record, documents)}
        assert differing == touched, name
        assert 0 < len(touched) < len(named), name


@pytest.mark.deep
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_thousand_random_decisions_run_again_to_the_same(tmp_path: Path, seed: int) -> None:
    till = sold(tmp_path / "till", sales=DEEP, seed=seed)
    out = bundled(till, tmp_path / "b.zip", days=200).path
    print(f"\nseed {seed}: {dict(all_the_same(out, sales=DEEP))}")


HOSTILE = (
    *(None, "x", "", -1, 0, 1.5, True, [], {}, "9" * 3_000, 2**63, 2**70, -(2**63), 10**15),
    *("0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+14:00", "9999-12-31T23:59:59-14:00"),
    *("1969-12-31T00:00:00+00:00", "2999-12-31T00:00:00+08:00", "3000-01-01T00:00:00+00:00"),
)


def test_one_field_that_somebody_changed_is_run_or_refused_and_never_a_crash(
    tmp_path: Path,
) -> None:
    till = make_terminal(tmp_path / "till")
    till.redeem(None, "冰箱;8999;1;SN1")
    till.redeem(None, "锅;19.90")
    till.bank.script = silent
    till.redeem()
    till.watch.forward(seconds=25 * 3600)
    till.redeem(offline=True)
    with till.terminal.store.snapshot() as view:
        campaign = view.campaign()
        records = view.decisions.between(
            till.watch.now - timedelta(days=7), till.watch.now + timedelta(days=1), limit=9
        )
    assert campaign is not None
    assert {one.alone is None for one in records} == {True, False}
    refused = 0
    for record in records:
        whole = json.dumps(decision_json.to_json(record))
        for at, junk in product(range(len(list(_places(json.loads(whole))))), HOSTILE):
            written = json.loads(whole)
            holder, key = list(_places(written))[at]
            holder[key] = junk
            try:
                read = decision_json.from_json(written)
            except NotInForm:
                refused += 1
                continue
            run_once(read, {campaign.version: campaign})
    assert refused


def threshold_above(patch: pytest.MonkeyPatch) -> None:
    """`>=` became `>`."""
    rule = decision._threshold

    def changed(sale: Sale, kind: CouponType) -> Refused | None:
        if sale.dearest.unit_price == kind.threshold:
            return Refused(reason=Reason.BELOW_THRESHOLD)
        return rule(sale, kind)

    patch.setattr(decision, "_threshold", changed)


def fresh_for_longer(patch: pytest.MonkeyPatch) -> None:
    """A token's end counts still."""
    rule = decision.check_presentation

    def changed(claims: CouponClaims, campaign: Campaign, now: datetime) -> Refused | None:
        return rule(claims, campaign, now - timedelta(seconds=1)) and rule(claims, campaign, now)

    patch.setattr(decision, "check_presentation", changed)


def one_more_alone(patch: pytest.MonkeyPatch) -> None:
    """`>` became `>=` for the count of what is outstanding."""
    rule = offline_limits.check

    def changed(alone: Any, *, discount: Money) -> Refused | None:
        if alone.outstanding.redemptions + 1 == alone.limits.redemptions_max:
            return Refused(reason=Reason.OFFLINE_COUNT_REACHED)
        return rule(alone, discount=discount)

    from terminal_app.domain import going_alone

    patch.setattr(going_alone, "check", changed)


PLANTED: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "threshold": threshold_above,
    "freshness": fresh_for_longer,
    "count": one_more_alone,
}


THRESHOLDS_FEN = {300: 200_000, 600: 800_000}
Documents = dict[int, dict[str, Any]]


def at_its_threshold(record: DecisionRecord, _: Documents) -> bool:
    """A dearest item of exactly the threshold, and nothing was wrong that is looked at before it."""
    asked, decided = record.asked, record.decided
    later = (Reason.SERIAL_REQUIRED, Reason.SERIAL_USED)
    if asked is None or not (isinstance(decided, Accepted) or decided.reason in later):
        return False
    return asked.sale.dearest.unit_price.fen == THRESHOLDS_FEN[asked.claims.coupon_type]


def in_its_last_second(record: DecisionRecord, documents: Documents) -> bool:
    """Refused as too old by less than a second."""
    asked, decided = record.asked, record.decided
    if asked is None or not isinstance(decided, Refused):
        return False
    skew = timedelta(seconds=documents[asked.campaign_version]["offline"]["clock_skew_s"])
    expired = decided.facts.get("expired")
    return isinstance(expired, datetime) and record.at - expired - skew < timedelta(seconds=1)


def the_last_alone(record: DecisionRecord, documents: Documents) -> bool:
    """Went on alone as the last one that the count allowed."""
    alone = record.alone
    if alone is None or alone.refused is not None:
        return False
    most = documents[alone.campaign_version]["offline"]["redemptions_max"]
    return bool(alone.circumstances.outstanding.redemptions + 1 == most)


TOUCHED: dict[str, Callable[[DecisionRecord, Documents], bool]] = {
    "threshold": at_its_threshold,
    "freshness": in_its_last_second,
    "count": the_last_alone,
}
"""Which records each change is about, from the record and the notice alone: no rule of the program is asked."""


# every record, whatever is in it

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
INSTANTS = st.integers(1_600_000_000_000, 2_000_000_000_000).map(from_ms)
MONEY = st.integers(-(10**12), 10**12).map(Money)
WHOLE = st.integers(-(2**53), 2**53)
CLOCKS = st.builds(
    ClockReading,
    now=INSTANTS,
    offset_ms=st.none() | WHOLE,
    age_s=st.none() | WHOLE,
    trusted=st.booleans(),
    steady=st.booleans(),
)
STANDINGS = st.builds(
    Standing,
    serial=WHOLE,
    suspended=st.booleans(),
    reason=TEXT,
    since=st.none() | INSTANTS,
    hotline=TEXT,
)
COUPONS = st.builds(
    CouponKnowledge,
    status=st.sampled_from(CouponStatus),
    sale_id=TEXT,
    at=st.none() | INSTANTS,
)
TYPES = st.builds(CouponType, id=WHOLE, threshold=MONEY, face=MONEY)
ITEMS = st.builds(
    Item,
    name=TEXT.filter(bool),
    unit_price=st.integers(1, 10**9).map(Money),
    quantity=st.integers(1, 999),
    serial_number=st.none() | TEXT,
    barcode=st.none() | TEXT,
)
ASKED = st.builds(
    Asked,
    claims=st.builds(
        CouponClaims,
        coupon_id=TEXT,
        coupon_type=WHOLE,
        round_number=WHOLE,
        campaign_number=WHOLE,
        holder_tag=st.just(""),
        issued_at=INSTANTS,
        expires_at=INSTANTS,
        key_id=st.just(""),
        code=st.just(""),
    ),
    sale=st.builds(Sale, items=st.lists(ITEMS, min_size=1, max_size=5).map(tuple)),
    knowledge=st.builds(
        Knowledge, coupon=COUPONS, serial_used_in=st.none() | TEXT, standing=STANDINGS
    ),
    campaign_version=st.integers(0, 99),
)
REFUSALS = st.builds(
    Refused,
    reason=st.sampled_from(Reason),
    facts=st.dictionaries(TEXT, st.one_of(MONEY, WHOLE, TEXT, INSTANTS), max_size=4),
)
ACCEPTANCES = st.integers(0, 10**9).flatmap(
    lambda fen: st.builds(
        Accepted,
        gross=st.just(Money(fen)),
        discount=MONEY,
        payable=MONEY,
        anchor_line=st.integers(0, 49),
        coupon_type=TYPES,
        valid_until=INSTANTS,
        larger_type=st.none() | TYPES,
    )
)
ALONE = st.builds(
    AskedAlone,
    circumstances=st.builds(
        Circumstances,
        standing=STANDINGS,
        revoked=st.booleans(),
        listed=COUPONS,
        outstanding=st.builds(Outstanding, redemptions=st.integers(0, 99), discount=MONEY),
        contact_at=st.none() | INSTANTS,
        clock=CLOCKS,
    ),
    campaign_version=st.integers(0, 99),
    discount=MONEY,
    refused=st.none() | REFUSALS,
)
RECORDS = st.builds(
    DecisionRecord,
    decision_id=TEXT,
    clock=CLOCKS,
    asked=ASKED,
    decided=st.one_of(ACCEPTANCES, REFUSALS),
    alone=st.none() | ALONE,
) | st.builds(DecisionRecord, decision_id=TEXT, clock=CLOCKS, asked=st.none(), decided=REFUSALS)


@given(RECORDS)
def test_a_record_reads_back_as_it_was_written(record: DecisionRecord) -> None:
    written = json.loads(json.dumps(decision_json.to_json(record)))
    assert decision_json.from_json(written) == record


def _places(value: object) -> Iterator[tuple[Any, Any]]:
    match value:
        case dict():
            for key, one in value.items():
                yield value, key
                yield from _places(one)
        case list():
            for at, one in enumerate(value):
                yield value, at
                yield from _places(one)
        case _:
            return


@given(RECORDS, st.data(), st.sampled_from([None, "x", -1, 1.5, True, [], {}, "9" * 3_000, 2**70]))
def test_a_record_that_was_tampered_with_is_read_or_refused_and_never_a_crash(
    record: DecisionRecord, data: st.DataObject, junk: object
) -> None:
    written = json.loads(json.dumps(decision_json.to_json(record)))
    holder, key = data.draw(st.sampled_from(list(_places(written))))
    holder[key] = junk
    with suppress(NotInForm):
        assert isinstance(decision_json.from_json(written), DecisionRecord)
