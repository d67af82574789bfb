"""Two tills of one store and the real platform: sales, refunds, voids, reversals, silence, crashes, in any order.

Whatever comes, the invariants hold after each step; and once the faults stop, everything drains, and both sides'
books say the same. The machine is then run against planted mistakes, and must notice each.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import select

from offline_queue import State
from terminal_app.domain import refund as rules
from terminal_app.domain.campaign import Fate
from terminal_app.domain.event import SENT
from terminal_app.domain.money import ZERO
from terminal_app.domain.redemption import ACCEPTED, Redemption, RedemptionState, SaleState
from terminal_app.domain.refund import RefundKind, ReturnedUnits
from terminal_app.domain.refund_record import Refund, RefundState
from terminal_app.domain.refusal import Refused
from terminal_app.sandbox.tables import events as platform_events
from terminal_app.store import migrations
from terminal_app.usecases import settle
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.recover import recover
from terminal_app.usecases.redeem import RedeemRequest, redeem
from terminal_app.usecases.refund import (
    Refunded,
    RefundPreview,
    RefundRequest,
    preview_refund,
    refund,
)
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import verify_journal
from tests.contract.conftest import Platform
from tests.support.bank import instant
from tests.support.platform import (
    PowerCut,
    RealTill,
    Weather,
    enrolled,
    open_platform,
    set_time,
    wipe,
)
from tests.support.refunds import ENDS, policy_of
from tests.support.terminal import OPERATOR, Watch, sale_of

STARTS = instant("2024-02-01T20:00:00")
COUPONS = 5
SETTINGS = settings(
    # An example is a whole evening at two tills: a quarter of a second.
    max_examples=settings.default.max_examples // 6,
    derandomize=settings.default.derandomize,
    deadline=None,
    stateful_step_count=20,
    suppress_health_check=list(HealthCheck),
)
TILLS = st.sampled_from([0, 1])
WEATHER = st.sampled_from([Weather.FAIR] * 4 + list(Weather))
ANY = st.integers(0, 10**6)
SALES = (("冰箱;8999",), ("冰箱;8999", "洗衣机;1333.33;2"), ("空调;8000;2",))
POLICIES = (
    "liaocheng-2024",
    "liaocheng-2024",
    "shanghai-2022",
    "split-completes",
    "part-with-the-item",
)
HOW: dict[str, tuple[ReturnedUnits, ...] | None] = {
    "all": None,
    "void": None,
    "first": (ReturnedUnits(line=0, quantity=1),),
    "second": (ReturnedUnits(line=1, quantity=1),),
}


class RunningPlatform:
    """The application of this module; built when the first example asks for it."""

    def __init__(self) -> None:
        self.closing = ExitStack()
        self.platform: Platform | None = None

    def get(self) -> Platform:
        if self.platform is None:
            folder = Path(self.closing.enter_context(tempfile.TemporaryDirectory()))
            self.platform = open_platform(folder, self.closing)
        return self.platform


RUNNING = RunningPlatform()


@pytest.fixture(scope="module", autouse=True)
def _closed_afterwards() -> Iterator[None]:
    yield
    RUNNING.closing.close()
    RUNNING.platform = None


@dataclass(frozen=True)
class Said:
    """What a person was told: that so much of a sale was accepted, or went back."""

    till: int
    redemption_id: str
    refund_id: str = ""


class RefundMachine(RuleBasedStateMachine):
    """Everything a store does with a coupon, at two counters."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.platform = RUNNING.get()
        self.watch = Watch(now=STARTS)
        self.tills: list[RealTill] = []
        self.coupons: list[dict[str, Any]] = []
        self.said: list[Said] = []
        self.before_crash: set[int] = set()

    def teardown(self) -> None:
        try:
            if self.tills:
                self.when_the_faults_stop()
        finally:
            for till in self.tills:
                till.opened.close()
            shutil.rmtree(self.folder)

    @initialize(policy=st.sampled_from(POLICIES))
    def a_store_with_two_tills(self, policy: str) -> None:
        wipe(self.platform, at=STARTS, refund_policy=policy_of(policy))
        self.tills = [enrolled(self.platform, self.folder / str(n), self.watch) for n in (0, 1)]
        self.wait(0)
        # Claimed while the round is open, before it all begins.
        self.coupons = [self.platform.claim(f"顾客{n}") for n in range(COUPONS)]

    # what people do

    @rule(
        at=TILLS,
        coupon=ANY,
        basket=ANY,
        weather=WEATHER,
        pays=st.sampled_from([True] * 5 + [False]),
    )
    def sell(self, at: int, coupon: int, basket: int, weather: Weather, pays: bool) -> None:
        chosen = self.coupons[coupon % COUPONS]
        code = self.platform.code(chosen)
        request = RedeemRequest(
            code=code, sale=sale_of(*SALES[basket % len(SALES)]), operator=OPERATOR
        )
        sold = self.act(at, weather, lambda till: redeem(till.terminal, request))
        if sold is None or isinstance(sold, Refused) or sold.redemption.state not in ACCEPTED:
            return
        self.said.append(Said(till=at, redemption_id=sold.redemption.redemption_id))
        if pays:
            sale_id = sold.redemption.requested.sale_id
            complete(self.tills[at].terminal, sale_id=sale_id, operator=OPERATOR)

    @precondition(lambda self: self.of_state(SaleState.OPEN))
    @rule(which=ANY, weather=WEATHER, pays=st.booleans())
    def bring_an_open_sale_to_its_end(self, which: int, weather: Weather, pays: bool) -> None:
        at, sale = self.pick(SaleState.OPEN, which)
        sale_id = sale.requested.sale_id
        if pays:
            complete(self.tills[at].terminal, sale_id=sale_id, operator=OPERATOR)
        else:
            self.act(
                at, weather, lambda till: reverse(till.terminal, sale_id=sale_id, operator=OPERATOR)
            )

    @precondition(lambda self: self.of_state(SaleState.COMPLETED))
    @rule(
        which=ANY,
        elsewhere=st.sampled_from([False, False, True]),
        how=st.sampled_from(["all", "all", "all", "void", "first", "second"]),
        weather=WEATHER,
    )
    def take_back(self, which: int, elsewhere: bool, how: str, weather: Weather) -> None:
        at, sale = self.pick(SaleState.COMPLETED, which)
        at = 1 - at if elsewhere else at
        request = RefundRequest(
            sale_id=sale.requested.sale_id,
            operator=OPERATOR,
            units=HOW[how],
            is_void=how == "void",
        )
        silent = Weather.SILENT if weather is Weather.SILENT else Weather.FAIR
        shown = self.act(at, silent, lambda till: preview_refund(till.terminal, request))
        done = self.act(at, weather, lambda till: refund(till.terminal, request))
        if done is None:
            return
        if isinstance(done, Refused):
            assert isinstance(shown, Refused), "what was shown as possible was possible"
            return
        assert isinstance(shown, RefundPreview)
        assert done.decision == shown.decision, "what was shown is what was done"
        self.judge(at, done)

    def judge(self, at: int, done: Refunded) -> None:
        if done.refund.state is RefundState.DECLINED:
            assert not done.refund.counts
            return
        self.said.append(
            Said(
                till=at,
                redemption_id=done.redemption.redemption_id,
                refund_id=done.refund.refund_id,
            )
        )
        if done.refund.state is RefundState.CONFIRMED:
            is_disputed = done.redemption.state is RedemptionState.EXCEPTION
            expected = Fate.USED if is_disputed else done.decision.fate
            assert done.refund.fate is expected, "the platform makes of it what was shown"

    # what usually happens, so that a short run gets far

    @rule(at=TILLS, coupon=ANY, basket=ANY, how=st.sampled_from(list(HOW)), weather=WEATHER)
    def sell_and_take_back(
        self, at: int, coupon: int, basket: int, how: str, weather: Weather
    ) -> None:
        before = len(self.of_state(SaleState.COMPLETED))
        self.sell(at=at, coupon=coupon, basket=basket, weather=weather, pays=True)
        sales = self.of_state(SaleState.COMPLETED)
        if len(sales) > before:
            newest = max(range(len(sales)), key=lambda n: sales[n][1].redemption_id)
            self.take_back(which=newest, elsewhere=False, how=how, weather=weather)

    @rule(coupon=ANY, at=TILLS)
    def spend_it_here_again_and_there_too_while_it_is_silent(self, coupon: int, at: int) -> None:
        silent = Weather.SILENT
        self.sell_and_take_back(at=at, coupon=coupon, basket=0, how="all", weather=silent)
        self.sell(at=at, coupon=coupon, basket=0, weather=silent, pays=True)
        self.sell(at=1 - at, coupon=coupon, basket=0, weather=silent, pays=True)
        self.upload(at=1 - at, weather=Weather.FAIR)
        self.upload(at=at, weather=Weather.FAIR)

    @rule(at=TILLS, weather=WEATHER)
    def upload(self, at: int, weather: Weather) -> None:
        self.act(at, weather, lambda till: sync(till.terminal, operator_id="1001"))

    @rule(at=TILLS)
    def restart(self, at: int) -> None:
        self.tills[at].reopen()

    @rule(at=TILLS, weather=WEATHER)
    def recover_what_a_crash_left(self, at: int, weather: Weather) -> None:
        self.wait(settle.LEASE_S + 1)
        self.act(at, weather, lambda till: recover(till.terminal, operator=OPERATOR))

    @rule(by_s=st.sampled_from([1, 61, 61, 3_600]))
    def time_passes(self, by_s: int) -> None:
        self.wait(by_s)

    @rule(by_ms=st.sampled_from([-1, 0, 1_000]))
    def the_validity_ends(self, by_ms: int) -> None:
        at = ENDS + timedelta(milliseconds=by_ms)
        if self.watch.now < at:
            self.watch.go_to(at)
            self.wait(0)

    # what must hold after each step

    @invariant()
    def journal_fold_outbox_and_books_agree(self) -> None:
        for till in self.tills:
            found = verify_journal(till.terminal)
            assert found.ok, found.problems

    @invariant()
    def what_was_accepted_stays_accepted(self) -> None:
        for said in self.said:
            with self.tills[said.till].terminal.store.snapshot() as view:
                kept = view.redemption(said.redemption_id)
            assert kept is not None
            if said.refund_id:
                gone_back = kept.refund(said.refund_id)
                assert gone_back is not None
                assert gone_back.counts, "the money was handed over"
            else:
                assert kept.state in {*ACCEPTED, RedemptionState.REVERSED}

    @invariant()
    def what_is_outstanding_stays_inside_the_limits(self) -> None:
        for till in self.tills:
            with till.terminal.store.snapshot() as view:
                outstanding, campaign = view.outstanding(), view.campaign()
            assert campaign is not None
            assert outstanding.redemptions <= campaign.offline.redemptions_max
            assert outstanding.discount <= campaign.offline.discount_max

    @invariant()
    def a_coupon_is_spent_once_and_never_cashed(self) -> None:
        if not self.tills:
            return
        live: Counter[str] = Counter()
        for one in self.platform.redemptions():
            refunds = one["refunds"]
            assert one["effects"] == 1
            assert all(each["effects"] == 1 for each in refunds)
            assert sum(each["refund_fen"] for each in refunds) <= one["payable_fen"]
            assert [each["coupon"] for each in refunds].count("reinstated") <= 1
            given_back = any(each["coupon"] == "reinstated" for each in refunds)
            live[one["coupon_id"]] += one["state"] != "reversed" and not given_back
        assert all(count <= 1 for count in live.values())

    # when the faults stop

    def when_the_faults_stop(self) -> None:
        for _ in range(6):
            for till in self.tills:
                self.wait(61)
                recover(till.terminal, operator=OPERATOR)
                sync(till.terminal, operator_id="1001")
        for till in self.tills:
            self.everything_has_one_place(till)
        self.journal_fold_outbox_and_books_agree()
        self.what_was_accepted_stays_accepted()
        self.a_coupon_is_spent_once_and_never_cashed()
        self.both_sides_hold_the_same_money()
        self.nothing_was_declined_for_nothing()

    def everything_has_one_place(self, till: RealTill) -> None:
        """Settled with the bank's answer, or an exception; each id once at the platform."""
        with till.terminal.store.snapshot() as view:
            entries = view.entries(states=tuple(State), limit=1_000)
            assert view.queue_stats().waiting == 0, [entry.last_error for entry in entries]
            subjects = {entry.id: view.subject(entry.id) for entry in entries}
        there = self.held_events(till)
        assert {entry.id for entry in entries} == there.keys()
        for entry in entries:
            assert entry.receipt, "the bank's signed answer is kept"
            kind, redemption = subjects[entry.id]
            assert kind in SENT
            assert redemption is not None
            state = _state_of(redemption, entry.id)
            assert state in _EXPECTED[there[entry.id][0]], (kind, state, there[entry.id])
            assert (entry.state is State.PARKED) == (state == "exception")

    def held_events(self, till: RealTill) -> dict[str, tuple[str, str]]:
        with self.platform.office.database.booking() as connection:
            rows = connection.execute(
                select(
                    platform_events.c.id, platform_events.c.outcome, platform_events.c.evidence
                ).where(platform_events.c.terminal_id == till.terminal.enrolment.terminal_id)
            ).all()
        return {
            row.id: (row.outcome, str(json.loads(row.evidence).get("coupon", ""))) for row in rows
        }

    def both_sides_hold_the_same_money(self) -> None:
        ours = {one.redemption_id: one for _, one in self.own_sales()}
        for one in self.platform.redemptions():
            here = ours[one["redemption_id"]]
            is_reversed = here.state is RedemptionState.REVERSED
            assert (one["state"] == "reversed") == is_reversed
            assert here.state in {RedemptionState.CONFIRMED, RedemptionState.REVERSED}
            booked = {each["refund_id"]: each for each in one["refunds"]}
            told = self.confirmed_refunds(one["redemption_id"])
            assert told.keys() == booked.keys()
            for refund_id, (refund_fen, fate) in told.items():
                assert (booked[refund_id]["refund_fen"], booked[refund_id]["coupon"]) == (
                    refund_fen,
                    fate,
                )
        confirmed = [one for one in ours.values() if one.state is RedemptionState.CONFIRMED]
        held = [one for one in self.platform.redemptions() if one["state"] != "reversed"]
        assert sum((one.requested.discount.fen for one in confirmed), 0) == sum(
            one["discount_fen"] for one in held
        )

    def nothing_was_declined_for_nothing(self) -> None:
        """Only what the other till did, of which this one could not know, makes the platform say no to a refund."""
        tried = [
            (at, redemption.redemption_id, one)
            for at, till in enumerate(self.tills)
            for redemption in till.terminal.store.folded()
            for one in redemption.refunds
            if one.operator_id
        ]
        for _, redemption_id, one in tried:
            if one.state in {RefundState.DECLINED, RefundState.EXCEPTION}:
                tills = {by for by, about, _ in tried if about == redemption_id}
                assert tills == {0, 1}, (one.code, one.evidence)

    def confirmed_refunds(self, redemption_id: str) -> dict[str, tuple[int, str]]:
        found = {}
        for till in self.tills:
            with till.terminal.store.snapshot() as view:
                kept = view.redemption(redemption_id)
            for one in kept.refunds if kept is not None else ():
                if one.state is RefundState.CONFIRMED:
                    found[one.refund_id] = (one.requested.refund.fen, one.fate.value)
        return found

    # in between

    def act(self, at: int, weather: Weather, do: Callable[[RealTill], Any]) -> Any:
        """Do it under that weather; None when the power was cut, and the till has been started again."""
        till = self.tills[at]
        till.link.weather = weather
        try:
            return do(till)
        except PowerCut:
            till.reopen()
            return None
        finally:
            till.link.weather = Weather.FAIR

    def wait(self, seconds: int) -> None:
        self.watch.forward(seconds=seconds)
        set_time(self.platform.office, self.watch.now)

    def own_sales(self) -> list[tuple[int, Redemption]]:
        return [
            (at, one)
            for at, till in enumerate(self.tills)
            for one in till.terminal.store.folded()
            if not one.terminal_id
        ]

    def of_state(self, state: SaleState) -> list[tuple[int, Redemption]]:
        return [
            (at, one)
            for at, one in self.own_sales()
            if one.sale_state is state and one.state in ACCEPTED
        ]

    def pick(self, state: SaleState, which: int) -> tuple[int, Redemption]:
        found = self.of_state(state)
        return found[which % len(found)]


