"""Deal with an exception: take it over, write a note, hand it to the bank, settle it. Nothing of it is ever deleted."""

from __future__ import annotations

from terminal_app.domain.event import CaseStep, ExceptionNoted
from terminal_app.domain.note import read_note
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import IdKind, Operator, Terminal
from terminal_app.usecases.authority import refused_to
from terminal_app.usecases.views import ExceptionLine, ExceptionType, exception_in


def settle_exception(
    terminal: Terminal, *, entry_id: str, step: CaseStep, note: str = "", operator: Operator
) -> ExceptionLine | Refused:
    """Put one step on record; only taking over needs no note. A settled exception takes no more."""
    refused = refused_to(operator)
    if refused is not None:
        return refused
    is_silent = step is CaseStep.TAKEN and not note.strip()
    written = "" if is_silent else read_note(note)
    if isinstance(written, Refused):
        return written
    with terminal.store.transaction() as tx:
        reading = terminal.clock.read()
        line = exception_in(tx, entry_id, now=reading.now)
        if line is None:
            return Refused(reason=Reason.EXCEPTION_UNKNOWN, facts={"entry": entry_id[:24]})
        if line.case.settled:
            return Refused(reason=Reason.EXCEPTION_SETTLED, facts={"entry": entry_id})
        if step is CaseStep.SETTLED and line.type is ExceptionType.HELD:
            # Nobody but the platform can say what became of it: there is no fourth place beside its three.
            return Refused(reason=Reason.ENTRY_UNANSWERED, facts={"entry": entry_id})
        tx.append(
            ExceptionNoted(
                entry_id=entry_id,
                redemption_id=line.redemption.redemption_id,
                step=step,
                owner=operator.operator_id if step is CaseStep.TAKEN else "",
                note=written,
            ),
            event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id=operator.operator_id,
        )
        after = exception_in(tx, entry_id, now=reading.now)
    assert after is not None, "an exception does not go away by a note"
    return after
