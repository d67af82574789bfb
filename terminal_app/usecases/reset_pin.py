"""Reset a PIN: somebody forgot theirs, or wants another. It also ends the wait that wrong ones brought about."""

from __future__ import annotations

from terminal_app.domain.campaign import Environment
from terminal_app.domain.people import OperatorPinReset
from terminal_app.domain.pin import read_new_pin
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import IdKind, Operator, Person, Terminal, Transaction
from terminal_app.usecases import guesses
from terminal_app.usecases.authority import refused_over


def reset_pin(terminal: Terminal, *, operator_id: str, pin: str, by: Operator) -> Person | Refused:
    """Give somebody a new PIN; everybody may do it for themselves."""
    is_live = terminal.enrolment.environment is Environment.LIVE
    chosen = read_new_pin(pin, operator_id=operator_id, is_live=is_live)
    with terminal.store.snapshot() as view:
        person = _person(view, operator_id, by)
    if isinstance(person, Refused):
        return person
    if isinstance(chosen, Refused):
        return chosen
    pin_hash = terminal.operators.hashed(chosen)
    with terminal.store.transaction() as tx:
        person = _person(tx, operator_id, by)
        if isinstance(person, Refused):
            return person
        reading = terminal.clock.read()
        guesses.forgive(terminal, tx, operator_id, reading)
        tx.people.give_pin(operator_id, pin_hash)
        tx.append(
            OperatorPinReset(operator_id=operator_id),
            event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id=by.operator_id,
        )
    return person


def _person(view: Transaction, operator_id: str, by: Operator) -> Person | Refused:
    person = view.people.one(operator_id)
    if operator_id != by.operator_id:
        role = by.role if person is None else person.operator.role
        refused = refused_over(by, role)
        if refused is not None:
            return refused
    if person is None or not person.active:
        return Refused(reason=Reason.OPERATOR_UNKNOWN, facts={"operator": operator_id[:24]})
    return person
