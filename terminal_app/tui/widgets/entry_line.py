"""The line in which an item is typed: Enter goes on from field to field, the last one adds it.

Reads its fields with the domain's own rules and says in a message what came of it; keeps no sale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, OptionList

from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.sale import Item
from terminal_app.domain.typed_item import read_item, read_item_text
from terminal_app.ports import Product
from terminal_app.scanner.text import Kind, Source, read_text
from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.messages import CodeScanned, ItemEntered
from terminal_app.tui.painting import plain
from terminal_app.wording import Wording

SEARCH_CHARS_MIN = 1
TYPED_CODES = frozenset({Kind.EAN, Kind.SALE})
"""Numbers that prove by their check what they are: typed where a name goes, they are looked up."""

_FIELD_OF = {
    Reason.ITEM_UNNAMED: "name",
    Reason.ITEM_UNREADABLE: "name",
    Reason.PRICE_UNREADABLE: "price",
    Reason.PRICE_ZERO: "price",
    Reason.QUANTITY_UNREADABLE: "quantity",
}


class EntryLine(Vertical):
    """Name or model, unit price, quantity, serial number; what the product list has, above."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Where.ENTRY)

    DEFAULT_CSS = """
    EntryLine {
        height: auto;
        #fields { height: 3; }
        Input {
            border: round $border-blurred; height: 3; padding: 0 1; background: $background;
            border-title-color: $text-muted;
            &:focus { border: round $border; border-title-color: $text; }
        }
        #name { width: 1fr; }
        #price { width: 16; }
        #quantity { width: 10; }
        #serial { width: 21; }
        #found {
            height: auto; max-height: 6; border: round $border; padding: 0; display: none;
            background: $surface;
            &.-some { display: block; }
        }
    }
    """

    name_field = query_one("#name", Input)
    price_field = query_one("#price", Input)
    quantity_field = query_one("#quantity", Input)
    serial_field = query_one("#serial", Input)
    found = query_one("#found", OptionList)

    @dataclass
    class SearchAsked(Message):
        """The product list may know what is being typed."""

        text: str

    @dataclass
    class LinesWanted(Message):
        """A person wants to go up into the lines."""

    def __init__(self) -> None:
        super().__init__()
        self._wording: Wording | None = None
        self._products: tuple[Product, ...] = ()
        self._chosen: Product | None = None
        self._replaces: int | None = None
        self._prefix = ""

    def compose(self) -> ComposeResult:
        """Suggestions above, fields below."""
        suggestions = OptionList(id="found", markup=False)
        suggestions.can_focus = False
        yield suggestions
        with Horizontal(id="fields"):
            for field in ("name", "price", "quantity", "serial"):
                entry = Input(id=field, max_length=60)
                entry.cursor_blink = False
                yield entry

    def speak(self, wording: Wording) -> None:
        """Name the fields, where their names are not those already: each costs its paint."""
        if wording is self._wording:
            return
        self._wording = wording
        self.name_field.border_title = wording.say("screen-entry-name")
        self.price_field.border_title = wording.say("screen-unit-price")
        self.quantity_field.border_title = wording.say("screen-quantity")
        self.serial_field.border_title = wording.say("screen-serial")
        self.name_field.placeholder = wording.say("screen-entry-hint")
        self.found.border_title = wording.say("screen-entry-choose")

    def take_focus(self) -> None:
        """Ready for the next item."""
        self.name_field.focus()

    def clear(self) -> None:
        """Empty every field."""
        self._chosen = None
        self._replaces = None
        for field in self.query(Input):
            field.value = ""
        self._suggest(())

    def reopen(self, item: Item, line: int) -> None:
        """Put a line back into the fields, to be changed."""
        self.clear()
        self._replaces = line
        with self.prevent(Input.Changed):
            self.name_field.value = item.name
            self.price_field.value = item.unit_price.yuan
            self.quantity_field.value = str(item.quantity)
            self.serial_field.value = item.serial_number or ""
        self.price_field.focus()

    def offer(self, text: str, products: tuple[Product, ...], wording: Wording) -> None:
        """Offer what the product list has, unless the text has changed since."""
        if text == self.name_field.value and self.name_field.has_focus:
            self._suggest(products, wording)

    def refuse(self, refused: Refused) -> None:
        """Put the cursor where the mistake is."""
        self.query_one(f"#{_FIELD_OF.get(refused.reason, 'name')}", Input).focus()

    @on(Input.Changed, "#name")
    def _typed(self, event: Input.Changed) -> None:
        self._chosen = None
        text = event.value.strip()
        if len(text) < SEARCH_CHARS_MIN or ";" in text or "；" in text:
            self._suggest(())
        else:
            self.post_message(self.SearchAsked(text=event.value))

    @on(Input.Submitted, "#name")
    def _named(self) -> None:
        text = self.name_field.value
        if self.found.highlighted is not None and self._products:
            self._choose(self._products[self.found.highlighted])
        elif (typed := read_text(text, source=Source.TYPED)).kind in TYPED_CODES:
            self.clear()
            self.post_message(CodeScanned(scanned=typed))
        elif ";" in text or "；" in text:
            self._finish(read_item_text(text))
        elif text.strip():
            self._suggest(())
            self.price_field.focus()

    @on(Input.Submitted, "#price")
    def _priced(self) -> None:
        read = self._read()
        if isinstance(read, Refused) and _FIELD_OF.get(read.reason) == "price":
            self._finish(read)
        else:
            self.quantity_field.focus()

    @on(Input.Submitted, "#quantity")
    def _counted(self) -> None:
        self.serial_field.focus()

    @on(Input.Submitted, "#serial")
    def _numbered(self) -> None:
        self._finish(self._read())

    def on_key(self, event: events.Key) -> None:
        """Up and down walk through the suggestions, else up leads into the lines."""
        if event.key == "down" and self._products:
            self.found.action_cursor_down()
        elif event.key == "up" and self._products and self.found.highlighted is not None:
            if self.found.highlighted == 0:
                self.found.highlighted = None
            else:
                self.found.action_cursor_up()
        elif event.key == "up":
            self.post_message(self.LinesWanted())
        else:
            return
        event.stop()

    def action_clear_entry(self) -> None:
        """Empty the fields and begin again."""
        self.clear()
        self.take_focus()

    def _choose(self, product: Product) -> None:
        with self.prevent(Input.Changed):
            self.name_field.value = product.name
            self.price_field.value = product.price.yuan
        self._chosen = product
        self._suggest(())
        self.price_field.focus()

    def _read(self) -> Item | Refused:
        return read_item(
            name=self.name_field.value,
            price=self.price_field.value,
            quantity=self.quantity_field.value or "1",
            serial_number=self.serial_field.value,
            barcode=self._chosen.barcode if self._chosen is not None else "",
        )

    def _finish(self, read: Item | Refused) -> None:
        self.post_message(ItemEntered(item=read, replaces=self._replaces))

    def _suggest(self, products: tuple[Product, ...], wording: Wording | None = None) -> None:
        self._products = products
        self.found.clear_options()
        self.found.set_class(bool(products), "-some")
        if wording is not None:
            self.found.add_options([_option(product, wording) for product in products])
            self.found.highlighted = None


def _option(product: Product, wording: Wording) -> Content:
    name = plain(f"{product.name} {product.model}".strip(), cells_max=60)
    return Content.assemble(name, "  ", (wording.amount(product.price), "bold"))
