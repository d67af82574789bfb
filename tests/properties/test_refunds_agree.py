"""The terminal's refunds against the platform's, which were written apart from them.

Each random case is one sale, one policy and a few wishes one after another. The terminal decides each with
`domain.refund` and writes the journal row; the platform reads the row and decides by its own rules on its own history.
What the one grants the other confirms, with the same fate of the coupon, and what the one refuses the other declines.
The last tests plant differences, and find them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis.errors import NoSuchExample

from terminal_app import wire
from terminal_app.domain import refund as rules
from terminal_app.domain.campaign import Fate
from terminal_app.domain.event import Kind, RefundRequested
from terminal_app.domain.event_json import to_json
from terminal_app.domain.instant import to_ms, to_text
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.refund import Clause, RefundDecision, RefundKind, ReturnedUnits
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import IdKind
from terminal_app.sandbox import campaign as platform_campaign
from terminal_app.sandbox.events import RefundRequested as PlatformRequest
from terminal_app.sandbox.events import read_event
from terminal_app.sandbox.refund_rules import (
    EarlierRefund,
    HeldSale,
    RefundGranted,
    SoldLine,
    decide_refund,
)
from terminal_app.sandbox.rules import Code, Verdict
from terminal_app.store.ids import SecureIds
from tests.properties.refund_cases import CASES, DOCUMENT, FACE_FEN, Case, Step
from tests.support.depth import first_of
from tests.support.refunds import ENDS, SOLD_AT, Walk, request_of

EXAMPLES = settings(max_examples=max(400, settings.default.max_examples))
IDS = SecureIds()
REFUND_ID = IDS.make(IdKind.REFUND, at=SOLD_AT)
ABOUT = {
    "redemption_id": IDS.make(IdKind.REDEMPTION, at=SOLD_AT),
    "sale_id": IDS.make(IdKind.SALE, at=SOLD_AT),
    "coupon_id": "7000000000000001",
}
CORRESPONDING = {
    # The terminal looks at the sale first, the platform at the line.
    Reason.SALE_REFUNDED: {Code.ALREADY_REFUNDED, Code.REFUND_EXCEEDS},
    Reason.SALE_VOIDED: {Code.ALREADY_REFUNDED},
    # Of a line that is back whole, the platform says so; of another, how much is left.
    Reason.REFUND_TOO_MANY: {Code.REFUND_EXCEEDS, Code.ALREADY_REFUNDED},
    Reason.REFUND_LINE_UNKNOWN: {Code.REFUND_EXCEEDS},
}


class Platform:
    """The platform's books of one sale."""

    def __init__(self, case: Case) -> None:
        document = DOCUMENT | {"refund_policy": case.policy}
        self.policy = platform_campaign._campaign(document).refund_policy
        self.sale = HeldSale(
            lines=[
                SoldLine(unit_price_fen=item.unit_price.fen, quantity=item.quantity)
                for item in case.sale.items
            ],
            anchor_line=case.sale.dearest_line,
            discount_fen=FACE_FEN,
            valid_until_ms=to_ms(ENDS),
            earlier=[],
            cycles=case.cycles,
        )

    def decide(self, step: Step, requested: RefundRequested) -> RefundGranted | Verdict:
        request = read_event(_row(requested, step))
        assert isinstance(request, PlatformRequest)
        decided = decide_refund(request, self.policy, self.sale)
        if isinstance(decided, RefundGranted):
            booked = EarlierRefund(
                kind=decided.kind,
                units={one.line: one.quantity for one in request.data.units},
                fate=decided.fate,
                for_good=decided.for_good,
            )
            self.sale = replace(self.sale, earlier=[*self.sale.earlier, booked])
        return decided


def _row(requested: RefundRequested, step: Step) -> bytes:
    """The journal row of this refund, as the terminal writes it."""
    return wire.canonical(
        {
            "v": 1,
            "id": REFUND_ID,
            "sequence": 1,
            "previous": "0" * 64,
            "kind": Kind.REFUND_REQUESTED.value,
            "at": to_text(step.at),
            "terminal_id": "T1",
            "store_id": "S1",
            "operator_id": "1001",
            "environment": "training",
            "clock": {"offset_ms": 0, "age_s": 0, "trusted": True},
            "campaign": {"id": "liaocheng-2024", "version": 1},
            "data": {**to_json(requested), **ABOUT},
        }
    )


def difference(case: Case) -> str | None:
    """What the two sides do not agree about, if anything."""
    story, platform = case.walk(), Platform(case)
    for step in case.steps:
        found = _difference(story, platform, step)
        if found is not None:
            return f"{step}: {found}"
    return None


def _difference(story: Walk, platform: Platform, step: Step) -> str | None:
    here = story.ask_void(at=step.at) if step.is_void else story.ask(*step.units, at=step.at)
    if isinstance(here, Refused):
        return _refused_alike(story, platform, step, here)
    there = platform.decide(step, request_of(here, story.redemption, refund_id=REFUND_ID))
    if isinstance(there, Verdict):
        return f"{here} here, declined there: {there.code}, {there.evidence}"
    usable = None if here.usable_from is None else to_ms(here.usable_from)
    if (here.fate.value, usable) != (there.fate.value, there.usable_from_ms):
        return f"{here.fate} ({here.clause}) here, {there.fate} there"
    if step.is_void:
        story.void(at=step.at)
    else:
        story.refund(*step.units, at=step.at)
    return None


