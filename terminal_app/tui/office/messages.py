"""What happened in the back office, for its parts: one dataclass to a message, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual.message import Message

from terminal_app.domain.day import Span
from terminal_app.domain.difference import Difference
from terminal_app.domain.outage import Outage
from terminal_app.domain.refusal import EnvironmentTrouble, Refused
from terminal_app.domain.shift_report import ShiftReport
from terminal_app.domain.story import Story
from terminal_app.domain.summary import Summary
from terminal_app.tui.counter import SlipShown
from terminal_app.usecases.reconcile import Reconciled
from terminal_app.usecases.signals import DaySignals
from terminal_app.usecases.summary import Line
from terminal_app.usecases.views import ExceptionLine


@dataclass
class SummaryMade(Message):
    """The figures of a span."""

    made: Summary


@dataclass
class SalesFound(Message):
    """The sales behind a figure."""

    lines: tuple[Line, ...]


@dataclass
class StoryTold(Message, bubble=False):
    """One record's whole story, or why there is none."""

    story: Story | Refused


@dataclass
class BothSidesTold(Message):
    """A difference with the story of its record, or why there is none."""

    difference: Difference
    story: Story | Refused


@dataclass
class ShiftsListed(Message):
    """The shift that runs, and the closed ones, the newest first."""

    running: ShiftReport
    closed: tuple[ShiftReport, ...]


@dataclass
class ShiftEnded(Message):
    """A shift was closed, or why not; its slip, or `trouble` says why there is none."""

    result: ShiftReport | Refused
    slip: SlipShown | None = None
    trouble: EnvironmentTrouble | None = None


@dataclass
class ShiftPrinted(Message):
    """The slip of a shift is in its file."""

    slip: SlipShown


@dataclass
class DayReconciled(Message):
    """A day as it is compared, or why it is not; `asked` when a person wanted it now."""

    day: date
    result: Reconciled | Refused
    asked: bool


@dataclass
class CasesListed(Message):
    """Exceptions with what people did about them."""

    lines: tuple[ExceptionLine, ...]


@dataclass
class CaseNoted(Message):
    """A step about an exception is on record, or why not."""

    result: ExceptionLine | Refused


@dataclass
class OutagesFound(Message):
    """Outages that touch a span."""

    span: Span
    outages: tuple[Outage, ...]


@dataclass
class SignalsSeen(Message):
    """What the bank might ask about in a span."""

    span: Span
    days: tuple[DaySignals, ...]


@dataclass
class Exported(Message):
    """The files are written."""

    paths: tuple[str, ...]
