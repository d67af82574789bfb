"""A redemption under a clock that nobody vouches for."""

from pathlib import Path

import pytest

from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.refusal import Reason
from tests.support.bank import instant
from tests.support.terminal import OPENING, Till, make_terminal, redeemed, refused


@pytest.fixture
def till(tmp_path: Path) -> Till:
    """A terminal whose battery died: after the reboot the PC stands in the year 2000."""
    made = make_terminal(tmp_path / "till")
    behind = OPENING - instant("2000-01-01T00:00:00")
    made.watch.wall_ahead_ms = -int(behind.total_seconds()) * 1000
    made.watch.reboot()
    made.reopen()
    return made


def test_a_dead_battery_is_not_blamed_on_the_shoppers_code(till: Till) -> None:
    till.bank.is_reachable = False
    assert refused(till.redeem()).reason is Reason.CLOCK_UNTRUSTED
    assert till.bank.told == []
    till.opened.close()


def test_a_reachable_platform_tells_the_time_before_an_honest_code_is_refused(till: Till) -> None:
    redemption = redeemed(till.redeem()).redemption
    assert (redemption.state, redemption.at) == (RedemptionState.CONFIRMED, OPENING)
    till.opened.close()
