"""The calls of a terminal (docs/protocol.md, «Calls»), and nothing of the sandbox's own.

Owns the form of requests and answers. Refuses to decide: it asks, signs and hands back.
"""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from terminal_app.sandbox.asking import OfficeHere, TerminalHere
from terminal_app.sandbox.bookings import Entry, Head, book
from terminal_app.sandbox.canonical import sha256_hex
from terminal_app.sandbox.clock import instant_text
from terminal_app.sandbox.enrolment import enrol
from terminal_app.sandbox.office import Office
from terminal_app.sandbox.presentations import coupon_row, coupon_state
from terminal_app.sandbox.problems import Problem, documented
from terminal_app.sandbox.signing import Purpose
from terminal_app.sandbox.tables import changes
from terminal_app.sandbox.tokens import TokenDefect, read_token

EVENTS_MAX = 100
CHANGES_MAX = 1000
_AUTHENTICATED = documented(401, 403)

router = APIRouter(prefix="/v1", tags=["terminal"])


class _Asked(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class EnrolmentAsked(_Asked):
    """A terminal that wants to be registered."""

    activation_code: Annotated[str, Field(min_length=1, max_length=40)]
    public_key: Annotated[str, Field(min_length=43, max_length=43)]
    name: Annotated[str, Field(max_length=80)]
    proof: Annotated[str, Field(max_length=100)]


class HeadSent(_Asked):
    """The end of the terminal's journal."""

    sequence: Annotated[int, Field(ge=0, le=2**53)]
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class EventSent(_Asked):
    """One event, word for word."""

    body: Annotated[str, Field(max_length=65_536)]
    signature: Annotated[str, Field(max_length=100)]


class EventsSent(_Asked):
    """A batch, in order."""

    head: HeadSent
    events: Annotated[list[EventSent], Field(max_length=EVENTS_MAX)]


class CodeSent(_Asked):
    """A code as it was scanned."""

    code: Annotated[str, Field(min_length=1, max_length=1000)]


class Enrolled(BaseModel):
    """Who the terminal is from now on."""

    terminal_id: str
    store: dict[str, str]
    environment: str
    campaign_id: str
    keys: list[dict[str, str]]


class TimeTold(BaseModel):
    """The platform's time, signed."""

    time: str


class CampaignTold(BaseModel):
    """A newer campaign document, signed; null when the asker's is current."""

    campaign: str | None
    standing: str


class ChangesTold(BaseModel):
    """A page of coupon changes, signed."""

    changes: str
    standing: str


class InspectionTold(BaseModel):
    """What a presented code is, signed."""

    inspection: str
    standing: str


class AnswersTold(BaseModel):
    """An answer for each event, signed one by one, in the order sent."""

    answers: list[str]
    standing: str


@router.post("/enrolments", status_code=201, responses=documented(403, 409))
def post_enrolment(office: OfficeHere, asked: EnrolmentAsked) -> Enrolled:
    """Register a terminal by its activation code."""
    return Enrolled(
        **enrol(
            office,
            activation_code=asked.activation_code,
            public_key=asked.public_key,
            name=asked.name,
            proof=asked.proof,
        )
    )


@router.get("/time", responses=documented())
def get_time(
    office: OfficeHere, nonce: Annotated[str, Query(min_length=1, max_length=100)]
) -> TimeTold:
    """Tell the platform's time to anyone, with their nonce."""
    now = instant_text(office.clock.now_ms())
    return TimeTold(time=office.sign(Purpose.TIME, {"nonce": nonce, "now": now}))


@router.get("/campaign", responses=_AUTHENTICATED)
def get_campaign(
    office: OfficeHere,
    terminal: TerminalHere,
    since: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> CampaignTold:
    """Hand out the campaign document, unless the asker has it."""
    newer = office.campaign.version > since
    signed = office.sign(Purpose.CAMPAIGN, office.campaign.document) if newer else None
    return CampaignTold(campaign=signed, standing=_standing(office, terminal.store_id))


@router.get("/coupons/changes", responses=_AUTHENTICATED)
def get_changes(
    office: OfficeHere,
    terminal: TerminalHere,
    since: Annotated[str, Query(pattern=r"^[0-9]{0,15}$")] = "",
) -> ChangesTold:
    """List what became of coupons since a cursor."""
    after = int(since or "0")
    with office.database.reading() as connection:
        rows = connection.execute(
            select(changes)
            .where(changes.c.cursor > after)
            .order_by(changes.c.cursor)
            .limit(CHANGES_MAX + 1)
        ).all()
    page = rows[:CHANGES_MAX]
    listed = {
        "campaign_id": office.campaign.campaign_id,
        "since": since,
        "cursor": str(page[-1].cursor) if page else str(after),
        "more": len(rows) > CHANGES_MAX,
        "issued_at": instant_text(office.clock.now_ms()),
        "changes": [
            {
                "coupon_id": row.coupon_id,
                "state": row.state,
                "redemption_id": row.redemption_id,
                "at": instant_text(row.at_ms),
            }
            for row in page
        ],
    }
    signed = office.sign(Purpose.CHANGES, listed)
    return ChangesTold(changes=signed, standing=_standing(office, terminal.store_id))


@router.post("/coupons/inspect", responses=documented(401, 403, 404))
def post_inspection(office: OfficeHere, terminal: TerminalHere, sent: CodeSent) -> InspectionTold:
    """Say what a presented code is, without using it."""
    token = read_token(office.identity.token_key, sent.code)
    if isinstance(token, TokenDefect):
        raise Problem(422, "token_forged", f"no code of this platform: {token.value}")
    if token.campaign_number != office.campaign.number:
        raise Problem(422, "token_other_campaign", "a code of another campaign")
    with office.database.reading() as connection:
        coupon = coupon_row(connection, token.coupon_id)
        if coupon is None:
            raise Problem(404, "coupon_unknown", "no such coupon")
        state = coupon_state(connection, coupon, office.clock.now_ms())
    release = office.campaign.round_of(coupon.round_number)
    assert release is not None, "a round that was released stays in every version"
    inspected = {
        "code_sha256": sha256_hex(sent.code.encode()),
        "coupon_id": coupon.id,
        "type": coupon.type_id,
        "round": coupon.round_number,
        "state": state,
        "holder": coupon.holder_masked,
        "valid_until": instant_text(release.valid_until_ms),
    }
    signed = office.sign(Purpose.INSPECTION, inspected)
    return InspectionTold(inspection=signed, standing=_standing(office, terminal.store_id))


@router.post("/events", responses=_AUTHENTICATED)
def post_events(office: OfficeHere, terminal: TerminalHere, sent: EventsSent) -> AnswersTold:
    """Decide a batch of events, in their order."""
    head = Head(sequence=sent.head.sequence, hash=sent.head.hash)
    entries = [Entry(body=_body(event.body), signature=event.signature) for event in sent.events]
    answers = book(office, terminal, head, entries)
    return AnswersTold(answers=answers, standing=_standing(office, terminal.store_id))


def _body(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as defect:
        raise Problem(422, "request_invalid", "a body holds a lone surrogate") from defect


def _standing(office: Office, store_id: str) -> str:
    with office.database.reading() as connection:
        return office.standing(connection, store_id)
