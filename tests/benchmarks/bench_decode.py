"""How many phone screens are read, and how fast: pyzbar alone, zxing-cpp alone, and ours.

The pictures are those of `tests.corpus`, taken from the seed as they are needed. Every decoder is
shown the same grey pixels, one after the other and each first in turn, so that a busy machine slows
all three. The two alone look for QR codes only, which is the quickest they can be. Run:
python -m tests.benchmarks.bench_decode --each 10 --seed 3
"""

import argparse
import io
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import zxingcpp
from PIL import Image

from terminal_app.scanner.barcode import Missing, find_codes, zbar
from terminal_app.scanner.image import IMAGE_LIMITS
from terminal_app.scanner.preparations import working_size
from tests.corpus.classes import CLASSES
from tests.corpus.generate import Photograph, photographs
from tests.unit.scanner import pictures

ALL = "all"
PYZBAR, ZXING, OURS = "pyzbar", "zxing-cpp", "ours"
RATIO_ON_BOTH_READ_MAX = 1.3
RATIO_WHOLE_GOAL = 1.2


def by_zbar(gray: Image.Image) -> set[str]:
    pyzbar = zbar()
    assert not isinstance(pyzbar, Missing), pyzbar.why
    found = pyzbar.decode(gray, symbols=[pyzbar.ZBarSymbol.QRCODE])
    return {code.data.decode("utf-8", errors="replace") for code in found}


def by_zxing(gray: Image.Image) -> set[str]:
    found = zxingcpp.read_barcodes(gray, formats=[zxingcpp.BarcodeFormat.QRCode])
    return {code.text for code in found}


def by_ours(gray: Image.Image) -> set[str]:
    started_s = time.perf_counter()

    def in_time() -> bool:
        return (time.perf_counter() - started_s) * 1000 <= IMAGE_LIMITS.attempts_ms

    found = find_codes(working_size(gray), whole=gray, in_time=in_time, beside_coupon=True)
    return {code.text for code in found}


DECODERS: dict[str, Callable[[Image.Image], set[str]]] = {
    PYZBAR: by_zbar,
    ZXING: by_zxing,
    OURS: by_ours,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One picture shown to all three."""

    what: str
    width: int
    read: dict[str, bool]
    elapsed_ms: dict[str, float]

    @property
    def both_read(self) -> bool:
        return self.read[PYZBAR] and self.read[ZXING]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One decoder on one class: how many it read, and what a picture took, read or not."""

    what: str
    decoder: str
    pictures: int
    read: int
    p50_ms: float
    p99_ms: float


def measured(each: int, seed: int, classes: tuple[str, ...]) -> list[Sight]:
    taken = photographs(each=each, seed=seed, classes=classes)
    return [
        seen(shown, content, turn=number % len(DECODERS))
        for number, (shown, content) in enumerate(taken)
    ]


def seen(shown: Photograph, content: bytes, *, turn: int = 0) -> Sight:
    """Show a picture to all three; `turn` says who is first."""
    gray = Image.open(io.BytesIO(content)).convert("L")
    names = [*DECODERS][turn:] + [*DECODERS][:turn]
    read, elapsed_ms = {}, {}
    for name in names:
        started_s = time.perf_counter()
        texts = DECODERS[name](gray)
        elapsed_ms[name] = (time.perf_counter() - started_s) * 1000
        read[name] = shown.text in texts
        assert texts <= {shown.text}, f"{name} made something up of {shown.file}"
    return Sight(what=shown.what, width=shown.width, read=read, elapsed_ms=elapsed_ms)


def summed(sights: list[Sight], whats: tuple[str, ...]) -> list[Row]:
    rows = []
    for what in whats:
        seen = [sight for sight in sights if what in (sight.what, str(sight.width), ALL)]
        for decoder in DECODERS:
            times = sorted(sight.elapsed_ms[decoder] for sight in seen)
            rows.append(
                Row(
                    what=what,
                    decoder=decoder,
                    pictures=len(seen),
                    read=sum(sight.read[decoder] for sight in seen),
                    p50_ms=round(median(times), 2),
                    p99_ms=round(times[min(len(times) - 1, len(times) * 99 // 100)], 2),
                )
            )
    return rows


def ratio_to_faster(sights: list[Sight]) -> float:
    """Our median to that of the quicker of the two, on the same pictures."""
    middle = {name: median(sight.elapsed_ms[name] for sight in sights) for name in DECODERS}
    return round(middle[OURS] / min(middle[PYZBAR], middle[ZXING]), 3)


def table(rows: list[Row]) -> list[str]:
    """One line of Markdown to a class."""
    lines = [
        "| class | pictures | "
        + " | ".join(f"{name} | p50 ms | p99 ms" for name in DECODERS)
        + " |",
        "|---" * (2 + 3 * len(DECODERS)) + "|",
    ]
    for start in range(0, len(rows), len(DECODERS)):
        group = rows[start : start + len(DECODERS)]
        cells = [f"{r.read / r.pictures:.0%} | {r.p50_ms:.1f} | {r.p99_ms:.0f}" for r in group]
        lines.append(f"| {group[0].what} | {group[0].pictures} | " + " | ".join(cells) + " |")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=10, help="pictures of each class")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--classes", nargs="+", default=list(CLASSES), choices=list(CLASSES))
    parser.add_argument("--json", type=Path, default=Path("bench-results/decode.json"))
    options = parser.parse_args()
    if isinstance(zbar(), Missing):
        parser.exit(
            1, "pyzbar alone cannot be measured without the zbar library: apt install libzbar0\n"
        )

    for read in DECODERS.values():
        read(pictures.qr(pictures.token()))  # both libraries loaded before anything is timed
    sights = measured(options.each, options.seed, tuple(options.classes))
    rows = summed(sights, (*options.classes, "640", "1920", ALL))
    total = {row.decoder: row.read for row in rows if row.what == ALL}
    both = [sight for sight in sights if sight.both_read]
    summary = {
        "cores": os.cpu_count(),
        "seed": options.seed,
        "read": total,
        "reads_more_than_either": total[OURS] > max(total[PYZBAR], total[ZXING]),
        "read_by_either_missed_by_ours": sum(
            (s.read[PYZBAR] or s.read[ZXING]) and not s.read[OURS] for s in sights
        ),
        "both_read": len(both),
        "ratio_on_both_read": ratio_to_faster(both),
        "ratio_on_both_read_picture_by_picture": round(
            median(
                s.elapsed_ms[OURS] / min(s.elapsed_ms[PYZBAR], s.elapsed_ms[ZXING]) for s in both
            ),
            3,
        ),
        "ratio_on_both_read_max": RATIO_ON_BOTH_READ_MAX,
        "ratio_whole": ratio_to_faster(sights),
        "ratio_whole_goal": RATIO_WHOLE_GOAL,
    }
    print("\n".join(table(rows)))
    print(json.dumps(summary, indent=1))
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(
        json.dumps({"rows": [asdict(row) for row in rows], "summary": summary}, indent=1)
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
