"""What is done to a grey picture so that a decoder reads what it could not read before.

Owns the preparations that paid when many were measured (docs/performance.md has the table), and the
bound on how much a decoder is shown at once. It reads no code. Lengths follow the picture's size, so
that a photograph of 640 x 480 and one of 1920 x 1080 get the same treatment.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SHOWN_PIXELS_MAX = 5_000_000
"""What a decoder is shown at once. That takes 10 to 200 ms, and 1.4 s where it is full of a code's
eyes, one pixel to a module. A coupon code as wide as a seventh of a larger picture still has five
pixels to a module."""

ENLARGEMENT = 1.5

TILE_SIDE_PIXELS = 2_200
"""A closer look at a large picture is taken in tiles of at most this."""

TILE_OVERLAP_PIXELS = 400
"""What two tiles share: a code that one edge cuts is whole in the next tile. 53 modules, the margin
counted, then have up to 7 pixels each; a code that is larger was read in the first look."""


def working_size(gray: Image) -> Image:
    """Make a picture small enough to be shown at once; most already are."""
    factor = math.isqrt((gray.width * gray.height - 1) // SHOWN_PIXELS_MAX) + 1
    return gray if factor == 1 else gray.reduce(factor)


def smoothed(gray: Image) -> Image:
    """Average each pixel with its neighbours: against noise, moiré and crumbs of compression."""
    from PIL import ImageFilter

    return gray.filter(ImageFilter.BoxBlur(min(gray.size) / 480))


def levelled(gray: Image) -> Image:
    """Make each pixel black or white by the mean around it: against glare, shadows, little contrast."""
    from PIL import ImageChops, ImageFilter

    around = gray.filter(ImageFilter.BoxBlur(max(6, min(gray.size) // 24)))
    return ImageChops.subtract(gray, around, offset=128).point(_BLACK_OR_WHITE)


def smoothed_and_levelled(gray: Image) -> Image:
    """Do both: what suits zbar, which has no threshold of its own for noise and shadows."""
    return levelled(smoothed(gray))


def sharpened(gray: Image) -> Image:
    """Raise each pixel's difference from what is around it: against blur."""
    from PIL import ImageFilter

    return gray.filter(ImageFilter.UnsharpMask(radius=8, percent=400, threshold=0))


def closer_looks(whole: Image, working: Image) -> Iterator[Image]:
    """Give a picture that was made smaller in its full size, any other enlarged and sharpened.

    In tiles that overlap, so that no look costs much more than the first.
    """
    from PIL import ImageFilter
    from PIL.Image import Resampling

    if working is not whole:
        for box in _tiles(whole.size, TILE_SIDE_PIXELS):
            yield whole.crop(box)
        return
    for box in _tiles(whole.size, round(TILE_SIDE_PIXELS / ENLARGEMENT)):
        left, top, right, bottom = box
        size = round((right - left) * ENLARGEMENT), round((bottom - top) * ENLARGEMENT)
        larger = whole.resize(size, Resampling.BICUBIC, box=box)
        yield larger.filter(ImageFilter.UnsharpMask(radius=4, percent=300, threshold=0))


_BLACK_OR_WHITE = [0] * 128 + [255] * 128


def _tiles(size: tuple[int, int], side: int) -> Iterator[tuple[int, int, int, int]]:
    """Cover a picture with tiles of about this side; one that has no more pixels than a tile stays whole."""
    width, height = size
    if width * height <= side * side:
        yield (0, 0, width, height)
        return
    for top, bottom in _spans(height, side):
        for left, right in _spans(width, side):
            yield (left, top, right, bottom)


def _spans(length: int, side: int) -> list[tuple[int, int]]:
    """Cover a length with spans of one size that share at least the overlap."""
    if length <= side:
        return [(0, length)]
    count = math.ceil((length - TILE_OVERLAP_PIXELS) / (side - TILE_OVERLAP_PIXELS))
    starts = [round(place * (length - side) / (count - 1)) for place in range(count)]
    return [(start, start + side) for start in starts]
