"""When the terminal may go on without the platform, and when it must not: all of R5, at the moment of accepting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from terminal_app.domain.answer import Answer, NoAnswer, Throttled
from terminal_app.domain.readiness import Limit
from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Trouble
from terminal_app.domain.standing import Standing
from terminal_app.ports import PlatformTime
from terminal_app.usecases import refresh
from terminal_app.usecases.complete import reverse
from terminal_app.usecases.foresee import foresee
from terminal_app.usecases.recover import recover
from terminal_app.usecases.sync import Pace, sync
from terminal_app.usecases.verify_journal import verify_journal
from tests.support.bank import ACTIVE, BankKeys, campaign_document, change, confirm, decline, silent
from tests.support.terminal import OPERATOR, Till, make_terminal, open_till, redeemed, refused


@pytest.fixture
def till(tmp_path: Path) -> Till:
    return make_terminal(tmp_path / "till")


def test_the_time_alone_is_no_word_to_this_terminal(till: Till) -> None:
    """Four days of nothing but the clock do not stretch the 24 hours."""
    till.bank.is_reachable = False
    till.bank.measure_time = lambda *, deadline_s: PlatformTime(now=till.watch.now, took_ms=0)  # type: ignore[method-assign]
    assert redeemed(till.redeem())
    till.watch.forward(seconds=25 * 3600)
    assert refused(till.redeem()).reason is Reason.OFFLINE_CONTACT_OLD


def test_an_unsigned_nothing_new_is_no_word_either(till: Till) -> None:
    with till.terminal.store.snapshot() as view:
        before = view.contact().heard_at
    till.watch.forward(seconds=600)
    till.bank.standing = None
    assert not refresh.refresh(till.terminal, operator_id="1001").reached
    with till.terminal.store.snapshot() as view:
        assert view.contact().heard_at == before


def test_a_revoked_terminal_accepts_nothing_by_itself(till: Till) -> None:
    till.bank.script = lambda event: NoAnswer(why="403 terminal_revoked")
    till.bank.submit = lambda events, *, head, deadline_s: NoAnswer(why="403 terminal_revoked")  # type: ignore[method-assign]
    assert refused(till.redeem()).reason is Reason.TERMINAL_REVOKED


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("403 key_replaced", Reason.TERMINAL_REPLACED),
        ("403 terminal_revoked", Reason.TERMINAL_REVOKED),
        ("403 terminal_retired", Reason.TERMINAL_REVOKED),
    ],
)
def test_what_the_platform_said_of_us_outlives_the_cable_and_a_restart_until_it_answers_us(
    till: Till, said: str, reason: Reason
) -> None:
    submit = till.bank.submit
    till.bank.submit = lambda events, *, head, deadline_s: NoAnswer(why=said)  # type: ignore[method-assign]
    assert refused(till.redeem()).reason is reason
    till.bank.submit = submit  # type: ignore[method-assign]
    till.bank.is_reachable = False
    for _ in range(2):
        assert refused(till.redeem()).reason is reason
        assert not refresh.probe(till.terminal)
    till.reopen()
    assert refused(till.redeem(offline=True)).reason is reason
    assert foresee(till.terminal).stop in {Limit.REVOKED, Limit.REPLACED}
    # The time is for everybody, and no word to us.
    till.bank.is_reachable = True
    till.bank.standing = None
    assert not refresh.probe(till.terminal)
    assert refused(till.redeem(offline=True)).reason is reason
    till.bank.standing = ACTIVE
    assert refresh.probe(till.terminal)
    assert foresee(till.terminal).stop is None
    assert redeemed(till.redeem(offline=True))


def test_a_suspension_that_comes_with_the_reply_forbids_what_the_reply_left_open(
    till: Till,
) -> None:
    till.bank.standing = Standing(
        serial=7, suspended=True, reason="疑似套利", since=till.watch.now, hotline="95533"
    )
    till.bank.script = lambda event: Throttled(retry_after_s=5, why="later")
    assert refused(till.redeem()).reason is Reason.STORE_SUSPENDED


def test_a_crash_is_not_recovered_into_a_coupon_that_was_used_elsewhere_meanwhile(
    till: Till,
) -> None:
    coupon = till.coupon()
    till.bank.script = _die
    with pytest.raises(_Killed):
        till.redeem(till.code(coupon))
    till.bank.script = silent
    till.bank.changes.append(change(coupon, "used", at=till.watch.now, redemption_id="91elsewhere"))
    till.refresh()
    till.watch.forward(seconds=60)
    (recovered,) = recover(till.terminal, operator=OPERATOR)
    assert (recovered.state, recovered.code) == (RedemptionState.REVERSED, "coupon_used")


def test_a_crash_behind_an_entry_that_waits_is_recovered_all_the_same(till: Till) -> None:
    till.bank.is_reachable = False
    coupon = till.coupon()
    first = redeemed(till.redeem(till.code(coupon)))
    sale_id = first.redemption.requested.sale_id
    reverse(till.terminal, sale_id=sale_id, operator=OPERATOR)
    broken = replace(till.terminal, store=_DiesBeforeTheOutcome(till.terminal.store))
    whole, till.opened = till.opened, replace(till.opened, terminal=broken)
    with pytest.raises(_Killed):
        till.redeem(till.code(coupon))
    till.opened = whole
    till.watch.forward(seconds=60)
    (recovered,) = recover(till.terminal, operator=OPERATOR, offline=True)
    assert recovered.state is RedemptionState.ACCEPTED_OFFLINE
    till.bank.is_reachable = True
    assert sync(till.terminal, operator_id="1001").waiting == 0
    assert verify_journal(till.terminal).ok


def test_a_full_disk_after_the_answer_does_not_lock_the_sale_away_from_its_recovery(
    till: Till,
) -> None:
    broken = replace(till.terminal, store=_FullAtTheOutcome(till.terminal.store))
    whole, till.opened = till.opened, replace(till.opened, terminal=broken)
    with pytest.raises(EnvironmentTrouble):
        till.redeem()
    till.opened = whole
    (recovered,) = recover(till.terminal, operator=OPERATOR)
    assert recovered.state is RedemptionState.CONFIRMED


def test_keys_that_another_program_adopted_are_believed_here_too(tmp_path: Path) -> None:
    till = make_terminal(tmp_path / "till")
    other = make_other(till)
    newer = BankKeys(answer=till.keys.answer)
    till.bank.document = campaign_document(newer, version=2)
    refresh.refresh(other.terminal, operator_id="1001")
    code = newer.token_for(till.coupon(), issued_at=till.watch.now)
    assert redeemed(till.redeem(code))


def test_a_key_the_bank_dropped_is_not_believed_any_more(till: Till) -> None:
    newer = BankKeys(answer=till.keys.answer)
    till.bank.document = campaign_document(newer, version=2)
    till.refresh()
    till.bank.is_reachable = False
    assert refused(till.redeem()).reason is Reason.CODE_UNKNOWN_KEY


def test_the_shopper_waits_for_one_deadline_however_many_entries_stand_before(till: Till) -> None:
    till.bank.is_reachable = False
    coupon = till.coupon()
    for _ in range(2):
        sold = redeemed(till.redeem(till.code(coupon)))
        reverse(till.terminal, sale_id=sold.redemption.requested.sale_id, operator=OPERATOR)
    till.bank.is_reachable = True
    given: list[float] = []
    ask = till.bank.submit

    def slow(events: Any, *, head: Any, deadline_s: float) -> Any:
        given.append(deadline_s)
        till.watch.forward(seconds=1)
        return ask(events, head=head, deadline_s=deadline_s)

    till.bank.submit = slow  # type: ignore[method-assign]
    redeemed(till.redeem(till.code(coupon)))
    assert given == sorted(given, reverse=True)
    assert len(given) <= 4


def test_a_sale_undone_after_it_became_an_exception_leaves_nothing_parked(till: Till) -> None:
    till.bank.script = silent
    sold = redeemed(till.redeem())
    till.bank.script = decline("coupon_used")
    sync(till.terminal, operator_id="1001")
    till.bank.script = confirm
    reverse(till.terminal, sale_id=sold.redemption.requested.sale_id, operator=OPERATOR)
    with till.terminal.store.snapshot() as view:
        assert (view.queue_stats().waiting, view.queue_stats().parked) == (0, 0)


def test_what_the_platform_asked_to_wait_with_is_left_alone_in_the_background(till: Till) -> None:
    till.bank.script = silent
    redeemed(till.redeem())
    till.bank.script = lambda event: Throttled(retry_after_s=600, why="later")
    sync(till.terminal, operator_id="1001")
    asked = len(till.bank.told)
    till.watch.forward(seconds=10)
    refresh.refresh(till.terminal, operator_id="1001")
    sync(till.terminal, operator_id="1001", pace=Pace.BRIEF)
    assert len(till.bank.told) == asked


class _Killed(BaseException):
    """The process is gone."""


def _die(event: Mapping[str, Any]) -> Answer:
    raise _Killed


class _DiesBeforeTheOutcome:
    """A store whose second unit of work never happens."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self._begun = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def transaction(self) -> Any:
        with self._store.snapshot() as view:
            if view.redemptions_requested():
                self.fail()
        return self._store.transaction()

    def fail(self) -> None:
        raise _Killed


class _FullAtTheOutcome(_DiesBeforeTheOutcome):
    """A store whose disk is full for one moment."""

    def fail(self) -> None:
        self._begun += 1
        if self._begun == 1:
            raise EnvironmentTrouble(Trouble.STORAGE_FULL, file="terminal.db")


def make_other(till: Till) -> Till:
    """A second program on the same folder."""
    return replace(till, opened=open_till(till.folder, till.bank, till.watch))
