"""The monitor at work: it reads a store's day, and suspends a store whose score passes the line.

Owns when the monitor looks, what of the books it looks at, and the report that is kept. Refuses to
look by itself until it is told to: in training the same fridge is sold again and again.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from terminal_app.sandbox.campaign import Campaign
from terminal_app.sandbox.canonical import canonical_json
from terminal_app.sandbox.monitor import SALES_MIN, Finding, Sale, look_at
from terminal_app.sandbox.monitor_report import report_content, suspension_reason
from terminal_app.sandbox.office import Office, store_row
from terminal_app.sandbox.standing import ACTIVE, suspend, verified_cursor
from terminal_app.sandbox.statements import Day, day_at
from terminal_app.sandbox.tables import (
    changes,
    coupons,
    events,
    monitor_reports,
    redemptions,
    refunds,
    settings,
)

STEP = 5
"""By itself the monitor looks at a day each time so many more sales stand in it."""

_SETTING = "monitor"
_ON = "on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at a store's day came to; `report` is the number of the report, if one was kept."""

    store_id: str
    date: str
    finding: Finding
    report: int | None


def is_automatic(connection: Connection) -> bool:
    """Tell whether the monitor looks by itself."""
    return connection.scalar(select(settings.c.value).where(settings.c.name == _SETTING)) == _ON


def set_automatic(connection: Connection, *, automatic: bool) -> None:
    """Let the monitor look by itself after bookings, or no longer."""
    connection.execute(delete(settings).where(settings.c.name == _SETTING))
    if automatic:
        connection.execute(insert(settings).values(name=_SETTING, value=_ON))


def watch(
    office: Office, connection: Connection, store_id: str, event_ids: Collection[str]
) -> None:
    """Look at the days that just grew past a step, if the monitor looks by itself."""
    if not event_ids or not is_automatic(connection):
        return
    booked = connection.scalars(
        select(redemptions.c.at_ms).where(redemptions.c.id.in_(event_ids))
    ).all()
    days = [day_at(at_ms) for at_ms in booked]
    for day in sorted(set(days), key=lambda one: one.text):
        count = _count(connection, store_id, day)
        if count >= SALES_MIN and count // STEP > (count - days.count(day)) // STEP:
            look(office, connection, store_id, day)


def look_at_all(office: Office, connection: Connection, day: Day) -> list[Look]:
    """Look at every store that sold on a day."""
    sold = (
        select(redemptions.c.store_id)
        .where(redemptions.c.at_ms >= day.start_ms, redemptions.c.at_ms < day.end_ms)
        .distinct()
        .order_by(redemptions.c.store_id)
    )
    return [look(office, connection, store_id, day) for store_id in connection.scalars(sold).all()]


def look(office: Office, connection: Connection, store_id: str, day: Day) -> Look:
    """Look at one store's day; suspend the store and keep a report when the line is passed."""
    sales = _sales(office.campaign, connection, store_id, day)
    finding = look_at(sales)
    store = store_row(connection, store_id)
    number = None
    if finding.passes_line and store.standing == ACTIVE:
        number = _suspend(office, connection, store, day, finding, sales)
    return Look(store_id=store_id, date=day.text, finding=finding, report=number)


def _suspend(
    office: Office,
    connection: Connection,
    store: Row[Any],
    day: Day,
    finding: Finding,
    sales: Sequence[Sale],
) -> int:
    now_ms = office.clock.now_ms()
    number = (connection.scalar(select(func.max(monitor_reports.c.number))) or 0) + 1
    content = report_content(
        number=number,
        store_id=store.id,
        store_name=store.name,
        date=day.text,
        now_ms=now_ms,
        hotline=office.campaign.hotline,
        finding=finding,
        sales=sales,
    )
    connection.execute(
        insert(monitor_reports).values(
            number=number,
            store_id=store.id,
            date=day.text,
            score=finding.score,
            content=canonical_json(content).decode(),
            at_ms=now_ms,
            verified_at_ms=None,
            verification="",
        )
    )
    reason = suspension_reason(number, finding)
    suspend(connection, store.id, reason=reason, now_ms=now_ms)
    return number


def _count(connection: Connection, store_id: str, day: Day) -> int:
    return (
        connection.scalar(
            select(func.count())
            .select_from(redemptions)
            .where(
                redemptions.c.store_id == store_id,
                redemptions.c.at_ms >= day.start_ms,
                redemptions.c.at_ms < day.end_ms,
            )
        )
        or 0
    )


def _sales(campaign: Campaign, connection: Connection, store_id: str, day: Day) -> list[Sale]:
    """Read the sales of a day that nobody has looked into yet."""
    is_new = (
        select(changes.c.cursor)
        .where(
            changes.c.redemption_id == redemptions.c.id,
            changes.c.state == "used",
            changes.c.cursor > verified_cursor(connection, store_id),
        )
        .exists()
    )
    came_back = (
        select(refunds.c.id)
        .where(refunds.c.redemption_id == redemptions.c.id, refunds.c.coupon == "reinstated")
        .exists()
    )
    wanted = (
        select(
            redemptions,
            coupons.c.type_id,
            coupons.c.holder_masked,
            events.c.body,
            came_back.label("is_reinstated"),
        )
        .join(coupons, coupons.c.id == redemptions.c.coupon_id)
        .join(events, events.c.id == redemptions.c.id)
        .where(
            redemptions.c.store_id == store_id,
            redemptions.c.state != "reversed",
            redemptions.c.at_ms >= day.start_ms,
            redemptions.c.at_ms < day.end_ms,
            is_new,
        )
    )
    return [_sale(campaign, row) for row in connection.execute(wanted)]


def _sale(campaign: Campaign, row: Row[Any]) -> Sale:
    kind = campaign.type_of(row.type_id)
    assert kind is not None, "a type that was issued stays in every version"
    anchor = json.loads(row.items)[row.anchor_line]
    return Sale(
        redemption_id=row.id,
        coupon_id=row.coupon_id,
        holder_masked=row.holder_masked,
        terminal_id=row.terminal_id,
        operator_id=json.loads(row.body)["operator_id"],
        at_ms=row.at_ms,
        threshold_fen=kind.threshold_fen,
        price_fen=anchor["unit_price_fen"],
        product=anchor["name"],
        serial_number=anchor["serial_number"],
        is_reinstated=bool(row.is_reinstated),
    )
