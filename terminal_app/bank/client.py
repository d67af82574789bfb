"""The platform over HTTP. Owns the connection, the deadline and the bounds; never raises for what a network does.

Whatever is not a complete, well-formed reply signed by the bank is «no answer», with the cause for the log.
"""

from __future__ import annotations

import queue
import secrets
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from terminal_app import wire
from terminal_app.bank import asked
from terminal_app.bank.documents import NOTHING_HEARD, Documents, NotSigned
from terminal_app.bank.identity import KeyNews, read_word, told
from terminal_app.bank.passport import Passport
from terminal_app.bank.statements import fetch_statement, read_kept_statement, read_statement
from terminal_app.domain.answer import Answer, NoAnswer, Throttled
from terminal_app.domain.campaign import BankKey
from terminal_app.domain.refusal import EnvironmentTrouble, Refused, Trouble
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

if TYPE_CHECKING:
    import ssl

    import httpx

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
THROTTLING = frozenset({429, 503})
RETRY_AFTER_S = 5
NO_SALE = ("sale_unknown", "sale_elsewhere")
"""Problem codes that say there is no such sale for this store; unsigned, so nothing rests on them but a sentence."""

Json = dict[str, object]


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


class Reply:
    """A complete HTTP reply inside the bounds."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.status = status
        self.body = body
        after = headers.get("retry-after", "")
        self.retry_after_s = (
            min(int(after), 600) if after.isascii() and after.isdigit() else RETRY_AFTER_S
        )


def parsed(reply: Reply) -> Json:
    """The JSON object of a reply.

    Raises wire.WireError: a captive portal's HTML, a torn body, a list.
    """
    return wire.parse_object(reply.body)


class Link:
    """One HTTP connection with one overall deadline a question.

    The question runs in a thread of its own, so that a platform that drips a byte a second cannot hold the counter
    longer than the deadline; what comes after it is thrown away together with the connection.
    """

    def __init__(self, url: str, *, log: Log = NO_LOG) -> None:
        self._url = checked_url(url)
        self._log = log
        self._client: httpx.Client | None = None
        self._lock = threading.Lock()

    def open(self) -> httpx.Client:
        """Make ready to ask; connects to nobody yet.

        Here and not before, because httpx takes longer to import than most commands to run.
        """
        import httpx

        with self._lock:
            if self._client is None:
                self._client = httpx.Client(
                    verify=self._tls(),
                    trust_env=False,
                    follow_redirects=False,
                    headers={"Accept-Encoding": "identity", "User-Agent": "coupon-terminal"},
                )
            return self._client

    def close(self) -> None:
        """Drop the connection; the next question opens a new one."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def ask(
        self,
        method: str,
        path: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str],
        deadline_s: float,
    ) -> Reply | NoAnswer:
        """Ask once, under a request id of its own. Never asks again by itself: whoever has the id decides that."""
        request_id = secrets.token_hex(8)
        started = time.monotonic()
        reply = self._ask(method, path, body, {**headers, asked.REQUEST_ID: request_id}, deadline_s)
        took_ms = int((time.monotonic() - started) * 1000)
        asked.note(self._log, reply, method=method, path=path, request_id=request_id, ms=took_ms)
        return reply

    def _ask(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str], deadline_s: float
    ) -> Reply | NoAnswer:
        answers: queue.SimpleQueue[Reply | NoAnswer] = queue.SimpleQueue()
        client = self.open()
        ends = time.monotonic() + deadline_s
        question = _question(client, method, self._url + path, body, headers, ends)
        thread = threading.Thread(
            target=lambda: answers.put(question()), name="bank-question", daemon=True
        )
        thread.start()
        try:
            return answers.get(timeout=deadline_s)
        except queue.Empty:
            self.close()
            return NoAnswer(why=f"no reply within {deadline_s:g} s")

    def _tls(self) -> ssl.SSLContext:
        """The system's roots for HTTPS; for plain HTTP to this machine none, which saves 30 ms."""
        import ssl

        if self._url.startswith("https:"):
            return ssl.create_default_context()
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _question(
    client: httpx.Client,
    method: str,
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    ends: float,
) -> Callable[[], Reply | NoAnswer]:
    import httpx

    def ask() -> Reply | NoAnswer:
        left_s = max(ends - time.monotonic(), 0.05)
        sent = {**headers, "Content-Type": "application/json"} if body else dict(headers)
        try:
            with client.stream(
                method, url, content=body or None, headers=sent, timeout=left_s
            ) as reply:
                received = bytearray()
                for chunk in reply.iter_raw():
                    received += chunk
                    if len(received) > wire.BODY_BYTES_MAX:
                        return NoAnswer(why="a reply over 256 KB")
                    if time.monotonic() > ends:
                        return NoAnswer(why="the reply came too slowly")
                return Reply(reply.status_code, reply.headers, bytes(received))
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, RuntimeError) as error:
            # RuntimeError: the client was closed from the other thread, after the deadline.
            return NoAnswer(why=f"{type(error).__name__}: {error}"[:200])

    return ask


def checked_url(url: str) -> str:
    """The platform's address without a trailing slash: HTTPS, or plain HTTP to this machine only.

    Raises EnvironmentTrouble.
    """
    try:
        parts = urlsplit(url)
        plain_here = parts.scheme == "http" and parts.hostname in LOOPBACK
        is_allowed = bool(parts.hostname) and (parts.scheme == "https" or plain_here)
    except ValueError:  # `http://[::1`
        is_allowed = False
    if not is_allowed:
        raise EnvironmentTrouble(Trouble.SETTINGS_UNREADABLE, file="--url", problem=url[:80])
    return url.rstrip("/")
