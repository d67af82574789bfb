"""Know the head: hold what the platform remembers of this terminal's journal against the journal itself.

A row there that is not here means that somebody went on under this name: an old PC, or a copy of its folder.
"""

from __future__ import annotations

from typing import assert_never

from terminal_app.domain.answer import NoAnswer
from terminal_app.domain.dismissal import Dismissal, dismissal_of
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import Head, Terminal
from terminal_app.usecases import refresh

FORKED = "chain_forked"
"""The platform's problem code when what it is told contradicts what it knows."""


def refused_by_platform(terminal: Terminal, *, deadline_s: float) -> Refused | None:
    """None when the platform answers this terminal and knows no rows but ours; else its own word, or its silence."""
    if not refresh.probe(terminal, deadline_s=deadline_s):
        with terminal.store.snapshot() as view:
            return _unheard(terminal, view.contact().why)
    word = terminal.bank.ask_about_us(deadline_s=deadline_s)
    if isinstance(word, NoAnswer):
        return _unheard(terminal, word.why)
    return foreign_head(terminal, word.head)


def _unheard(terminal: Terminal, why: str) -> Refused:
    facts = {"url": terminal.enrolment.url, "why": why}
    return dismissed(terminal, why) or Refused(reason=Reason.PLATFORM_SILENT, facts=facts)


def dismissed(terminal: Terminal, why: str) -> Refused | None:
    """What to tell a person whose terminal the platform takes nothing from any more; None where it was only silent."""
    match dismissal_of(why):
        case Dismissal.REVOKED:
            reason = Reason.TERMINAL_REVOKED
        case Dismissal.REPLACED:
            reason = Reason.TERMINAL_REPLACED
        case None:
            return None
        case unknown:
            assert_never(unknown)
    with terminal.store.snapshot() as view:
        return Refused(reason=reason, facts={"hotline": view.standing().hotline})


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
