"""The checkup (体检): every exam in its order, fast ones first, for a folder or for a terminal that is open already.

Owns that order and what is left out when no terminal can be opened. Each exam is somebody else's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from terminal_app import surroundings
from terminal_app.domain.check import Check, Health, failed
from terminal_app.domain.refusal import EnvironmentTrouble, Facts, Trouble
from terminal_app.store import condition
from terminal_app.usecases.diagnose import (
    Exam,
    Examined,
    diagnose,
    of_journal,
    of_platform,
    of_terminal,
    sum_up,
)

if TYPE_CHECKING:
    from terminal_app.bootstrap import Opened

Report = Callable[[Check], None]
Announce = Callable[[str], None]
Open = Callable[[Path], "Opened"]


def of_folder(folder: Path, open_terminal: Open, *, report: Report, announce: Announce) -> Examined:
    """Everything, from a program that has not opened the terminal; it is closed again."""
    subject = _Subject(folder, open_terminal)
    try:
        return _examined(subject, report, announce)
    finally:
        if subject.opened is not None:
            subject.opened.close()


def of_opened(opened: Opened, *, report: Report, announce: Announce) -> Examined:
    """Everything, of a terminal that is open in this program and stays so."""
    subject = _Subject(opened.folder, lambda _: opened)
    subject.opened = opened
    return _examined(subject, report, announce)


class _Subject:
    """The folder, and the terminal in it once it could be opened."""

    def __init__(self, folder: Path, open_terminal: Open) -> None:
        self.folder = folder
        self.opened: Opened | None = None
        self._open = open_terminal
        self._trouble: EnvironmentTrouble | None = None

    def store(self) -> Check:
        """Open the file. That nobody has enrolled is told of the enrolment, not of the file."""
        try:
            opened = self.opened or self._open(self.folder)
        except EnvironmentTrouble as trouble:
            if trouble.trouble is not Trouble.NOT_ENROLLED:
                raise
            self._trouble = trouble
            return Check(name="store", health=Health.OK, saying="store-none")
        self.opened = opened
        condition.check_pages(opened.database)
        facts: Facts = {
            "file": str(opened.database.path),
            "mb": condition.file_mb(opened.database.path),
            "mode": opened.database.mode,
        }
        return Check(name="store", health=Health.OK, saying="store-ok", facts=facts)

    def enrolment(self) -> Check:
        """Nobody has enrolled."""
        assert self._trouble is not None, (
            "a terminal that could be opened tells of its enrolment itself"
        )
        return failed("enrolment", self._trouble)

    def exams(self) -> Iterator[Exam]:
        """In order; what needs the terminal follows when it is known to be open."""
        was_open = self.opened
        yield from surroundings.of_pc(self.folder, was_open)
        yield Exam(name="store", look=self.store)
        opened = self.opened
        if opened is None:
            if self._trouble is not None:
                yield Exam(name="enrolment", look=self.enrolment)
            return
        yield from of_terminal(opened.terminal)
        yield Exam(name="key", look=lambda: surroundings.key_check(opened))
        yield Exam(name="commit", look=lambda: surroundings.commit_check(opened), slow=True)
        yield from surroundings.of_route(opened.terminal.enrolment.url)
        yield from of_platform(opened.terminal)
        yield from of_journal(opened.terminal)


def _examined(subject: _Subject, report: Report, announce: Announce) -> Examined:
    checks = []
    for check in diagnose(subject.exams(), announce=announce):
        report(check)
        checks.append(check)
    opened = subject.opened
    return sum_up(checks, None if opened is None else opened.terminal)
