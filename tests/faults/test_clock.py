"""A clock that jumps, dies or is turned: nothing is accepted offline while nobody can vouch for the time (I12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.refusal import Reason
from terminal_app.usecases.redeem import Redeemed
from terminal_app.usecases.sync import sync
from tests.faults import invariants, mutants
from tests.support.bank import instant
from tests.support.terminal import OPENING, Till, make_terminal, redeemed, refused

DAY_S = 24 * 3600


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    """A terminal that has sold online and now stands alone."""
    made = make_terminal(tmp_path / "till")
    redeemed(made.redeem())
    made.bank.is_reachable = False
    yield made
    made.opened.close()


def violations(till: Till) -> list[str]:
    return invariants.violations(invariants.read_store(till.folder), is_signed=False)


def start_again_after_reboot(till: Till) -> None:
    till.watch.reboot()
    till.reopen()


def real_code(till: Till) -> str:
    """A code as the shopper's phone makes it: by the time that it really is."""
    return till.code(issued_at=till.watch.now)


@pytest.mark.parametrize("turned_ms", [-DAY_S * 1000, -120_000, 120_000, 30 * DAY_S * 1000])
def test_turning_the_clock_of_a_running_pc_changes_nothing(till: Till, turned_ms: int) -> None:
    till.watch.wall_ahead_ms = turned_ms
    till.watch.forward(seconds=60)
    redemption = redeemed(till.redeem(real_code(till))).redemption
    assert redemption.at == OPENING + timedelta(seconds=60)
    assert violations(till) == []


@pytest.mark.parametrize("turned_s", [-DAY_S, -3600, -121])
def test_a_clock_that_is_behind_after_a_reboot_is_not_trusted(till: Till, turned_s: int) -> None:
    till.watch.forward(seconds=30)
    redeemed(till.redeem(real_code(till)))
    till.watch.wall_ahead_ms = turned_s * 1000
    start_again_after_reboot(till)
    assert refused(till.redeem(real_code(till))).reason is Reason.CLOCK_UNTRUSTED
    assert violations(till) == []


def test_a_dead_battery_is_not_trusted_and_the_platforms_time_heals_it(till: Till) -> None:
    redeemed(till.redeem(real_code(till)))
    till.watch.wall_ahead_ms = (
        -int((OPENING - instant("2000-01-01T00:00:00")).total_seconds()) * 1000
    )
    start_again_after_reboot(till)
    assert refused(till.redeem(real_code(till))).reason is Reason.CLOCK_UNTRUSTED
    till.bank.is_reachable = True
    assert sync(till.terminal, operator_id="1001").waiting == 0
    till.bank.is_reachable = False
    assert redeemed(till.redeem(real_code(till))).redemption.at == OPENING
    assert violations(till) == []


def test_a_clock_that_is_ahead_after_a_reboot_finds_the_last_contact_too_old(till: Till) -> None:
    till.watch.wall_ahead_ms = 2 * DAY_S * 1000
    start_again_after_reboot(till)
    ahead = till.watch.now + timedelta(days=2)
    no = refused(till.redeem(till.code(issued_at=ahead)))
    assert no.reason is Reason.OFFLINE_CONTACT_OLD
    assert violations(till) == []


def test_a_clock_turned_back_step_by_step_over_reboots_stops_at_the_high_water(till: Till) -> None:
    accepted = 0
    for number in range(2, 30):
        till.watch.wall_ahead_ms -= 60_000
        till.watch.forward(seconds=30)
        till.watch.reboot(number)
        till.reopen()
        accepted += isinstance(till.redeem(real_code(till)), Redeemed)
    assert accepted <= 3, "each step is small, their sum is not"
    assert violations(till) == []


@pytest.mark.parametrize(("days", "is_accepted"), [(0, True), (1, False), (3, False)])
def test_without_a_word_from_the_platform_for_days_nothing_is_accepted(
    till: Till, days: int, is_accepted: bool
) -> None:
    till.watch.forward(seconds=days * DAY_S + 60)
    result = till.redeem(real_code(till))
    assert isinstance(result, Redeemed) is is_accepted
    if not is_accepted:
        assert refused(result).reason is Reason.OFFLINE_CONTACT_OLD
    till.bank.is_reachable = True
    till.watch.forward(seconds=60)
    assert redeemed(till.redeem(real_code(till))).redemption.state is RedemptionState.CONFIRMED
    assert violations(till) == []


def test_a_terminal_that_never_measured_the_time_accepts_nothing_offline(tmp_path: Path) -> None:
    till = make_terminal(tmp_path / "till")
    with till.opened.database.transaction() as connection:
        connection.execute("DELETE FROM memory WHERE name = 'clock_mark'")
    till.bank.is_reachable = False
    till.reopen()
    assert refused(till.redeem()).reason is Reason.CLOCK_UNTRUSTED
    till.opened.close()


def test_a_round_ends_by_the_trusted_time_not_by_the_pcs(till: Till) -> None:
    till.bank.is_reachable = True
    till.watch.go_to(instant("2024-02-01T23:59:59"))
    till.refresh()
    till.bank.is_reachable = False
    till.watch.wall_ahead_ms = -DAY_S * 1000
    assert redeemed(till.redeem(real_code(till)))
    till.watch.forward(seconds=1)
    assert refused(till.redeem(real_code(till))).reason is Reason.ROUND_ENDED


def test_mutant_a_wall_clock_that_is_simply_believed_is_caught(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutants.plant_early("trusts_the_wall_clock", monkeypatch.setattr)
    redeemed(till.redeem(real_code(till)))
    till.watch.wall_ahead_ms = -DAY_S * 1000
    start_again_after_reboot(till)
    behind = till.watch.now - timedelta(days=1)
    assert isinstance(till.redeem(till.code(issued_at=behind)), Redeemed)
