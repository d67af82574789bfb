"""Small ways to put words on the screen. Every text goes in as Content, which reads no markup."""

from __future__ import annotations

from textual.content import Content

from terminal_app.domain.foreign_text import clean
from terminal_app.domain.refusal import EnvironmentTrouble, Refused
from terminal_app.wording import Sentence, Wording

GOOD, CAUTION, BAD, QUIET = "good", "caution", "bad", "quiet"
GLYPHS = {GOOD: "✔", CAUTION: "▲", BAD: "✘", QUIET: "·"}
"""Colour never carries meaning alone: each tone has its glyph."""

FOREIGN_CELLS_MAX = 400
_ENDS = (".", "。", "！", "？", "!", "?", "…")


def plain(text: str, *, cells_max: int = FOREIGN_CELLS_MAX) -> str:
    """A text that somebody else wrote, without anything that a terminal would obey."""
    return clean(text, cells_max=cells_max)


def refusal_text(wording: Wording, refused: Refused) -> str:
    """What is wrong, and what to do next, as one text."""
    return sentence_text(wording.refusal(refused))


def trouble_text(wording: Wording, trouble: EnvironmentTrouble) -> str:
    """What is wrong with the surroundings, and what to do."""
    return plain(sentence_text(wording.trouble(trouble)))


def sentence_text(sentence: Sentence) -> str:
    """Both halves of a sentence; in Chinese the first ends without a mark of its own."""
    if not sentence.next_step:
        return sentence.what
    between = " " if sentence.what.endswith(_ENDS) else "。"
    return f"{sentence.what}{between}{sentence.next_step}"


def spread(left: Content, right: Content, cells: int) -> Content:
    """Two texts at the two ends of a line."""
    gap = max(cells - left.cell_length - right.cell_length, 1)
    return Content.assemble(left, " " * gap, right)


def figure(label: str, amount: str, cells: int, style: str = "") -> Content:
    """A line of a bill: label on the left, amount on the right."""
    return spread(Content.styled(label, "$text-muted"), Content.styled(amount, style), cells)
