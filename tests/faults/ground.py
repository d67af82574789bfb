"""The ground on which faults are planted: a healthy terminal in its own folder, and what its doctor finds there."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from terminal_app import bootstrap, checkup
from terminal_app.bootstrap import Opened
from terminal_app.domain.check import Check, Health
from terminal_app.domain.health_code import Report, decode
from terminal_app.store.database import Database
from terminal_app.store.memory import Memory
from terminal_app.store.trusted_clock import TrustedClock
from terminal_app.usecases.diagnose import Examined
from terminal_app.wording import Language, Wording
from terminal_app.wording.checkup import tell, tell_report
from tests.faults.platforms import Listening
from tests.support.bank import ScriptedBank
from tests.support.terminal import Till, Watch, open_till

WORDS = [Wording(language) for language in Language]


@dataclass
class Ground:
    """One folder with its bank and its clock."""

    folder: Path
    bank: ScriptedBank
    watch: Watch
    server: Listening
    patch: pytest.MonkeyPatch
    beside: Path
    """Where a test may put what the folder must not hold."""
    closing: ExitStack = field(default_factory=ExitStack)

    @property
    def store(self) -> Path:
        return self.folder / bootstrap.DATABASE

    @property
    def key(self) -> Path:
        return self.folder / "terminal.key"

    @property
    def settings(self) -> Path:
        return self.folder / "settings.toml"

    @property
    def receipts(self) -> Path:
        return self.folder / "receipts"

    def examine(self) -> Examined:
        """A whole checkup by a program that starts now."""
        examined = checkup.of_folder(
            self.folder, self._open, report=lambda _: None, announce=lambda _: None
        )
        for words in WORDS:
            for check in examined.checks:
                told = tell(words, check)
                assert told.detail
                assert bool(told.remedy) is (check.health is not Health.OK), told
        self._check_code(examined)
        return examined

    def wrong(self) -> dict[str, Health]:
        """What is not well."""
        return {
            check.name: check.health
            for check in self.examine().checks
            if check.health is not Health.OK
        }

    def check(self, name: str) -> Check:
        (found,) = (one for one in self.examine().checks if one.name == name)
        return found

    @contextmanager
    def till(self) -> Iterator[Till]:
        """The terminal at work."""
        opened = open_till(self.folder, self.bank, self.watch)
        till = Till(
            opened=opened,
            bank=self.bank,
            watch=self.watch,
            keys=self.bank.keys,
            folder=self.folder,
            coupons=50,
        )
        try:
            yield till
        finally:
            till.opened.close()

    def refresh(self) -> None:
        """What «sync» does with the clock, the campaign and the list."""
        with self.till() as till:
            till.refresh()

    @contextmanager
    def memory(self) -> Iterator[Memory]:
        database = Database(self.store)
        try:
            with database.transaction() as connection:
                yield Memory(connection)
        finally:
            database.close()

    def go_to_platform(self, url: str) -> None:
        """The enrolment names that address."""
        with self.memory() as memory:
            enrolment = memory.enrolment()
            assert enrolment is not None
            memory.keep_enrolment(replace(enrolment, url=url))

    def edit(self, *statements: str) -> None:
        """Somebody with the file and its schema."""
        with closing(sqlite3.connect(self.store)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    def keep(self, path: Path) -> Callable[[], None]:
        """What puts a file back as it is now."""
        before, mode = path.read_bytes(), path.stat().st_mode & 0o777

        def put_back() -> None:
            path.write_bytes(before)
            path.chmod(mode)

        return put_back

    def _open(self, folder: Path) -> Opened:
        opened = bootstrap.open_to_look(folder)
        clock = TrustedClock(opened.database, read_ticks=self.watch.ticks)
        return replace(opened, terminal=replace(opened.terminal, bank=self.bank, clock=clock))

    @staticmethod
    def _check_code(examined: Examined) -> None:
        report = decode(examined.code)
        assert isinstance(report, Report)
        seen = {name: health for name, health in report.parts.items() if health is not None}
        assert seen == {check.name: check.health for check in examined.checks}
        for words in WORDS:
            assert all(one.remedy for one in tell_report(words, report))


def settled_copy(template: Path, folder: Path) -> Path:
    """A folder like another one."""
    shutil.copytree(template, folder)
    return folder
