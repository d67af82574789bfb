"""Text from outside (names, codes, messages): made harmless once, and measured as a terminal or a slip shows it.

Owns what may pass, and how many cells it takes. Formats no amount, knows no markup: what is shown is plain text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

ELLIPSIS = "…"
CHARS_MAX = 4_000
"""What lies behind is not even looked at: no name is that long, and the work stays bounded."""
MARKS_MAX = 4
"""Combining marks on one base: the longest in living use is Vietnamese and polytonic Greek, with three."""

Align = Literal["left", "center", "right"]

_ESCAPE_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,80}[ -/]{0,8}[@-~]"  # CSI: colours, cursor, erase (ECMA-48)
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]{0,400}(?:\x07|\x1b\\|\x9c)"  # OSC, DCS …
    r"|\x1b[ -/]{0,8}[0-Z\\^-~]"  # the two-character ones
)
_WHITE = re.compile(r"\s+")
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by their category, yet drawn as nothing."""
_CJK_PLANES = range(0x2_0000, 0x4_0000)
_CLOSING = frozenset("，。、；：？！）》〉】』」〕〗”’…—·～％‰,.;:?!)]}%>")
_OPENING = frozenset("（《〈【『「〔〖“‘([{<¥￥$#")


def clean(text: str, *, cells_max: int = 60) -> str:
    """One harmless line of text, at most `cells_max` cells wide, the end marked «…» where something was cut.

    Out: escape sequences, C0 and C1, bidi and every other format control, zero-width and invisible characters,
    unpaired surrogates, private use. White space of any kind becomes one space. NFC. Cleaning twice changes nothing.
    """
    too_long = len(text) > CHARS_MAX
    plain = _ESCAPE_SEQUENCE.sub("", text[:CHARS_MAX])
    kept = "".join(_kept(char) for char in plain)
    tidy = _WHITE.sub(" ", _with_few_marks(unicodedata.normalize("NFC", kept))).strip()
    if too_long and tidy and not tidy.endswith(ELLIPSIS):
        tidy += ELLIPSIS
    return cut(tidy, cells_max)


def cells(text: str) -> int:
    """How many cells a terminal gives the text: 2 for wide and full-width, 0 for combining, 1 for ambiguous."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(char) for char in text)


def cut(text: str, width: int) -> str:
    """The text itself if it fits in `width` cells, else as much of it as fits before «…»."""
    if width <= 0:
        return ""
    if cells(text) <= width:
        return text
    return _head(text, width - 1).rstrip(" ") + ELLIPSIS


def pad(text: str, width: int, align: Align = "left") -> str:
    """The text in exactly `width` cells: filled with spaces, or cut."""
    shown = cut(text, width)
    room = width - cells(shown)
    match align:
        case "left":
            return shown + " " * room
        case "right":
            return " " * room + shown
        case "center":
            return " " * (room // 2) + shown + " " * (room - room // 2)


def wrap(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most `width` cells; one empty line for an empty text.

    Breaks at spaces and between wide characters, never before closing or after opening punctuation. What is longer
    than a line without any such place is broken where the line ends.
    """
    assert width >= 2, "a wide character takes two cells"
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if cells(line) + cells(piece.rstrip(" ")) <= width:
            line += piece
            continue
        if line.strip(" "):
            lines.append(line.rstrip(" "))
        line = piece.lstrip(" ")
        while cells(line.rstrip(" ")) > width:  # ends: every round takes a character off
            head = _head(line, width)
            lines.append(head.rstrip(" "))
            line = line[len(head) :]
    if line.strip(" ") or not lines:
        lines.append(line.rstrip(" "))
    return tuple(lines)


def _kept(char: str) -> str:
    """The character, a space in its place, or nothing."""
    if char in _FILLERS or _is_variation_selector(char):
        return ""
    match unicodedata.category(char):
        case "Zs" | "Zl" | "Zp":
            return " "
        case "Cc":
            return " " if char in "\t\n\v\f\r\x85" else ""
        case "Cf" | "Cs" | "Co":
            return ""
        case "Cn":  # newer ideographs than this Python knows are people's names; all else is noise
            return char if ord(char) in _CJK_PLANES and ord(char) & 0xFFFE != 0xFFFE else ""
        case _:
            return char


def _is_variation_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _with_few_marks(text: str) -> str:
    """Without marks that stand on nothing or pile up: they draw over the lines above and below."""
    kept: list[str] = []
    marks = MARKS_MAX
    for char in text:
        if char == " ":
            marks = MARKS_MAX
        elif _cells_of(char):
            marks = 0
        elif marks >= MARKS_MAX:
            continue
        else:
            marks += 1
        kept.append(char)
    return "".join(kept)


def _cells_of(char: str) -> int:
    if " " <= char <= "~":
        return 1
    if unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc"} or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _head(text: str, width: int) -> str:
    """As many whole characters as fit, each with its marks."""
    taken = 0
    for at, char in enumerate(text):
        taken += _cells_of(char)
        if taken > width:
            return text[:at]
    return text


def _pieces(text: str) -> list[str]:
    """What a line may not be broken inside, each with the spaces behind it."""
    pieces: list[str] = []
    for char in text:
        if pieces and not _may_break(pieces[-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _may_break(before: str, char: str) -> bool:
    last = before[-1]
    if char == " " or char in _CLOSING or not _cells_of(char):
        return False
    if last == " ":
        return True
    if last in _OPENING:
        return False
    return _cells_of(char) == 2 or _last_cells(before) == 2


def _last_cells(text: str) -> int:
    """Cells of the last base character: its marks take none."""
    return next((_cells_of(char) for char in reversed(text) if _cells_of(char)), 0)
