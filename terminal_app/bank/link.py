"""One HTTP connection to the platform: the deadline, the bounds, the request id. Knows no call and no document.

Whatever is not a complete reply inside them is «no answer», with the cause for the log.
"""

from __future__ import annotations

import queue
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from terminal_app import wire
from terminal_app.bank import asked
from terminal_app.domain.answer import NoAnswer
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.ports import NO_LOG, Log

if TYPE_CHECKING:
    import ssl

    import httpx

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
RETRY_AFTER_S = 5

Json = dict[str, object]


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
        raise EnvironmentTrouble(Trouble.URL_UNUSABLE, url=url[:80])
    return url.rstrip("/")
