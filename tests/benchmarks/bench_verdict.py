"""How long a shopper waits while the platform is silent: from the picture or the scan to the verdict.

First without a screen: every part of a redemption by itself, and beside it, operation by operation,
the least it could be: two commits that are on disk and one signature. Then with the screen, against
a bare Textual program. Run: python -m tests.benchmarks.bench_verdict
"""

import argparse
import asyncio
import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app.domain.coupon import CouponClaims
from terminal_app.domain.refusal import Refused
from terminal_app.ports import CodeReader, Store, Terminal, Transaction
from terminal_app.scanner.image import Decoded, decode_image
from terminal_app.store.database import journal_mode
from terminal_app.usecases.redeem import RedeemRequest, redeem
from tests.benchmarks import verdict_screen
from tests.benchmarks.figures import Figure, figure
from tests.benchmarks.offline_till import empty_queue, offline_till
from tests.support.terminal import OPERATOR, Till, redeemed, sale_of
from tests.unit.scanner import pictures

WARM = 20
BYTES_OF_A_ROW = 1_000
"""What a redemption request takes in the journal; its entry in the outbox has the same again."""

BACKLOG_MAX = 20
"""What a till may have outstanding by default; then the platform is heard and the queue emptied."""

COMMITS_GOAL = 1.5
SCREEN_GOAL = 2.0
BURST_GOAL = 1.5


class Laps:
    """What the parts of one redemption took, in seconds, by name."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}

    def add(self, name: str, started: float) -> None:
        self.taken[name] = self.taken.get(name, 0.0) + time.perf_counter() - started


class TimedStore:
    """The store, its units of work timed: the first writes the request, the second its outcome."""

    def __init__(self, store: Store, laps: Laps) -> None:
        self._store = store
        self._laps = laps

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        number = 2 if "commit 1" in self._laps.taken else 1
        started = time.perf_counter()
        with self._store.transaction() as tx:
            yield tx
            worked = time.perf_counter()
        self._laps.add(f"of it on disk {number}", worked)
        self._laps.add(f"commit {number}", started)

    @contextmanager
    def snapshot(self) -> Iterator[Transaction]:
        started = time.perf_counter()
        with self._store.snapshot() as view:
            yield view
        self._laps.add("decide", started)


class TimedCodes:
    """The reader of tokens, timed."""

    def __init__(self, codes: CodeReader, laps: Laps) -> None:
        self._codes = codes
        self._laps = laps

    def __getattr__(self, name: str) -> Any:
        return getattr(self._codes, name)

    def read(self, text: str) -> CouponClaims | Refused:
        started = time.perf_counter()
        claims = self._codes.read(text)
        self._laps.add("verify", started)
        return claims


class Floor:
    """The least: the row signed and stored in one commit, the outcome stored in another."""

    def __init__(self, path: Path, mode: str) -> None:
        self._key = Ed25519PrivateKey.generate()
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute(f"PRAGMA journal_mode = {mode}")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("CREATE TABLE floor (sequence INTEGER PRIMARY KEY, body BLOB)")

    def close(self) -> None:
        self._connection.close()

    def redeem(self) -> float:
        body = os.urandom(BYTES_OF_A_ROW)
        started = time.perf_counter()
        signature = self._key.sign(body)
        for stored in (signature + body, signature):
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("INSERT INTO floor (body) VALUES (?)", (stored,))
            self._connection.execute("COMMIT")
        return time.perf_counter() - started


@dataclass(frozen=True, slots=True, kw_only=True)
class Offline:
    """All figures without a screen."""

    parts: dict[str, Figure]
    commits_over_floor: float


def offline(folder: Path, *, redemptions: int, rounds: int, mode: str) -> Offline:
    till = offline_till(folder / "till", mode=mode)
    floor = Floor(folder / "floor.db", mode)
    for _ in range(WARM):
        one_redemption(till.terminal, till.code(), Laps())
        floor.redeem()
    laps: list[dict[str, float]] = []
    ratios = []
    for _ in range(rounds):
        turn = []
        for number in range(max(1, redemptions // rounds)):
            if number % BACKLOG_MAX == 0:
                empty_queue(till)
            turn.append(measured(till, floor))
        ratios.append(
            median(lap["commit 1"] + lap["commit 2"] for lap in turn)
            / median(lap["floor"] for lap in turn)
        )
        laps += turn
    till.opened.close()
    floor.close()
    return Offline(
        parts={name: figure(lap[name] for lap in laps) for name in laps[0]},
        commits_over_floor=round(median(ratios), 2),
    )


def measured(till: Till, floor: Floor) -> dict[str, float]:
    """One redemption from the picture on, and one of the floor's; which is first takes turns."""
    code = till.code()
    picture = pictures.encoded(pictures.qr(code, module_px=4))
    laps, floor_s = Laps(), 0.0
    if till.coupons % 2:
        floor_s = floor.redeem()
    started = time.perf_counter()
    decoded = decode_image(picture)
    laps.add("decode", started)
    assert isinstance(decoded, Decoded)
    assert decoded.codes[0].text == code
    one_redemption(till.terminal, code, laps)
    floor_s = floor_s or floor.redeem()
    parts = ("decode", "verify", "decide", "commit 1", "commit 2")
    total_s = sum(laps.taken[name] for name in parts)
    return {**laps.taken, "sum of the parts": total_s, "floor": floor_s}


