"""Ask for a record: any number, typed or scanned, of which the story is wanted."""

from __future__ import annotations

from terminal_app.tui.screens.typed_text import TypedText

CHARS_MAX = 64


class AskRecord(TypedText):
    """Dismissed with the number, or with None."""

    def __init__(self, question: str) -> None:
        super().__init__(question, chars_max=CHARS_MAX)

    def take(self, text: str) -> None:
        """A scanner spoke: whatever it read is the number."""
        self.dismiss(text)
