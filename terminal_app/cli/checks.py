"""journal verify and doctor: whether everything is as it should be."""

from __future__ import annotations

import argparse

from terminal_app.bootstrap import surroundings
from terminal_app.cli.output import Done, Output, Result
from terminal_app.cli.session import folder_of, opened
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.usecases.diagnose import Check, Health, diagnose, failed
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


def doctor(options: argparse.Namespace, output: Output) -> Result:
    """Everything that could be wrong here, with what to do; the worst finding decides the exit code."""
    checks = _checks(options)
    described = [_described(check, output) for check in checks]
    worst = Health.OK
    for check in checks:
        if check.health is Health.FAILED or worst is Health.OK:
            worst = check.health if check.health is not Health.OK else worst
    glyphs = {Health.OK: "✓", Health.WARNING: "!", Health.FAILED: "✗"}
    lines = []
    for check, one in zip(checks, described, strict=True):
        lines.append(f"{glyphs[check.health]} {one['title']}: {one['detail']}")
        if one["remedy"]:
            lines.append(f"    → {one['remedy']}")
    return Done(
        content={"checks": described},
        lines=tuple(lines),
        exit=3 if worst is Health.FAILED else 0,
    )


def _checks(options: argparse.Namespace) -> tuple[Check, ...]:
    """What is found; a terminal that cannot even be opened is one finding, and the PC is looked at all the same."""
    around = surroundings(folder_of(options))
    try:
        with opened(options) as terminal:
            return diagnose(terminal.terminal, around)
    except EnvironmentTrouble as trouble:
        return (*around, failed("opening", trouble))


def _described(check: Check, output: Output) -> dict[str, str]:
    words = output.words
    if check.saying.startswith("trouble:"):
        trouble = EnvironmentTrouble(Trouble(check.saying.removeprefix("trouble:")), **check.facts)
        sentence = words.trouble(trouble)
    else:
        sentence = words.sentence(f"doctor-{check.saying}", check.facts)
    return {
        "name": check.name,
        "title": words.say(f"doctor-{check.name}"),
        "status": check.health.value,
        "detail": sentence.what,
        "remedy": sentence.next_step if check.health is not Health.OK else "",
    }
