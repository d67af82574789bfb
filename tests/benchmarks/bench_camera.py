"""How soon a camera reads a code, and how live its picture is, on films that stand in for a camera.

The films have 15 frames a second, so no picture can be livelier. Run: python -m tests.benchmarks.bench_camera
"""

from __future__ import annotations

import argparse
import json
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from statistics import median

from terminal_app.domain.refusal import EnvironmentTrouble
from terminal_app.scanner.sight import Box
from terminal_app.scanner.text import ScannedText
from terminal_app.scanner.viewfinder import Viewfinder
from terminal_app.usecases.recognise import not_a_coupon
from tests.support import films

TOKEN = "1" + "0123456789" * 28 + "77"
PAYMENT = "281234567890123456"
BOX = Box(width=116, height=68)
READS_MAX = 100
LOOK_S = 3.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="of each film")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for scene in films.HARD:
            path = films.film(folder, scene(TOKEN))
            reads = [_first_read(path) for _ in range(runs)]
            found = {
                "film": scene.__name__,
                "frame": median(frame for frame, _ in reads),
                "ms": round(median(took_ms for _, took_ms in reads)),
            }
            print(json.dumps(found))
        path = films.film(folder, films.still(PAYMENT, "payment", frames=90))
        print(json.dumps({"frames_per_s_while_reading": round(_pace(path), 1)}))


def _finder(path: str) -> Viewfinder:
    finder = Viewfinder(path, remember=lambda _device: None, not_ours=not_a_coupon)
    finder.open()
    return finder


def _first_read(path: str) -> tuple[int, float]:
    """Number of the frame that was read, and milliseconds since the camera began to open."""
    finder = _finder(path)
    started_s = time.perf_counter()
    try:
        for _ in range(READS_MAX):
            reading = finder.read()
            if isinstance(reading.found, ScannedText):
                return reading.number, (time.perf_counter() - started_s) * 1000
    finally:
        finder.release()
    raise AssertionError(f"nothing was read in {path}")


def _pace(path: str) -> float:
    """Previews a second while every frame is also read, and none holds a coupon: the worst case."""
    finder = _finder(path)
    finder.look(BOX)
    over = threading.Event()

    def read() -> None:
        with suppress(EnvironmentTrouble):
            while not over.is_set():
                finder.read()

    reading = threading.Thread(target=read)
    reading.start()
    started_s, looks = time.perf_counter(), 0
    while time.perf_counter() - started_s < LOOK_S:
        finder.look(BOX)
        looks += 1
    lasted_s = time.perf_counter() - started_s
    over.set()
    finder.release()
    reading.join()
    return looks / lasted_s


if __name__ == "__main__":
    main()
