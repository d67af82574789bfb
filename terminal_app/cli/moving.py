"""move-out and move-in: a terminal leaves one PC and goes on at another. The passphrase is never an argument."""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass

from terminal_app import moving
from terminal_app.cli.command import Usage
from terminal_app.cli.output import Done, Output, Result
from terminal_app.cli.session import folder_of, opened, operator_of
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.service import ServiceState
from terminal_app.moving import Moved
from terminal_app.usecases.arrive import Arrived

PASSPHRASE_VARIABLE = "COUPON_TERMINAL_PASSPHRASE"


def move_out(options: argparse.Namespace, output: Output) -> Result:
    """Seal this folder's terminal into a file."""
    with opened(options) as terminal:
        operator = operator_of(options, terminal)
        if isinstance(operator, Refused):
            return operator
        passphrase = _passphrase(output, twice=True)
        if isinstance(passphrase, Refused):
            return passphrase
        moved = moving.move_out(
            terminal, operator, out=options.out.absolute(), passphrase=passphrase
        )
    if isinstance(moved, Refused):
        return moved
    words = output.words
    return Done(
        content={"file": str(options.out), **_content(moved)},
        lines=(
            words.say(
                "cli-moved-out",
                file=str(options.out),
                terminal=moved.terminal_id,
                rows=moved.rows,
                waiting=moved.waiting,
            ),
            words.say("cli-moved-out-next"),
        ),
    )


def move_in(options: argparse.Namespace, output: Output) -> Result:
    """Unpack a sealed terminal, and bring the move to its end if the platform answers."""
    passphrase = _passphrase(output, twice=False)
    if isinstance(passphrase, Refused):
        return passphrase
    folder = folder_of(options)
    moved = moving.move_in(options.file, folder, passphrase=passphrase)
    if isinstance(moved, Refused):
        return moved
    line = output.words.say(
        "cli-moved-in",
        terminal=moved.terminal_id,
        store=moved.store_name,
        rows=moved.rows,
        waiting=moved.waiting,
    )
    arrived = moving.go_on(folder)
    unfinished = refusal_of(arrived)
    if unfinished is not None:
        output.note(line)
        return unfinished
    return Done(
        content={"state": arrived.state.value, **_content(moved)},
        lines=(line, output.words.say("cli-moved-in-active")),
    )


def refusal_of(arrived: Arrived) -> Refused | None:
    """What keeps a terminal that came here from working; None when it may."""
    if arrived.fork is not None:
        return arrived.fork
    if arrived.state is ServiceState.ARRIVING:
        return Refused(reason=Reason.MOVE_UNFINISHED, facts={"why": arrived.why})
    return None


def _content(moved: Moved) -> dict[str, object]:
    return {
        "terminal_id": moved.terminal_id,
        "store_name": moved.store_name,
        "rows": moved.rows,
        "head": moved.head,
        "waiting": moved.waiting,
    }


def _passphrase(output: Output, *, twice: bool) -> str | Refused:
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if given:
        return _text(given, output)
    if not sys.stdin.isatty():
        return Refused(reason=Reason.PASSPHRASE_MISSING)
    typed = getpass(output.words.say("cli-passphrase"))
    if twice and getpass(output.words.say("cli-passphrase-again")) != typed:
        raise Usage(output.words.say("cli-passphrase-differs"), 2)
    return _text(typed, output) if typed else Refused(reason=Reason.PASSPHRASE_MISSING)


def _text(passphrase: str, output: Output) -> str:
    """Bytes that are no text arrive as lone surrogates, and nobody could type them again elsewhere."""
    if any("\ud800" <= sign <= "\udfff" for sign in passphrase):
        raise Usage(output.words.say("cli-passphrase-no-text"), 2)
    return passphrase
