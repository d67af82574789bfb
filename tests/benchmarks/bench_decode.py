"""How many phone screens are read, and how fast: pyzbar alone, zxing-cpp alone, and ours.

Every picture is drawn here from a seed: a 290-digit token on a phone, photographed at 640 x 480 in
one of several bad ways. Each decoder is shown the same grey pixels one after the other, so a busy
machine slows all three; the two alone look for the formats ours looks for. Run:
python -m tests.benchmarks.bench_decode
"""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from terminal_app.scanner import barcode, image
from terminal_app.scanner.barcode import find_codes
from terminal_app.scanner.image import IMAGE_LIMITS
from tests.unit.scanner import pictures

SIZE = (640, 480)
ALL = "all"
RATIO_GOAL = 1.2


class Draws:
    """Numbers drawn from a seed, the same in every run and on every machine."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._drawn = 0

    def pixels(self, spread: int) -> Image.Image:
        """Draw noise around grey, near enough to a camera's: the mean of four even draws."""
        self._drawn += 1
        width, height = SIZE
        stream = hashlib.shake_256(f"{self._seed}/{self._drawn}".encode()).digest(
            width * height * 4
        )
        layers = [
            Image.frombytes("L", SIZE, stream[start :: 4]) for start in range(4)
        ]  # fmt: skip
        mean = Image.blend(
            Image.blend(layers[0], layers[1], 0.5), Image.blend(layers[2], layers[3], 0.5), 0.5
        )
        # The mean of four even draws over 0–255 deviates by 37.
        return mean.point(lambda level: round(128 + (level - 128) * spread / 37))

    def between(self, low: float, high: float) -> float:
        self._drawn += 1
        draw = hashlib.sha256(f"{self._seed}/{self._drawn}".encode()).digest()
        return low + (high - low) * int.from_bytes(draw[:8]) / 2**64


def scene(
    draws: Draws, token: str, *, share_low: float = 0.55, share_high: float = 0.85
) -> Image.Image:
    """Hold a phone up; the code takes this share of the picture's height."""
    code = pictures.qr(token, module_px=8)
    side = round(SIZE[1] * draws.between(share_low, share_high))
    shown = code.resize((side, side), Image.Resampling.LANCZOS)
    return pictures.phone(shown, size=SIZE).filter(ImageFilter.GaussianBlur(0.5))


def rotated(draws: Draws, token: str) -> Image.Image:
    flat = scene(draws, token)
    return flat.rotate(draws.between(-40, 40), Image.Resampling.BICUBIC, fillcolor=40)


def blurred(draws: Draws, token: str) -> Image.Image:
    return scene(draws, token).filter(ImageFilter.GaussianBlur(draws.between(1.0, 3.2)))


def noisy(draws: Draws, token: str) -> Image.Image:
    noise = draws.pixels(round(draws.between(15, 70)))
    return ImageChops.add(scene(draws, token), noise, offset=-128)


def glare(draws: Draws, token: str) -> Image.Image:
    """Put a lamp's reflection on the glass: bright in the middle, soft at the rim."""
    light = Image.new("L", SIZE, 0)
    x, y = draws.between(180, 460), draws.between(100, 380)
    width, height = draws.between(30, 110), draws.between(20, 70)
    ImageDraw.Draw(light).ellipse((x - width, y - height, x + width, y + height), fill=255)
    return ImageChops.add(scene(draws, token), light.filter(ImageFilter.GaussianBlur(18)))


def low_contrast(draws: Draws, token: str) -> Image.Image:
    """Dim the screen: little between black and white, and a camera's noise on it."""
    span, floor = draws.between(18, 70), draws.between(10, 90)
    dim = scene(draws, token).point(lambda level: round(floor + level * span / 255))
    return ImageChops.add(dim, draws.pixels(5), offset=-128)


def small(draws: Draws, token: str) -> Image.Image:
    return scene(draws, token, share_low=0.17, share_high=0.34)


