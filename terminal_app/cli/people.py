"""operator: who may sign in here, in which role. A PIN comes from a prompt or the environment, no argument."""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass

from terminal_app.bootstrap import Opened
from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.cli.session import opened, operator_of
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import Operator, Person, Role
from terminal_app.usecases import list_operators
from terminal_app.usecases.add_operator import add_operator
from terminal_app.usecases.disable_operator import disable_operator
from terminal_app.usecases.list_operators import Listed
from terminal_app.usecases.reset_pin import reset_pin

NEW_PIN_VARIABLE = "COUPON_TERMINAL_NEW_PIN"


def listed(options: argparse.Namespace, output: Output) -> Result:
    """Everybody who may sign in, and with `--all` who left."""
    with opened(options) as terminal:
        people = list_operators.list_operators(terminal.terminal)
    shown = [one for one in people if one.person.active or options.all]
    return Done(
        content={"operators": [_json(one) for one in shown]},
        lines=tuple(_text(one, output) for one in shown) or (output.words.say("cli-people-none"),),
    )


def add(options: argparse.Namespace, output: Output) -> Result:
    """Let somebody sign in."""
    newcomer = Operator(operator_id=options.id, name=options.name, role=Role(options.role))
    with opened(options) as terminal:
        by = _first_or_operator(options, terminal)
        if isinstance(by, Refused):
            return by
        pin = _new_pin(output)
        if isinstance(pin, Refused):
            return pin
        person = add_operator(terminal.terminal, newcomer=newcomer, pin=pin, by=by)
    return _told(person, output, "cli-people-added")


def disable(options: argparse.Namespace, output: Output) -> Result:
    """Let somebody sign in no more."""
    with opened(options) as terminal:
        by = operator_of(options, terminal)
        if isinstance(by, Refused):
            return by
        person = disable_operator(terminal.terminal, operator_id=options.id, by=by)
    return _told(person, output, "cli-people-disabled")


def reset(options: argparse.Namespace, output: Output) -> Result:
    """Give somebody a new PIN."""
    with opened(options) as terminal:
        by = operator_of(options, terminal)
        if isinstance(by, Refused):
            return by
        pin = _new_pin(output)
        if isinstance(pin, Refused):
            return pin
        person = reset_pin(terminal.terminal, operator_id=options.id, pin=pin, by=by)
    return _told(person, output, "cli-people-pin-reset")


def _first_or_operator(options: argparse.Namespace, terminal: Opened) -> Operator | Refused | None:
    """Who acts; nobody when nobody is named, which only the very first person of a live terminal may be added by."""
    by = operator_of(options, terminal)
    is_nobody = isinstance(by, Refused) and by.reason is Reason.SIGN_IN_NEEDED
    return None if is_nobody else by


def _new_pin(output: Output) -> str | Refused:
    """The new PIN from the environment, or asked for twice without echo."""
    given = os.environ.get(NEW_PIN_VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        return Refused(reason=Reason.PIN_MISSING)
    first = getpass(output.words.say("cli-people-new-pin"))
    if getpass(output.words.say("cli-people-new-pin-again")) != first:
        return Refused(reason=Reason.PIN_DIFFERS)
    return first


def _told(person: Person | Refused, output: Output, key: str) -> Result:
    if isinstance(person, Refused):
        return person
    line = Listed(person=person, wait_s=0)
    operator = person.operator
    said = output.words.say(key, id=operator.operator_id, name=operator.name)
    return Done(content={"operators": [_json(line)]}, lines=(said,))


def _json(one: Listed) -> Json:
    operator = one.person.operator
    return {
        "id": operator.operator_id,
        "name": operator.name,
        "role": operator.role.value,
        "active": one.person.active,
        "wait_s": one.wait_s,
    }


def _text(one: Listed, output: Output) -> str:
    words, operator = output.words, one.person.operator
    state = "active" if one.person.active else "left"
    return words.say(
        "cli-people-line",
        id=operator.operator_id,
        name=operator.name,
        role=words.say(f"screen-role-{operator.role.value}"),
        state="waits" if one.wait_s else state,
        wait_s=one.wait_s,
    )
