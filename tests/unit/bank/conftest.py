"""A platform of a few lines: a real HTTP server on a port of its own, answering as the test says."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


@dataclass
class Question:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Answering = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One request, and the ways a test lets it be answered."""

    protocol_version = "HTTP/1.1"
    server: Any

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self.server.platform.questions.append(
            Question(
                method=self.command,
                path=self.path,
                headers={name.lower(): value for name, value in self.headers.items()},
                body=self.rfile.read(length),
            )
        )
        self.server.platform.answering(self)

    do_GET = do_POST = answer  # noqa: N815 (the names http.server calls)

    def reply(self, body: bytes, *, status: int = 200, **headers: str) -> None:
        self.start(status, length=len(body), **headers)
        self.wfile.write(body)

    def start(self, status: int, *, length: int, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing: the test looks at `questions`."""


@dataclass
class Platform:
    url: str
    answering: Answering = lambda asked: asked.reply(b"{}")
    questions: list[Question] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)
    """Set when the test is over: whoever keeps a terminal waiting waits for this."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    platform: Platform

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A terminal that hangs up is what some tests are about."""


@pytest.fixture
def platform() -> Iterator[Platform]:
    server = Server(("127.0.0.1", 0), Asked)
    server.platform = Platform(url=f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.platform
    server.platform.ended.set()
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)
