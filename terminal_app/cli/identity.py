"""rotate-key and retire: what a field engineer does with a terminal's identity."""

from __future__ import annotations

import argparse

from terminal_app import registration
from terminal_app.cli.output import Done, Output, Result
from terminal_app.cli.session import opened, operator_of
from terminal_app.domain.refusal import Refused


def rotate_key(options: argparse.Namespace, output: Output) -> Result:
    """Another key signs from now on."""
    with opened(options) as terminal:
        operator = operator_of(options, terminal)
        if isinstance(operator, Refused):
            return operator
        done = registration.rotate_key(terminal, operator)
    if isinstance(done, Refused):
        return done
    words = output.words
    lines = [words.say("cli-key-rotated", key=done.key.public_key[:16])]
    if done.why:
        lines.append(words.say("cli-key-untold", why=words.silence(done.why)))
    return Done(
        content={"public_key": done.key.public_key, "told": not done.why, "why": done.why},
        lines=tuple(lines),
    )


def retire(options: argparse.Namespace, output: Output) -> Result:
    """This terminal goes out of service for good."""
    with opened(options) as terminal:
        operator = operator_of(options, terminal)
        if isinstance(operator, Refused):
            return operator
        terminal_id = terminal.terminal.enrolment.terminal_id
        done = registration.retire(terminal, operator, reason=options.reason)
    if isinstance(done, Refused):
        return done
    words = output.words
    lines = [
        words.say("cli-retired", terminal=terminal_id, rows=done.head.sequence, head=done.head.hash)
    ]
    if done.why:
        untold = "cli-retired-forked" if done.is_forked else "cli-retired-untold"
        lines.append(words.say(untold, why=words.silence(done.why)))
    return Done(
        content={
            "terminal_id": terminal_id,
            "rows": done.head.sequence,
            "head": done.head.hash,
            "told": not done.why,
            "why": done.why,
        },
        lines=tuple(lines),
        exit=0 if not done.why else 1,
    )
