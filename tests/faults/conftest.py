"""What the fault tests share: a real platform in its own process, and a process that forks terminals."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from terminal_app.sandbox.embedded import SandboxProcess
from tests.faults.counter import Counter
from tests.faults.recording import strace
from tests.faults.tills import Tills

collect_ignore: list[str] = []
if os.name != "posix":
    # Processes are forked and killed with signals, powers dropped and disks limited the POSIX way.
    collect_ignore += ["test_kills.py", "test_two_tills.py", "test_storage.py", "test_network.py"]
    collect_ignore += ["test_wedge.py", "test_identity_kills.py", "test_migration_kills.py"]
if strace() is None:
    collect_ignore += ["test_power_cut.py", "test_disk_errors.py"]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    """The platform."""
    with SandboxProcess(data_dir=tmp_path_factory.mktemp("bank")) as running:
        yield running


@pytest.fixture(scope="module")
def tills() -> Iterator[Tills]:
    """Where terminals come from that are to be killed."""
    with Tills() as running:
        yield running


@pytest.fixture
def counter(sandbox: SandboxProcess, tmp_path: Path) -> Counter:
    """A newly enrolled terminal and its shoppers."""
    return Counter.enrolled(tmp_path / "till", sandbox)
