"""A platform in this process, at the opening instant of the first round, with one terminal."""

import json
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

# The notice that announces the test client's next HTTP library is nothing a test can act on.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

from terminal_app.sandbox.app import create_app
from terminal_app.sandbox.campaign_file import CampaignFile, campaign_file
from terminal_app.sandbox.faults import FaultPlan, PlanPart
from terminal_app.sandbox.office import Office, open_office, start_office
from terminal_app.sandbox.tables import METADATA, counters
from tests.contract.terminal_side import FakeTerminal, Sent

OPENING = "2024-01-27T10:00:00.000+08:00"


@dataclass
class Platform:
    """A running platform and the bank's desk at it."""

    office: Office
    http: TestClient

    @property
    def admin(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.office.identity.admin_token}"}

    def call(self, method: str, path: str, body: Any = None, *, status: int = 200) -> Any:
        response = self.http.request(method, f"/sandbox{path}", json=body, headers=self.admin)
        assert response.status_code == status, response.text
        return response.json()

    def claim(self, user: str | Mapping[str, str], type_id: int = 600) -> dict[str, Any]:
        given = {"name": user} if isinstance(user, str) else user
        body = {"user": given, "type": type_id}
        claimed: dict[str, Any] = self.call("POST", "/claims", body, status=201)
        return claimed

    def refusal(self, user: str | Mapping[str, str], type_id: int = 600) -> dict[str, Any]:
        given = {"name": user} if isinstance(user, str) else user
        body = {"user": given, "type": type_id}
        refused: dict[str, Any] = self.call("POST", "/claims", body, status=409)
        return refused

    def code(self, coupon: Mapping[str, Any]) -> str:
        asked = {"coupon_id": coupon["coupon_id"]}
        return str(self.call("POST", "/presentations", asked, status=201)["code"])

    def at(self, instant: str) -> str:
        """Set the platform's time, standing still."""
        self.call("PUT", "/clock", {"now": instant, "running": False})
        return instant

    def redemptions(self) -> list[dict[str, Any]]:
        return list(self.call("GET", "/redemptions"))

    def alarms(self) -> list[str]:
        return [alarm["kind"] for alarm in self.call("GET", "/alarms")]

    def terminal(self, code: str | None = None) -> FakeTerminal:
        return FakeTerminal(self.http).enrol(code or self.office.identity.activation_code)

    def request(self, terminal: FakeTerminal, *, user: str = "李四", at: str = OPENING) -> Sent:
        """A good request for a fresh coupon of 600, presented now."""
        coupon = self.claim(user)
        return terminal.request(coupon, self.code(coupon), at=at)


Opener = Callable[..., Platform]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opener]:
    """Opens platforms, of a campaign changed as a test needs it, and closes them."""
    open_still = ExitStack()

    def open_one(
        *, folder: str = "one", at: str = OPENING, database: str | None = None, **changed: Any
    ) -> Platform:
        office = open_office(
            folder=tmp_path / folder,
            source=changed_campaign(**changed),
            database_url=database,
            faults=FaultPlan(),
        )
        open_still.callback(office.database.close)
        # Entered, so that all requests of a test share one event loop and its thread.
        http = open_still.enter_context(TestClient(create_app(office)))
        platform = Platform(office=office, http=http)
        platform.at(at)
        return platform

    with open_still:
        yield open_one


@pytest.fixture(scope="session")
def standing_platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """One application for all tests that need no campaign of their own: building it is slow."""
    office = open_office(
        folder=tmp_path_factory.mktemp("platform"),
        source=changed_campaign(),
        database_url=None,
        faults=FaultPlan(),
    )
    with TestClient(create_app(office)) as http:
        yield Platform(office=office, http=http)
    office.database.close()


@pytest.fixture
def platform(standing_platform: Platform) -> Platform:
    """A platform on which nothing has happened yet."""
    office = standing_platform.office
    with office.database.booking() as connection:
        for table in reversed(METADATA.sorted_tables):
            if table is not counters:
                connection.execute(table.delete())
        connection.execute(counters.update().values(value=0))
    office.faults.replace(PlanPart())
    fresh = start_office(
        identity=office.identity,
        database=office.database,
        source=changed_campaign(),
        faults=office.faults,
    )
    office.campaign = fresh.campaign
    standing_platform.at(OPENING)
    return standing_platform


@pytest.fixture
def terminal(platform: Platform) -> FakeTerminal:
    return platform.terminal()


def changed_campaign(**changed: Any) -> CampaignFile:
    content = json.loads(campaign_file("liaocheng-2024").model_dump_json())
    return CampaignFile.model_validate(content | changed)
