"""Takes the photographs and stores them: PNG files, and a manifest that says what is in each.

The same seed gives the same scenes everywhere; the last bit of a pixel may differ with the version of
OpenCV. Run: python -m tests.corpus.generate --out DIR --each N --seed S
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np

from tests.corpus import camera, phone
from tests.corpus.classes import CLASSES, SIZES, Wish

GOLDEN = 0.6180339887498949
"""Severities by this step fill every range evenly, however many pictures are taken."""
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """What the manifest says of one file."""

    file: str
    what: str
    severity: float
    width: int
    height: int
    text: str


def photographs(
    *, each: int, seed: int, classes: tuple[str, ...] = tuple(CLASSES)
) -> Iterator[tuple[Photograph, bytes]]:
    """Take `each` pictures of every class, as PNG, the two sizes in turns."""
    for what in classes:
        for number in range(each):
            yield photograph(what, number, seed=seed)


def photograph(what: str, number: int, *, seed: int) -> tuple[Photograph, bytes]:
    """Take one picture; it depends on nothing but its class, number and seed."""
    name = f"{seed}/{what}/{number}"
    digest = sha256(name.encode()).digest()
    width, height = SIZES[number % len(SIZES)]
    severity = severity_of(number)
    wish = Wish(
        text=phone.token(name),
        size=(width, height),
        severity=severity,
        draws=np.random.default_rng(int.from_bytes(digest[:8])),
    )
    stored = camera.png(CLASSES[what](wish))
    return (
        Photograph(
            file=f"{what.replace(' ', '-')}-{number:03d}.png",
            what=what,
            severity=round(severity, 3),
            width=width,
            height=height,
            text=wish.text,
        ),
        stored,
    )


def severity_of(number: int) -> float:
    """How bad the n-th picture of a class is, from 0 to 1; each size has severities of its own."""
    return ((number // len(SIZES) + 1) * GOLDEN + number % len(SIZES) / len(SIZES)) % 1


def main() -> int:
    """Write the pictures and the manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="a folder, made if need be")
    parser.add_argument("--each", type=int, default=20, help="pictures of each class")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--classes", nargs="+", default=list(CLASSES), choices=list(CLASSES))
    options = parser.parse_args()

    cv2.setNumThreads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    shown = []
    for one, content in photographs(
        each=options.each, seed=options.seed, classes=tuple(options.classes)
    ):
        (options.out / one.file).write_bytes(content)
        shown.append(asdict(one))
    manifest = {"seed": options.seed, "each": options.each, "pictures": shown}
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (options.out / MANIFEST).write_text(text, encoding="utf-8")
    print(f"{len(shown)} pictures in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
