"""A change of keys, a retirement and a move, each killed at its every step: nothing lost, and one till under one name.

Each trial has a terminal of its own at the real platform, with a full queue. After the kill it is done again as a field
engineer would, and both sides are held against the invariants.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from terminal_app import bootstrap
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.sandbox.embedded import SandboxProcess
from terminal_app.usecases.complete import complete
from terminal_app.usecases.redeem import RedeemRequest, redeem
from tests.faults.counter import Counter
from tests.faults.deeds import Deeds
from tests.support.terminal import OPERATOR, redeemed, sale_of

Queue = dict[str, bytes]
EVERY, FIRST = 60, 45
"""In each run every so manieth step; `make deep` takes them all."""
ROTATION, RETIREMENT, SEALING, ARRIVAL = 110, 125, 85, 240
"""Steps of each deed, and a few more than it has today: past its end nothing is killed."""


@pytest.fixture(scope="module")
def deeds() -> Iterator[Deeds]:
    with Deeds() as running:
        yield running


def steps(count: int) -> list[Any]:
    """The steps of a deed: some of them for every run, the others for the deep one."""
    return [
        pytest.param(at, marks=() if at % EVERY == FIRST else pytest.mark.deep)
        for at in range(1, count + 1)
    ]


def busy(folder: Path, sandbox: SandboxProcess, *, sales: int = 3) -> Counter:
    """A terminal with one sale online and some waiting, signed by its first key."""
    counter = Counter.enrolled(folder, sandbox)
    with counter.opened() as terminal:
        for number, code in enumerate(counter.codes(sales + 1)):
            request = RedeemRequest(
                code=code, sale=sale_of("冰箱;8999"), operator=OPERATOR, offline=number > 0
            )
            sale = redeemed(redeem(terminal, request)).redemption
            complete(terminal, sale_id=sale.requested.sale_id, operator=OPERATOR)
    return counter


def queue_of(folder: Path) -> Queue:
    """What waits, byte for byte, as it lies on the disk."""
    with closing(sqlite3.connect(folder / bootstrap.DATABASE)) as connection:
        rows = connection.execute("SELECT id, body FROM outbox_entry WHERE state != 'done'")
        return dict(rows.fetchall())


def sells(folder: Path, counter: Counter) -> str:
    """What a cashier hears who redeems without the network: empty when it is accepted."""
    here = Counter(folder, counter.sandbox)
    (code,) = counter.codes(1)
    request = RedeemRequest(code=code, sale=sale_of("冰箱;8999"), operator=OPERATOR, offline=True)
    try:
        with here.opened() as terminal:
            sale = redeemed(redeem(terminal, request)).redemption
            complete(terminal, sale_id=sale.requested.sale_id, operator=OPERATOR)
    except EnvironmentTrouble as trouble:
        return trouble.trouble.value
    return ""


def assert_all_arrived(counter: Counter, waited: Queue) -> None:
    """The queue drains under the ids it had, each with one effect; nobody has anything to say."""
    counter.drain()
    assert queue_of(counter.folder) == {}
    held = {one["redemption_id"]: one["effects"] for one in counter.sandbox.admin.redemptions()}
    assert all(held.get(key) == 1 for key in waited)
    assert counter.violations(is_drained=True) == []


@pytest.mark.parametrize("at", steps(ROTATION))
def test_a_key_is_changed_whatever_step_kills_it(
    sandbox: SandboxProcess, deeds: Deeds, tmp_path: Path, at: int
) -> None:
    counter = busy(tmp_path / "till", sandbox)
    waited = queue_of(counter.folder)
    ended = deeds.do("rotate_key", at=at, folder=counter.folder)
    assert ended.status in {-9, 0}, ended
    assert queue_of(counter.folder) == waited
    assert sells(counter.folder, counter) == ""
    again = deeds.do("rotate_key", folder=counter.folder)
    assert (again.status, "told=True" in again.said) == (0, True), again
    assert_all_arrived(counter, waited)


@pytest.mark.parametrize("at", steps(RETIREMENT))
def test_a_terminal_retires_whatever_step_kills_it(
    sandbox: SandboxProcess, deeds: Deeds, tmp_path: Path, at: int
) -> None:
    counter = busy(tmp_path / "till", sandbox)
    refused = deeds.do("retire", folder=counter.folder)
    assert "RETIRE_UNFINISHED" in refused.said, refused
    waited = queue_of(counter.folder)
    assert_all_arrived(counter, waited)
    ended = deeds.do("retire", at=at, folder=counter.folder)
    assert ended.status in {-9, 0}, ended
    again = deeds.do("retire", folder=counter.folder)
    assert (again.status, "Retired(" in again.said, "why=''" in again.said) == (0, True, True)
    assert sells(counter.folder, counter) == Trouble.TERMINAL_RETIRED.value
    assert counter.violations(is_drained=True) == []


@pytest.mark.parametrize("at", steps(SEALING))
def test_a_terminal_is_sealed_whatever_step_kills_it(
    sandbox: SandboxProcess, deeds: Deeds, tmp_path: Path, at: int
) -> None:
    counter = busy(tmp_path / "old", sandbox)
    waited = queue_of(counter.folder)
    file = tmp_path / "till.sealed"
    ended = deeds.do("move_out", at=at, folder=counter.folder, file=file)
    assert ended.status in {-9, 0}, ended
    assert queue_of(counter.folder) == waited
    if file.exists():
        assert sells(counter.folder, counter) == Trouble.TERMINAL_MOVED_OUT.value
    again = deeds.do("move_out", folder=counter.folder, file=file)
    assert (again.status, "Moved(" in again.said) == (0, True), again
    came = moved_in(deeds, counter, file, tmp_path / "new")
    assert_all_arrived(came, waited)


@pytest.mark.parametrize("at", steps(ARRIVAL))
def test_a_terminal_arrives_whatever_step_kills_it(
    sandbox: SandboxProcess, deeds: Deeds, tmp_path: Path, at: int
) -> None:
    counter = busy(tmp_path / "old", sandbox)
    waited = queue_of(counter.folder)
    file = tmp_path / "till.sealed"
    assert deeds.do("move_out", folder=counter.folder, file=file).status == 0
    new = tmp_path / "new"
    ended = deeds.do("move_in", at=at, folder=new, file=file)
    assert ended.status in {-9, 0}, ended
    if ended.status == -9 and (new / bootstrap.DATABASE).exists():
        assert sells(new, counter) in {Trouble.TERMINAL_ARRIVING.value, ""}
    came = moved_in(deeds, counter, file, new)
    assert sells(new, came) == ""
    assert sells(counter.folder, counter) == Trouble.TERMINAL_MOVED_OUT.value
    assert_all_arrived(came, waited)


def moved_in(deeds: Deeds, counter: Counter, file: Path, folder: Path) -> Counter:
    """Move in again as often as it takes; a second time changes nothing."""
    done = deeds.do("move_in", folder=folder, file=file)
    is_there = "MOVE_FOLDER_TAKEN" in done.said  # it had come to its end before it was killed
    assert done.status == 0, done
    assert is_there or "ServiceState.ACTIVE" in done.said, done
    return Counter(folder, counter.sandbox)
