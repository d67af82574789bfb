"""A part that is a list with the particulars of the line under the cursor below it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one
from textual.widgets import DataTable

from terminal_app.tui.office.part import Part
from terminal_app.tui.widgets.ledger import Column, Ledger, Line
from terminal_app.tui.widgets.paragraph import Paragraph


class ListedPart(Part):
    """Says «nothing here» in the place of the list when there is nothing."""

    DEFAULT_CSS = """
    ListedPart {
        .office-head { padding: 0 1; height: auto; max-height: 6; }
        .office-empty { padding: 1 2; color: $text-muted; display: none; }
        .office-detail {
            height: 7; border: round $border-blurred; border-title-color: $text; padding: 0 1;
            scrollbar-size-vertical: 1;
        }
        &.-empty .office-empty { display: block; height: 1fr; }
        &.-empty Ledger, &.-empty .office-detail { display: none; }
    }
    .-wide ListedPart .office-detail { height: 16; }
    """

    _told_last = ""

    head = query_one(".office-head", Paragraph)
    ledger = query_one(Ledger)
    empty = query_one(".office-empty", Paragraph)
    frame = query_one(".office-detail", VerticalScroll)
    detail = query_one(".office-told", Paragraph)

    def compose(self) -> ComposeResult:
        """A line or two, the list, the particulars."""
        for name in ("office-head", "office-empty"):
            paragraph = Paragraph()
            paragraph.add_class(name)
            yield paragraph
        yield Ledger()
        with VerticalScroll(classes="office-detail", can_focus=False):
            paragraph = Paragraph()
            paragraph.add_class("office-told")
            yield paragraph

    @property
    def line(self) -> int | None:
        """The line under the cursor; None without any."""
        row = self.ledger.cursor_row
        return row if not self.has_class("-empty") and row < self.ledger.row_count else None

    def focus_inside(self) -> None:
        """The list."""
        self.ledger.focus()

    def fill(
        self, columns: Sequence[Column], lines: Sequence[Line], *, head: str, empty: str
    ) -> None:
        """Show these; `empty` is said when there are none."""
        self.head.tell(head)
        self.head.display = bool(head)
        self.empty.tell(empty)
        self.set_class(not lines, "-empty")
        self.ledger.show(columns, lines)
        self.tell_detail()
        self.office.show_keys()

    def tell_detail(self) -> None:
        """The particulars of the line under the cursor."""
        line = self.line
        told = "" if line is None else self.particulars(line)
        if told != self._told_last:  # who reads on is not taken back by the same words said again
            self._told_last = told
            self.frame.scroll_home(animate=False)
        self.detail.tell(told)
        self.call_after_refresh(self._offer_to_read_on)

    @property
    def can_read_on(self) -> bool:
        """Whether the particulars are longer than their frame."""
        return self.line is not None and self.frame.max_scroll_y > 0

    def read_on(self) -> None:
        """A page on; from the end back to the beginning."""
        if self.frame.scroll_offset.y < self.frame.max_scroll_y:
            self.frame.scroll_page_down(animate=False)
        else:
            self.frame.scroll_home(animate=False)

    def _offer_to_read_on(self) -> None:
        if self.is_attached and self.office.part is self:
            self.office.show_keys()

    def particulars(self, line: int) -> str:
        """What there is to say about one line."""
        raise NotImplementedError

    def open_line(self, line: int) -> None:
        """Open one line; by default there is nothing more to see."""

    @on(DataTable.RowHighlighted)
    def _highlighted(self) -> None:
        self.tell_detail()

    @on(DataTable.RowSelected)
    def _selected(self) -> None:
        line = self.line
        if line is not None:
            self.open_line(line)
