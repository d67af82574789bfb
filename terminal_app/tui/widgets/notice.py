"""The line in which the program answers: the last sentence, until the next one."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from terminal_app.tui.painting import GLYPHS, QUIET


class Notice(Static):
    """One sentence with its tone."""

    DEFAULT_CSS = """
    Notice {
        height: auto; min-height: 1; max-height: 3; padding: 0 1;
        color: $text-muted;
        &.-good { color: $text-success; }
        &.-caution { color: $text-warning; text-style: bold; }
        &.-bad { color: $text-error; text-style: bold; }
    }
    """

    def tell(self, text: str, tone: str = QUIET) -> None:
        """Show a sentence; an empty one clears the line."""
        for one in GLYPHS:
            self.set_class(one == tone, f"-{one}")
        self.update(Content(f"{GLYPHS[tone]} {text}" if text else ""))
