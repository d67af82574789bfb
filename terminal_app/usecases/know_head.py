"""Know the head: hold what the platform remembers of this terminal's journal against the journal itself.

A row there that is not here means that somebody went on under this name: an old PC, or a copy of its folder.
"""

from __future__ import annotations

from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import Head, Terminal

FORKED = "chain_forked"
"""The platform's problem code when what it is told contradicts what it knows."""


def foreign_head(terminal: Terminal, theirs: Head) -> Refused | None:
    """None when the platform's last row of this terminal is a row of this journal; else the numbers of both."""
    with terminal.store.snapshot() as view:
        ours = view.head()
        known = view.hash_at(theirs.sequence)
    if theirs.sequence == 0 or known == theirs.hash:
        return None
    return Refused(
        reason=Reason.CHAIN_FORKED, facts={"ours": ours.sequence, "theirs": theirs.sequence}
    )
