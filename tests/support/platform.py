"""The real platform in this process, and tills that speak to it through their own HTTP adapter, without a socket.

What the network does is the test's: silence, an answer lost on the way, the power cut before or after booking.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

# The notice that announces the test client's next HTTP library is nothing a test can act on.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

from terminal_app import bootstrap
from terminal_app.bank.link import Reply
from terminal_app.bank.passport import Passport
from terminal_app.bootstrap import Opened
from terminal_app.domain.answer import NoAnswer
from terminal_app.domain.campaign import BankKey, Environment, KeyUse
from terminal_app.domain.instant import to_ms
from terminal_app.ports import Enrolment, PlatformTime, Terminal
from terminal_app.sandbox.app import create_app
from terminal_app.sandbox.faults import FaultPlan
from terminal_app.sandbox.office import Office, open_office, start_office
from terminal_app.sandbox.tables import METADATA, counters
from terminal_app.store import key_file
from terminal_app.store.database import Database
from terminal_app.store.memory import Memory
from terminal_app.store.trusted_clock import TrustedClock
from terminal_app.usecases import refresh
from tests.contract.conftest import Platform, changed_campaign
from tests.contract.terminal_side import FakeTerminal
from tests.support.terminal import OPERATOR, Watch

NOWHERE = "http://127.0.0.1:9"


class PowerCut(BaseException):
    """The program ends here."""


class Weather(StrEnum):
    """What happens to the next events on their way."""

    FAIR = "fair"
    SILENT = "silent"
    LOST = "lost"
    """Booked, and the answer never arrives."""
    CUT_BEFORE = "cut_before"
    CUT_AFTER = "cut_after"


@dataclass
class InProcess:
    """The `Link` of a till's HTTP adapter, through the application instead of a socket."""

    http: TestClient
    weather: Weather = Weather.FAIR

    def open(self) -> None:
        """Nothing to connect."""

    def close(self) -> None:
        """Nothing to drop."""

    def ask(
        self,
        method: str,
        path: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str],
        deadline_s: float,
    ) -> Reply | NoAnswer:
        if self.weather is Weather.SILENT:
            return NoAnswer(why="silence")
        is_booking = path == "/v1/events"
        if is_booking and self.weather is Weather.CUT_BEFORE:
            raise PowerCut
        sent = {**headers, "Content-Type": "application/json"} if body else dict(headers)
        response = self.http.request(method, path, content=body or None, headers=sent)
        if is_booking and self.weather is Weather.CUT_AFTER:
            raise PowerCut
        if is_booking and self.weather is Weather.LOST:
            return NoAnswer(why="lost")
        return Reply(response.status_code, response.headers, response.content)


@dataclass
class RealTill:
    """A terminal with its own folder and key, enrolled at the platform in this process."""

    folder: Path
    link: InProcess
    watch: Watch
    opened: Opened = field(init=False)

    def __post_init__(self) -> None:
        self.opened = self._open()

    @property
    def terminal(self) -> Terminal:
        return self.opened.terminal

    def reopen(self) -> None:
        """The program is started again on the same folder."""
        self.opened.close()
        self.opened = self._open()

    def _open(self) -> Opened:
        opened = bootstrap.open_terminal(self.folder)
        clock = TrustedClock(opened.database, read_ticks=self.watch.ticks)
        assert opened.bank is not None, "an enrolled till has its own adapter"
        opened.bank._link = self.link  # type: ignore[assignment]
        # The way there and back takes no time: the test's clock stands meanwhile.
        measure = opened.bank.measure_time
        opened.bank.measure_time = lambda *, deadline_s: _at_once(measure(deadline_s=deadline_s))  # type: ignore[method-assign]
        opened.bank._passport = Passport(
            terminal_id=opened.terminal.enrolment.terminal_id,
            key=key_file.load(self.folder),
            now=lambda: clock.read().now,
        )
        return replace(opened, terminal=replace(opened.terminal, clock=clock))


def _at_once(measured: PlatformTime | NoAnswer) -> PlatformTime | NoAnswer:
    return measured if isinstance(measured, NoAnswer) else replace(measured, took_ms=0)


def enrolled(
    platform: Platform, folder: Path, watch: Watch, *, activation_code: str | None = None
) -> RealTill:
    """A new till, of the training store unless a code of another one is given."""
    folder.mkdir(parents=True)
    there = FakeTerminal(platform.http, key=key_file.load_or_make(folder)).enrol(
        activation_code or platform.office.identity.activation_code
    )
    database = Database(folder / bootstrap.DATABASE)
    with database.transaction() as connection:
        Memory(connection).keep_enrolment(_enrolment(there))
    database.close()
    till = RealTill(folder=folder, link=InProcess(platform.http), watch=watch)
    assert refresh.refresh(till.terminal, operator_id=OPERATOR.operator_id).reached
    return till


def _enrolment(there: FakeTerminal) -> Enrolment:
    return Enrolment(
        terminal_id=there.terminal_id,
        store_id=there.store_id,
        store_name="振兴家电",
        environment=Environment.TRAINING,
        url=NOWHERE,
        campaign_id=there.campaign_id,
        keys=tuple(
            BankKey(kid=key["kid"], use=KeyUse(key["use"]), public_key=key["public_key"])
            for key in there.keys.values()
        ),
    )


def open_platform(folder: Path, closing: ExitStack) -> Platform:
    """The application, built once: that is slow."""
    office = open_office(
        folder=folder, source=changed_campaign(), database_url=None, faults=FaultPlan()
    )
    closing.callback(office.database.close)
    return Platform(office=office, http=closing.enter_context(TestClient(create_app(office))))


def wipe(platform: Platform, *, at: datetime, **changed: Any) -> None:
    """Nothing has happened yet, under a campaign changed as a test needs it."""
    office = platform.office
    set_time(office, at)
    with office.database.booking() as connection:
        for table in reversed(METADATA.sorted_tables):
            if table is not counters:
                connection.execute(table.delete())
        connection.execute(counters.update().values(value=0))
    fresh = start_office(
        identity=office.identity,
        database=office.database,
        source=changed_campaign(**changed),
        faults=office.faults,
    )
    office.campaign = fresh.campaign


def set_time(office: Office, at: datetime) -> None:
    """The platform's clock stands at that instant."""
    office.clock.put(at_ms=to_ms(at), running=False)