def _state_of(redemption: Redemption, entry_id: str) -> str:
    if entry_id == redemption.redemption_id:
        return redemption.state.value
    gone_back = redemption.refund(entry_id)
    return "notice" if gone_back is None else gone_back.state.value


_EXPECTED = {
    "confirmed": {"confirmed", "reversed", "notice"},
    "declined": {"declined", "exception", "reversed", "notice"},
}


TestRefunds = RefundMachine.TestCase
TestRefunds.settings = SETTINGS


def test_parts_of_one_sale_are_taken_back_at_both_tills() -> None:
    machine = RefundMachine()
    try:
        machine.a_store_with_two_tills("liaocheng-2024")
        _a_part(machine)
        machine.take_back(which=0, elsewhere=True, how="all", weather=Weather.FAIR)
        (_, sale), *none = machine.of_state(SaleState.COMPLETED)
        assert not none
        told = machine.confirmed_refunds(sale.redemption_id)
        assert sum(fen for fen, _ in told.values()) == sale.requested.payable.fen
        assert len(told) == 2
        _take_back(machine, "all")
        assert machine.confirmed_refunds(sale.redemption_id) == told
    finally:
        machine.teardown()


# planted mistakes

_fate = rules._fate


def _split_gives_back(sold: Any, kind: RefundKind, policy: Any, **when: Any) -> Any:
    fate, clause = _fate(sold, kind, policy, **when)
    return (Fate.REINSTATED if kind is RefundKind.SPLIT else fate), clause


