"""Rotate the key (换密钥): a new key signs from now on, here at once and at the platform with the next word to it.

The row that says so is the message: signed by the key before, with the new one's proof in it. It is on disk before
anything is sent, so a crash at any moment leaves one key in force and one thing to do: tell the platform again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from terminal_app.domain.answer import NoAnswer
from terminal_app.domain.identity_event import KeyRotated
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import IdKind, KeyInForce, Operator, Terminal
from terminal_app.usecases import refresh
from terminal_app.usecases.authority import refused_to

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
    """Change the key, or finish a change that the platform has not heard of. Begins only when the platform answers."""
    refused = refused_to(operator)
    if refused is not None:
        return refused
    with terminal.store.snapshot() as view:
        in_force = view.key()
    if in_force is not None and not in_force.told:
        return tell(terminal)
    if not refresh.probe(terminal, deadline_s=DEADLINE_S):
        return Refused(reason=Reason.PLATFORM_SILENT, facts={"url": terminal.enrolment.url})
    begin(terminal, operator_id=operator.operator_id, previous_key=previous_key, new=new())
    return tell(terminal)


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
