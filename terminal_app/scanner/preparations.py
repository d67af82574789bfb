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

SHOWN_PIXELS_MAX = 4_000_000
"""What a decoder is shown at once. It takes 40 ms, and 0.3 s where it is full of false eyes; a coupon
code as wide as a seventh of a larger picture still has five pixels to a module."""

TILE_SIDE_PIXELS = 1_800
"""A closer look is taken in tiles of at most this; 3.2 million pixels."""

TILE_OVERLAP_PIXELS = 400
"""What two tiles share: a code that is cut by one edge is whole in the next tile. 53 modules of a code,
its margin counted, are then read up to 7 pixels each; larger ones need no closer look."""


def working_size(gray: Image) -> Image:
    """Make a picture small enough to be shown at once; most already are."""
    factor = math.isqrt((gray.width * gray.height - 1) // SHOWN_PIXELS_MAX) + 1
    return gray if factor == 1 else gray.reduce(factor)


def smoothed(gray: Image) -> Image:
    """Average each pixel with its neighbours: against noise, moiré and crumbs of compression."""
    from PIL import ImageFilter

    return gray.filter(ImageFilter.BoxBlur(1))


def levelled(gray: Image) -> Image:
    """Make each pixel black or white by the mean around it: against glare, shadows and wide blur."""
    from PIL import ImageChops, ImageFilter

    around = gray.filter(ImageFilter.BoxBlur(max(4, min(gray.size) // 72)))
    return ImageChops.subtract(gray, around, offset=128).point(_BLACK_OR_WHITE)


def sharpened(gray: Image) -> Image:
    """Raise each pixel's difference from what is around it: against blur."""
    from PIL import ImageFilter

    return gray.filter(ImageFilter.UnsharpMask(8, 400, 0))


def closer_looks(whole: Image, working: Image) -> Iterator[Image]:
    """Give a picture that was made smaller in its full size, any other enlarged to twice its size.

    In tiles that overlap, so that each look costs no more than the first.
    """
    from PIL.Image import Resampling

    scale = 2 if working is whole else 1
    side = TILE_SIDE_PIXELS // scale
    for top, bottom in _spans(whole.height, side, TILE_OVERLAP_PIXELS // scale):
        for left, right in _spans(whole.width, side, TILE_OVERLAP_PIXELS // scale):
            box = (left, top, right, bottom)
            if scale == 1:
                yield whole.crop(box)
            else:
                size = ((right - left) * scale, (bottom - top) * scale)
                yield whole.resize(size, Resampling.BICUBIC, box=box)


_BLACK_OR_WHITE = [0] * 128 + [255] * 128


def _spans(length: int, side: int, overlap: int) -> list[tuple[int, int]]:
    """Cover a length with spans of one size that share at least the overlap."""
    if length <= side:
        return [(0, length)]
    count = math.ceil((length - overlap) / (side - overlap))
    starts = [round(place * (length - side) / (count - 1)) for place in range(count)]
    return [(start, start + side) for start in starts]
