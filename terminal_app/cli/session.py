"""Open the terminal for one command, and let go of it again."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass

from terminal_app.bootstrap import Opened, acting_operator, open_terminal
from terminal_app.cli.folder import folder_of
from terminal_app.cli.logged import log_of
from terminal_app.domain.refusal import Refused
from terminal_app.domain.service import ServiceState
from terminal_app.ports import Operator

__all__ = ["folder_of", "log_of", "opened", "operator_of", "pin_of"]

PIN_VARIABLE = "COUPON_TERMINAL_PIN"


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Opened]:
    """The enrolled terminal of that folder."""
    terminal = open_terminal(folder_of(options), log=log_of(options))
    try:
        yield terminal
    finally:
        terminal.close()


@contextmanager
def at_work(options: argparse.Namespace) -> Iterator[Opened]:
    """The same, where a terminal that was moved here is brought to its end first, if the platform answers."""
    from terminal_app import moving

    folder = folder_of(options)
    with opened(options) as terminal:
        with terminal.terminal.store.snapshot() as view:
            is_arriving = view.service().state is ServiceState.ARRIVING
        if not is_arriving:
            yield terminal
            return
    moving.go_on(folder)
    with opened(options) as terminal:
        yield terminal


def operator_of(options: argparse.Namespace, terminal: Opened) -> Operator | Refused:
    """Who acts. The PIN comes from the environment or a prompt, never from an argument."""
    if options.operator is None:
        return acting_operator(terminal, None, None)
    return acting_operator(terminal, options.operator, pin_of())


def pin_of() -> str:
    """The PIN from the environment, or asked for without echo when a person is there."""
    given = os.environ.get(PIN_VARIABLE)
    if given is None:
        given = getpass("PIN: ") if sys.stdin.isatty() else ""
    # Bytes that are no text arrive as lone surrogates; a question mark is in no PIN, so they are a wrong one.
    return given.encode("utf-8", "replace").decode("utf-8")
