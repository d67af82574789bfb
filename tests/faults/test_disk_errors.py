"""The disk says no in the middle of a run: real errors, injected into the system calls of an unmodified process."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from pathlib import Path

import pytest

from tests.faults import invariants, shifts
from tests.faults.invariants import Shown
from tests.faults.recording import Op, Recording, record, run

MODES = ("TRUNCATE", "WAL")
SALES = 5
ERRORS = {
    "fdatasync": ("EIO", "storage_unknown"),
    "pwrite64": ("ENOSPC", "storage_full"),
}
STORE = [invariants.DATABASE + suffix for suffix in invariants.BESIDE]
KINDS = {"fdatasync": "sync", "pwrite64": "write"}


@pytest.fixture(scope="module", params=MODES)
def recording(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Recording:
    """A run without errors, to know how many calls there are."""
    return record(tmp_path_factory.mktemp("run") / "till", mode=request.param, sales=SALES)


def calls_of(recording: Recording, call: str) -> range:
    """The numbers of the calls between the end of the enrolment and the end of the run."""

    def counts(op: Op) -> bool:
        return op.kind == KINDS[call] and op.name in STORE

    before = takewhile(lambda op: op.data != b"made\n", recording.ops)
    return range(sum(map(counts, before)) + 1, sum(map(counts, recording.ops)) + 1)


def mode_of(recording: Recording) -> str:
    logged = any(op.name.endswith("-wal") for op in recording.ops)
    return "WAL" if logged else "TRUNCATE"


def strike(folder: Path, *, mode: str, call: str, number: int) -> Counter[str]:
    """One error at the n-th call; nothing that was seen may be missing afterwards. What was told, counted."""
    error, _ = ERRORS[call]
    options = ["-o", "/dev/null", "-e", f"trace={call}"]
    options += [part for name in STORE for part in ("-P", str(folder / name))]
    options += ["-e", f"inject={call}:error={error}:when={number}"]
    lines = [line.split() for line in run(folder, mode=mode, sales=SALES, options=options)]
    shown = [Shown(words[1], words[2]) for words in lines if words[0] == "shown"]
    store = invariants.read_store(folder)
    problems = invariants.violations(store, shown=shown, is_signed=False)
    problems += shifts.violations(
        folder / invariants.DATABASE, store.rows, [" ".join(words) for words in lines]
    )
    assert problems == [], (mode, call, number, lines)
    left = [key for key, one in invariants.fold(store.rows).items() if one.state == "requested"]
    assert left == [], "the next start brings everything to an outcome"
    return Counter(words[1] for words in lines if words[0] == "trouble")


@pytest.mark.parametrize("call", ERRORS)
def test_an_error_of_the_disk_is_told_by_its_code_and_loses_nothing_seen(
    recording: Recording, tmp_path: Path, call: str
) -> None:
    numbers = calls_of(recording, call)
    middle = numbers[len(numbers) // 2]
    told = strike(tmp_path / "till", mode=mode_of(recording), call=call, number=middle)
    assert set(told) <= {ERRORS[call][1]}


@pytest.mark.deep
@pytest.mark.parametrize("call", ERRORS)
def test_an_error_at_any_call_loses_nothing_seen(
    recording: Recording, tmp_path: Path, call: str
) -> None:
    told: Counter[str] = Counter()
    numbers = calls_of(recording, call)[:: 1 if call == "fdatasync" else 7]
    for number in numbers:
        folder = tmp_path / f"till{number}"
        told += strike(folder, mode=mode_of(recording), call=call, number=number)
    print(f"\n{mode_of(recording)} {call}: {len(numbers)} errors, told {dict(told)}")
    assert set(told) <= {ERRORS[call][1]}
    assert told[ERRORS[call][1]] > len(numbers) // 2
