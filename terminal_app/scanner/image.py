"""A picture as a scanner: opens it within bounds and reads the codes in it.

Owns what may be opened at all (PNG, JPEG, WebP, BMP), how large it may be and how it is made into
the 8-bit grey the decoders are shown. It judges no code and keeps no picture. pillow is imported
when a picture is decoded and not before.
"""

import io
import stat
import struct
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from terminal_app.scanner.barcode import (
    Decoder,
    DecoderStatus,
    Format,
    FoundCode,
    decoders,
    find_codes,
    with_other_formats,
)
from terminal_app.scanner.preparations import working_size

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = [
    "IMAGE_LIMITS",
    "Decoded",
    "Decoder",
    "DecoderStatus",
    "Format",
    "FoundCode",
    "ImageLimits",
    "ImageUnreadable",
    "Unreadable",
    "decode_image",
    "decoders",
]


class Unreadable(StrEnum):
    """Why a picture could not be looked at."""

    TOO_MANY_BYTES = "too_many_bytes"
    TOO_MANY_PIXELS = "too_many_pixels"
    NOT_AN_IMAGE = "not_an_image"
    FORMAT_NOT_SUPPORTED = "format_not_supported"
    FILE_MISSING = "file_missing"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageLimits:
    """What a picture may cost. A phone's photograph has 12 to 48 million pixels and 3 to 15 MB."""

    bytes_max: int = 20_000_000
    pixels_max: int = 40_000_000
    side_pixels_max: int = 32_000
    """zxing-cpp refuses a side over 65,535."""
    attempts_ms: int = 1500
    """No further attempt starts after this; one that runs is let finish."""


IMAGE_LIMITS = ImageLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A picture that was looked at; `codes` is empty when it shows none."""

    codes: tuple[FoundCode, ...]
    elapsed_ms: float
    """Until it was known whether there is a coupon; what else was wanted is not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageUnreadable:
    """A picture that could not be looked at; `detail` is for the log."""

    reason: Unreadable
    detail: str = field(default="")


def decode_image(
    picture: bytes | Path,
    *,
    limits: ImageLimits = IMAGE_LIMITS,
    everything: bool = False,
    monotonic_ns: Callable[[], int] = time.monotonic_ns,
) -> Decoded | ImageUnreadable:
    """Read the codes in a picture, coupon candidates first; raises EnvironmentTrouble where no decoder loads.

    What counts ends the search: beside a coupon, barcodes are only looked for when `everything` is
    wanted.
    """
    started_ns = monotonic_ns()
    content = _content_of(picture, limits) if isinstance(picture, Path) else picture
    if isinstance(content, ImageUnreadable):
        return content
    gray = _gray_of(content, limits)
    if isinstance(gray, ImageUnreadable):
        return gray

    def elapsed_ms() -> float:
        return (monotonic_ns() - started_ns) / 1_000_000

    working = working_size(gray)
    codes = find_codes(
        working,
        whole=gray,
        in_time=lambda: elapsed_ms() <= limits.attempts_ms,
        beside_coupon=True,
    )
    taken_ms = elapsed_ms()
    return Decoded(
        codes=with_other_formats(working, codes) if everything else codes, elapsed_ms=taken_ms
    )


_FORMATS = ("PNG", "JPEG", "WEBP", "BMP")

# How the supported formats begin: what begins so and cannot be opened is damaged, not foreign.
_SUPPORTED_LEADS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")

# Pictures people do send, by how they begin: GIF, TIFF, PDF, Photoshop, icons, JPEG 2000.
_FOREIGN_LEADS = (
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"%PDF-",
    b"8BPS",
    b"\x00\x00\x01\x00",
    b"\x00\x00\x00\x0cjP",
)

# All that pillow's readers of the four formats raise on damaged content.
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error)

_EXIF_ORIENTATION = 0x0112

_LIGHT_INK = 200