def one_redemption(terminal: Terminal, code: str, laps: Laps) -> None:
    timed = replace(
        terminal, store=TimedStore(terminal.store, laps), codes=TimedCodes(terminal.codes, laps)
    )
    request = RedeemRequest(code=code, sale=sale_of("冰箱;8999"), operator=OPERATOR, offline=True)
    started = time.perf_counter()
    result = redeem(timed, request)
    laps.add("redeem, whole", started)
    redeemed(result)


def printed(what: str, one: Figure, note: str = "") -> None:
    print(f"{what:44} {one.p50_ms:9.2f} {one.p99_ms:9.2f}  {note}")


def against(value: float, goal: float) -> str:
    return f"{value:.2f} of {goal}: {'ok' if value <= goal else 'missed'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--redemptions", type=int, default=350, help="without a screen")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--shown", type=int, default=150, help="redemptions on each screen")
    parser.add_argument("--bursts", type=int, default=40, help="of each length on each screen")
    parser.add_argument(
        "--journal",
        choices=("WAL", "TRUNCATE"),
        default=journal_mode(sqlite3.sqlite_version_info[:3]),
        help="what the terminal would choose here, if it is not given",
    )
    parser.add_argument("--json", type=Path, default=Path("bench-results/verdict.json"))
    asked = parser.parse_args()
    about = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),  # noqa: TID251 (a report's date)
        "cores": os.cpu_count(),
        "python": sys.version.split()[0],
        "sqlite": sqlite3.sqlite_version,
        "journal": f"{asked.journal}/FULL",
    }
    print("  ".join(f"{name} {value}" for name, value in about.items()))
    print(f"{'what':44} {'p50 ms':>9} {'p99 ms':>9}")
    with tempfile.TemporaryDirectory() as folder:
        alone = offline(
            Path(folder), redemptions=asked.redemptions, rounds=asked.rounds, mode=asked.journal
        )
    for name, one in alone.parts.items():
        printed(name, one)
    print(f"  both commits / floor: {against(alone.commits_over_floor, COMMITS_GOAL)}")
    report: dict[str, Any] = {**about, "offline": asdict(alone), "screens": []}
    for columns, rows in verdict_screen.SIZES:
        with tempfile.TemporaryDirectory() as folder:
            till = offline_till(Path(folder), mode=asked.journal)
            shown = asyncio.run(
                verdict_screen.measured(
                    till, size=(columns, rows), redemptions=asked.shown, bursts=asked.bursts
                )
            )
            till.opened.close()
        report["screens"].append({**asdict(shown), **judged(shown, alone)})
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def judged(shown: verdict_screen.Shown, alone: Offline) -> dict[str, float]:
    """Print one screen's figures and hold them to the goals."""
    print(f"--- {shown.columns} × {shown.rows}")
    for name, one in shown.figures.items():
        printed(name, one)
    parts = alone.parts["sum of the parts"]
    sum_p99_ms = parts.p99_ms + shown.figures["bare Textual, key → paint"].p99_ms
    ratio = round(shown.figures["paste + commit key → verdict"].p99_ms / sum_p99_ms, 2)
    long, short = (shown.figures[f"burst of {count} → answer"] for count in verdict_screen.BURSTS)
    burst = round(long.p50_ms / short.p50_ms, 2)
    print(f"  p99 / (sum of the parts + one bare paint): {against(ratio, SCREEN_GOAL)}")
    print(f"  290 characters / 20: {against(burst, BURST_GOAL)}")
    return {"p99_over_parts_and_paint": ratio, "burst_ratio": burst}


if __name__ == "__main__":
    main()
