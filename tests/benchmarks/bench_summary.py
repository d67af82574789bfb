"""What a long past costs: today's summary and the start of the program, with 1,000 and with 1,000,000 redemptions.

Both stores hold the same today and yesterday (200 redemptions each) and are measured in turns. The past is
simulated, as `long_history` says. Needs 4 GB of disk for some minutes. Run: python -m tests.benchmarks.bench_summary
"""

import argparse
import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from terminal_app.bootstrap import DATABASE
from terminal_app.domain.day import Span
from terminal_app.usecases import views
from terminal_app.usecases.recover import recover
from terminal_app.usecases.summary import figures_in_rows, summary
from tests.benchmarks.figures import Figure, figure
from tests.benchmarks.long_history import A_DAY, till_with_history, today
from tests.support.terminal import OPERATOR, Till, open_till

RATIO_MAX = 1.2
SHIFT_ROWS = 630
"""The rows of one day: 200 redemptions of three rows, ten refunds of two, and what came between."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40, help="of each measurement")
    parser.add_argument("--large", type=int, default=1_000_000, help="redemptions of the long past")
    parser.add_argument("--json", type=Path, default=Path("bench-results/summary.json"))
    asked = parser.parse_args()
    about = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),  # noqa: TID251 (a report's date)
        "cores": os.cpu_count(),
        "python": sys.version.split()[0],
        "sqlite": sqlite3.sqlite_version,
        "load": round(os.getloadavg()[0], 1),
    }
    print("  ".join(f"{name} {value}" for name, value in about.items()))
    with tempfile.TemporaryDirectory() as folder:
        stores = {count: built(Path(folder), count) for count in (1_000, asked.large)}
        tills = {count: till for count, (till, _) in stores.items()}
        seconds = measured(tills, rounds=asked.rounds)
        for till in tills.values():
            till.opened.close()
    small, large = tills
    rows: dict[str, Any] = {}
    print(f"{'what':34} {f'{small:,}':>12} {f'{large:,}':>12} {'ratio':>7}   p50 ms")
    for name, by_count in seconds.items():
        found = {count: figure(by_count[count]) for count in tills}
        ratio = round(found[large].p50_ms / found[small].p50_ms, 2)
        verdict = "met" if ratio <= RATIO_MAX else "MISSED"
        p50 = " ".join(f"{found[count].p50_ms:12.2f}" for count in tills)
        print(f"{name:34} {p50} {ratio:7.2f}   goal {RATIO_MAX}: {verdict}")
        rows[name] = {**_rows(found), "ratio": ratio}
    report = {**about, "built": {str(count): how for count, (_, how) in stores.items()}}
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps({**report, "rows": rows}, indent=1) + "\n", encoding="utf-8")


def _rows(found: dict[int, Figure]) -> dict[str, Any]:
    return {str(count): asdict(one) for count, one in found.items()}


def built(folder: Path, count: int) -> tuple[Till, dict[str, Any]]:
    """A store with that many redemptions, and what it took to make it."""
    started = time.perf_counter()
    till = till_with_history(folder / str(count), redemptions=count)
    seconds = round(time.perf_counter() - started, 1)
    size_mb = (folder / str(count) / DATABASE).stat().st_size // 2**20
    print(f"built {count:,} redemptions in {seconds} s, {size_mb:,} MB (simulated)")
    return till, {"seconds": seconds, "size_mb": size_mb}


def measured(tills: dict[int, Till], *, rounds: int) -> dict[str, dict[int, list[float]]]:
    """Each measurement on one store, then on the other, the order changing with every round; the first fills caches."""
    seconds: dict[str, dict[int, list[float]]] = {
        name: {count: [] for count in tills} for name in MEASURED
    }
    for number in range(rounds + 1):
        for name, act in MEASURED.items():
            for count, till in list(tills.items())[:: -1 if number % 2 else 1]:
                started = time.perf_counter()
                act(till)
                if number:
                    seconds[name][count].append(time.perf_counter() - started)
    return seconds


def day_summary(till: Till) -> None:
    made = summary(till.terminal, span=Span(first=today(), last=today()))
    assert made.figures.given.count == made.before.given.count == A_DAY, made.figures.given


def start(till: Till) -> None:
    """Open the file once more, look for what a crash left, draw the first status bar, close."""
    opened = open_till(till.folder, till.bank, till.watch)
    recover(opened.terminal, operator=OPERATOR)
    views.counter(opened.terminal)
    opened.close()


def status_bar(till: Till) -> None:
    views.counter(till.terminal)


def shift(till: Till) -> None:
    with till.terminal.store.snapshot() as view:
        last = view.head().sequence
        figures = figures_in_rows(view, last - SHIFT_ROWS, last, campaign=view.campaign())
    assert A_DAY <= figures.given.count <= A_DAY + 10, figures.given


def exceptions(till: Till) -> None:
    assert not views.exceptions(till.terminal)


MEASURED: dict[str, Callable[[Till], None]] = {
    "summary of today": day_summary,
    "start: open, recover, status bar": start,
    "status bar": status_bar,
    "figures of a shift of one day": shift,
    "list of exceptions": exceptions,
}

if __name__ == "__main__":
    main()
