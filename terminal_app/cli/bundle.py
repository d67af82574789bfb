"""bundle and replay: what a field engineer takes away, and what can be run again from it elsewhere."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from terminal_app.bootstrap import Opened, open_terminal, open_to_look
from terminal_app.bundling import make_bundle
from terminal_app.cli.output import Done, Output, Result
from terminal_app.cli.session import folder_of, log_of, operator_of, pin_of
from terminal_app.domain.instant import to_text
from terminal_app.domain.refusal import EnvironmentTrouble, Refused
from terminal_app.ports import Operator
from terminal_app.replaying import Replayed, replay_from


def bundle(options: argparse.Namespace, output: Output) -> Result:
    """Write a support bundle, and tell the pseudonyms that were asked for."""
    words = output.words
    with _looked_at(options) as (terminal, is_whole):
        operator = _operator(options, terminal, is_whole=is_whole)
        if isinstance(operator, Refused):
            return operator
        written = make_bundle(
            terminal,
            operator,
            path=options.out.absolute(),
            days=options.days,
            about=options.about,
        )
    if isinstance(written, Refused):
        return written
    lines = [words.say("bundle-written", path=str(written.path), count=len(written.files))]
    for record, names in written.about.items():
        lines += [words.say("bundle-about", record=record, name=name) for name in names]
        if not names:
            lines.append(words.say("bundle-about-none", record=record))
    return Done(
        content={
            "file": str(written.path),
            "files": list(written.files),
            "about": {record: list(names) for record, names in written.about.items()},
        },
        lines=tuple(lines),
    )


@contextmanager
def _looked_at(options: argparse.Namespace) -> Iterator[tuple[Opened, bool]]:
    """The terminal, and whether it is whole: without its key or its settings there is the more to be told of it."""
    folder = folder_of(options)
    try:
        terminal, is_whole = open_terminal(folder, log=log_of(options)), True
    except EnvironmentTrouble:
        terminal, is_whole = open_to_look(folder), False
    try:
        yield terminal, is_whole
    finally:
        terminal.close()


def _operator(
    options: argparse.Namespace, terminal: Opened, *, is_whole: bool
) -> Operator | Refused:
    """Who acts. Where the key may stand in, nothing is signed, and so nobody's signing in is written down."""
    if is_whole or options.operator is None:
        return operator_of(options, terminal)
    return terminal.operators.check(options.operator, pin_of())


def replay(options: argparse.Namespace, output: Output) -> Result:
    """Run one decision of a bundle again; exit 1 when it comes out otherwise."""
    replayed = replay_from(options.bundle, options.id)
    if isinstance(replayed, Refused):
        return replayed
    record, differences = replayed.record, replayed.differences
    return Done(
        content={
            "same": not differences,
            "differences": [
                {"field": one.field, "recorded": one.recorded, "now": one.now}
                for one in differences
            ],
            "decision_id": record.decision_id,
            "at": to_text(record.at),
            "outcome": record.outcome,
            "campaign_version": 0 if record.asked is None else record.asked.campaign_version,
            "campaign_signed": replayed.signed,
        },
        lines=_lines(replayed, output),
        exit=1 if differences else 0,
    )


def _lines(replayed: Replayed, output: Output) -> tuple[str, ...]:
    words, record = output.words, replayed.record
    signed = words.say("replay-signed" if replayed.signed else "replay-unsigned")
    if not replayed.differences:
        version = 0 if record.asked is None else record.asked.campaign_version
        same = words.say(
            "replay-same", id=record.decision_id, outcome=record.outcome, version=version
        )
        return same, signed
    return (
        words.say("replay-differs", id=record.decision_id, count=len(replayed.differences)),
        *(
            "  "
            + words.say(
                "replay-difference",
                field=one.field,
                recorded=str(one.recorded),
                now=str(one.now),
            )
            for one in replayed.differences
        ),
        signed,
    )
