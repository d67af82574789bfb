"""Text that wraps as Chinese is written: between characters, never before a closing mark. Plain: it reads no markup.

Owns when a change of text costs a layout of the whole screen: only where it takes another number of lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from terminal_app.domain.foreign_text import wrap


def wrapped(text: str, width: int) -> str:
    """The text in lines of that width; lines of its own stay apart."""
    lines = [line for part in text.split("\n") for line in wrap(part, max(width, 2))]
    return "\n".join(lines)


class Flowing(Widget):
    """As high as what it says, for the width it has."""

    def lines(self, width: int) -> Sequence[Content]:
        """What is said, line by line."""
        raise NotImplementedError

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as it says."""
        return len(self.lines(width))

    def render(self) -> Content:
        """All lines."""
        return Content("\n").join(self.lines(self.content_size.width))

    def told(self) -> None:
        """Paint what is said now; the screen is laid out anew only where that is higher or lower than before."""
        shown = self.content_size
        keeps_height = not self.styles.is_auto_height or (
            bool(shown)
            and shown.height == self.get_content_height(shown, self.app.size, shown.width)
        )
        self.refresh(layout=not keeps_height)


class Paragraph(Flowing):
    """One text, as high as it needs."""

    DEFAULT_CSS = "Paragraph { width: 1fr; height: auto; }"

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        super().__init__(id=id)
        self._text = text

    def tell(self, text: str) -> None:
        """Say something else."""
        if text != self._text:
            self._text = text
            self.told()

    def lines(self, width: int) -> Sequence[Content]:
        """The wrapped text."""
        return [Content(line) for line in wrapped(self._text, width).split("\n")]
