"""The platform over HTTP. Owns the connection, the deadline and the bounds; never raises for what a network does.

Whatever is not a complete, well-formed reply signed by the bank is «no answer», with the cause for the log.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from datetime import date

from terminal_app import wire
from terminal_app.bank.documents import NOTHING_HEARD, Documents, NotSigned
from terminal_app.bank.identity import KeyNews, read_word, told
from terminal_app.bank.link import Json, Link, parsed
from terminal_app.bank.passport import Passport
from terminal_app.bank.statements import fetch_statement, read_kept_statement, read_statement
from terminal_app.domain.answer import Answer, NoAnswer, Throttled
from terminal_app.domain.campaign import BankKey
from terminal_app.domain.refusal import Refused
from terminal_app.domain.statement import Statement
from terminal_app.ports import (
    NO_LOG,
    Answered,
    CampaignReply,
    ChangesReply,
    EventToSend,
    Head,
    Log,
    NoSale,
    NoStatement,
    PlatformTime,
    SaleReply,
    StatementReply,
    TerminalWord,
)

THROTTLING = frozenset({429, 503})
NO_SALE = ("sale_unknown", "sale_elsewhere")
"""Problem codes that say there is no such sale for this store; unsigned, so nothing rests on them but a sentence."""


class HttpBank:
    """The `Bank` port over one kept-alive connection."""

    def __init__(
        self,
        *,
        url: str,
        store_id: str,
        documents: Documents,
        passport: Passport,
        log: Log = NO_LOG,
        news: KeyNews | None = None,
    ) -> None:
        self._link = Link(url, log=log)
        self._store_id = store_id
        self._documents = documents
        self._passport = passport
        self._news = news

    def close(self) -> None:
        """Drop the connection."""
        self._link.close()

    def trust(self, keys: Sequence[BankKey]) -> None:
        """Accept answers signed by these keys from now on."""
        self._documents.trust(keys)

    def ask_about_us(self, *, deadline_s: float) -> TerminalWord | NoAnswer:
        """What the platform says this terminal is."""
        nonce = secrets.token_hex(8)
        reply = self._ask("GET", f"/v1/terminal?nonce={nonce}", deadline_s=deadline_s)
        return self._word(reply, nonce)

    def tell_key(self, *, deadline_s: float) -> NoAnswer | None:
        """Tell the platform of a new key of this terminal that it does not know yet; None when there is no such.

        The two keys' signatures prove themselves, so no passport is shown: the platform may know either key by now.
        """
        row = None if self._news is None else self._news.untold()
        if self._news is None or row is None:
            return None
        word = self._told("/v1/keys", row, deadline_s=deadline_s)
        if isinstance(word, NoAnswer):
            return word
        self._news.note_told(row)
        return None

    def retire(self, row: EventToSend, *, deadline_s: float) -> TerminalWord | NoAnswer:
        """Tell the platform that this terminal is out of service; told again, it is one retirement."""
        silence = self.tell_key(deadline_s=deadline_s)
        return silence or self._told("/v1/retirement", row, deadline_s=deadline_s)

    def _told(self, path: str, row: EventToSend, *, deadline_s: float) -> TerminalWord | NoAnswer:
        reply = self._sent("POST", path, body=told(row), headers={}, deadline_s=deadline_s)
        return self._word(reply, wire.sha256_hex(row.body))

    def _word(self, reply: Json | Throttled | NoAnswer, nonce: str) -> TerminalWord | NoAnswer:
        return read_word(
            reply, self._documents, terminal_id=self._passport.terminal_id, nonce=nonce
        )

    def submit(
        self, events: Sequence[EventToSend], *, head: Head, deadline_s: float
    ) -> Answered | NoAnswer:
        """Tell the platform of events, in order; those that go over the bounds of a request get no answer."""
        events = events[: wire.fitting([event.body for event in events])]
        body = wire.batch(
            (head.sequence, head.hash), [(event.body, event.signature) for event in events]
        )
        reply = self._ask("POST", "/v1/events", body=body, deadline_s=deadline_s)
        match reply:
            case NoAnswer():
                return reply
            case Throttled():
                answers = {event.event_id: reply for event in events}
                return Answered(answers=answers, heard=NOTHING_HEARD)
            case _:
                return self._answered(reply, events)

    def fetch_campaign(self, *, since: int, deadline_s: float) -> CampaignReply | NoAnswer:
        """The signed campaign document, when it is newer than `since`."""
        reply = self._ask("GET", f"/v1/campaign?since={since}", deadline_s=deadline_s)
        if isinstance(reply, NoAnswer | Throttled):
            return NoAnswer(why=reply.why)
        heard = self._documents.heard(reply, store_id=self._store_id)
        document = reply.get("campaign")
        if document is None:
            return CampaignReply(campaign=None, document="", heard=heard)
        try:
            campaign = self._documents.campaign(str(document))
        except NotSigned as error:
            return NoAnswer(why=f"campaign: {error}")
        return CampaignReply(campaign=campaign, document=str(document), heard=heard)

    def fetch_changes(self, *, since: str, deadline_s: float) -> ChangesReply | NoAnswer:
        """Coupons used, revoked, frozen or usable again since that cursor."""
        reply = self._ask("GET", f"/v1/coupons/changes?since={since}", deadline_s=deadline_s)
        if isinstance(reply, NoAnswer | Throttled):
            return NoAnswer(why=reply.why)
        heard = self._documents.heard(reply, store_id=self._store_id)
        try:
            return self._documents.changes(reply.get("changes"), since=since, heard=heard)
        except NotSigned as error:
            return NoAnswer(why=f"changes: {error}")

    def measure_time(self, *, deadline_s: float) -> PlatformTime | NoAnswer:
        """Signed platform time for a fresh nonce; half the way there and back is taken off."""
        nonce = secrets.token_hex(8)
        self._link.open()
        started = time.monotonic()
        reply = self._link.ask("GET", f"/v1/time?nonce={nonce}", headers={}, deadline_s=deadline_s)
        took_ms = int((time.monotonic() - started) * 1000)
        if isinstance(reply, NoAnswer):
            return reply
        try:
            now = self._documents.time(parsed(reply).get("time"), nonce=nonce)
        except (NotSigned, wire.WireError) as error:
            return NoAnswer(why=f"time: {error}")
        return PlatformTime(now=now, took_ms=took_ms)

    def fetch_sale(self, sale_id: str, *, deadline_s: float) -> SaleReply | NoSale | NoAnswer:
        """A sale of any till of this store, as the platform holds it."""
        reply = self._ask("GET", f"/v1/sales/{sale_id}", deadline_s=deadline_s)
        match reply:
            case NoAnswer(why=why) if why.endswith(NO_SALE):
                return NoSale(code=why.rsplit(" ", 1)[-1])
            case NoAnswer():
                return reply
            case Throttled(why=why):
                return NoAnswer(why=why)
            case _:
                pass
        heard = self._documents.heard(reply, store_id=self._store_id)
        try:
            return SaleReply(
                sale=self._documents.sale(reply.get("sale"), sale_id=sale_id), heard=heard
            )
        except NotSigned as error:
            return NoAnswer(why=f"sale: {error}")

    def fetch_statement(
        self, day: date, *, deadline_s: float
    ) -> StatementReply | NoStatement | Refused | NoAnswer:
        """This store's statement of a day; Refused when what came is signed but contradicts itself."""
        return fetch_statement(
            lambda path, left_s: self._ask("GET", path, deadline_s=left_s),
            self._documents,
            store_id=self._store_id,
            day=day,
            deadline_s=deadline_s,
        )

    def read_statement(self, content: bytes) -> Statement | Refused:
        """A statement from a file, checked as one that was fetched; of whatever day it is."""
        return read_statement(content, self._documents, store_id=self._store_id)

    def read_kept_statement(self, document: str, *, digest: str) -> Statement | Refused:
        """A statement on record, whoever signs today, if its rows are those that our journal has the digest of."""
        return read_kept_statement(document, store_id=self._store_id, digest=digest)

    def vouches(self, proof: str, *, event_id: str, body_hash: str) -> bool:
        """Whether the bank signed that answer, about just that event."""
        return self._documents.is_answer(proof, event_id=event_id, body_hash=body_hash)

    def _answered(self, reply: Json, events: Sequence[EventToSend]) -> Answered:
        bodies = {event.event_id: event.body for event in events}
        documents = reply.get("answers")
        answers: dict[str, Answer] = {}
        for document in documents if isinstance(documents, list) else []:
            found = self._documents.answer(document, bodies=bodies)
            if found is not None:
                answers.setdefault(*found)
        return Answered(
            answers=answers, heard=self._documents.heard(reply, store_id=self._store_id)
        )

    def _ask(
        self, method: str, path: str, *, body: bytes = b"", deadline_s: float
    ) -> Json | Throttled | NoAnswer:
        silence = self.tell_key(deadline_s=deadline_s)
        if silence is not None:
            return silence
        headers = {"Authorization": f"Bearer {self._passport.issue()}"}
        return self._sent(method, path, body=body, headers=headers, deadline_s=deadline_s)

    def _sent(
        self, method: str, path: str, *, body: bytes, headers: dict[str, str], deadline_s: float
    ) -> Json | Throttled | NoAnswer:
        reply = self._link.ask(method, path, body=body, headers=headers, deadline_s=deadline_s)
        if isinstance(reply, NoAnswer):
            return reply
        try:
            content = parsed(reply)
        except wire.WireError as error:
            return NoAnswer(why=f"{reply.status}: {error}")
        if reply.status == 200:
            return content
        code = str(content.get("code", ""))[:60]
        if reply.status in THROTTLING:
            return Throttled(retry_after_s=reply.retry_after_s, why=f"{reply.status} {code}")
        return NoAnswer(why=f"{reply.status} {code}")
