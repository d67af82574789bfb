"""The bank's statement of a day: its pages asked for, opened, put together and checked as a whole.

Owns what makes a statement one that may be compared: signed, of this store, complete, digest and totals right.
Says nothing about whether its rows are true.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from terminal_app import wire
from terminal_app.bank import statement_form as form
from terminal_app.bank.documents import Documents, NotSigned
from terminal_app.bank.statement_form import PAGES_MAX, Page
from terminal_app.domain.answer import NoAnswer, Throttled
from terminal_app.domain.instant import from_text
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.statement import Statement, totals_of
from terminal_app.ports import NoStatement, StatementReply

FILE_BYTES_MAX = PAGES_MAX * wire.BODY_BYTES_MAX
_TRIES_MAX = 3
"""A statement may change between two of its pages, because a sale was booked. Then it is fetched anew."""
_NO_STATEMENT = ("date_in_future", "date_before_campaign")

Json = dict[str, object]
Ask = Callable[[str, float], Json | Throttled | NoAnswer]
"""One authenticated question: its path, and the seconds it may take."""


def fetch_statement(
    ask: Ask, documents: Documents, *, store_id: str, day: date, deadline_s: float
) -> StatementReply | NoStatement | Refused | NoAnswer:
    """Ask for every page of a day inside one overall deadline."""
    ends = time.monotonic() + deadline_s
    for _ in range(_TRIES_MAX):
        pages, last = _fetch_pages(ask, documents, day=day, ends=ends)
        if isinstance(last, NoStatement | Refused | NoAnswer):
            return last
        if len({page.common for page in pages}) == 1:
            return _reply(pages, last, documents, store_id=store_id, day=day)
    return NoAnswer(why="the statement changed while it was fetched")


def read_statement(content: bytes, documents: Documents, *, store_id: str) -> Statement | Refused:
    """Read a file: a bare JWS, `{"statement": JWS}`, `{"pages": [JWS, …]}`, or a list of one of the first two."""
    signed = _signed_texts(content)
    if isinstance(signed, Refused):
        return signed
    pages = []
    for one in signed:
        page = _opened(one, documents)
        if isinstance(page, Refused):
            return page
        pages.append(page)
    return _whole(pages, store_id=store_id)


def read_kept_statement(document: str, *, store_id: str, digest: str) -> Statement | Refused:
    """Read a statement that was verified when it was kept; that it is the same, our own journal's `digest` says.

    The bank's keys of today are not asked: a day that was compared must outlast the key that signed it.
    """
    signed = _signed_texts(document.encode())
    if isinstance(signed, Refused):
        return signed
    try:
        pages = [form.read_page(_payload(one), document=str(one)) for one in signed]
    except (KeyError, TypeError, ValueError) as error:
        return _unreadable(str(error))
    statement = _whole(pages, store_id=store_id)
    if isinstance(statement, Statement) and statement.digest != digest:
        return Refused(reason=Reason.STATEMENT_DIGEST_WRONG)
    return statement


def _payload(document: object) -> Json:
    _, payload, _ = str(document).split(".")
    return wire.parse_object(wire.from_base64url(payload))


def _fetch_pages(
    ask: Ask, documents: Documents, *, day: date, ends: float
) -> tuple[list[Page], Json | NoStatement | Refused | NoAnswer]:
    """The pages, and the last reply or what came instead of one."""
    pages: list[Page] = []
    last: Json = {}
    while len(pages) < (pages[0].pages if pages else 1):
        path = f"/v1/statements/{day.isoformat()}?page={len(pages) + 1}"
        reply = ask(path, max(ends - time.monotonic(), 0.05))
        match reply:
            case NoAnswer(why=why) if why.endswith(_NO_STATEMENT):
                return pages, NoStatement(code=why.rsplit(" ", 1)[-1])
            case NoAnswer():
                return pages, reply
            case Throttled(why=why):
                return pages, NoAnswer(why=why)
            case _:
                last = reply
        page = _opened(last.get("statement"), documents)
        if isinstance(page, Refused):
            return pages, page
        pages.append(page)
    return pages, last


def _reply(
    pages: Sequence[Page], last: Json, documents: Documents, *, store_id: str, day: date
) -> StatementReply | Refused | NoAnswer:
    statement = _whole(pages, store_id=store_id)
    if isinstance(statement, Refused):
        return statement
    if statement.date != day:
        return NoAnswer(why="the statement of another day")
    return StatementReply(statement=statement, heard=documents.heard(last, store_id=store_id))


def _signed_texts(content: bytes) -> list[object] | Refused:
    """What should be signed pages; a file is what a person saved, with or without a byte order mark."""
    if len(content) > FILE_BYTES_MAX:
        return _unreadable("a file over 25 MB")
    try:
        text = content.decode("utf-8-sig").strip()
        if text.startswith("eyJ"):
            return [text]
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _unreadable(str(error))
    if isinstance(value, Mapping) and isinstance(value.get("pages"), list):
        value = value["pages"]
    listed = value if isinstance(value, list) else [value]
    if not 1 <= len(listed) <= PAGES_MAX:
        return _unreadable(f"{len(listed)} pages")
    return [one.get("statement") if isinstance(one, Mapping) else one for one in listed]


def _opened(document: object, documents: Documents) -> Page | Refused:
    try:
        payload = documents.open(document, typ="statement+jws")
    except NotSigned as error:
        return Refused(reason=Reason.STATEMENT_NOT_SIGNED, facts={"problem": str(error)[:120]})
    try:
        return form.read_page(payload, document=str(document))
    except (KeyError, TypeError, ValueError) as error:
        return _unreadable(str(error))


def _whole(pages: Sequence[Page], *, store_id: str) -> Statement | Refused:
    ordered = sorted(pages, key=lambda page: page.number)
    first = ordered[0]
    try:
        if form.store_of(first) != store_id:
            store = form.store_of(first)
            return Refused(reason=Reason.STATEMENT_OTHER_STORE, facts={"store": store})
        if [page.number for page in ordered] != [*range(1, first.pages + 1)]:
            return _unreadable(f"{len(ordered)} of {first.pages} pages")
        if len({page.common for page in ordered}) > 1:
            return _unreadable("pages of different statements")
        if _digest(ordered) != form.digest_of(first):
            return Refused(reason=Reason.STATEMENT_DIGEST_WRONG)
        statement = _statement(ordered)
        if form.totals_told(first) != statement.totals:
            return _unreadable("totals that are not those of the rows")
        return statement
    except (KeyError, TypeError, ValueError) as error:
        return _unreadable(str(error))


def _digest(pages: Sequence[Page]) -> str:
    """The hash of the canonical JSON of all rows, as one list."""
    rows = b",".join(wire.canonical(row) for page in pages for row in page.rows)
    return hashlib.sha256(b"[" + rows + b"]").hexdigest()


def _statement(pages: Sequence[Page]) -> Statement:
    first = pages[0]
    rows = tuple(form.row_of(row) for page in pages for row in page.rows)
    documents = {"pages": [page.document for page in pages]}
    return Statement(
        store_id=form.store_of(first),
        date=form.date_of(first),
        environment=form.environment_of(first),
        campaign_id=form.text_of(first, "campaign_id"),
        issued_at=from_text(form.issued_at(first)),
        complete=form.is_complete(first),
        rows=rows,
        totals=totals_of(rows),
        digest=form.digest_of(first),
        document=wire.canonical(documents).decode(),
    )


def _unreadable(problem: str) -> Refused:
    return Refused(reason=Reason.STATEMENT_UNREADABLE, facts={"problem": problem[:120]})