CLASSES: dict[str, Callable[[Draws, str], Image.Image]] = {
    "plain": scene,
    "rotated": rotated,
    "blurred": blurred,
    "noisy": noisy,
    "glare": glare,
    "low contrast": low_contrast,
    "small": small,
}


def by_zbar(gray: Image.Image) -> set[str]:
    return {code.text for code in barcode._read_by_zbar(barcode.zbar(), gray)}


def by_zxing(gray: Image.Image) -> set[str]:
    codes = barcode._read_by_zxing(barcode.zxing(), gray, barcode._ZXING_FORMATS)
    return {code.text for code in codes}


def by_ours(gray: Image.Image) -> set[str]:
    started_s = time.perf_counter()

    def in_time() -> bool:
        return (time.perf_counter() - started_s) * 1000 <= IMAGE_LIMITS.attempts_ms

    return {
        code.text
        for code in find_codes(gray, closer=lambda: image._closer(gray, gray), in_time=in_time)
    }


DECODERS: dict[str, Callable[[Image.Image], set[str]]] = {
    "pyzbar": by_zbar,
    "zxing-cpp": by_zxing,
    "ours": by_ours,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One decoder on one class: how many it read, and what a picture took, read or not."""

    what: str
    decoder: str
    pictures: int
    read: int
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One picture shown to one decoder."""

    what: str
    decoder: str
    read: bool
    elapsed_ms: float


def measured(each: int) -> list[Sight]:
    sights = []
    for what, draw in CLASSES.items():
        for number in range(each):
            token = pictures.token(f"{what}/{number}")
            gray = draw(Draws(f"{what}/{number}"), token)
            gray.load()
            for decoder, read in DECODERS.items():
                started_s = time.perf_counter()
                texts = read(gray)
                elapsed_ms = (time.perf_counter() - started_s) * 1000
                sights.append(
                    Sight(what=what, decoder=decoder, read=token in texts, elapsed_ms=elapsed_ms)
                )
    return sights


def summed(sights: list[Sight]) -> list[Row]:
    rows = []
    for what in (*CLASSES, ALL):
        for decoder in DECODERS:
            seen = [s for s in sights if what in (s.what, ALL) and s.decoder == decoder]
            times = sorted(sight.elapsed_ms for sight in seen)
            rows.append(
                Row(
                    what=what,
                    decoder=decoder,
                    pictures=len(seen),
                    read=sum(sight.read for sight in seen),
                    p50_ms=round(median(times), 2),
                    p99_ms=round(times[min(len(times) - 1, len(times) * 99 // 100)], 2),
                )
            )
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=60, help="pictures of each class")
    parser.add_argument("--json", type=Path, default=Path("bench-results/decode.json"))
    options = parser.parse_args()

    for read in DECODERS.values():
        read(pictures.qr(pictures.token()))  # both libraries loaded before anything is timed
    rows = summed(measured(options.each))
    total = {row.decoder: row for row in rows if row.what == ALL}
    faster_ms = min(total["pyzbar"].p50_ms, total["zxing-cpp"].p50_ms)
    summary = {
        "reads_more_than_either": total["ours"].read
        > max(total["pyzbar"].read, total["zxing-cpp"].read),
        "median_ratio_to_faster": round(total["ours"].p50_ms / faster_ms, 2),
        "median_ratio_goal": RATIO_GOAL,
    }
    print(f"{'class':<14}{'decoder':<12}{'read':>10}{'rate':>8}{'p50 ms':>9}{'p99 ms':>9}")
    for row in rows:
        print(
            f"{row.what:<14}{row.decoder:<12}{f'{row.read}/{row.pictures}':>10}"
            f"{row.read / row.pictures:>8.0%}{row.p50_ms:>9.2f}{row.p99_ms:>9.2f}"
        )
    print(summary)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(
        json.dumps({"rows": [asdict(row) for row in rows], "summary": summary}, indent=1)
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
