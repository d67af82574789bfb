"""Disable an operator: somebody may sign in no more. They stay on record; a store is never left without a manager."""

from __future__ import annotations

from terminal_app.domain.people import OperatorDisabled
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import IdKind, Operator, Person, Role, Terminal
from terminal_app.usecases.authority import refused_over, refused_to


def disable_operator(terminal: Terminal, *, operator_id: str, by: Operator) -> Person | Refused:
    """Let somebody sign in no more; nobody does it to themselves."""
    refused = refused_to(by)
    if refused is not None:
        return refused
    with terminal.store.transaction() as tx:
        person = tx.people.one(operator_id)
        if person is None or not person.active:
            return Refused(reason=Reason.OPERATOR_UNKNOWN, facts={"operator": operator_id[:24]})
        gone = person.operator
        refused = refused_over(by, gone.role)
        if refused is not None:
            return refused
        if operator_id == by.operator_id:
            return Refused(reason=Reason.OPERATOR_SELF, facts={"operator": operator_id})
        managers = [one for one in tx.people.all() if one.active and one.operator.role is gone.role]
        if gone.role is Role.MANAGER and len(managers) == 1:
            return Refused(reason=Reason.OPERATOR_LAST_MANAGER, facts={"operator": operator_id})
        reading = terminal.clock.read()
        tx.people.dismiss(operator_id)
        tx.append(
            OperatorDisabled(operator_id=operator_id),
            event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id=by.operator_id,
        )
    return Person(operator=gone, active=False)
