"""The calls that hand out statements (docs/protocol.md): to a terminal by pages, at the desk whole.

Owns the form of those answers. Refuses a terminal every statement but its own store's.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import BaseModel
from sqlalchemy import select

from terminal_app.sandbox.asking import OfficeHere, TerminalHere, the_admin
from terminal_app.sandbox.problems import Problem, documented
from terminal_app.sandbox.statements import PAGES_MAX, day_asked, day_of, statement_pages
from terminal_app.sandbox.tables import stores

router = APIRouter(prefix="/v1", tags=["terminal"])
desk = APIRouter(
    prefix="/sandbox",
    tags=["sandbox"],
    dependencies=[Depends(the_admin)],
    responses=documented(401),
)

_Date = Annotated[str, Path(max_length=40)]


class StatementTold(BaseModel):
    """One page of a statement, signed."""

    statement: str
    standing: str


class WholeStatement(BaseModel):
    """A statement as a person carries it: every page, signed."""

    pages: list[str]


@router.get("/statements/{date}", responses=documented(401, 403, 404))
def get_statement(
    office: OfficeHere,
    terminal: TerminalHere,
    date: _Date,
    page: Annotated[int, Query(ge=1, le=PAGES_MAX)] = 1,
) -> StatementTold:
    """Hand out one page of the statement of the asker's store."""
    pages = statement_pages(office, terminal.store_id, day_of(date))
    if page > len(pages):
        raise Problem(404, "page_unknown", f"this statement has {len(pages)} pages")
    with office.database.reading() as connection:
        standing = office.standing(connection, terminal.store_id)
    return StatementTold(statement=pages[page - 1], standing=standing)


@desk.get("/statements/{store_id}/{date}", responses=documented(404))
def get_whole_statement(
    office: OfficeHere,
    store_id: Annotated[str, Path(max_length=20)],
    date: _Date,
    response: Response,
) -> WholeStatement:
    """Hand out the statement of a store as a file."""
    day = day_asked(date, now_ms=office.clock.now_ms())
    with office.database.reading() as connection:
        if connection.scalar(select(stores.c.id).where(stores.c.id == store_id)) is None:
            raise Problem(404, "store_unknown", "no such store")
    pages = statement_pages(office, store_id, day)
    name = f'attachment; filename="statement-{store_id}-{day.text}.json"'
    response.headers["Content-Disposition"] = name
    return WholeStatement(pages=pages)
