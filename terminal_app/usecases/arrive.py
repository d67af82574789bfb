"""Arrive (迁入): a terminal that was moved to this folder asks the platform before it goes on.

Until the platform has said that its last row of this terminal came along, nothing is sold here; from its answer
to the new key on, whoever still holds the old one is nobody. Refuses to judge who went on: it says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from terminal_app.domain.answer import NoAnswer
from terminal_app.domain.dismissal import REPLACED, Dismissal, dismissal_of
from terminal_app.domain.event import Kind
from terminal_app.domain.identity_event import TerminalMovedIn
from terminal_app.domain.instant import to_text
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.service import IN_SERVICE, Service, ServiceState
from terminal_app.ports import IdKind, Terminal
from terminal_app.usecases import refresh, rotate_key
from terminal_app.usecases.know_head import FORKED, foreign_head
from terminal_app.usecases.rotate_key import NewKey

DEADLINE_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """Where the move stands. `why` says what keeps it from its end; `reopen` that the key has changed under us."""

    state: ServiceState
    why: str = ""
    fork: Refused | None = None
    reopen: bool = False


def begin(
    terminal: Terminal, *, operator_id: str, previous_key: str, new: Callable[[], NewKey]
) -> Arrived:
    """Ask whose rows the platform knows last; ours: change the key. Afterwards the terminal is opened anew."""
    if not refresh.probe(terminal, deadline_s=DEADLINE_S):
        return _unheard(terminal)
    word = terminal.bank.ask_about_us(deadline_s=DEADLINE_S)
    if isinstance(word, NoAnswer):
        return Arrived(state=ServiceState.ARRIVING, why=word.why)
    fork = foreign_head(terminal, word.head)
    if fork is not None:
        return _forked(terminal, fork)
    with terminal.store.transaction() as tx:
        came = tx.head()
        last = tx.last_row()
        if last is None or last.kind is not Kind.TERMINAL_MOVED_IN:
            reading = terminal.clock.read()
            tx.append(
                TerminalMovedIn(sealed_at=tx.service().at, sequence=came.sequence, hash=came.hash),
                event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
                reading=reading,
                operator_id=operator_id,
            )
    rotate_key.begin(terminal, operator_id=operator_id, previous_key=previous_key, new=new())
    return Arrived(state=ServiceState.ARRIVING, reopen=True)


def has_new_key(terminal: Terminal) -> bool:
    """Whether the key was changed since the terminal came here."""
    with terminal.store.snapshot() as view:
        key = view.key()
        row = None if key is None else view.row(key.event_id)
        return row is not None and row.sequence > view.service().ours


def finish(terminal: Terminal) -> Arrived:
    """Tell the platform of the new key; its answer ends the move."""
    silence = terminal.bank.tell_key(deadline_s=DEADLINE_S)
    if isinstance(silence, NoAnswer):
        if silence.why.endswith((FORKED, REPLACED)):
            with terminal.store.snapshot() as view:
                facts = {"ours": view.head().sequence, "theirs": 0}
            return _forked(terminal, Refused(reason=Reason.CHAIN_FORKED, facts=facts))
        return Arrived(state=ServiceState.ARRIVING, why=silence.why)
    with terminal.store.transaction() as tx:
        tx.keep_service(IN_SERVICE)
    return Arrived(state=ServiceState.ACTIVE)


def _unheard(terminal: Terminal) -> Arrived:
    with terminal.store.snapshot() as view:
        why = view.contact().why
        ours = view.head().sequence
    if dismissal_of(why) is Dismissal.REPLACED:
        facts = {"ours": ours, "theirs": 0}
        return _forked(terminal, Refused(reason=Reason.CHAIN_FORKED, facts=facts))
    return Arrived(state=ServiceState.ARRIVING, why=why)


def _forked(terminal: Terminal, fork: Refused) -> Arrived:
    ours, theirs = fork.facts["ours"], fork.facts["theirs"]
    assert isinstance(ours, int), "rows are counted"
    assert isinstance(theirs, int), "rows are counted"
    with terminal.store.transaction() as tx:
        at = to_text(terminal.clock.read().now)
        tx.keep_service(Service(state=ServiceState.FORKED, at=at, ours=ours, theirs=theirs))
    return Arrived(state=ServiceState.FORKED, fork=fork)
