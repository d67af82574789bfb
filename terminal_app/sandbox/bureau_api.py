"""The call that hands out redemption data for the commerce bureau, as JSON or CSV.

Owns the form of that answer. Refuses everyone without the admin token.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import JSONResponse

from terminal_app.sandbox.asking import OfficeHere, the_admin
from terminal_app.sandbox.bureau import as_csv, bureau_report
from terminal_app.sandbox.problems import documented
from terminal_app.sandbox.statements import day_asked

router = APIRouter(
    prefix="/sandbox",
    tags=["sandbox"],
    dependencies=[Depends(the_admin)],
    responses=documented(401),
)

_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}}}


@router.get("/bureau/redemptions", responses=_CSV, response_class=JSONResponse)
def get_redemptions_for_the_bureau(
    office: OfficeHere,
    first: Annotated[str, Query(alias="from", max_length=40)],
    last: Annotated[str, Query(alias="to", max_length=40)],
    form: Annotated[Literal["json", "csv"], Query(alias="format")] = "json",
) -> Response:
    """Hand out the redemptions of some days without personal data."""
    now_ms = office.clock.now_ms()
    begins, ends = day_asked(first, now_ms=now_ms), day_asked(last, now_ms=now_ms)
    report = bureau_report(office, begins, ends)
    if form == "json":
        return JSONResponse(report)
    name = f'attachment; filename="redemptions-{begins.text}-{ends.text}.csv"'
    return Response(
        as_csv(report).encode(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": name},
    )
