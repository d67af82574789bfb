"""Frames: where one code ends and the next begins in the bytes of a serial line, and what they spell.

Pure. It opens no port, keeps no time, and classifies nothing.
"""

from __future__ import annotations

import re

FRAME_BYTES_MAX = 8192
"""Twice the longest text a scan may have, for two bytes to a character; no code at a counter comes near."""

SILENCE_S = 0.2
"""A scanner without a terminator has finished when it is silent. Inside a code the gaps are a byte at the line's
speed (1 ms at 9600 baud) and a USB packet's wait in a busy PC (tens of ms); a person scans no two codes so fast."""

_TERMINATOR = re.compile(rb"[\r\n\t\x03]")
"""CR, LF, Tab and ETX, as scanners can be set to send. None is part of a character in UTF-8 or GB18030."""


class Overlong:
    """In the place of a frame that grew over FRAME_BYTES_MAX."""


OVERLONG = Overlong()


class Frames:
    """Collects bytes until a terminator, or until it is told of a silence."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._overlong = False

    @property
    def begun(self) -> bool:
        """Whether something waits for its end."""
        return bool(self._held) or self._overlong

    def take(self, received: bytes) -> list[bytes | Overlong]:
        """What is complete with these bytes; a frame that grows too long is told of once, at that moment."""
        complete: list[bytes | Overlong] = []
        for number, piece in enumerate(_TERMINATOR.split(received)):
            if number:
                complete += self.end()
            complete += self._hold(piece)
        return complete

    def end(self) -> list[bytes | Overlong]:
        """What was begun is at its end; two terminators in a row make no empty frame."""
        frame = bytes(self._held)
        self._held.clear()
        self._overlong = False
        return [frame] if frame else []

    def _hold(self, piece: bytes) -> list[bytes | Overlong]:
        if self._overlong:
            return []
        if len(self._held) + len(piece) > FRAME_BYTES_MAX:
            self._held.clear()
            self._overlong = True
            return [OVERLONG]
        self._held += piece
        return []


def spelled(frame: bytes) -> str:
    """The text of a frame: UTF-8 and with it ASCII, else GB18030, else what can be read of it."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return frame.decode(encoding)
        except UnicodeDecodeError:
            continue
    return frame.decode("utf-8", errors="replace")
