"""How long a one-shot command takes, as a whole process: start, imports, work, end.

Beside it, in turns, Python alone and Python with what every command has to import from others.
Byte code is kept, as after any first start. On a machine with other work the processor's time says
more than the clock's. Run: python -m tests.benchmarks.bench_start
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import figure
from tests.benchmarks.offline_till import offline_till

GOAL_MS = 250
NEEDED = (
    "import argparse, dataclasses, datetime, json, sqlite3, tomllib, fluent.runtime\n"
    "import cryptography.hazmat.primitives.asymmetric.ed25519, cbor2\n"
)
"""The standard library's and others' modules without which `queue` could not say a sentence."""

NOT_NEEDED = ("textual", "httpx", "jwt", "PIL", "zxingcpp", "sqlite_utils", "argon2", "sqlalchemy")
WAITING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One process, from its start to its end."""

    clock_s: float
    processor_s: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30, help="of each command")
    parser.add_argument("--json", type=Path, default=Path("bench-results/start.json"))
    asked = parser.parse_args()
    about = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),  # noqa: TID251 (a report's date)
        "cores": os.cpu_count(),
        "python": sys.version.split()[0],
        "sqlite": sqlite3.sqlite_version,
    }
    print("  ".join(f"{name} {value}" for name, value in about.items()))
    with tempfile.TemporaryDirectory() as folder:
        terminal, cache = Path(folder) / "terminal", Path(folder) / "cache"
        till = offline_till(terminal, mode="TRUNCATE")
        for _ in range(WAITING):
            till.redeem(offline=True)
        till.opened.close()
        program = [sys.executable, "-m", "terminal_app", "--data-dir", str(terminal)]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "python with the imports it needs": [sys.executable, "-c", NEEDED],
            "--help": [*program, "--help"],
            "queue": [*program, "queue"],
            "queue --json": [*program, "queue", "--json"],
            "exceptions": [*program, "exceptions"],
            "doctor": [*program, "doctor"],
        }
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(cache)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        seconds = measured(commands, environment, runs=asked.runs)
        unneeded = imported_for_nothing(commands["queue"], environment)
    rows: dict[str, Any] = {
        name: {
            "clock": asdict(figure(run.clock_s for run in runs)),
            "processor": asdict(figure(run.processor_s for run in runs)),
            "best_ms": round(min(run.clock_s for run in runs) * 1e3, 3),
        }
        for name, runs in seconds.items()
    }
    print(f"{'what':34} {'p50 ms':>8} {'p99 ms':>8} {'best ms':>8} {'processor ms':>13}")
    for name, row in rows.items():
        print(
            f"{name:34} {row['clock']['p50_ms']:8.0f} {row['clock']['p99_ms']:8.0f}"
            f" {row['best_ms']:8.0f} {row['processor']['p50_ms']:13.0f}"
        )
    print(
        f"  queue: goal {GOAL_MS} ms; imported and not needed: {', '.join(unneeded) or 'nothing'}"
    )
    report = {**about, "rows": rows, "imported_for_nothing": unneeded}
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def measured(
    commands: dict[str, list[str]], environment: dict[str, str], *, runs: int
) -> dict[str, list[Run]]:
    """Every command once, then every command again; the first round only fills caches."""
    seconds: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            run = one_run(command, environment)
            if number:
                seconds[name].append(run)
    return seconds


def one_run(command: list[str], environment: dict[str, str]) -> Run:
    before, started = os.times(), time.perf_counter()
    # The doctor finds no platform here and says so with its exit code.
    subprocess.run(command, env=environment, capture_output=True, check=command[-1] != "doctor")
    clock_s, after = time.perf_counter() - started, os.times()
    processor_s = sum(after[2:4]) - sum(before[2:4])  # children's, the user's and the system's
    return Run(clock_s=clock_s, processor_s=processor_s)


def imported_for_nothing(command: list[str], environment: dict[str, str]) -> list[str]:
    traced = subprocess.run(
        [command[0], "-X", "importtime", *command[1:]],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in traced.stderr.splitlines()}
    return [name for name in NOT_NEEDED if name in imported]


if __name__ == "__main__":
    main()
