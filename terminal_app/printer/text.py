"""A laid-out slip as plain text, its code drawn with half-block characters. Aligns nothing, writes no file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from terminal_app.domain.foreign_text import cells
from terminal_app.printer.paper import SlipCode, SlipLine, SlipText

_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
"""Two modules, upper and lower, to a character: dark is ink, as on paper."""


def plain_text(lines: Sequence[SlipLine], *, columns: int) -> str:
    """The slip line by line; no line has spaces at its end."""
    printed: list[str] = []
    for line in lines:
        match line:
            case SlipText(text=text):
                assert cells(text) <= columns, "a line fits the paper"
                printed.append(text.rstrip(" "))
            case SlipCode(text=text):
                printed.extend(_code(text, columns))
            case _:
                assert_never(line)
    return "\n".join(printed) + "\n"


def _code(text: str, columns: int) -> list[str]:
    """A module is half a character here; paper has more dots, so a large code overhangs only in this picture."""
    rows = _modules(text)
    side = len(rows)
    if side % 2:
        rows = [*rows, [False] * side]
    margin = " " * max((columns - side) // 2, 0)
    return [
        (margin + "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))).rstrip(" ")
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]


def _modules(text: str) -> list[list[bool]]:
    """The modules of the code, dark is true; the paper around it is its quiet zone."""
    import qrcode

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]
