"""A network of the tests' own: TCP between a terminal and the platform, going wrong as a plan says.

Speaks as much HTTP/1.1 as it takes to know where a request and an answer end. It refuses to be random: a plan is a list
of faults, one for each request that brings events, in order; what is not in the plan passes.
"""

from __future__ import annotations

import base64
import gzip
import json
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterable
from enum import Enum
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

EVENTS = "/v1/events"
DRIP_S = 0.05
READ_S_MAX = 10.0
ENDLESS_BYTES_MAX = 64 * 1024 * 1024
"""Where an endless body ends after all, if the terminal should listen for ever."""

PORTAL = (
    b"<!doctype html><html><title>WLAN</title><body>Please sign in to the network.</body></html>"
)


class Fault(Enum):
    """What can happen to one request that brings events."""

    NONE = "none"
    REQUEST_LOST = "request_lost"
    ANSWER_LOST = "answer_lost"
    DUPLICATED = "duplicated"
    DUPLICATED_LATE = "duplicated_late"
    TRUNCATED = "truncated"
    PORTAL_PAGE = "portal_page"
    PORTAL_REDIRECT = "portal_redirect"
    HUGE = "huge"
    ENDLESS = "endless"
    DRIPPING = "dripping"
    DRIPPING_HEAD = "dripping_head"
    RESET = "reset"
    RESET_AFTER_BOOKING = "reset_after_booking"
    BUSY_503 = "busy_503"
    BUSY_429 = "busy_429"
    BUSY_AFTER_BOOKING = "busy_after_booking"
    ERROR_AFTER_BOOKING = "error_after_booking"
    UNSIGNED = "unsigned"
    SIGNED_BY_ANOTHER = "signed_by_another"
    STALE = "stale"
    GZIPPED = "gzipped"
    GZIP_BOMB = "gzip_bomb"
    DUPLICATE_KEY = "duplicate_key"
    DEEPLY_NESTED = "deeply_nested"
    PLATFORM_DIES_BEFORE = "platform_dies_before"
    PLATFORM_DIES_AFTER = "platform_dies_after"


