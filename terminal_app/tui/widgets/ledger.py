"""A table of fixed columns in which wide characters count two cells; one column takes what room is left.

Shows what it is given; knows no amount and no word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from terminal_app.domain.foreign_text import pad

GAP = " "
GROWING_CELLS_MIN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; without a width it takes what the others leave."""

    title: str
    cells: int = 0
    is_amount: bool = False
    """Amounts and counts stand to the right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: its cells, and whether it is a heading between others."""

    cells: tuple[str, ...]
    is_heading: bool = False


class Ledger(DataTable[Text], inherit_bindings=False):
    """Up, down and Enter are its own; left and right stay with the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, action, action, show=False)
        for key, action in (
            ("enter", "select_cursor"),
            ("up", "cursor_up"),
            ("down", "cursor_down"),
            ("pageup", "page_up"),
            ("pagedown", "page_down"),
            ("home", "scroll_top"),
            ("end", "scroll_bottom"),
        )
    ]
    DEFAULT_CSS = """
    Ledger { height: 1fr; overflow-x: hidden; background: $background; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id, cursor_type="row", cell_padding=0, show_header=True)
        self._shown: tuple[tuple[Column, ...], tuple[Line, ...]] = ((), ())
        self._room = 0

    def show(self, columns: Sequence[Column], lines: Sequence[Line]) -> None:
        """Show these lines; the cursor stays on its line, and what is shown already is left alone."""
        shown = (tuple(columns), tuple(lines))
        if shown != self._shown:
            self._shown = shown
            self.show_header = any(one.title for one in columns)
            self._lay()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - Textual's signature
        """The growing column takes what room there is now."""
        if self._room_now != self._room:
            self._lay()

    @property
    def _room_now(self) -> int:
        return (self.size.width or self.app.size.width) - 1

    def _lay(self) -> None:
        columns, lines = self._shown
        self._room = room = self._room_now
        widths = _widths(columns, room)
        row = self.cursor_row
        self.clear(columns=True)
        for column, cells in zip(columns, widths, strict=True):
            self.add_column(Text(_cell(column.title, column, cells)), width=cells + len(GAP))
        for line in lines:
            style = "bold" if line.is_heading else ""
            self.add_row(
                *(
                    Text(_cell(text, column, cells), style=style)
                    for text, column, cells in zip(line.cells, columns, widths, strict=True)
                )
            )
        if lines:
            self.move_cursor(row=min(row, len(lines) - 1))


def _widths(columns: Sequence[Column], room: int) -> list[int]:
    taken = sum(one.cells + len(GAP) for one in columns)
    growing = [one for one in columns if not one.cells]
    left = max(room - taken, GROWING_CELLS_MIN)
    return [one.cells or left // len(growing) for one in columns]


def _cell(text: str, column: Column, cells: int) -> str:
    return pad(text, cells, "right" if column.is_amount else "left") + GAP
