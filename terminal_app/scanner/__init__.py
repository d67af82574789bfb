"""How a code gets in: from a keyboard-wedge scanner, a paste or a picture.

Owns the way from keys and pixels to one clean, classified text. It decides nothing about coupons.
Pictures are read by `terminal_app.scanner.image`, which is imported on its own: it brings pillow
and the decoders with it.
"""

from terminal_app.scanner.keyed import Burst, BurstDetector, KeyedEvent, RepeatFilter, Typed
from terminal_app.scanner.text import (
    Framing,
    Kind,
    ScannedText,
    Source,
    ean_check_holds,
    luhn_check_holds,
    read_text,
)

__all__ = [
    "Burst",
    "BurstDetector",
    "Framing",
    "KeyedEvent",
    "Kind",
    "RepeatFilter",
    "ScannedText",
    "Source",
    "Typed",
    "ean_check_holds",
    "luhn_check_holds",
    "read_text",
]
