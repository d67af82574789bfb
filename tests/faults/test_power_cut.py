"""The power fails at any write: over a recorded run of the unmodified program, nothing seen is lost.

`python -m pytest tests/faults/test_power_cut.py -m deep -s` prints the figures of docs/reliability.md.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.faults import invariants, shifts
from tests.faults.disk_images import Cut, cuts, lay_out
from tests.faults.invariants import Shown
from tests.faults.recording import Recording, record

SEED = int(os.environ.get("FAULT_SEED", "20240127"))
REPLAY = "FAULT_SEED={} python -m pytest tests/faults/test_power_cut.py"
MODES = ("TRUNCATE", "WAL")
SALES = 5
IMAGES = 150
CLOSING_OPS_MAX = 20
"""Operations on the disk that the closing of a shift takes at most."""

MUTANTS = [
    ("WAL", "synchronous_normal", IMAGES),
    ("WAL", "synchronous_off", IMAGES),
    ("TRUNCATE", "synchronous_off", IMAGES),
    ("DELETE", "", 3 * IMAGES),
]
"""Settings that are commonly called safe; the last is SQLite's own default, which forgets to sync the folder."""


@dataclass
class Explored:
    """What came of opening many disks."""

    images: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)


def explore(recording: Recording, place: Path, *, seed: int, count: int | None) -> Explored:
    explored = Explored()
    place.mkdir()
    for cut in cuts(recording, seed=seed, count=count):
        explored.images += 1
        lay_out(cut, place)
        problems = judge(cut, place, recording.key)
        for problem in problems[:1]:
            explored.problems[problem.split(":")[0]] += 1
            explored.examples.append(f"cut {cut.after} {cut.variant.value}: {problem}")
    return explored


def judge(cut: Cut, folder: Path, key: bytes) -> list[str]:
    """What does not hold on a disk, given what had been seen when the power failed."""
    was_made = "made" in cut.lines
    if was_made and cut.files.get(invariants.KEY) != key:
        return ["I1: the terminal's key is gone"]
    if invariants.DATABASE not in cut.files:
        return ["I1: the store is gone"] if was_made else []
    public = Ed25519PrivateKey.from_private_bytes(key).public_key()
    try:
        store = invariants.read_database(folder / invariants.DATABASE, public)
    except sqlite3.Error as error:
        is_empty = "no such table" in str(error) and not was_made
        return [] if is_empty else [f"I8: {error}"]
    shown = [Shown(*line.split()[1:]) for line in cut.lines if line.startswith("shown")]
    return [
        *invariants.violations(store, shown=shown, is_signed=False),
        *shifts.violations(folder / invariants.DATABASE, store.rows, cut.lines),
    ]


@pytest.fixture(scope="module", params=MODES)
def recording(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Recording:
    return record(tmp_path_factory.mktemp("run") / "till", mode=request.param, sales=SALES)


def test_no_power_cut_loses_what_was_seen(recording: Recording, tmp_path: Path) -> None:
    explored = explore(recording, tmp_path / "disk", seed=SEED, count=IMAGES)
    assert explored.images == IMAGES
    assert not explored.problems, (explored.examples[:5], REPLAY.format(SEED))


def test_a_recorded_run_is_whole(recording: Recording) -> None:
    seen = Counter(line.split()[0] for line in recording.lines)
    assert seen == {"made": 1, "shown": 2 * SALES, "shift": SALES // 2, "closed": 1}
    assert {op.kind for op in recording.ops} >= {"write", "sync", "create", "rename", "say"}


@pytest.mark.parametrize(("mode", "mutant", "images"), MUTANTS)
def test_mutant_a_forgotten_sync_is_caught(
    tmp_path: Path, mode: str, mutant: str, images: int
) -> None:
    recording = record(tmp_path / "till", mode=mode, sales=SALES, mutant=mutant)
    explored = explore(recording, tmp_path / "disk", seed=SEED, count=images)
    assert explored.problems["I1"] + explored.problems["I8"] > 0


def test_mutant_a_shift_written_apart_from_the_journal_is_caught(tmp_path: Path) -> None:
    recording = record(tmp_path / "till", mode="WAL", sales=2, mutant="shift_apart")
    told = next(at for at, op in enumerate(recording.ops) if op.data.startswith(b"shift "))
    place = tmp_path / "disk"
    place.mkdir()
    found = []
    for cut in cuts(recording, seed=SEED, count=None):
        if told - CLOSING_OPS_MAX <= cut.after < told:
            lay_out(cut, place)
            found += judge(cut, place, recording.key)
    assert any("in one place only" in problem for problem in found)


@pytest.mark.deep
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("seed", [SEED, SEED + 1])
def test_no_power_cut_loses_what_was_seen_after_any_operation(
    tmp_path: Path, mode: str, seed: int
) -> None:
    recording = record(tmp_path / "till", mode=mode, sales=9)
    explored = explore(recording, tmp_path / "disk", seed=seed, count=None)
    print(f"\n{mode} {seed}: {explored.images} disks, {dict(explored.problems)}")
    assert not explored.problems, (explored.examples[:5], REPLAY.format(seed))


@pytest.mark.deep
@pytest.mark.parametrize(("mode", "mutant", "_images"), MUTANTS)
def test_mutant_figures(tmp_path: Path, mode: str, mutant: str, _images: int) -> None:
    recording = record(tmp_path / "till", mode=mode, sales=9, mutant=mutant)
    explored = explore(recording, tmp_path / "disk", seed=SEED, count=None)
    print(f"\n{mode} {mutant}: {explored.images} disks, {dict(explored.problems)}")
    assert explored.problems