def _closed_at_its_end(*given: Any, now: Any, ends: Any) -> Any:
    return _fate(*given, now=now, ends=ends + timedelta(milliseconds=1))


def _unless_said_no(refund: Refund) -> bool:
    return refund.state not in {RefundState.DECLINED, RefundState.EXCEPTION}


def _one_live_index(patch: pytest.MonkeyPatch) -> None:
    """The guard as it was: an index, which also judges what is learnt later."""
    index = (
        "DROP INDEX redemption_one_live",
        "CREATE UNIQUE INDEX redemption_one_live ON redemption (coupon_id)"
        " WHERE holding AND NOT reinstated",
    )
    step = [one for one in migrations.STEPS[1] if "redemption_one_live" not in one]
    first, _, *later = migrations.STEPS
    patch.setattr(migrations, "STEPS", (first, (*step, *index), *later))


Plant = Callable[[pytest.MonkeyPatch], None]
Walk = Callable[[RefundMachine], None]


def _instead(where: object, name: str, mutant: object) -> Plant:
    return lambda patch: patch.setattr(where, name, mutant)


def _sell(machine: RefundMachine, at: int = 0, basket: int = 1) -> None:
    machine.sell(at=at, coupon=0, basket=basket, weather=Weather.FAIR, pays=True)


