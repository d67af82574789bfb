"""doctor: everything that could be wrong here, told as it is found; and what a code read out on the phone says."""

from __future__ import annotations

import argparse

from terminal_app import checkup
from terminal_app.bootstrap import open_to_look
from terminal_app.cli.output import Done, Output, Result, plain
from terminal_app.cli.session import folder_of
from terminal_app.domain.check import PARTS, Check, Health, Part, worst
from terminal_app.domain.health_code import Report, decode
from terminal_app.domain.instant import to_text
from terminal_app.domain.readiness import Readiness
from terminal_app.domain.refusal import Refused
from terminal_app.usecases.diagnose import Examined
from terminal_app.wording.checkup import GLYPHS, Told, tell, tell_report, title

EXIT_FAILED = 3


def doctor(options: argparse.Namespace, output: Output) -> Result:
    """Look at everything; a part that failed makes the exit code 3, warnings alone leave it 0."""
    if options.code is not None:
        return _decoded(options.code, output)

    def report(check: Check) -> None:
        if not output.json:
            for line in _lines(tell(output.words, check)):
                output.line(line)

    def announce(name: str) -> None:
        part = title(output.words, name)
        output.note(output.words.say("doctor-running", part=part))

    examined = checkup.of_folder(folder_of(options), open_to_look, report=report, announce=announce)
    return Done(
        content=_content(examined, output),
        lines=_end(examined, output),
        exit=EXIT_FAILED if worst(examined.checks) is Health.FAILED else 0,
    )


def _decoded(text: str, output: Output) -> Result:
    """The state of each part, the failed ones first, each with what to do."""
    report = decode(text)
    if isinstance(report, Refused):
        return report
    told = tell_report(output.words, report)
    return Done(
        content={
            "version": report.version,
            "readiness": report.reach.name.lower(),
            "queue": report.backlog.name.lower(),
            "checks": [_described(one) for one in told],
            "ok": [name for name, health in report.parts.items() if health is Health.OK],
            "not_looked_at": [name for name, health in report.parts.items() if health is None],
        },
        lines=tuple(_report_lines(report, told, output)),
    )


def _report_lines(report: Report, told: tuple[Told, ...], output: Output) -> list[str]:
    words = output.words
    lines = [line for one in told for line in _lines(one)]

    def named(key: str, state: Health | None) -> None:
        names = [title(words, name) for name, health in report.parts.items() if health is state]
        if names:
            lines.append(words.say(key, names=words.say("doctor-comma").join(names)))

    named("doctor-code-ok", Health.OK)
    named("doctor-code-unseen", None)
    lines.append(words.say("doctor-code-reach", reach=report.reach.name.lower()))
    lines.append(words.say("doctor-code-backlog", backlog=report.backlog.name.lower()))
    return lines


def _content(examined: Examined, output: Output) -> dict[str, object]:
    checks = [
        {**_described(tell(output.words, check)), "numbers": plain(check.facts)}
        for check in examined.checks
    ]
    ahead = examined.readiness
    return {
        "checks": checks,
        "not_looked_at": [part.name for part in _unseen(examined)],
        "worst": worst(examined.checks).value,
        "code": examined.code,
        "readiness": None if ahead is None else _readiness(ahead),
    }


def _readiness(ahead: Readiness) -> dict[str, object]:
    return {
        "stop": None if ahead.stop is None else ahead.stop.value,
        "left_s": ahead.left_s,
        "until": None if ahead.until is None else to_text(ahead.until),
        "ends_by": None if ahead.ends_by is None else ahead.ends_by.value,
        "redemptions": ahead.redemptions,
        "redemptions_most": ahead.redemptions_most,
        "runs_out_by": None if ahead.runs_out_by is None else ahead.runs_out_by.value,
        "discount": ahead.discount.yuan,
        "face": ahead.face.yuan,
        "any_type": ahead.any_type,
        "list_age_s": ahead.list_age_s,
    }


def _end(examined: Examined, output: Output) -> tuple[str, ...]:
    """What comes below all parts: how many are how, what was not looked at, and the code."""
    words = output.words
    counts = {
        health.value: str(sum(check.health is health for check in examined.checks))
        for health in Health
    }
    lines = ["", words.say("doctor-sum", **counts)]
    unseen = [title(words, part.name) for part in _unseen(examined)]
    if unseen:
        names = words.say("doctor-comma").join(unseen)
        lines.append(words.say("doctor-sum-hidden", hidden=str(len(unseen)), names=names))
    lines.append(words.say("doctor-code", code=examined.code))
    return tuple(lines)


def _unseen(examined: Examined) -> list[Part]:
    seen = {check.name for check in examined.checks}
    return [part for part in PARTS if part.name not in seen]


def _described(told: Told) -> dict[str, object]:
    return {
        "name": told.name,
        "title": told.title,
        "status": told.health.value,
        "detail": told.detail,
        "remedy": told.remedy,
    }


def _lines(told: Told) -> list[str]:
    lines = [f"{GLYPHS[told.health]} {told.title}: {told.detail}"]
    if told.remedy:
        lines.append(f"    → {told.remedy}")
    return lines
