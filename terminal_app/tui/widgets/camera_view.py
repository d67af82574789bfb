"""What the camera sees, in half blocks: two grey pixels to a cell, with a frame to hold the code in."""

from __future__ import annotations

from functools import cache

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from terminal_app.scanner.sight import Box, Preview

GREYS = 24
"""As many as the grey ramp of a 256-colour terminal has; with true colour they look the same, and runs of
one grey stay short to send."""

GUIDE_PERCENT = 70
"""Side of the guide, of the shorter side of the picture: a code as large as that has pixels to spare."""

CORNER_CELLS = 4


class CameraView(Widget):
    """Shows one preview, or a sentence in the middle while there is none."""

    DEFAULT_CSS = """
    CameraView { height: 1fr; background: #080808; color: #d0d0d0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._preview: Preview | None = None
        self._saying = ""

    @property
    def box(self) -> Box:
        """The room there is, in pixels; at least one."""
        return Box(width=max(self.size.width, 1), height=max(self.size.height * 2, 2))

    def show(self, preview: Preview) -> None:
        """Show this picture."""
        self._preview, self._saying = preview, ""
        self.refresh()

    def say(self, saying: str) -> None:
        """Show a sentence instead of a picture."""
        self._preview, self._saying = None, saying
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As much as there is."""
        return container.height

    def render(self) -> Content:
        """The sentence; a picture is painted line by line."""
        return Content(self._saying)

    def render_line(self, y: int) -> Strip:
        """One line of the picture, in the middle of the room."""
        preview, width = self._preview, self.size.width
        if preview is None:
            return self._sentence(y)
        top = (self.size.height - (preview.height + 1) // 2) // 2
        left = max((width - preview.width) // 2, 0)
        row = (y - top) * 2
        if not 0 <= row < preview.height:
            return Strip.blank(width, _style(0, 0))
        cells = _cells(preview, row)
        _draw_guide(cells, preview, row // 2)
        line = [Segment(" " * left, _style(0, 0)), *_joined(cells)]
        return Strip(line).adjust_cell_length(width, _style(0, 0)).crop(0, width)

    def _sentence(self, y: int) -> Strip:
        width = self.size.width
        if y != self.size.height // 2 or not self._saying:
            return Strip.blank(width, _style(0, 0))
        text = Content(self._saying).truncate(width, ellipsis=True)
        pad = " " * ((width - text.cell_length) // 2)
        light = Style(color=Color.from_rgb(208, 208, 208), bgcolor=_colour(0))
        return Strip([Segment(pad + text.plain, light)]).adjust_cell_length(width, _style(0, 0))


Cell = tuple[str, Style]


def _cells(preview: Preview, row: int) -> list[Cell]:
    """The cells of two rows of pixels; below an odd last row it is black."""
    width = preview.width
    upper = preview.grey[row * width : (row + 1) * width]
    lower = preview.grey[(row + 1) * width : (row + 2) * width] or bytes(width)
    return [
        ("▀", _style(above * GREYS // 256, below * GREYS // 256))
        for above, below in zip(upper, lower, strict=True)
    ]


def _draw_guide(cells: list[Cell], preview: Preview, line: int) -> None:
    """The four corners of a square, in a colour no grey has and in characters no picture has."""
    lines = preview.height // 2
    side = min(preview.width, preview.height) * GUIDE_PERCENT // 100
    left, top = (preview.width - side) // 2, (lines - side // 2) // 2
    right, bottom = left + side - 1, top + side // 2 - 1
    if side < 2 * CORNER_CELLS or line not in (top, bottom, top + 1, bottom - 1):
        return
    is_edge = line in (top, bottom)
    for step in range(CORNER_CELLS if is_edge else 1):
        for place, corner in ((left + step, "┏┗"), (right - step, "┓┛")):
            mark = corner[line == bottom] if step == 0 else "━"
            cells[place] = (mark if is_edge else "┃", _GUIDE)


def _joined(cells: list[Cell]) -> list[Segment]:
    """Neighbours of one style become one segment."""
    segments: list[Segment] = []
    text, style = "", cells[0][1]
    for char, own in cells:
        if own is not style:
            segments.append(Segment(text, style))
            text, style = "", own
        text += char
    return [*segments, Segment(text, style)]


def _colour(level: int) -> Color:
    grey = 8 + 10 * level
    return Color.from_rgb(grey, grey, grey)


@cache
def _style(above: int, below: int) -> Style:
    return Style(color=_colour(above), bgcolor=_colour(below))


_GUIDE = Style(color=Color.from_rgb(255, 215, 0), bgcolor=_colour(0), bold=True)
