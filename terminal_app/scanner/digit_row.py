"""The row of digit keys: the digits a scanner typed on a PC whose keyboard layout or Shift made signs of them.

Owns the rows of signs and what a scanner's own lead-in becomes among them. It does not judge whether the digits are a
code: they are candidates, and only a check tells a damaged code from a foreign text.
"""

from __future__ import annotations

import re

# What the keys 1 to 9 and 0 type: with Shift or a shifting Caps Lock on an American, British, German keyboard or
# through a Chinese input method; without it on a French and a Czech one, whose Caps Lock makes capitals.
_ROWS = (
    "!@#$%^&*()",
    '!"£$%^&*()',
    '!"§$%&/()=',
    "!@#￥%…&*()",
    "!@#¥%…&*()",
    "&é\"'(-è_çà",
    "&É\"'(-È_ÇÀ",
    "+ěščřžýáíé",
    "+ĚŠČŘŽÝÁÍÉ",
    "١٢٣٤٥٦٧٨٩٠",
    "۱۲۳۴۵۶۷۸۹۰",
)
_TABLES = tuple(
    {ord(sign): str(place % 10) for place, sign in enumerate(row, start=1)} for row in _ROWS
)

# The keys «]» and «\» on those keyboards; behind them stand a symbology identifier (a letter and a digit) and an
# extended channel interpretation (six digits).
_DIGITS_BEHIND_LEAD_IN = re.compile(r"(?:[\]}$+)】][A-Za-z][0-9])?(?:[\\|*#¨、'][0-9]{6})?([0-9]+)")


def digits_typed(text: str, *, mixed: bool) -> tuple[str, ...]:
    """The digits that the keys typed, one candidate for each row whose signs are all there is in the text.

    `mixed` allows plain digits among the signs, as when Shift came and went: for a text so long that a check can tell.
    """
    # A Chinese input method types two of these for one key.
    signs = text.replace("……", "…")
    found = []
    for table in _TABLES:
        read = _DIGITS_BEHIND_LEAD_IN.fullmatch(signs.translate(table))
        if read is None or (text.isascii() and text.isdigit()):
            continue
        behind = signs[read.start(1) :]
        if mixed or all(ord(sign) in table for sign in behind):
            found.append(read[1])
    return tuple(found)
