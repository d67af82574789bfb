"""Keyboard layouts: what a PC makes of the keys that a scanner presses as if the keyboard were American.

Owns the tables and the four things that happen to case. It reads nothing and judges nothing.
"""

from __future__ import annotations

from enum import StrEnum


class Layout(StrEnum):
    """The layout a PC is set to, by the name a person knows it by."""

    US = "us"
    FRENCH = "french"
    GERMAN = "german"
    SPANISH = "spanish"
    ITALIAN = "italian"
    JAPANESE = "japanese"
    RUSSIAN = "russian"
    DVORAK = "dvorak"


class Case(StrEnum):
    """What became of capital and small letters."""

    KEPT = "kept"
    INVERTED = "inverted"
    """Caps Lock is on."""
    UPPER = "upper"
    LOWER = "lower"


def arrives(text: str, layout: Layout, case: Case) -> str:
    """What arrives of a text that a scanner types."""
    match case:
        case Case.UPPER:
            return text.upper().translate(_TABLES[layout])
        case Case.LOWER:
            return text.lower().translate(_TABLES[layout])
        case Case.INVERTED:
            typed = text.translate(_TABLES[layout])
            return "".join(_other_case(char) for char in typed)
        case Case.KEPT:
            return text.translate(_TABLES[layout])


def _other_case(char: str) -> str:
    """The other case of a letter, unless it has none of one character («ß»)."""
    other = char.swapcase()
    return other if len(other) == 1 else char


# Four rows of keys, from «1» to «-», from Q to P, from A to «;», from Z to «/»; then the same with Shift.
_ROWS = {
    Layout.US: (
        r"1234567890-" r"qwertyuiop" r"asdfghjkl;" r"zxcvbnm,./",
        r"!@#$%^&*()_" r"QWERTYUIOP" r"ASDFGHJKL:" r"ZXCVBNM<>?",
    ),
    Layout.FRENCH: (
        r"""&é"'(-è_çà)""" r"azertyuiop" r"qsdfghjklm" r"wxcvbn,;:!",
        r"1234567890°" r"AZERTYUIOP" r"QSDFGHJKLM" r"WXCVBN?./§",
    ),
    Layout.GERMAN: (
        r"1234567890ß" r"qwertzuiop" r"asdfghjklö" r"yxcvbnm,.-",
        r"""!"§$%&/()=?""" r"QWERTZUIOP" r"ASDFGHJKLÖ" r"YXCVBNM;:_",
    ),
    Layout.SPANISH: (
        r"1234567890'" r"qwertyuiop" r"asdfghjklñ" r"zxcvbnm,.-",
        r"""!"·$%&/()=?""" r"QWERTYUIOP" r"ASDFGHJKLÑ" r"ZXCVBNM;:_",
    ),
    Layout.ITALIAN: (
        r"1234567890'" r"qwertyuiop" r"asdfghjklò" r"zxcvbnm,.-",
        r"""!"£$%&/()=?""" r"QWERTYUIOP" r"ASDFGHJKLç" r"ZXCVBNM;:_",
    ),
    Layout.JAPANESE: (
        r"1234567890-" r"qwertyuiop" r"asdfghjkl;" r"zxcvbnm,./",
        r"""!"#$%&'()0=""" r"QWERTYUIOP" r"ASDFGHJKL+" r"ZXCVBNM<>?",
    ),
    Layout.RUSSIAN: (
        r"1234567890-" r"йцукенгшщз" r"фывапролдж" r"ячсмитьбю.",
        r"""!"№;%:?*()_""" r"ЙЦУКЕНГШЩЗ" r"ФЫВАПРОЛДЖ" r"ЯЧСМИТЬБЮ,",
    ),
    Layout.DVORAK: (
        r"1234567890[" r"',.pyfgcrl" r"aoeuidhtns" r";qjkxbmwvz",
        r"!@#$%^&*(){" r""""<>PYFGCRL""" r"AOEUIDHTNS" r":QJKXBMWVZ",
    ),
}
_US = "".join(_ROWS[Layout.US])
_TABLES = {layout: str.maketrans(_US, "".join(rows)) for layout, rows in _ROWS.items()}
