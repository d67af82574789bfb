"""Add an operator: somebody may sign in from now on. The very first one of a terminal nobody has to allow."""

from __future__ import annotations

from dataclasses import replace

from terminal_app.domain.campaign import Environment
from terminal_app.domain.foreign_text import clean
from terminal_app.domain.people import OperatorAdded
from terminal_app.domain.pin import read_new_pin
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import SYSTEM, IdKind, Operator, Person, Terminal, Transaction
from terminal_app.usecases import guesses
from terminal_app.usecases.authority import BACK_OFFICE, refused_over

NUMBER_DIGITS_MIN = 3
NUMBER_DIGITS_MAX = 8
NAME_CELLS_MAX = 24


def add_operator(
    terminal: Terminal, *, newcomer: Operator, pin: str, by: Operator | None
) -> Person | Refused:
    """Let somebody sign in. `by` is nobody only while nobody is there: then whoever enrolled the terminal acts.

    A number stays with its person: who left may come back under it, somebody else may not have it.
    """
    number, name = newcomer.operator_id, clean(newcomer.name, cells_max=NAME_CELLS_MAX)
    if not _is_number(number):
        return Refused(
            reason=Reason.OPERATOR_NUMBER_UNREADABLE,
            facts={"least": NUMBER_DIGITS_MIN, "limit": NUMBER_DIGITS_MAX},
        )
    if not name:
        return Refused(reason=Reason.OPERATOR_NAME_EMPTY)
    is_live = terminal.enrolment.environment is Environment.LIVE
    chosen = read_new_pin(pin, operator_id=number, is_live=is_live)
    if isinstance(chosen, Refused):
        return chosen
    newcomer = replace(newcomer, name=name)
    with terminal.store.snapshot() as view:
        refused = _refused(view, newcomer, by)
    if refused is not None:
        return refused
    pin_hash = terminal.operators.hashed(chosen)
    with terminal.store.transaction() as tx:
        refused = _refused(tx, newcomer, by)
        if refused is not None:
            return refused
        reading = terminal.clock.read()
        guesses.forgive(terminal, tx, number, reading)
        tx.people.admit(newcomer, pin_hash)
        tx.append(
            OperatorAdded(operator_id=number, role=newcomer.role.value),
            event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id=(by or SYSTEM).operator_id,
        )
    return Person(operator=newcomer, active=True)


def _refused(view: Transaction, newcomer: Operator, by: Operator | None) -> Refused | None:
    if by is not None:
        refused = refused_over(by, newcomer.role)
    elif view.people.all():
        refused = Refused(reason=Reason.SIGN_IN_NEEDED)
    elif newcomer.role not in BACK_OFFICE:
        refused = Refused(reason=Reason.OPERATOR_FIRST)
    else:
        refused = None
    if refused is not None:
        return refused
    known = view.people.one(newcomer.operator_id)
    if known is None:
        return None
    number, name = known.operator.operator_id, known.operator.name
    if known.active:
        return Refused(reason=Reason.OPERATOR_KNOWN, facts={"operator": number, "name": name})
    if name != newcomer.name:
        return Refused(
            reason=Reason.OPERATOR_NUMBER_TAKEN, facts={"operator": number, "name": name}
        )
    # A manager may not bring an engineer back in another role.
    return None if by is None else refused_over(by, known.operator.role)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and NUMBER_DIGITS_MIN <= len(text) <= NUMBER_DIGITS_MAX