def _refused_alike(story: Walk, platform: Platform, step: Step, here: Refused) -> str | None:
    """A terminal that asked all the same would be declined, for the corresponding reason."""
    units = () if step.is_void else tuple(_wished(story, step))
    if not step.is_void and (not units or any(one.quantity < 1 for one in units)):
        return None  # nothing a row can say
    requested = RefundRequested(
        refund_id=REFUND_ID,
        **ABOUT,
        kind=RefundKind.VOID if step.is_void else RefundKind.PARTIAL,
        units=units,
        refund=ZERO,
        subsidy_back=Money(FACE_FEN) if step.is_void else ZERO,
        fate=Fate.USED,
        clause=Clause.PARTIAL,
        usable_from=None,
    )
    there = platform.decide(step, requested)
    if not isinstance(there, Verdict):
        return f"{here} here, confirmed there: {there}"
    if there.code not in CORRESPONDING.get(here.reason, ()):
        return f"{here} here, declined there: {there.code}"
    return None


def _wished(story: Walk, step: Step) -> list[ReturnedUnits]:
    lines = step.units or tuple(
        (line, item.quantity) for line, item in enumerate(story.redemption.requested.items)
    )
    return [ReturnedUnits(line=line, quantity=quantity) for line, quantity in lines]


@EXAMPLES
@given(case=CASES)
def test_what_the_terminal_grants_the_platform_confirms_with_the_same_fate(case: Case) -> None:
    assert difference(case) is None


def test_every_kind_every_clause_and_every_refusal_is_reached_by_the_random_cases() -> None:
    """A property that never leaves the happy path would agree about nothing."""
    wanted: dict[str, Callable[[Any], bool]] = {
        **{kind: lambda found, kind=kind: _decided(found, "kind", kind) for kind in RefundKind},
        **{
            clause: lambda found, clause=clause: _decided(found, "clause", clause)
            for clause in Clause
            if clause is not Clause.DISPUTED
        },
        **{
            reason: lambda found, reason=reason: getattr(found, "reason", None) is reason
            for reason in CORRESPONDING
        },
    }
    quick = settings(max_examples=3_000, phases=[Phase.generate], database=None, derandomize=True)
    for seen in wanted.values():
        case = find(CASES, lambda case, seen=seen: any(map(seen, _all(case))), settings=quick)
        assert difference(case) is None


def _decided(found: object, field: str, value: object) -> bool:
    return isinstance(found, RefundDecision) and getattr(found, field) is value


def _all(case: Case) -> list[RefundDecision | Refused]:
    story, found = case.walk(), []
    for step in case.steps:
        here = story.ask_void(at=step.at) if step.is_void else story.ask(*step.units, at=step.at)
        found.append(here)
        if isinstance(here, RefundDecision):
            story.void(at=step.at) if step.is_void else story.refund(*step.units, at=step.at)
    return found


_fate = rules._fate


def _closed_at_its_end(*given: Any, now: Any, ends: Any) -> Any:
    return _fate(*given, now=now, ends=ends + timedelta(milliseconds=1))


def _split_gives_back(sold: Any, kind: RefundKind, policy: Any, **when: Any) -> Any:
    fate, clause = _fate(sold, kind, policy, **when)
    return (Fate.REINSTATED if kind is RefundKind.SPLIT else fate), clause


def _without_memory(sold: Any, kind: RefundKind, policy: Any, **when: Any) -> Any:
    forgotten = replace(sold.returned, voided=False, reinstated=False)
    return _fate(replace(sold, returned=forgotten), kind, policy, **when)


def _without_cycles(sold: Any, kind: RefundKind, policy: Any, **when: Any) -> Any:
    return _fate(sold, kind, replace(policy, cycles_max=None), **when)


def _the_first_unit_carries_it(sold: Any, one: Any, share: Money, spread: Any) -> Money:
    return share if sold.returned.units.get(one.line, 0) == 0 else ZERO


def _by_unit_rounded_down(sold: Any, one: Any, share: Money, spread: Any) -> Money:
    return Money(share.fen // sold.sale.items[one.line].quantity * one.quantity)


PLANTED = {
    "the discount forgotten": ("_discount_of", lambda *given: ZERO),
    "the discount on the first unit": ("_discount_of", _the_first_unit_carries_it),
    "a share cut for each unit": ("_discount_of", _by_unit_rounded_down),
    "the validity closed at its end": ("_fate", _closed_at_its_end),
    "a split that gives back": ("_fate", _split_gives_back),
    "given back twice": ("_fate", _without_memory),
    "cycles not counted": ("_fate", _without_cycles),
    "a split called full": ("_kind", lambda *given: RefundKind.FULL),
}


@pytest.mark.parametrize("planted", first_of(PLANTED, 3))
def test_a_planted_difference_is_found(planted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, mutant = PLANTED[planted]
    monkeypatch.setattr(rules, name, mutant)
    quick = settings(max_examples=2_000, phases=[Phase.generate], database=None, derandomize=True)

    def goes_wrong(case: Case) -> bool:
        try:
            return difference(case) is not None
        except AssertionError:  # more back than was paid: the domain notices by itself
            return True

    try:
        find(CASES, goes_wrong, settings=quick)
    except NoSuchExample:
        pytest.fail(f"{planted}: nobody noticed")
