"""A person's note: why something was settled. Cleaned once, and refused when it says nothing."""

from __future__ import annotations

from terminal_app.domain.foreign_text import CHARS_MAX, clean
from terminal_app.domain.refusal import Reason, Refused

NOTE_CHARS_MAX = 200


def read_note(text: str) -> str | Refused:
    """A harmless line of 1 to `NOTE_CHARS_MAX` characters."""
    # A character takes two cells at most: nothing is cut off that would be counted.
    note = clean(text, cells_max=2 * CHARS_MAX)
    if not note:
        return Refused(reason=Reason.NOTE_EMPTY)
    if len(note) > NOTE_CHARS_MAX:
        return Refused(
            reason=Reason.NOTE_TOO_LONG, facts={"found": len(note), "limit": NOTE_CHARS_MAX}
        )
    return note
