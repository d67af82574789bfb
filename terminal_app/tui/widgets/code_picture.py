"""A QR code in half blocks: two modules to a cell, dark on light, whatever the theme."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

QUIET_MODULES = 2
"""A screen in a till's frame needs less of a margin than paper; scanners in use read it."""

_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


class CodePicture(Static):
    """Shows a matrix of modules."""

    DEFAULT_CSS = """
    CodePicture { width: auto; height: auto; background: #ffffff; color: #000000; }
    """

    def show(self, modules: Sequence[Sequence[bool]]) -> None:
        """Show these modules; True is dark."""
        self.update(Content("\n".join(half_blocks(modules))))

    @staticmethod
    def rows_of(modules: Sequence[Sequence[bool]]) -> int:
        """How many lines of the terminal they take."""
        return (len(modules) + 2 * QUIET_MODULES + 1) // 2


def half_blocks(modules: Sequence[Sequence[bool]]) -> list[str]:
    """The lines of text that show a matrix, with its quiet zone."""
    side = len(modules) + 2 * QUIET_MODULES
    light = [False] * side
    margin = [False] * QUIET_MODULES
    rows = [light] * QUIET_MODULES
    rows += [[*margin, *row, *margin] for row in modules]
    rows += [light] * (QUIET_MODULES + side % 2)
    return [
        "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]


def modules_of(text: str) -> list[list[bool]]:
    """The modules of a text's QR code, level M, without a margin."""
    from qrcode.constants import ERROR_CORRECT_M  # qrcode is only needed in training
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]
