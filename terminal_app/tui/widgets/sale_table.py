"""The lines of the sale. Owns their layout; the sums are the domain's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable

from terminal_app.domain.foreign_text import pad
from terminal_app.domain.sale import Item
from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.draft import Draft
from terminal_app.tui.painting import plain
from terminal_app.wording import Wording

PRICE_CELLS = 10
QUANTITY_CELLS = 5
MARK_CELLS = 2
GAP_CELLS = 2
SERIAL_CELLS = 12
NAME_CELLS_MIN = 8


class SaleTable(DataTable[Text]):
    """Name, unit price, quantity, serial number; wide characters aligned."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Where.LINES)

    DEFAULT_CSS = """
    SaleTable {
        border: round $border-blurred; border-title-color: $text; height: 1fr;
        border-subtitle-color: $text; border-subtitle-style: bold;
        background: $background; scrollbar-size-vertical: 1; overflow-x: hidden;
        &:focus { border: round $border; }
    }
    """

    @dataclass
    class LineRemoved(Message):
        """A person takes that line off the sale."""

        line: int

    @dataclass
    class LineReopened(Message):
        """A person wants to change that line."""

        line: int

    @dataclass
    class Left(Message):
        """A person goes back to typing."""

    def __init__(self) -> None:
        super().__init__(cursor_type="row", zebra_stripes=True, cell_padding=0, show_cursor=False)
        self._items: tuple[Item, ...] = ()
        self._wording: Wording | None = None
        self._anchor: int | None = None
        self._name_cells = NAME_CELLS_MIN

    def show(self, draft: Draft, wording: Wording, *, anchor_line: int | None = None) -> None:
        """Show these lines; the one that the discount attaches to is marked."""
        before = self._items
        if wording is not self._wording or draft.items != before:
            self._items, self._wording, self._anchor = draft.items, wording, anchor_line
            self._rebuild()
            if len(draft.items) > len(before):
                self.move_cursor(row=len(draft.items) - 1)
        elif anchor_line != self._anchor:
            changed = (self._anchor, anchor_line)
            self._anchor = anchor_line
            for line in changed:
                self._mark(line)

    def on_resize(self, _: events.Resize) -> None:
        """Give the name what the other columns leave."""
        self._rebuild()

    def on_focus(self) -> None:
        """The cursor is seen only while it means something."""
        self.show_cursor = True

    def on_blur(self) -> None:
        """The cursor is seen only while it means something."""
        self.show_cursor = False

    def action_remove_line(self) -> None:
        """Take the line under the cursor off."""
        if self._items:
            self.post_message(self.LineRemoved(line=self.cursor_row))

    def action_edit_line(self) -> None:
        """Put the line under the cursor back into the entry fields."""
        if self._items:
            self.post_message(self.LineReopened(line=self.cursor_row))

    def action_leave_lines(self) -> None:
        """Back to typing."""
        self.post_message(self.Left())

    def action_cursor_down(self) -> None:
        """Past the last line lies the entry line."""
        if self.cursor_row >= len(self._items) - 1:
            self.post_message(self.Left())
        else:
            super().action_cursor_down()

    def _mark(self, line: int | None) -> None:
        """Set or take away the mark of one line; the rows stay."""
        if line is not None and line < self.row_count:
            name = self._name_cell(self._items[line], line)
            self.update_cell_at(Coordinate(line, 0), name)

    def _rebuild(self) -> None:
        wording = self._wording
        if wording is None or not self.size.width:
            return
        row = self.cursor_row
        self.clear(columns=True)
        serial_cells = SERIAL_CELLS if self.size.width < 60 else SERIAL_CELLS * 2
        others = MARK_CELLS + PRICE_CELLS + QUANTITY_CELLS + GAP_CELLS + serial_cells
        self._name_cells = max(self.size.width - others, NAME_CELLS_MIN)
        self.add_column(
            Text(f"  {wording.say('screen-item')}"), width=MARK_CELLS + self._name_cells
        )
        self.add_column(_right(wording.say("screen-unit-price"), PRICE_CELLS), width=PRICE_CELLS)
        self.add_column(
            _right(wording.say("screen-quantity"), QUANTITY_CELLS), width=QUANTITY_CELLS
        )
        self.add_column(Text(f"  {wording.say('screen-serial')}"), width=GAP_CELLS + serial_cells)
        for line, item in enumerate(self._items):
            self.add_row(*self._cells(item, line, serial_cells))
        self.move_cursor(row=min(row, max(len(self._items) - 1, 0)))
        self._tell_sum(wording)

    def _name_cell(self, item: Item, line: int) -> Text:
        mark = "▸ " if line == self._anchor else "  "
        return Text(mark + pad(plain(item.name, cells_max=60), self._name_cells))

    def _cells(self, item: Item, line: int, serial_cells: int) -> tuple[Text, ...]:
        serial = plain(item.serial_number or "—", cells_max=40)
        return (
            self._name_cell(item, line),
            _right(str(item.unit_price), PRICE_CELLS),
            _right(str(item.quantity), QUANTITY_CELLS),
            Text(f"  {pad(serial, serial_cells)}"),
        )

    def _tell_sum(self, wording: Wording) -> None:
        self.border_title = wording.say("screen-sale")
        sale = Draft(items=self._items).sale
        self.border_subtitle = (
            wording.say(
                "screen-sale-sum",
                lines=str(len(sale.items)),
                gross=wording.amount(sale.gross),
            )
            if sale is not None
            else wording.say("screen-sale-empty")
        )


def _right(text: str, cells: int) -> Text:
    return Text(pad(text, cells, "right"))
