"""journal verify: whether the journal is as it should be."""

from __future__ import annotations

import argparse

from terminal_app.cli.output import Done, Output, Result
from terminal_app.cli.session import opened
from terminal_app.usecases.verify_journal import verify_journal


def journal_verify(options: argparse.Namespace, output: Output) -> Result:
    """Walk the chain and fold it again."""
    with opened(options) as terminal:
        found = verify_journal(
            terminal.terminal,
            progress=lambda rows: output.note(output.words.say("cli-progress", count=rows)),
        )
    words = output.words
    key = "cli-journal-ok" if found.ok else "cli-journal-broken"
    return Done(
        content={
            "ok": found.ok,
            "rows": found.rows,
            "head": found.head.hash,
            "problems": list(found.problems),
            "books": {
                "accepted": found.books.accepted.yuan,
                "confirmed": found.books.confirmed.yuan,
                "waiting": found.books.waiting.yuan,
                "exceptions": found.books.exceptions.yuan,
            },
        },
        lines=(
            words.say(key, rows=found.rows, head=found.head.hash[:16]),
            *(f"  {problem}" for problem in found.problems),
        ),
        exit=0 if found.ok else 1,
    )
