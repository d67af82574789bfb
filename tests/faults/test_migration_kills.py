"""A store of every older version with a full queue, its upgrade killed at every step or out of disk: nothing is lost.

Written over the list of steps, so that a new step is tried by being there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from terminal_app import bootstrap
from terminal_app.store import migrations
from terminal_app.store.database import Database
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import verify_journal
from tests.faults import invariants
from tests.faults.deeds import Deeds
from tests.faults.invariants import Shown
from tests.faults.older_stores import OlderStore, contents, older_store, version_of
from tests.support.bank import confirm

OLDER = range(1, migrations.VERSION)
STRIDE = 16
"""In each run every so manieth step of an upgrade; `make deep` takes them all."""


@pytest.fixture(scope="module")
def deeds() -> Iterator[Deeds]:
    with Deeds() as running:
        yield running


@pytest.fixture(scope="module", params=OLDER, ids=lambda version: f"version {version}")
def store(request: Any, tmp_path_factory: pytest.TempPathFactory) -> OlderStore:
    return older_store(tmp_path_factory.mktemp("older") / "till", request.param)


def copied(store: OlderStore, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(store.folder, folder)
    return folder


def shown_in(store: OlderStore) -> list[Shown]:
    """All that a person was told before the upgrade."""
    return [
        Shown(str(redemption_id), str(state))
        for redemption_id, state, *_ in contents(store.folder)["redemptions"]
        if state in {"confirmed", "accepted_offline", "exception"}
    ]


def violations(store: OlderStore, folder: Path) -> list[str]:
    found = invariants.read_store(folder)
    return invariants.violations(found, shown=shown_in(store), is_signed=False)


def torn(store: OlderStore, deeds: Deeds, folder: Path, *, fault: str, stride: int) -> int:
    """Tear the upgrade at every so manieth step, go on each time, and hold it against what was there before."""
    before = contents(store.folder)
    whole = deeds.do("open_store", folder=copied(store, folder))
    assert whole.status == 0, whole
    assert whole.steps > len(migrations.STEPS[store.version]), "every statement is a step"
    hit = 0
    for at in range(1, whole.steps + 1, stride):
        ended = deeds.do("open_store", at=at, fault=fault, folder=copied(store, folder))
        if fault == "kill":
            assert ended.status == -9, (at, ended)
        else:
            assert ended.trouble in {"", "storage_full"}, (at, ended)
        hit += ended.status != 0
        kept = contents(folder)
        assert {name: kept[name] for name in before} == before, f"step {at}"
        assert version_of(folder) in {store.version, migrations.VERSION}
        again = deeds.do("open_store", folder=folder)
        assert again.status == 0, (at, again)
        came = contents(folder)
        assert {name: came[name] for name in before} == before, f"after step {at}"
        assert version_of(folder) == migrations.VERSION
        assert violations(store, folder) == [], f"after step {at}"
    return hit


@pytest.mark.parametrize(
    "stride", [STRIDE, pytest.param(1, marks=pytest.mark.deep)], ids=["some", "all"]
)
@pytest.mark.parametrize("fault", ["kill", "full"])
def test_an_upgrade_torn_at_any_step_loses_nothing(
    store: OlderStore, deeds: Deeds, tmp_path: Path, fault: str, stride: int
) -> None:
    hit = torn(store, deeds, tmp_path / "till", fault=fault, stride=stride)
    assert hit > 0
    print(f"\nversion {store.version}, {fault}: {hit} upgrades torn")


def test_what_waited_in_an_older_store_is_sent_after_a_torn_upgrade(
    store: OlderStore, deeds: Deeds, tmp_path: Path
) -> None:
    folder = copied(store, tmp_path / "till")
    waiting = {row[0] for row in contents(folder)["outbox"] if row[2] in {"ready", "leased"}}
    parked = {row[0] for row in contents(folder)["outbox"] if row[2] == "parked"}
    assert len(waiting) > 5
    assert parked
    whole = deeds.do("open_store", folder=copied(store, tmp_path / "whole"))
    torn_at = whole.steps * 2 // 3
    assert deeds.do("open_store", at=torn_at, folder=folder).status == -9
    till = store.opened(folder)
    till.bank.is_reachable, till.bank.script = True, confirm
    done = sync(till.terminal, operator_id="1001")
    assert (done.waiting, done.sent) == (0, len(waiting))
    assert verify_journal(till.terminal).ok
    till.bank.is_reachable = False
    till.opened.close()
    sent = {row[0] for row in contents(folder)["outbox"] if row[2] == "done"}
    assert waiting <= sent
    assert not parked & sent


def test_a_step_that_loses_something_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = older_store(tmp_path / "till", migrations.VERSION - 1)
    before = contents(store.folder)
    lossy = (*migrations.STEPS[-1], "DELETE FROM receipt")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS[:-1], lossy))
    Database(store.folder / bootstrap.DATABASE).close()
    came = contents(store.folder)
    assert {name for name in before if came[name] != before[name]} == {"receipts"}
