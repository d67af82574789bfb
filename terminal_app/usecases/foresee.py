"""Foresee: how far this terminal could go alone from this moment on. Reads; decides nothing, writes nothing."""

from __future__ import annotations

from terminal_app.domain.clock import ClockReading
from terminal_app.domain.readiness import Readiness, readiness
from terminal_app.domain.refusal import Refused
from terminal_app.ports import Terminal, Transaction
from terminal_app.usecases import settle


def foresee(terminal: Terminal) -> Readiness:
    """How long and how much, and which limit comes first."""
    reading = terminal.clock.read()
    with terminal.store.snapshot() as view:
        return foresee_in(view, reading)


def foresee_in(view: Transaction, reading: ClockReading) -> Readiness:
    """The same, inside an open view."""
    circumstances = settle.alone(view, reading)
    return readiness(
        now=reading.now,
        alone=None if isinstance(circumstances, Refused) else circumstances,
        campaign=view.campaign(),
        standing=view.standing(),
        dismissal=view.contact().dismissal,
        listed_at=view.listed_at(),
    )
