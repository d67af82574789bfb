"""Devices: what a code comes in by, built from the settings for screen and command line.

Owns what of a picture counts: one coupon, or the sentence why not. It knows no sale and no screen.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble

if TYPE_CHECKING:
    from terminal_app.scanner.text import ScannedText


def decode(picture: bytes) -> str | None:
    """What the first code in a picture says, or None where it shows none."""
    from terminal_app.scanner.image import Decoded, decode_image

    decoded = decode_image(picture)
    if not isinstance(decoded, Decoded) or not decoded.codes:
        return None
    return decoded.codes[0].text


def decode_file(name: str) -> ScannedText | Refused:
    """What the code in a picture says; raises EnvironmentTrouble when it cannot be read or holds none."""
    from terminal_app.scanner.image import ImageUnreadable, Unreadable, decode_image
    from terminal_app.scanner.text import Source, read_text

    decoded = decode_image(Path(name))
    if isinstance(decoded, ImageUnreadable):
        trouble = {
            Unreadable.FILE_MISSING: Trouble.FILE_MISSING,
            Unreadable.TOO_MANY_BYTES: Trouble.IMAGE_TOO_LARGE,
            Unreadable.TOO_MANY_PIXELS: Trouble.IMAGE_TOO_LARGE,
        }.get(decoded.reason, Trouble.IMAGE_UNREADABLE)
        raise EnvironmentTrouble(trouble, file=name, problem=decoded.detail)
    texts = sorted({code.text for code in decoded.codes})
    if not texts:
        raise EnvironmentTrouble(Trouble.IMAGE_WITHOUT_CODE, file=name)
    if len(texts) > 1:
        return Refused(reason=Reason.CODES_TWO)
    return read_text(texts[0], source=Source.IMAGE)
