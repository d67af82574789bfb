"""The calls of the arbitrage monitor at the bank's desk: look now, look by itself, read reports.

Owns the form of those answers. Refuses everyone without the admin token.
"""

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row, select

from terminal_app.sandbox.asking import OfficeHere, the_admin
from terminal_app.sandbox.clock import instant_text
from terminal_app.sandbox.monitor import LINE
from terminal_app.sandbox.monitor_report import as_page, as_text, signal_words
from terminal_app.sandbox.monitor_watch import (
    Look,
    is_automatic,
    look,
    look_at_all,
    set_automatic,
)
from terminal_app.sandbox.problems import Problem, documented
from terminal_app.sandbox.statements import day_asked
from terminal_app.sandbox.tables import monitor_reports, stores

REPORTS_MAX = 1000
_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

router = APIRouter(
    prefix="/sandbox/monitor",
    tags=["sandbox"],
    dependencies=[Depends(the_admin)],
    responses=documented(401),
)


class _Asked(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class RunAsked(_Asked):
    """Which day, and which store; today and every store that sold, if left out."""

    date: Annotated[str, Field(max_length=40)] | None = None
    store_id: Annotated[str, Field(max_length=20)] | None = None


class MonitorAsked(_Asked):
    """Whether the monitor looks by itself after bookings."""

    automatic: bool


class MonitorTold(BaseModel):
    """How the monitor is set."""

    automatic: bool
    line: int


class LookTold(BaseModel):
    """What one look came to."""

    store_id: str
    date: str
    sales: int
    score: int
    line: int
    signals: list[dict[str, str | int]]
    suspended: bool
    report: int | None


class ReportListed(BaseModel):
    """A report in the list."""

    number: int
    store_id: str
    date: str
    score: int
    issued_at: str
    verified_at: str | None
    verification: str


@router.put("")
def put_monitor(office: OfficeHere, asked: MonitorAsked) -> MonitorTold:
    """Let the monitor look by itself, or no longer."""
    with office.database.booking() as connection:
        set_automatic(connection, automatic=asked.automatic)
    return MonitorTold(automatic=asked.automatic, line=LINE)


@router.get("")
def get_monitor(office: OfficeHere) -> MonitorTold:
    """Tell how the monitor is set."""
    with office.database.reading() as connection:
        return MonitorTold(automatic=is_automatic(connection), line=LINE)


@router.post("/run", responses=documented(404))
def post_run(office: OfficeHere, asked: RunAsked) -> list[LookTold]:
    """Look at a day now."""
    day = day_asked("today" if asked.date is None else asked.date, now_ms=office.clock.now_ms())
    with office.database.booking() as connection:
        if asked.store_id is None:
            return [_look(one) for one in look_at_all(office, connection, day)]
        if connection.scalar(select(stores.c.id).where(stores.c.id == asked.store_id)) is None:
            raise Problem(404, "store_unknown", "no such store")
        return [_look(look(office, connection, asked.store_id, day))]


@router.get("/reports")
def get_reports(office: OfficeHere) -> list[ReportListed]:
    """List the reports, the newest first."""
    with office.database.reading() as connection:
        newest = select(monitor_reports).order_by(monitor_reports.c.number.desc())
        rows = connection.execute(newest.limit(REPORTS_MAX)).all()
    return [
        ReportListed(
            number=row.number,
            store_id=row.store_id,
            date=row.date,
            score=row.score,
            issued_at=instant_text(row.at_ms),
            **_verified(row),
        )
        for row in rows
    ]


@router.get(
    "/reports/{number}",
    responses=documented(404)
    | {200: {"content": {"application/json": {}, "text/plain": {}, "text/html": {}}}},
    response_class=JSONResponse,
)
def get_report(
    office: OfficeHere,
    number: Annotated[int, Path(ge=1, le=2**31 - 1)],
    form: Annotated[Literal["json", "text", "html"], Query(alias="format")] = "json",
) -> Response:
    """Hand out one report: as data, as text, or as a page to print."""
    with office.database.reading() as connection:
        row = connection.execute(
            select(monitor_reports).where(monitor_reports.c.number == number)
        ).first()
    if row is None:
        raise Problem(404, "report_unknown", "no such report")
    report: dict[str, Any] = json.loads(row.content) | _verified(row)
    match form:
        case "text":
            return PlainTextResponse(as_text(report))
        case "html":
            headers = {"Content-Security-Policy": _PAGE_POLICY}
            return HTMLResponse(as_page(report), headers=headers)
        case _:
            return JSONResponse(report)


def _look(one: Look) -> LookTold:
    return LookTold(
        store_id=one.store_id,
        date=one.date,
        sales=one.finding.sales,
        score=one.finding.score,
        line=LINE,
        signals=[signal_words(signal) for signal in one.finding.signals],
        suspended=one.report is not None,
        report=one.report,
    )


def _verified(row: Row[Any]) -> dict[str, Any]:
    at_ms = row.verified_at_ms
    return {
        "verified_at": None if at_ms is None else instant_text(at_ms),
        "verification": row.verification,
    }
