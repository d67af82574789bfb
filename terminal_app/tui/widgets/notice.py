"""The line in which the program answers: the last sentence, until the next one."""

from __future__ import annotations

from terminal_app.tui.painting import GLYPHS, QUIET
from terminal_app.tui.widgets.paragraph import Paragraph


class Notice(Paragraph):
    """One sentence with its tone."""

    DEFAULT_CSS = """
    Notice {
        min-height: 1; max-height: 3; padding: 0 1; color: $text-muted;
        &.-good { color: $text-success; }
        &.-caution { color: $text-warning; text-style: bold; }
        &.-bad { color: $text-error; text-style: bold; }
    }
    """

    code = ""
    """Of the sentence that is shown, where it has one: a key opens its page."""

    def answer(self, text: str, tone: str = QUIET, *, code: str = "", hint: str = "") -> None:
        """Show a sentence, with the key to its page where it has one; an empty one clears the line."""
        self.code = code
        text = f"{text}  {hint}" if code else text
        for one in GLYPHS:
            self.set_class(one == tone, f"-{one}")
        self.tell(f"{GLYPHS[tone]} {text}" if text else "")
