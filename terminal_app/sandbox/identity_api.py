"""The calls about a terminal itself (docs/protocol.md, «The terminal itself»).

Owns the form of requests and answers. Refuses to decide.
"""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from terminal_app.sandbox.asking import OfficeHere, TerminalHere
from terminal_app.sandbox.problems import Problem, documented
from terminal_app.sandbox.terminal_identity import retire, rotate, word

router = APIRouter(prefix="/v1", tags=["terminal"])


class RowSent(BaseModel):
    """A journal row, word for word."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    body: Annotated[str, Field(max_length=8_192)]
    signature: Annotated[str, Field(max_length=100)]


class TerminalTold(BaseModel):
    """What the terminal is, signed."""

    terminal: str


class TerminalToldTo(TerminalTold):
    """The same, to the terminal itself."""

    standing: str


@router.get("/terminal", responses=documented(401, 403))
def get_terminal(
    office: OfficeHere,
    terminal: TerminalHere,
    nonce: Annotated[str, Query(min_length=1, max_length=100)],
) -> TerminalToldTo:
    """Say what the asking terminal is, and which of its rows was the last."""
    with office.database.reading() as connection:
        standing = office.standing(connection, terminal.store_id)
    return TerminalToldTo(
        terminal=word(office, terminal.terminal_id, nonce=nonce), standing=standing
    )


@router.post("/keys", responses=documented(403, 404, 409))
def post_key(office: OfficeHere, sent: RowSent) -> TerminalTold:
    """Take a terminal's new key; the row proves itself by both keys."""
    return TerminalTold(terminal=rotate(office, _body(sent), sent.signature))


@router.post("/retirement", responses=documented(403, 404, 409))
def post_retirement(office: OfficeHere, sent: RowSent) -> TerminalTold:
    """Put a terminal out of service; the row proves itself by its key."""
    return TerminalTold(terminal=retire(office, _body(sent), sent.signature))


def _body(sent: RowSent) -> bytes:
    try:
        return sent.body.encode()
    except UnicodeEncodeError as defect:
        raise Problem(422, "request_invalid", "a body holds a lone surrogate") from defect
