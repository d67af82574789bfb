"""What a camera sees, as plain values that may cross from a thread to the screen.

Owns the shape of a preview and of a reading. It opens no camera, decodes nothing, and knows no library.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from terminal_app.domain.refusal import Refused
from terminal_app.scanner.text import ScannedText

DARK_LEVEL_MAX = 24
"""A picture with no lighter pixel than this comes from behind a lid; a dim shop has lamps in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """How many pixels there is room for."""

    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A small grey picture, row by row, one byte to a pixel."""

    width: int
    height: int
    grey: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """A picture has as many bytes as pixels."""
        assert len(self.grey) == self.width * self.height, "one byte to a pixel"

    @property
    def is_dark(self) -> bool:
        """Whether there is nothing to be seen in it."""
        return max(self.grey, default=0) <= DARK_LEVEL_MAX


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the code in one frame says, or the sentence why that does not count."""

    number: int
    """Frames the camera has shown so far, the ones that nobody looked at among them."""
    found: ScannedText | Refused | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraDevice:
    """A camera of this PC; a size of 0 x 0 is that of one which did not open."""

    device: int | str
    name: str
    width: int
    height: int
