"""An amount, three lines high: what the shopper pays, what they get back."""

from __future__ import annotations

from rich.align import Align
from textual.renderables.digits import Digits
from textual.widget import Widget


class Amount(Widget):
    """As wide as what holds it, so that another sum moves nothing else; shown empty, it keeps its place."""

    DEFAULT_CSS = "Amount { width: 100%; height: 3; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._text = ""

    def show(self, text: str) -> None:
        """Show this one."""
        if text != self._text:
            self._text = text
            self.refresh()

    def render(self) -> Align:
        """The large digits."""
        digits = Digits(self._text, self.rich_style)
        if self.styles.text_align == "right":
            return Align.right(digits, self.rich_style)
        return Align.left(digits, self.rich_style)