def _take_back(machine: RefundMachine, how: str, weather: Weather = Weather.FAIR) -> None:
    machine.take_back(which=0, elsewhere=False, how=how, weather=weather)


def _a_part(machine: RefundMachine) -> None:
    _sell(machine)
    _take_back(machine, "first")


def _the_rest_after_a_part(machine: RefundMachine) -> None:
    _a_part(machine)
    _take_back(machine, "all")


def _at_the_end(machine: RefundMachine) -> None:
    _sell(machine)
    machine.the_validity_ends(by_ms=0)
    _take_back(machine, "all")


def _offline_after_the_other_till(machine: RefundMachine) -> None:
    _sell(machine)
    machine.take_back(which=0, elsewhere=True, how="all", weather=Weather.FAIR)
    _take_back(machine, "all", Weather.SILENT)
    machine.upload(at=0, weather=Weather.FAIR)
    machine.what_was_accepted_stays_accepted()


def _spent_twice_in_silence(machine: RefundMachine) -> None:
    machine.spend_it_here_again_and_there_too_while_it_is_silent(coupon=0, at=0)


PLANTED: dict[str, tuple[Plant, Walk]] = {
    "the discount forgotten": (_instead(rules, "_discount_of", lambda *given: ZERO), _a_part),
    "a split that gives back": (
        _instead(rules, "_fate", _split_gives_back),
        _the_rest_after_a_part,
    ),
    "the validity closed at its end": (
        _instead(rules, "_fate", _closed_at_its_end),
        _at_the_end,
    ),
    "money called back by a late no": (
        _instead(Refund, "counts", property(_unless_said_no)),
        _offline_after_the_other_till,
    ),
    "a guard that judges what is learnt later": (_one_live_index, _spent_twice_in_silence),
}


def walked(walk: Walk) -> None:
    """One walk of the machine, its invariants looked at in the end."""
    machine = RefundMachine()
    try:
        machine.a_store_with_two_tills("liaocheng-2024")
        walk(machine)
    finally:
        machine.teardown()


@pytest.mark.parametrize("planted", PLANTED)
def test_the_machine_notices_a_planted_mistake(
    planted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant, walk = PLANTED[planted]
    walked(walk)
    plant(monkeypatch)
    with pytest.raises((AssertionError, sqlite3.IntegrityError)):
        walked(walk)
