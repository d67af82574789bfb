"""sandbox statement, bureau, monitor: what the bank's desk hands out, saved or shown."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from terminal_app.cli.output import Done, Output, Result
from terminal_app.cli.sandbox import asked
from terminal_app.domain.refusal import Refused
from terminal_app.printer import file
from terminal_app.sandbox.admin import SandboxAdmin

_Text = Callable[[SandboxAdmin], str]


def statement(options: argparse.Namespace, output: Output) -> Result:
    """A store's statement of a day, as the file that reconciliation reads."""
    return _saved(options, output, lambda admin: admin.statement_file(options.store, options.date))


def bureau(options: argparse.Namespace, output: Output) -> Result:
    """Redemptions without personal data for the commerce bureau; JSON or CSV, as the file's name says."""
    form = "json" if options.out.suffix.lower() == ".json" else "csv"
    return _saved(options, output, lambda admin: admin.bureau_file(options.from_, options.to, form))


def monitor(options: argparse.Namespace, output: Output) -> Result:
    """The arbitrage monitor: set it, let it look, list its reports or show one."""
    if options.report is not None:
        return _report(options, output)
    told = asked(options, lambda admin: _told(admin, options))
    if isinstance(told, Refused):
        return told
    lines = [_look_line(one, output) for one in told["looks"]]
    lines += [_report_line(one, output) for one in told["reports"]]
    return Done(content=told, lines=tuple(lines) or (output.words.say("cli-monitor-none"),))


def _told(admin: SandboxAdmin, options: argparse.Namespace) -> dict[str, Any]:
    if options.automatic is not None:
        admin.set_monitor(automatic=options.automatic == "on")
    looks = admin.run_monitor(options.date) if options.run else []
    return {"looks": looks, "reports": admin.monitor_reports(), **admin.monitor()}


def _report(options: argparse.Namespace, output: Output) -> Result:
    if options.out is not None:
        form = "text" if options.out.suffix.lower() == ".txt" else "html"
        return _saved(
            options, output, lambda admin: admin.monitor_report_file(options.report, form)
        )
    read = asked(
        options,
        lambda admin: {"text": admin.monitor_report_file(options.report, "text")},
    )
    if isinstance(read, Refused):
        return read
    return Done(content=read, lines=tuple(read["text"].splitlines()))


def _saved(options: argparse.Namespace, output: Output, fetch: _Text) -> Result:
    found = asked(options, lambda admin: {"text": fetch(admin)})
    if isinstance(found, Refused):
        return found
    out: Path = options.out
    file.write(out.absolute(), found["text"].encode())
    line = output.words.say("cli-desk-saved", file=str(out))
    return Done(content={"file": str(out)}, lines=(line,))


def _look_line(look: dict[str, Any], output: Output) -> str:
    return output.words.say(
        "cli-monitor-look",
        store=look["store_id"],
        date=look["date"],
        sales=look["sales"],
        score=look["score"],
        line=look["line"],
    )


def _report_line(report: dict[str, Any], output: Output) -> str:
    return output.words.say(
        "cli-monitor-report",
        number=report["number"],
        store=report["store_id"],
        date=report["date"],
        score=report["score"],
        verified="yes" if report["verified_at"] else "no",
    )
