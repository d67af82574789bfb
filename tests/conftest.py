"""How far Hypothesis looks: a bounded, repeatable walk by default, a long one under `HYPOTHESIS_PROFILE=deep`.

Tests marked `deep` belong to the long walk alone. Under that profile every Hypothesis test joins them, so that
`make deep` looks further with the very properties that `make test` runs.
"""

from __future__ import annotations

import os
from ctypes.util import find_library

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from tests.faults.recording import strace

settings.register_profile(
    "default",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "deep",
    deadline=None,
    max_examples=5_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "default")
settings.load_profile(PROFILE)


def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are cores: a quarter of the tests' time is spent waiting for processes and disks."""
    return (os.cpu_count() or 2) * 3 // 2


def left_out() -> list[str]:
    """What this machine cannot test, a line each; `collect_ignore` beside those tests leaves them out."""
    lines = []
    if find_library("zbar") is None:
        lines.append(
            "scanner: no zbar library here (Debian: apt install libzbar0), so its tests are left out"
        )
    if strace() is None:
        lines.append("faults: no strace here, so no power cuts and disk errors of a recorded run")
    return lines


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it last: a quiet run has no first lines."""
    for line in left_out():
        terminalreporter.write_line(line)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if PROFILE == "deep":
        for item in items:
            if is_hypothesis_test(getattr(item, "obj", None)):
                item.add_marker(pytest.mark.deep)
        return
    if config.option.markexpr:
        return
    long_ones = [item for item in items if item.get_closest_marker("deep")]
    if long_ones:
        config.hook.pytest_deselected(items=long_ones)
        items[:] = [item for item in items if not item.get_closest_marker("deep")]