def _content_of(path: Path, limits: ImageLimits) -> bytes | ImageUnreadable:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            # A pipe would block, a device never end.
            return ImageUnreadable(reason=Unreadable.NOT_AN_IMAGE, detail="not a regular file")
        with path.open("rb") as file:
            return file.read(limits.bytes_max + 1)
    except (OSError, ValueError) as failure:  # ValueError: a NUL in the name
        return ImageUnreadable(reason=Unreadable.FILE_MISSING, detail=str(failure))


def _gray_of(content: bytes, limits: ImageLimits) -> "Image | ImageUnreadable":
    """Open and load a picture as 8-bit grey, upright, on paper; sizes are checked before loading."""
    if len(content) > limits.bytes_max:
        return ImageUnreadable(
            reason=Unreadable.TOO_MANY_BYTES, detail=f"more than {limits.bytes_max} bytes"
        )
    image = _opened(content)
    if isinstance(image, ImageUnreadable):
        return image
    width, height = image.size
    if width * height > limits.pixels_max or max(width, height) > limits.side_pixels_max:
        return ImageUnreadable(
            reason=Unreadable.TOO_MANY_PIXELS, detail=f"{width} x {height} pixels"
        )
    try:
        # JPEG only: the colour planes are then never decoded.
        image.draft("L", None)
        image.load()
        return _upright(image, _on_paper(image))
    except _DAMAGE as failure:
        return ImageUnreadable(
            reason=Unreadable.TRUNCATED, detail=f"{type(failure).__name__}: {failure}"
        )


def _opened(content: bytes) -> "Image | ImageUnreadable":
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # pillow warns of a size between its bound and twice it; ours is tighter than both.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(content), formats=_FORMATS)
    except Image.DecompressionBombError as bomb:
        return ImageUnreadable(reason=Unreadable.TOO_MANY_PIXELS, detail=str(bomb))
    except UnidentifiedImageError:
        return ImageUnreadable(reason=_unidentified(content), detail="no reader accepts it")
    except _DAMAGE as failure:
        return ImageUnreadable(
            reason=Unreadable.TRUNCATED, detail=f"{type(failure).__name__}: {failure}"
        )


def _unidentified(content: bytes) -> Unreadable:
    webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    bmp = content[:2] == b"BM" and content[6:10] == bytes(4)
    if content.startswith(_SUPPORTED_LEADS) or webp or bmp:
        return Unreadable.TRUNCATED
    # «ftyp» is the ISO media container: HEIC and AVIF, what an iPhone sends.
    if content.startswith(_FOREIGN_LEADS) or content[4:8] == b"ftyp":
        return Unreadable.FORMAT_NOT_SUPPORTED
    return Unreadable.NOT_AN_IMAGE


def _on_paper(image: "Image") -> "Image":
    """Make a loaded picture 8-bit grey; what is transparent becomes paper."""
    from PIL import Image

    if image.has_transparency_data:
        gray, alpha = image.convert("LA").split()
        return Image.composite(gray, Image.new("L", gray.size, _paper(gray, alpha)), alpha)
    if image.mode.startswith("I"):
        return _eight_bits(image.convert("I"))
    return image.convert("L")


def _paper(gray: "Image", alpha: "Image") -> int:
    """Give the level that shows what is drawn: white, or black where only white is drawn."""
    from PIL import ImageStat

    drawn = ImageStat.Stat(gray, mask=alpha)
    return 0 if drawn.count[0] and drawn.mean[0] >= _LIGHT_INK else 255


def _eight_bits(deep: "Image") -> "Image":
    """Bring 16 bits to 8; a camera's 10 or 12 bits in 16 would be nothing but black."""
    extremes = deep.getextrema()
    brightest = extremes[1]
    assert isinstance(brightest, int | float), "a picture of one channel has one brightest level"
    return deep.point(lambda level: level * (255 / max(brightest, 255))).convert("L")


def _upright(image: "Image", gray: "Image") -> "Image":
    """Turn a picture as its camera said it should be; a damaged note about that is ignored."""
    from PIL.Image import Transpose

    try:
        orientation = image.getexif().get(_EXIF_ORIENTATION)
    except _DAMAGE:
        return gray
    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    turn = turns.get(orientation) if isinstance(orientation, int) else None
    return gray if turn is None else gray.transpose(turn)