class Proxy:
    """Listens on a port of its own and forwards to the platform."""

    def __init__(self, upstream: str, *, kill_platform: Callable[[], None] = lambda: None) -> None:
        parts = urlsplit(upstream)
        assert parts.hostname is not None
        assert parts.port is not None
        self._upstream = (parts.hostname, parts.port)
        self._kill_platform = kill_platform
        self._plan: deque[Fault] = deque()
        self._late: list[bytes] = []
        self._answers: list[bytes] = []
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self.struck: list[Fault] = []
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._closing.set()
        # Wakes accept(), which closing the socket alone does not do everywhere.
        with socket.create_connection(self._listener.getsockname()):
            pass
        for thread in self._threads:
            thread.join(READ_S_MAX)
        self._listener.close()

    def plan(self, faults: Iterable[Fault]) -> None:
        """What happens to the next requests that bring events."""
        self._plan = deque(faults)

    def deliver_late(self) -> int:
        """Bring the platform the second copies of requests that were duplicated; nobody hears the answers."""
        late, self._late = self._late, []
        for request in late:
            self._forward(request)
        return len(late)

    def _start(self, run: Callable[[], None]) -> None:
        thread = threading.Thread(target=run, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._closing.is_set():
            connection, _ = self._listener.accept()
            self._start(lambda c=connection: self._serve(c))  # type: ignore[misc]

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(READ_S_MAX)
            try:
                request = _read_message(connection)
                if request:
                    self._answer(connection, request)
            except OSError:
                return  # the terminal went away, or the platform is dead: that is what is tested

    def _answer(self, connection: socket.socket, request: bytes) -> None:
        is_events = request.split(b" ", 2)[1].decode().startswith(EVENTS)
        if not is_events:
            connection.sendall(self._forward(request))
            return
        fault = self._plan.popleft() if self._plan else Fault.NONE
        self.struck.append(fault)
        self._strike(fault, connection, request)

    def _strike(self, fault: Fault, connection: socket.socket, request: bytes) -> None:
        match fault:
            case Fault.REQUEST_LOST:
                return
            case Fault.RESET:
                _reset(connection)
                return
            case Fault.PORTAL_PAGE:
                connection.sendall(_reply(PORTAL, kind="text/html"))
                return
            case Fault.PORTAL_REDIRECT:
                connection.sendall(_reply(b"", status="302 Found", more="Location: /v1/time\r\n"))
                return
            case Fault.BUSY_503 | Fault.BUSY_429:
                connection.sendall(_busy(fault))
                return
            case Fault.PLATFORM_DIES_BEFORE:
                self._kill_platform()
                return
            case Fault.DUPLICATED_LATE:
                self._late.append(request)
            case Fault.DUPLICATED:
                self._forward(request)
            case _:
                pass
        self._spoil(fault, connection, self._forward(request))

    def _spoil(self, fault: Fault, connection: socket.socket, answer: bytes) -> None:
        """What happens on the way back; the platform has decided by now."""
        head, _, body = answer.partition(b"\r\n\r\n")
        match fault:
            case Fault.ANSWER_LOST:
                return
            case Fault.PLATFORM_DIES_AFTER:
                self._kill_platform()
            case Fault.RESET_AFTER_BOOKING:
                _reset(connection)
            case Fault.TRUNCATED:
                connection.sendall(answer[: len(head) + 4 + len(body) // 2])
            case Fault.BUSY_AFTER_BOOKING:
                connection.sendall(_busy(Fault.BUSY_503))
            case Fault.ERROR_AFTER_BOOKING:
                connection.sendall(_reply(b"{}", status="500 Internal Server Error"))
            case Fault.HUGE:
                connection.sendall(_reply(body[:-1] + b"," + b" " * 300_000 + b'"x":1}'))
            case Fault.ENDLESS:
                self._send_for_ever(connection)
            case Fault.DRIPPING:
                self._drip(connection, answer, whole=len(head) + 4)
            case Fault.DRIPPING_HEAD:
                self._drip(connection, answer, whole=0)
            case Fault.GZIPPED:
                zipped = gzip.compress(body)
                connection.sendall(_reply(zipped, more="Content-Encoding: gzip\r\n"))
            case Fault.GZIP_BOMB:
                bomb = gzip.compress(b" " * 50_000_000)
                connection.sendall(_reply(bomb, more="Content-Encoding: gzip\r\n"))
            case Fault.UNSIGNED | Fault.SIGNED_BY_ANOTHER:
                connection.sendall(_reply(_forged(body, is_bare=fault is Fault.UNSIGNED)))
            case Fault.STALE:
                if self._answers:
                    connection.sendall(_reply(_stale(self._answers[-1], body)))
            case Fault.DUPLICATE_KEY:
                connection.sendall(_reply(body[:-1] + b',"answers":' + b"[]}"))
            case Fault.DEEPLY_NESTED:
                connection.sendall(_reply(b"[" * 100_000))
            case _:
                self._answers.append(body)
                connection.sendall(answer)

    def _send_for_ever(self, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        for _ in range(ENDLESS_BYTES_MAX // 65_536):
            if self._closing.is_set():
                return
            connection.sendall(b" " * 65_536)

    def _drip(self, connection: socket.socket, answer: bytes, *, whole: int) -> None:
        connection.sendall(answer[:whole])
        for place in range(whole, len(answer)):
            if self._closing.wait(DRIP_S):
                return
            connection.sendall(answer[place : place + 1])

    def _forward(self, request: bytes) -> bytes:
        with socket.create_connection(self._upstream, timeout=READ_S_MAX) as platform:
            platform.sendall(request)
            return _read_message(platform)


def _read_message(connection: socket.socket) -> bytes:
    """One request or answer, by its Content-Length; empty when the other side has gone."""
    received = b""
    while b"\r\n\r\n" not in received:
        chunk = connection.recv(65_536)
        if not chunk:
            return b""
        received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    lengths = [
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length:")
    ]
    expected = lengths[0] if lengths else 0
    while len(body) < expected:
        chunk = connection.recv(65_536)
        if not chunk:
            return b""
        body += chunk
    return head + b"\r\n\r\n" + body


def _reply(
    body: bytes, *, status: str = "200 OK", kind: str = "application/json", more: str = ""
) -> bytes:
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        f"Connection: close\r\n{more}\r\n"
    )
    return head.encode() + body


def _busy(fault: Fault) -> bytes:
    status = "429 Too Many Requests" if fault is Fault.BUSY_429 else "503 Service Unavailable"
    return _reply(
        b'{"code":"busy"}',
        status=status,
        kind="application/problem+json",
        more="Retry-After: 1\r\n",
    )


def _reset(connection: socket.socket) -> None:
    """Close so that the other side gets RST."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _forged(body: bytes, *, is_bare: bool) -> bytes:
    """The same answers without a signature, or with one that is not the bank's."""
    reply: dict[str, Any] = json.loads(body)
    forged = []
    for document in reply["answers"]:
        header, payload, signature = document.split(".")
        if is_bare:
            bare = json.dumps({**json.loads(_unbase64(header)), "alg": "none"}).encode()
            forged.append(f"{_base64(bare)}.{payload}.")
        else:
            other = bytes(byte ^ 1 for byte in _unbase64(signature))
            forged.append(f"{header}.{payload}.{_base64(other)}")
    return json.dumps({**reply, "answers": forged}).encode()


def _stale(old: bytes, body: bytes) -> bytes:
    """A good answer of the bank, about something else."""
    reply: dict[str, Any] = json.loads(body)
    return json.dumps({**reply, "answers": json.loads(old)["answers"]}).encode()


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _unbase64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
