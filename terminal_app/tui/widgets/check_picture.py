"""A test code of the scanner check: a QR code in half blocks, a barcode in bars half a cell wide."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size

from terminal_app.tui.widgets.code_picture import CodePicture, half_blocks

BARS_QUIET = 10
"""Modules before and behind a barcode (ISO/IEC 15417)."""

BARS_ROWS = 6
_BARS = {(False, False): " ", (True, False): "▌", (False, True): "▐", (True, True): "█"}


class CheckPicture(CodePicture):
    """Shows a code, or nothing."""

    def draw(self, modules: Sequence[Sequence[bool]]) -> None:
        """Show these modules; one row of them is a barcode."""
        self.update(Content("\n".join(lines_of(modules))))

    @staticmethod
    def fits(modules: Sequence[Sequence[bool]], room: Size) -> bool:
        """Whether there is room for it."""
        lines = lines_of(modules)
        return len(lines) <= room.height and len(lines[0]) <= room.width


def lines_of(modules: Sequence[Sequence[bool]]) -> list[str]:
    """The lines of text that show a code, with its margin."""
    if len(modules) > 1:
        return half_blocks(modules)
    margin = [False] * BARS_QUIET
    row = [*margin, *modules[0], *margin]
    row += [False] * (len(row) % 2)
    line = "".join(_BARS[pair] for pair in zip(row[::2], row[1::2], strict=True))
    return [line] * BARS_ROWS
