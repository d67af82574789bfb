"""The statement (对账单) of one store and day (docs/protocol.md), made from the platform's own books.

Owns which rows belong to a day, their order, totals, digest and pages. Refuses a day that has not
begun or lies before the campaign. What an exercise spoils is spoilt here, before it is signed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from terminal_app.sandbox.canonical import canonical_json, sha256_hex
from terminal_app.sandbox.clock import instant_text
from terminal_app.sandbox.office import Office
from terminal_app.sandbox.problems import Problem
from terminal_app.sandbox.signing import Purpose
from terminal_app.sandbox.statement_faults import StatementFault, spoilt
from terminal_app.sandbox.tables import coupons, events, redemptions, refunds

ROWS_A_PAGE = 250
"""Signed and written in base64, so many rows stay under the 256 KB of a body."""

PAGES_MAX = 100
DAY_MS = 86_400_000
_OFFSET_MS = 8 * 3_600_000
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ENVIRONMENT = "training"

StatementRow = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of Liaocheng, [00:00, 24:00)."""

    text: str
    start_ms: int

    @property
    def end_ms(self) -> int:
        """The first instant that is not of this day."""
        return self.start_ms + DAY_MS

    @property
    def before(self) -> "Day":
        """The day before."""
        yesterday = date.fromordinal(date.fromisoformat(self.text).toordinal() - 1)
        return Day(text=yesterday.isoformat(), start_ms=self.start_ms - DAY_MS)


def day_of(text: str) -> Day:
    """Read a date, `2024-01-27`; Problem when it is none."""
    try:
        if not _DATE.fullmatch(text):
            raise ValueError("not a date")
        day = date.fromisoformat(text)
    except ValueError as defect:
        raise Problem(400, "date_unreadable", "a date is written 2024-01-27") from defect
    start_ms = (day.toordinal() - _EPOCH_DAY) * DAY_MS - _OFFSET_MS
    return Day(text=text, start_ms=start_ms)


def day_asked(text: str, *, now_ms: int) -> Day:
    """Read a date as an admin may say it: `today` and `yesterday`, too, by the platform's clock."""
    match text:
        case "today":
            return day_at(now_ms)
        case "yesterday":
            return day_at(now_ms).before
        case _:
            return day_of(text)


def day_at(at_ms: int) -> Day:
    """The day of an instant."""
    start_ms = at_ms - (at_ms + _OFFSET_MS) % DAY_MS
    days = (start_ms + _OFFSET_MS) // DAY_MS
    return Day(text=date.fromordinal(days + _EPOCH_DAY).isoformat(), start_ms=start_ms)


