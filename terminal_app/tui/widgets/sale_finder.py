"""Where a sale to take back is found: a field for what is on the slip, and the last sales below it."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.message import Message
from textual.widgets import DataTable, Input, Static

from terminal_app.domain.foreign_text import pad
from terminal_app.domain.redemption import Redemption
from terminal_app.tui.painting import plain
from terminal_app.tui.refund_lines import coupon_word
from terminal_app.wording import Wording

TIME_CELLS, PAID_CELLS, COUPON_CELLS = 16, 14, 24
ITEM_CELLS_MIN = 12


class SaleFinder(Vertical):
    """The field keeps the focus; up and down walk through the list, Enter takes one or the other."""

    DEFAULT_CSS = """
    SaleFinder {
        #wanted {
            border: round $border-blurred; height: 3; padding: 0 1; background: $background;
            border-title-color: $text;
            &:focus { border: round $border; }
        }
        #sales-frame { height: 1fr; border: round $border-blurred; border-title-color: $text; }
        #sales { height: 1fr; background: $background; scrollbar-size-vertical: 1; overflow-x: hidden; }
        #no-sales { padding: 1 2; color: $text-muted; display: none; }
        #no-sales.-shown { display: block; }
    }
    """

    field = query_one("#wanted", Input)
    table: query_one[DataTable[Text]] = query_one("#sales", DataTable)

    @dataclass
    class SaleWanted(Message):
        """A person typed what is on a slip, a coupon or a product."""

        text: str

    @dataclass
    class SaleChosen(Message):
        """A person took one from the list."""

        redemption: Redemption

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._sales: tuple[Redemption, ...] = ()
        self._wording: Wording | None = None

    def compose(self) -> ComposeResult:
        """Field above, list below."""
        entry = Input(id="wanted", max_length=60)
        entry.cursor_blink = False
        yield entry
        with Vertical(id="sales-frame"):
            table = DataTable[Text](
                id="sales", cursor_type="row", zebra_stripes=True, cell_padding=0
            )
            table.can_focus = False
            yield table
            yield Static(id="no-sales")

    def ready(self) -> None:
        """The cursor in an empty field."""
        self.field.value = ""
        self.field.focus()

    def show(self, sales: tuple[Redemption, ...], wording: Wording, *, title: str) -> None:
        """Offer these sales, the newest first."""
        self._sales, self._wording = sales, wording
        self.field.border_title = wording.say("screen-refund-find")
        self.field.placeholder = wording.say("screen-refund-find-how")
        self.query_one("#sales-frame").border_title = title
        empty = self.query_one("#no-sales", Static)
        empty.update(wording.say("screen-refund-none"))
        empty.set_class(not sales, "-shown")
        self.table.display = bool(sales)
        self._rebuild()

    def on_resize(self, _: events.Resize) -> None:
        """Give the items what the other columns leave."""
        self._rebuild()

    def on_key(self, event: events.Key) -> None:
        """The list moves while the field keeps the focus."""
        if event.key == "down":
            self.table.action_cursor_down()
        elif event.key == "up":
            self.table.action_cursor_up()
        else:
            return
        event.stop()

    @on(Input.Submitted, "#wanted")
    def _submitted(self) -> None:
        text = self.field.value.strip()
        if text:
            self.post_message(self.SaleWanted(text=text))
        elif self.table.cursor_row < len(self._sales):
            self.post_message(self.SaleChosen(redemption=self._sales[self.table.cursor_row]))

    def _rebuild(self) -> None:
        wording = self._wording
        if wording is None or not self.size.width:
            return
        row = self.table.cursor_row
        self.table.clear(columns=True)
        others = TIME_CELLS + PAID_CELLS + COUPON_CELLS + 4
        item_cells = max(self.size.width - others, ITEM_CELLS_MIN)
        say = wording.say
        self.table.add_column(Text(f" {say('screen-refund-at')}"), width=TIME_CELLS)
        self.table.add_column(Text(say("screen-item")), width=item_cells)
        self.table.add_column(
            Text(pad(say("screen-refund-paid"), PAID_CELLS, "right")), width=PAID_CELLS
        )
        self.table.add_column(Text(f"  {say('screen-coupon')}"), width=COUPON_CELLS)
        for one in self._sales:
            self.table.add_row(*_cells(one, wording, item_cells))
        if self._sales:
            self.table.move_cursor(row=min(row, len(self._sales) - 1))


def _cells(redemption: Redemption, wording: Wording, item_cells: int) -> tuple[Text, ...]:
    requested = redemption.requested
    items = "、".join(plain(item.name, cells_max=40) for item in requested.items)
    return (
        Text(f" {wording.instant(redemption.at)}"),
        Text(pad(items, item_cells)),
        Text(pad(str(requested.payable), PAID_CELLS, "right")),
        Text(f"  {pad(coupon_word(redemption, wording), COUPON_CELLS - 2)}"),
    )
