"""Rotate the key (换密钥): a new key signs from now on, here at once and at the platform with the next word to it.

The row that says so is the message: signed by the key before, with the new one's proof in it. It is on disk before
anything is sent, so a crash at any moment leaves one key in force and one thing to do: tell the platform again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from terminal_app.domain.answer import NoAnswer
from terminal_app.domain.identity_event import KeyRotated
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.service import Service, ServiceState
from terminal_app.ports import IdKind, KeyInForce, Operator, Terminal
from terminal_app.usecases.authority import refused_to
from terminal_app.usecases.know_head import refused_by_platform

DEADLINE_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A key that is on disk: its public half (base64url), and its signature over both halves' names."""

    public_key: str
    vouch_for: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotated:
    """The key in force here; `why` is empty when the platform knows it, else why it does not yet."""

    key: KeyInForce
    why: str = ""


def rotate_key(
    terminal: Terminal, *, operator: Operator, previous_key: str, new: Callable[[], NewKey]
) -> Rotated | Refused:
    """Change the key, or finish a change that the platform has not heard of.

    Begins only when the platform answers us and knows no rows that are not here.
    """
    refused = refused_to(operator)
    if refused is not None:
        return refused
    with terminal.store.snapshot() as view:
        in_force, service = view.key(), view.service()
    refused = _refused_here(service)
    if refused is not None:
        return refused
    if in_force is not None and not in_force.told:
        return tell(terminal)
    # A row that does not follow what the platform knows is never taken, and the new key would wait for ever.
    refused = refused_by_platform(terminal, deadline_s=DEADLINE_S)
    if refused is not None:
        return refused
    begin(terminal, operator_id=operator.operator_id, previous_key=previous_key, new=new())
    return tell(terminal)


def _refused_here(service: Service) -> Refused | None:
    match service.state:
        case ServiceState.FORKED:
            facts = {"ours": service.ours, "theirs": service.theirs}
            return Refused(reason=Reason.CHAIN_FORKED, facts=facts)
        case ServiceState.ARRIVING:
            return Refused(reason=Reason.MOVE_UNFINISHED)
        case ServiceState.ACTIVE | ServiceState.RETIRED | ServiceState.MOVED_OUT:
            return None  # what is read only refuses by itself to be written to
        case _:
            assert_never(service.state)


def begin(terminal: Terminal, *, operator_id: str, previous_key: str, new: NewKey) -> None:
    """Put the new key in force: the last row that the key before signs."""
    with terminal.store.transaction() as tx:
        reading = terminal.clock.read()
        tx.append(
            KeyRotated(
                previous_key=previous_key,
                public_key=new.public_key,
                proof=new.vouch_for(previous_key),
            ),
            event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id=operator_id,
        )


def tell(terminal: Terminal) -> Rotated:
    """Tell the platform of the key in force; told twice it is one change."""
    silence = terminal.bank.tell_key(deadline_s=DEADLINE_S)
    with terminal.store.snapshot() as view:
        in_force = view.key()
    assert in_force is not None, "a key that was changed is on record"
    return Rotated(key=in_force, why=silence.why if isinstance(silence, NoAnswer) else "")
