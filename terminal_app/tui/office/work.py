"""The jobs of the back office: one use case each, one message back. Runs in threads; touches no widget."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from terminal_app.domain.day import Span
from terminal_app.domain.difference import Difference
from terminal_app.domain.event import CaseStep
from terminal_app.domain.refusal import EnvironmentTrouble, Refused, Trouble
from terminal_app.domain.shift_report import ShiftReport
from terminal_app.ports import Operator, Terminal
from terminal_app.tui.counter import ExportFiles, PrintShift
from terminal_app.tui.office import messages
from terminal_app.usecases import close_shift as shifts
from terminal_app.usecases import views
from terminal_app.usecases.drill_down import drill_down
from terminal_app.usecases.explain import explain
from terminal_app.usecases.reconcile import reconcile, reconciled
from terminal_app.usecases.settle_difference import settle_difference
from terminal_app.usecases.settle_exception import settle_exception
from terminal_app.usecases.signals import signals
from terminal_app.usecases.summary import summary

STATEMENT_BYTES_MAX = 64 * 1024 * 1024
"""The adapter reads no more than a part of it; this only keeps a wrong file out of memory."""


def make_summary(terminal: Terminal, span: Span) -> messages.SummaryMade:
    """The figures of a span."""
    return messages.SummaryMade(made=summary(terminal, span=span))


def find_sales(terminal: Terminal, ids: Sequence[str], *, of_refunds: bool) -> messages.SalesFound:
    """The sales behind a figure."""
    return messages.SalesFound(lines=drill_down(terminal, ids, of_refunds=of_refunds))


def tell_story(terminal: Terminal, wanted: str) -> messages.StoryTold:
    """One record's whole story."""
    return messages.StoryTold(story=explain(terminal, wanted))


def tell_both_sides(
    terminal: Terminal, difference: Difference, wanted: str
) -> messages.BothSidesTold:
    """A difference, and the whole story of its record."""
    return messages.BothSidesTold(difference=difference, story=explain(terminal, wanted))


def list_shifts(terminal: Terminal) -> messages.ShiftsListed:
    """The shift that runs, and the closed ones."""
    return messages.ShiftsListed(running=shifts.x_report(terminal), closed=shifts.shifts(terminal))


def end_shift(
    terminal: Terminal, operator: Operator, print_slip: PrintShift | None
) -> messages.ShiftEnded:
    """End the shift that runs and write its slip; the shift stays closed when that fails."""
    done = shifts.close_shift(terminal, operator=operator)
    if isinstance(done, Refused):
        return messages.ShiftEnded(result=done)
    ended = messages.ShiftEnded(result=done.report)
    if print_slip is not None:
        try:
            ended.slip = print_slip(done.report)
        except EnvironmentTrouble as trouble:
            ended.trouble = trouble
    return ended


def print_shift(print_slip: PrintShift, report: ShiftReport) -> messages.ShiftPrinted:
    """Write a shift's slip once more."""
    return messages.ShiftPrinted(slip=print_slip(report))


def look_at_day(terminal: Terminal, day: date) -> messages.DayReconciled:
    """A day as its kept statement has it."""
    found = reconciled(terminal, day=day)
    return messages.DayReconciled(day=day, result=found, asked=False)


def reconcile_day(
    terminal: Terminal, day: date, operator: Operator, path: str
) -> messages.DayReconciled:
    """Compare a day; without a path the platform is asked."""
    content = _read(path) if path else None
    found = reconcile(terminal, day=day, operator=operator, content=content)
    return messages.DayReconciled(day=day, result=found, asked=True)


def settle(
    terminal: Terminal, day: date, difference_id: str, note: str, operator: Operator
) -> messages.DayReconciled:
    """Settle a difference."""
    found = settle_difference(
        terminal, day=day, difference_id=difference_id, note=note, operator=operator
    )
    return messages.DayReconciled(day=day, result=found, asked=True)


def list_cases(terminal: Terminal) -> messages.CasesListed:
    """Exceptions nobody has settled."""
    return messages.CasesListed(lines=views.exceptions(terminal))


def note_case(
    terminal: Terminal, entry_id: str, step: CaseStep, note: str, operator: Operator
) -> messages.CaseNoted:
    """Put a step about an exception on record."""
    result = settle_exception(terminal, entry_id=entry_id, step=step, note=note, operator=operator)
    return messages.CaseNoted(result=result)


def find_outages(terminal: Terminal, span: Span) -> messages.OutagesFound:
    """Outages that touch a span."""
    with terminal.store.snapshot() as view:
        found = view.office.outages(span.since, span.until)
    return messages.OutagesFound(span=span, outages=found)


def look_for_signals(terminal: Terminal, span: Span) -> messages.SignalsSeen:
    """What the bank might ask about."""
    return messages.SignalsSeen(span=span, days=signals(terminal, span=span))


def export(write: ExportFiles, span: Span, operator: Operator) -> messages.Exported:
    """Write the files of a span."""
    return messages.Exported(paths=write(span, operator))


def _read(path: str) -> bytes:
    """A statement's file. Raises EnvironmentTrouble when it cannot be read."""
    try:
        file = Path(path.strip()).expanduser()
        if not file.is_file():  # a pipe would be waited for, for ever
            raise FileNotFoundError(path)
        with file.open("rb") as stream:
            return stream.read(STATEMENT_BYTES_MAX)
    except (
        OSError,
        RuntimeError,
        ValueError,
    ) as error:  # `~` of nobody, a NUL among the characters
        raise EnvironmentTrouble(
            Trouble.FILE_MISSING, file=path[:200], problem=str(error)
        ) from error
