"""One coupon, two tills, the same instant: one gets it, the other is told why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from terminal_app.sandbox.embedded import SandboxProcess
from terminal_app.usecases import views
from tests.faults.counter import Counter
from tests.faults.tills import Life, Tills

ROUNDS = 30
TOLD = {"coupon_used_here", "coupon_in_progress"}
MODES = ("TRUNCATE", "WAL")


@dataclass
class Pair:
    """Two processes that forks come from."""

    left: Tills
    right: Tills

    def race(self, first: Counter, second: Counter, **job: object) -> tuple[Life, Life]:
        """Both redeem; neither begins before both stand ready."""
        lives = (
            self.left.begin(folder=str(first.folder), barrier=True, **job),
            self.right.begin(folder=str(second.folder), barrier=True, **job),
        )
        ready = [
            tills
            for tills, life in zip((self.left, self.right), lives, strict=True)
            if life.status is None
        ]
        for tills in ready:
            tills.go()
        self.left.listen(lives[0])
        self.right.listen(lives[1])
        return lives


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    with Tills() as left, Tills() as right:
        yield Pair(left, right)


def race_rounds(
    counter: Counter, pair: Pair, *, rounds: int, mode: str, mutant: str = ""
) -> list[str]:
    """What was not as it must be, over so many races of two processes on one folder; stops at the first."""
    for number, code in enumerate(counter.codes(rounds)):
        # Every third race is run as on a day without a network: no platform that could say no.
        job = {"codes": [code], "mode": mode, "mutant": mutant, "mixed": number % 3 == 2}
        # Before the offline limits are reached, what waits is sent.
        job["sync"] = number % 12 == 11
        lives = pair.race(counter, counter, count_from=2, **job)
        shown = [one for life in lives for one in life.shown]
        counter.shown += shown
        winners = {
            one.redemption_id for one in shown if one.state in {"confirmed", "accepted_offline"}
        }
        refused = [line["reason"] for life in lives for line in life.said("refused")]
        if len(winners) != 1 or len(refused) != 1 or not set(refused) <= TOLD:
            return [f"race {number}: {[life.lines for life in lives]}"]
        if problems := counter.violations(asks_platform=number % 10 == 9):
            return problems
    counter.drain()
    return counter.violations(is_drained=True)


@pytest.mark.parametrize("mode", MODES)
def test_of_two_processes_on_one_coupon_one_wins_and_the_other_is_told_in_thirty_rounds(
    counter: Counter, pair: Pair, mode: str
) -> None:
    assert race_rounds(counter, pair, rounds=ROUNDS // len(MODES), mode=mode) == []


@pytest.mark.deep
@pytest.mark.parametrize("mode", MODES)
def test_of_two_processes_on_one_coupon_one_wins_in_three_hundred_rounds(
    counter: Counter, pair: Pair, mode: str
) -> None:
    assert race_rounds(counter, pair, rounds=150, mode=mode) == []


def test_two_terminals_online_at_the_same_instant_get_one_confirmation(
    sandbox: SandboxProcess, tmp_path: Path, pair: Pair
) -> None:
    first, second = (Counter.enrolled(tmp_path / name, sandbox) for name in ("one", "two"))
    for code in first.codes(5):
        lives = pair.race(first, second, codes=[code])
        states = sorted(one.state for life in lives for one in life.shown)
        assert states == ["confirmed", "declined"]
        for life in lives:
            declined = [line for line in life.said("shown") if line["state"] == "declined"]
            assert all(line["code"] == "coupon_used" for line in declined)
    for counter in (first, second):
        assert counter.violations(is_drained=True) == []


def test_one_coupon_at_two_terminals_offline_makes_the_second_an_exception_with_the_firsts_evidence(
    sandbox: SandboxProcess, tmp_path: Path, tills: Tills
) -> None:
    first, second = (Counter.enrolled(tmp_path / name, sandbox) for name in ("one", "two"))
    (code,) = first.codes(1)
    lives = [
        tills.run(folder=str(one.folder), codes=[code], mixed=True, count_from=2)
        for one in (first, second)
    ]
    assert [life.shown[0].state for life in lives] == ["accepted_offline"] * 2
    assert first.drain().exceptions == 0
    assert second.drain().exceptions == 1
    with second.opened() as terminal:
        (exception,) = views.exceptions(terminal)
    assert exception.redemption.code == "coupon_used"
    assert exception.theirs["terminal_id"] == first.store().terminal_id
    assert exception.theirs["redemption_id"] == lives[0].shown[0].redemption_id
    for counter, life in zip((first, second), lives, strict=True):
        assert counter.violations(is_drained=True, more=life.shown) == []


@pytest.mark.parametrize(
    ("mutant", "sign"),
    [("deferred_begin", "storage_busy"), ("no_compare_and_set", "confirmed")],
)
def test_mutant_a_race_without_its_guard_is_caught(
    counter: Counter, pair: Pair, mutant: str, sign: str
) -> None:
    problems = race_rounds(counter, pair, rounds=ROUNDS, mode="TRUNCATE", mutant=mutant)
    assert any(sign in problem for problem in problems), problems
