"""The platform as one value: identity, database, campaign, clock, faults.

Owns its opening from a data folder and what every part of it shares. Refuses a folder or a
database that belongs to another campaign.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from terminal_app.sandbox.campaign import Campaign, publish
from terminal_app.sandbox.campaign_file import CampaignFile
from terminal_app.sandbox.clock import ClockSetting, PlatformClock, instant_text
from terminal_app.sandbox.database import Database
from terminal_app.sandbox.faults import FaultPlan
from terminal_app.sandbox.identity import Identity, identity_in
from terminal_app.sandbox.signing import Purpose, sign_jws
from terminal_app.sandbox.tables import (
    activation_codes,
    alarms,
    changes,
    counters,
    settings,
    stores,
)

_CLOCK = "clock"


@dataclass(slots=True, kw_only=True)
class Office:
    """The bank's office that answers terminals: one running platform."""

    identity: Identity
    database: Database
    campaign: Campaign
    clock: PlatformClock
    faults: FaultPlan

    def sign(self, purpose: Purpose, payload: Mapping[str, Any]) -> str:
        """Sign an answer of the platform."""
        return sign_jws(self.identity.answer_key, purpose, payload)

    def standing(self, connection: Connection, store_id: str) -> str:
        """Sign whether a store may redeem."""
        store = store_row(connection, store_id)
        return self.sign(
            Purpose.STANDING,
            {
                "store_id": store.id,
                "serial": store.serial,
                "standing": store.standing,
                "reason": store.reason,
                "since": instant_text(store.since_ms),
                "hotline": self.campaign.hotline,
                "issued_at": instant_text(self.clock.now_ms()),
            },
        )

    def keep_clock(self) -> None:
        """Store the clock's setting, so that an exercise outlives a restart."""
        with self.database.booking() as connection:
            connection.execute(delete(settings).where(settings.c.name == _CLOCK))
            stored = self.clock.setting.to_json()
            connection.execute(insert(settings).values(name=_CLOCK, value=stored))


def open_office(
    *, folder: Path, source: CampaignFile, database_url: str | None, faults: FaultPlan
) -> Office:
    """Open the platform of a data folder, making what is not there yet."""
    identity = identity_in(folder)
    file = folder.resolve() / f"{source.campaign_id}.sqlite"
    database = Database(database_url or f"sqlite:///{file.as_posix()}")
    return start_office(identity=identity, database=database, source=source, faults=faults)


def start_office(
    *, identity: Identity, database: Database, source: CampaignFile, faults: FaultPlan
) -> Office:
    """Start the platform on a database: its clock, its campaign, its activation code."""
    clock = PlatformClock()
    with database.booking() as connection:
        stored = connection.scalar(select(settings.c.value).where(settings.c.name == _CLOCK))
        if stored is not None:
            clock.adopt(ClockSetting.from_json(stored))
        if faults.clock is not None:
            clock.put(at_ms=faults.clock.at_ms, running=faults.clock.running)
        campaign = publish(connection, source, identity, clock.now_ms())
        Database.once(
            connection,
            activation_codes,
            code=identity.activation_code,
            store_id=source.stores[0].id,
            uses_max=None,
        )
    return Office(
        identity=identity, database=database, campaign=campaign, clock=clock, faults=faults
    )


def store_row(connection: Connection, store_id: str) -> Row[Any]:
    """Return a store that is known to exist."""
    return connection.execute(select(stores).where(stores.c.id == store_id)).one()


def note_change(
    connection: Connection, *, coupon_id: str, state: str, redemption_id: str | None, at_ms: int
) -> None:
    """Add a line to what terminals download about coupons."""
    line = counters.c.name == "changes"
    connection.execute(update(counters).where(line).values(value=counters.c.value + 1))
    cursor = connection.scalar(select(counters.c.value).where(line))
    connection.execute(
        insert(changes).values(
            cursor=cursor,
            coupon_id=coupon_id,
            state=state,
            redemption_id=redemption_id,
            at_ms=at_ms,
        )
    )


def raise_alarm(
    connection: Connection,
    *,
    kind: str,
    terminal_id: str,
    detail: str,
    at_ms: int,
    event_id: str | None = None,
) -> None:
    """Record something that an honest terminal does not do."""
    connection.execute(
        insert(alarms).values(
            kind=kind, terminal_id=terminal_id, event_id=event_id, detail=detail[:400], at_ms=at_ms
        )
    )
