"""The lines of a sold sale, and how many units of each go back. Owns their layout; the bounds are the draft's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import DataTable

from terminal_app.domain.foreign_text import pad
from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.painting import plain
from terminal_app.tui.refund_draft import RefundDraft
from terminal_app.wording import Wording

PRICE_CELLS, COUNT_CELLS, RETURN_CELLS = 12, 7, 14
NAME_CELLS_MIN = 10


class ReturnTable(DataTable[Text]):
    """Up and down choose a line, left and right or a digit how many units of it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Where.UNITS)

    DEFAULT_CSS = """
    ReturnTable {
        border: round $border-blurred; border-title-color: $text; height: auto;
        border-subtitle-color: $text-muted; background: $background;
        scrollbar-size-vertical: 1; overflow-x: hidden;
        &:focus { border: round $border; }
    }
    """

    @dataclass
    class UnitsCounted(Message):
        """A person wants so many units of that line back."""

        line: int
        quantity: int

    def __init__(self) -> None:
        super().__init__(cursor_type="row", zebra_stripes=True, cell_padding=0)
        self._draft: RefundDraft | None = None
        self._wording: Wording | None = None

    def show(self, draft: RefundDraft, wording: Wording) -> None:
        """Show what goes back."""
        if (draft, wording) != (self._draft, self._wording):
            self._draft, self._wording = draft, wording
            self._rebuild()

    def on_resize(self, _: events.Resize) -> None:
        """Give the name what the other columns leave."""
        self._rebuild()

    def on_key(self, event: events.Key) -> None:
        """A digit says how many."""
        if self._draft is not None and event.key.isdigit():
            event.stop()
            self._count(int(event.key))

    def action_fewer(self) -> None:
        """One unit less."""
        self._step(-1)

    def action_more(self) -> None:
        """One unit more."""
        self._step(1)

    def _step(self, by: int) -> None:
        if self._draft is not None and self.cursor_row < len(self._draft.chosen):
            self._count(self._draft.chosen[self.cursor_row] + by)

    def _count(self, quantity: int) -> None:
        self.post_message(self.UnitsCounted(line=self.cursor_row, quantity=quantity))

    def _rebuild(self) -> None:
        draft, wording = self._draft, self._wording
        if draft is None or wording is None or not self.size.width:
            return
        row, say = self.cursor_row, wording.say
        self.clear(columns=True)
        others = PRICE_CELLS + 2 * COUNT_CELLS + RETURN_CELLS + 2
        name_cells = max(self.size.width - others, NAME_CELLS_MIN)
        self.add_column(Text(f" {say('screen-item')}"), width=name_cells)
        for words, cells in (
            ("screen-unit-price", PRICE_CELLS),
            ("screen-refund-bought", COUNT_CELLS),
            ("screen-refund-gone", COUNT_CELLS),
            ("screen-refund-now", RETURN_CELLS),
        ):
            self.add_column(_right(say(words), cells), width=cells)
        for line in range(len(draft.chosen)):
            self.add_row(*_cells(draft, line, name_cells))
        self.move_cursor(row=min(row, max(len(draft.chosen) - 1, 0)))
        self.border_title = say("screen-refund-choose")
        self.border_subtitle = say("screen-refund-choose-how")


def _cells(draft: RefundDraft, line: int, name_cells: int) -> tuple[Text, ...]:
    item = draft.redemption.requested.items[line]
    chosen, left = draft.chosen[line], draft.left[line]
    name = plain(item.name, cells_max=60)
    serial = f" {plain(item.serial_number, cells_max=24)}" if item.serial_number else ""
    style = "bold" if chosen else "dim"
    return (
        Text(" " + pad(f"{name}{serial}", name_cells - 2), style=style),
        _right(str(item.unit_price), PRICE_CELLS),
        _right(str(item.quantity), COUNT_CELLS),
        _right(str(item.quantity - left) if left < item.quantity else "—", COUNT_CELLS),
        _right(f"◂ {chosen} ▸" if left else "—", RETURN_CELLS, style),
    )


def _right(text: str, cells: int, style: str = "") -> Text:
    return Text(pad(text, cells, "right"), style=style)