def statement_pages(office: Office, store_id: str, day: Day) -> list[str]:
    """Sign every page of a store's day; Problem when there is no such statement."""
    now_ms = office.clock.now_ms()
    _check(office, day, now_ms)
    faults = office.faults.statement_faults(store_id, day.text)
    with office.database.reading() as connection:
        honest = day_rows(connection, store_id, day)
        # Only a fault looks at the day before, and there may be none in the calendar.
        earlier = day_rows(connection, store_id, day.before) if faults else []
    rows = spoilt(honest, faults, day_before=earlier, end_ms=day.end_ms)
    is_digest_wrong = any(one.fault is StatementFault.WRONG_DIGEST for one in faults)
    digest = digest_of([*rows, {}] if is_digest_wrong else rows)
    pages = max(1, -(-len(rows) // ROWS_A_PAGE))
    common = {
        "format": 1,
        "store_id": store_id,
        "date": day.text,
        "environment": _ENVIRONMENT,
        "campaign_id": office.campaign.campaign_id,
        "issued_at": instant_text(now_ms),
        "complete": now_ms >= day.end_ms,
        "pages": pages,
        "totals": totals_of(rows),
        "digest": digest,
    }
    return [
        office.sign(
            Purpose.STATEMENT,
            common | {"page": page, "rows": rows[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]},
        )
        for page in range(1, pages + 1)
    ]


def day_rows(connection: Connection, store_id: str, day: Day) -> list[StatementRow]:
    """List what the platform booked for a store and day, by the instant at the counter."""
    rows = [
        *(_redemption(row) for row in connection.execute(_redemptions_of(store_id, day))),
        *(_refund(row) for row in connection.execute(_refunds_of(store_id, day))),
    ]
    return sorted(rows, key=lambda row: (row["at"], row["event_id"]))


def totals_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Add up rows; a reversed redemption counts as a reversal and as nothing else."""
    redeemed = [row for row in rows if row["kind"] == "redemption"]
    standing = [row for row in redeemed if row["status"] != "reversed"]
    back = [row for row in rows if row["kind"] == "refund"]
    sums = {
        name: sum(row[name] for row in standing)
        for name in ("gross_fen", "discount_fen", "payable_fen")
    }
    returned = {name: sum(row[name] for row in back) for name in ("refund_fen", "subsidy_back_fen")}
    counts = {
        "redemptions": len(standing),
        "reversals": len(redeemed) - len(standing),
        "refunds": len(back),
    }
    return counts | sums | returned


def digest_of(rows: Sequence[Mapping[str, Any]]) -> str:
    """Hash the canonical JSON of all rows as one list."""
    return sha256_hex(b"[" + b",".join(canonical_json(row) for row in rows) + b"]")


def _check(office: Office, day: Day, now_ms: int) -> None:
    if day.start_ms > now_ms:
        raise Problem(404, "date_in_future", "this day has not begun")
    if day.end_ms <= min(release.released_at_ms for release in office.campaign.rounds):
        raise Problem(404, "date_before_campaign", "the campaign had not begun on this day")


def _redemptions_of(store_id: str, day: Day) -> Any:
    return (
        select(redemptions, coupons.c.type_id, events.c.decided_at_ms)
        .join(coupons, coupons.c.id == redemptions.c.coupon_id)
        .join(events, events.c.id == redemptions.c.id)
        .where(
            redemptions.c.store_id == store_id,
            redemptions.c.at_ms >= day.start_ms,
            redemptions.c.at_ms < day.end_ms,
        )
    )


def _refunds_of(store_id: str, day: Day) -> Any:
    return (
        select(refunds, redemptions.c.sale_id, coupons.c.type_id, events.c.decided_at_ms)
        .join(redemptions, redemptions.c.id == refunds.c.redemption_id)
        .join(coupons, coupons.c.id == refunds.c.coupon_id)
        .join(events, events.c.id == refunds.c.id)
        .where(
            redemptions.c.store_id == store_id,
            refunds.c.at_ms >= day.start_ms,
            refunds.c.at_ms < day.end_ms,
        )
    )


def _redemption(row: Row[Any]) -> StatementRow:
    return {
        "kind": "redemption",
        "event_id": row.id,
        "redemption_id": row.id,
        "sale_id": row.sale_id,
        "coupon_id": row.coupon_id,
        "coupon_type": row.type_id,
        "terminal_id": row.terminal_id,
        "environment": _ENVIRONMENT,
        "at": instant_text(row.at_ms),
        "booked_at": instant_text(row.decided_at_ms),
        "gross_fen": row.gross_fen,
        "discount_fen": row.discount_fen,
        "payable_fen": row.payable_fen,
        "refund_fen": 0,
        "subsidy_back_fen": 0,
        "refund_kind": "",
        "coupon": "",
        "status": row.state,
    }


def _refund(row: Row[Any]) -> StatementRow:
    return {
        "kind": "refund",
        "event_id": row.id,
        "redemption_id": row.redemption_id,
        "sale_id": row.sale_id,
        "coupon_id": row.coupon_id,
        "coupon_type": row.type_id,
        "terminal_id": row.terminal_id,
        "environment": _ENVIRONMENT,
        "at": instant_text(row.at_ms),
        "booked_at": instant_text(row.decided_at_ms),
        "gross_fen": 0,
        "discount_fen": 0,
        "payable_fen": 0,
        "refund_fen": row.refund_fen,
        "subsidy_back_fen": row.subsidy_back_fen,
        "refund_kind": row.kind,
        "coupon": row.coupon,
        "status": "confirmed",
    }
