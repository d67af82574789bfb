"""What the program says, in two languages: one table for screens, command line and slips. Decides nothing."""

from terminal_app.wording.language import Language
from terminal_app.wording.wording import Sentence, Tone, Verdict, Wording

__all__ = ["Language", "Sentence", "Tone", "Verdict", "Wording"]
