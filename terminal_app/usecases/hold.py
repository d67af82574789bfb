"""Hold: a person sets an entry aside that waits and gets no usable answer. It becomes a matter for people, and stays.

Nothing about the outbox changes: the entry keeps its place, so nothing of its coupon overtakes it, it counts as waiting
in the books and against the offline limits, and whatever answer comes settles it. It is only not sent by itself any
more, so that it cannot spoil the requests of the others.
"""

from __future__ import annotations

from offline_queue import Entry, State
from terminal_app.domain.event import CaseStep, ExceptionNoted
from terminal_app.domain.note import read_note
from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.refund_record import RefundState
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import IdKind, Operator, Terminal, Transaction
from terminal_app.usecases import views
from terminal_app.usecases.authority import refused_to
from terminal_app.usecases.settle_exception import settle_exception
from terminal_app.usecases.views import QueueLine


def hold(
    terminal: Terminal, *, entry_id: str, note: str, operator: Operator
) -> QueueLine | Refused:
    """Hand an entry to people: one that waits is set aside, one that was declined is given to the bank."""
    refused = refused_to(operator)
    if refused is not None:
        return refused
    written = read_note(note)
    if isinstance(written, Refused):
        return written
    with terminal.store.transaction() as tx:
        entry = tx.entry(entry_id)
        if entry is None:
            return Refused(reason=Reason.ENTRY_UNKNOWN, facts={"entry": entry_id[:24]})
        if entry.state is not State.PARKED:
            refused = _refused(tx, entry)
            if refused is not None:
                return refused
            reading = terminal.clock.read()
            tx.append(
                ExceptionNoted(
                    entry_id=entry_id,
                    redemption_id=tx.notice(entry_id)[1],
                    step=CaseStep.HELD,
                    owner="",
                    note=written,
                ),
                event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
                reading=reading,
                operator_id=operator.operator_id,
            )
    if entry.state is State.PARKED:
        given = settle_exception(
            terminal,
            entry_id=entry_id,
            step=CaseStep.HANDED_TO_BANK,
            note=written,
            operator=operator,
        )
        if isinstance(given, Refused):
            return given
    line = views.queue_entry(terminal, entry_id)
    assert line is not None, "an entry does not go away"
    return line


def _refused(tx: Transaction, entry: Entry) -> Refused | None:
    if entry.state is State.DONE:
        return Refused(reason=Reason.ENTRY_ANSWERED, facts={"entry": entry.id})
    case = tx.office.case(entry.id)
    if case.held:
        return Refused(reason=Reason.ENTRY_HELD, facts={"entry": entry.id})
    if case.settled:
        return Refused(reason=Reason.EXCEPTION_SETTLED, facts={"entry": entry.id})
    if _is_undecided(tx, entry):
        return Refused(reason=Reason.ENTRY_UNDECIDED, facts={"entry": entry.id})
    return None


def _is_undecided(tx: Transaction, entry: Entry) -> bool:
    """Whether nobody was told an outcome yet: it is being decided, or a crash left it for the next start."""
    redemption = tx.subject(entry.id)[1]
    if redemption is None:
        return False
    if entry.id == redemption.redemption_id:
        return redemption.state is RedemptionState.REQUESTED
    refund = redemption.refund(entry.id)
    return refund is not None and refund.state is RefundState.REQUESTED
