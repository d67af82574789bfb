"""What a reading says as text, how it ended, and whether an input method stood in the way.

Owns the telling apart of characters and ending keys. It compares with layouts and codes nothing but
the question whether letters came through at all.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from terminal_app.scanner.check_code import CheckCode
from terminal_app.scanner.reading import Reading


class EndingKind(StrEnum):
    """The key a scanner presses behind a code."""

    CR = "cr"
    LF = "lf"
    CRLF = "crlf"
    TAB = "tab"
    NONE = "none"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a reading ended; `keys` names keys that are no usual terminator."""

    kind: EndingKind
    keys: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A reading as text, and how it ended."""

    text: str
    ending: Ending


class InputMethod(StrEnum):
    """What a Chinese input method does to what is typed."""

    OFF = "off"
    FULL_WIDTH = "full_width"
    PUNCTUATION = "punctuation"
    SWALLOWED = "swallowed"
    COMPOSING = "composing"


SWALLOWING = frozenset({InputMethod.SWALLOWED, InputMethod.COMPOSING})
"""Nothing can be said of layout and case while letters go into the input method."""

LETTERS_LOST_PERCENT = 70
"""With more of its letters gone and its digits there, somebody took the letters."""

_ENDINGS = {
    "": EndingKind.NONE,
    "\r": EndingKind.CR,
    "\n": EndingKind.LF,
    "\r\n": EndingKind.CRLF,
    "\t": EndingKind.TAB,
}
_NAMES = {"\r": "CR", "\n": "LF", "\t": "Tab"}
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_PUNCTUATION = {"。": ".", "、": "/", "·": "`", "…": "^", "￥": "$"}
_DASHES = "——"
"""What an input method makes of «_», in two characters."""


def read(reading: Reading) -> Typed:
    """Part the text from the keys that ended it."""
    keys = [one.key for one in reading.keys]
    end = len(keys)
    while end and not _is_character(keys[end - 1]):
        end -= 1
    ending = keys[end:]
    kind = _ENDINGS.get("".join(ending), EndingKind.OTHER)
    names = "+".join(_NAMES.get(key, key) for key in ending)
    return Typed(
        text="".join(key for key in keys[:end] if _is_character(key)),
        ending=Ending(kind=kind, keys=names if kind is EndingKind.OTHER else ""),
    )


def folded(text: str) -> str:
    """The text as it was before an input method widened it."""
    narrow = text.translate(_FULL_WIDTH).replace(_DASHES, "_")
    return "".join(_PUNCTUATION.get(char, char) for char in narrow)


def input_method(texts: dict[CheckCode, str]) -> InputMethod:
    """What an input method did to the codes that have no Chinese in them."""
    together = "".join(texts.values())
    if any(unicodedata.category(char) == "Lo" and ord(char) > 0x2E7F for char in together):
        return InputMethod.COMPOSING
    if _letters_are_gone(texts.get(CheckCode.LETTERS, "")):
        return InputMethod.SWALLOWED
    if any(ord(char) in _FULL_WIDTH and unicodedata.category(char)[0] in "NL" for char in together):
        return InputMethod.FULL_WIDTH
    if folded(together) != together:
        return InputMethod.PUNCTUATION
    return InputMethod.OFF


def _letters_are_gone(text: str) -> bool:
    sent = CheckCode.LETTERS.text
    letters_sent = sum(char.isalpha() for char in sent)
    digits_sent = sum(char.isdigit() for char in sent)
    letters = sum(char.isalpha() for char in text)
    digits = sum(char.isdigit() for char in folded(text))
    return letters * 100 < letters_sent * (100 - LETTERS_LOST_PERCENT) and digits * 2 > digits_sent


def _is_character(key: str) -> bool:
    return len(key) == 1 and key.isprintable()
