"""close-shift and shifts: end a shift, look at the one that runs, print a slip again. Adds nothing up itself."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import datetime

from terminal_app.bootstrap import TRAINING_MANAGER, Opened
from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.cli.session import opened, operator_of
from terminal_app.cli.summary import figures_json, names_in
from terminal_app.domain.handover import Became, Matter, Part, TakenOver
from terminal_app.domain.instant import to_text
from terminal_app.domain.money import Money
from terminal_app.domain.refusal import EnvironmentTrouble, Refused
from terminal_app.domain.shift_report import ShiftReport
from terminal_app.domain.summary import ReturnFigure
from terminal_app.slips import print_shift
from terminal_app.usecases.close_shift import close_shift as close
from terminal_app.usecases.close_shift import shifts as closed_shifts
from terminal_app.usecases.close_shift import x_report, z_report


def close_shift(options: argparse.Namespace, output: Output) -> Result:
    """End the shift that runs and print its Z slip; with `--preview` the X report, and nothing is written down."""
    with opened(options) as terminal:
        if options.preview:
            return _told(terminal, x_report(terminal.terminal), output)
        operator = operator_of(options, terminal)
        if isinstance(operator, Refused):
            return operator
        done = close(terminal.terminal, operator=operator)
        if isinstance(done, Refused):
            return done
        return _told(terminal, done.report, output)


def shifts(options: argparse.Namespace, output: Output) -> Result:
    """Closed shifts, the newest first."""
    with opened(options) as terminal:
        known = closed_shifts(terminal.terminal)
        lines = tuple(_line(terminal, one, output) for one in known)
    return Done(
        content={"shifts": [_shift(one) for one in known]},
        lines=lines or (output.words.say("cli-shifts-none"),),
    )


def shifts_print(options: argparse.Namespace, output: Output) -> Result:
    """The Z slip of a closed shift again, marked as a copy."""
    with opened(options) as terminal:
        report = z_report(terminal.terminal, options.number)
        if isinstance(report, Refused):
            return report
        return _told(terminal, report, output)


def _told(terminal: Opened, report: ShiftReport, output: Output) -> Result:
    slip, problem = _print(terminal, report, output)
    words = output.words
    saved = words.say("cli-shift-slip" if report.is_closed else "cli-shift-slip-x", file=slip)
    return Done(
        content={
            **shift_json(report, names_in(terminal, report.figures)),
            "slip": slip,
            "slip_problem": problem,
        },
        lines=(*_lines(report, output), problem or saved),
    )


def _print(terminal: Opened, report: ShiftReport, output: Output) -> tuple[str, str]:
    """The slip's file, or why there is none: the shift is closed either way, and `shifts print` prints it later."""
    try:
        slip = print_shift(terminal, report, language=output.words.language)
    except EnvironmentTrouble as trouble:
        sentence = output.words.trouble(trouble)
        return "", f"{sentence.what} {sentence.next_step}".strip()
    return str(slip.path), ""


def shift_json(report: ShiftReport, names: Mapping[str, str]) -> Json:
    """A report as docs/cli.md describes it: amounts in yuan, counts whole."""
    handed = report.handed_over
    return {
        "shift": _shift(report),
        "figures": figures_json(report.figures, names),
        "handed_over": {
            part.value: {
                "count": handed.tallies[part].count,
                "amount": handed.tallies[part].amount.yuan,
                "oldest": _instant(handed.tallies[part].oldest),
                "entries": [_matter(one) for one in handed.named(part)],
            }
            for part in Part
        },
        "taken_over": [
            {**_matter(one.matter), "part": one.matter.part.value, "became": one.became.value}
            for one in report.taken_over
        ],
    }


def _shift(report: ShiftReport) -> Json:
    shift = report.shift
    return {
        "number": report.number,
        "closed": report.is_closed,
        "first_sequence": report.first_sequence,
        "last_sequence": report.last_sequence,
        "head": report.head_hash,
        "figures_digest": report.figures_digest,
        "opened_at": _instant(report.opened_at),
        "at": to_text(report.at),
        "closed_at": None if shift is None else to_text(shift.closed_at),
        "closed_by": None if shift is None else shift.closed_by,
    }


def _matter(one: Matter) -> Json:
    return {
        "id": one.id,
        "redemption_id": one.redemption_id,
        "what": one.what,
        "amount": one.amount.yuan,
        "since": to_text(one.since),
    }


def _instant(at: datetime | None) -> str | None:
    return None if at is None else to_text(at)


def _lines(report: ShiftReport, output: Output) -> tuple[str, ...]:
    words, figures = output.words, report.figures
    given, refunds = figures.given, figures.returns[ReturnFigure.REFUNDS]
    head = "cli-shift-closed" if report.is_closed else "cli-shift-running"
    return (
        words.say(
            head,
            number=str(report.number),
            first=str(report.first_sequence),
            last=str(report.last_sequence),
        ),
        words.say(
            "cli-shift-figures",
            count=given.count,
            gross=given.gross,
            discount=given.discount,
            paid=given.paid,
        ),
        words.say(
            "cli-shift-refunds",
            count=refunds.count,
            amount=refunds.paid_back,
            voids=figures.returns[ReturnFigure.VOIDS].count,
        ),
        *_taken_over(report.taken_over, output),
        *_handed_over(report, output),
    )


def _handed_over(report: ShiftReport, output: Output) -> tuple[str, ...]:
    tallies = report.handed_over.tallies
    return tuple(
        output.words.say(
            "cli-shift-handed",
            part=_part(part, output),
            count=tallies[part].count,
            amount=tallies[part].amount,
        )
        for part in Part
        if tallies[part].count
    ) or (output.words.say("cli-shift-handed-none"),)


def _taken_over(taken: tuple[TakenOver, ...], output: Output) -> tuple[str, ...]:
    groups: dict[tuple[Part, Became], list[TakenOver]] = {}
    for one in taken:
        groups.setdefault((one.matter.part, one.became), []).append(one)
    return tuple(
        output.words.say(
            "cli-shift-taken",
            part=_part(part, output),
            became=output.words.say(f"handover-became-{became}"),
            count=len(some),
            amount=Money(sum(one.matter.amount.fen for one in some)),
        )
        for (part, became), some in groups.items()
    )


def _part(part: Part, output: Output) -> str:
    return output.words.say(f"handover-part-{part.replace('_', '-')}")


def _line(terminal: Opened, report: ShiftReport, output: Output) -> str:
    closed_by = report.shift.closed_by if report.shift is not None else ""
    name = terminal.name_of(closed_by, TRAINING_MANAGER)
    return output.words.say(
        "cli-shift-line",
        number=str(report.number),
        at=report.at,
        operator=f"{closed_by} {name}".strip(),
        first=str(report.first_sequence),
        last=str(report.last_sequence),
        count=report.figures.given.count,
        discount=report.figures.given.discount,
    )
