"""A list with the details of the line under the cursor; read only."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import DataTable, Static

from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.widgets.key_bar import KeyBar
from terminal_app.tui.widgets.notice import Notice
from terminal_app.tui.widgets.status_bar import StatusBar


class Listing(Spoken[None]):
    """What lists have in common: a table, a line for «nothing here», a panel for one line's story."""

    CSS_PATH = "list.tcss"
    BINDINGS = bindings(Where.LIST)
    WHERE = Where.LIST

    table: query_one[DataTable[Text]] = query_one("#list", DataTable)
    detail = query_one("#detail", Static)
    empty = query_one("#empty", Static)

    def compose(self) -> ComposeResult:
        """Table above, story below."""
        yield StatusBar()
        with Vertical(id="list-frame"):
            yield DataTable[Text](id="list", cursor_type="row", zebra_stripes=True)
            yield Static(id="empty")
        yield Static(id="detail")
        yield Notice()
        yield KeyBar()

    def fill(self, columns: Sequence[str], rows: Sequence[Sequence[str]], *, title: str) -> None:
        """Show these rows; the cursor stays on its line."""
        row = self.table.cursor_row
        self.query_one("#list-frame").border_title = title
        self.table.clear(columns=True)
        # Left to itself the table may paint a row before it has measured it, and keeps that: amounts lose their end.
        for texts in zip(columns, *rows, strict=True):
            self.table.add_column(Text(texts[0]), width=max(map(cell_len, texts)))
        for cells in rows:
            self.table.add_row(*(Text(cell) for cell in cells))
        self.table.display = bool(rows)
        self.empty.set_class(not rows, "-shown")
        self.detail.display = bool(rows)
        if rows:
            self.table.move_cursor(row=min(row, len(rows) - 1))
            self.table.focus()

    def tell_story(self, line: int) -> Content:
        """The details of one line."""
        raise NotImplementedError

    @on(DataTable.RowHighlighted)
    def _highlighted(self, event: DataTable.RowHighlighted) -> None:
        if event.cursor_row < self.table.row_count:
            self.detail.update(self.tell_story(event.cursor_row))

    def action_back(self) -> None:
        """Back to the counter."""
        self.dismiss(None)
