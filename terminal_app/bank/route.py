"""The way to the platform, one step at a time: its name, a connection, TLS, an HTTP answer. Each step with its time.

Owns what each step is and what its failing is called. Signs nothing, believes nothing that comes back: whether the
platform knows this terminal is `HttpBank`'s to say. Never raises for what a network does.
"""

from __future__ import annotations

import queue
import secrets
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from terminal_app import wire
from terminal_app.bank.client import THROTTLING
from terminal_app.bank.link import LOOPBACK, Link, parsed
from terminal_app.domain.answer import NoAnswer

STEP_S = 3.0


class Finding(StrEnum):
    """How a step ended."""

    OK = "ok"
    # name
    LITERAL = "literal"
    UNKNOWN = "unknown"
    # connection
    REFUSED = "refused"
    SILENT = "silent"
    UNREACHABLE = "unreachable"
    # tls
    UNUSED = "unused"
    UNTRUSTED = "untrusted"
    OTHER_HOST = "other_host"
    OUT_OF_DATE = "out_of_date"
    BROKEN = "broken"
    # http
    PORTAL = "portal"
    BUSY = "busy"
    STATUS = "status"
    GARBLED = "garbled"


GOOD = frozenset({Finding.OK, Finding.LITERAL, Finding.UNUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: how it ended, how long it took, and what the system said."""

    finding: Finding
    ms: int
    said: str = ""


def look_up(url: str) -> Step:
    """Find the addresses of the platform's name."""
    host, port = _target(url)
    if _is_literal(host):
        return Step(finding=Finding.LITERAL, ms=0, said=host)
    answers: queue.SimpleQueue[Step] = queue.SimpleQueue()
    started = time.perf_counter()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answers.put(_step(Finding.UNKNOWN, started, str(error)))
            return
        addresses = sorted({str(one[4][0]) for one in found})
        answers.put(_step(Finding.OK, started, ", ".join(addresses[:4])))

    # The system's resolver has no deadline of its own; a thread that is late is not waited for.
    threading.Thread(target=ask, name="name-lookup", daemon=True).start()
    try:
        return answers.get(timeout=STEP_S)
    except queue.Empty:
        return _step(Finding.UNKNOWN, started, f"no answer within {STEP_S:g} s")


def connect(url: str) -> Step:
    """Open a TCP connection, and close it."""
    return _over_tcp(url, lambda connection, started: _step(Finding.OK, started, _peer(connection)))


def shake_hands(url: str) -> Step:
    """Shake hands over TLS as the terminal does: the system's roots, the name in the address."""
    if urlsplit(url).scheme != "https":
        return Step(finding=Finding.UNUSED, ms=0)
    host, _ = _target(url)

    def shake(connection: socket.socket, started: float) -> Step:
        context = ssl.create_default_context()
        try:
            with context.wrap_socket(connection, server_hostname=host) as wrapped:
                return _step(Finding.OK, started, wrapped.version() or "")
        except ssl.SSLCertVerificationError as error:
            return _step(
                _VERIFY.get(error.verify_code, Finding.UNTRUSTED), started, error.verify_message
            )
        except OSError as error:
            return _step(Finding.BROKEN, started, str(error))

    return _over_tcp(url, shake)


def ask_time(url: str) -> Step:
    """Ask the cheapest question of the interface and look whether an answer of its form comes back."""
    link = Link(url)
    link.open()
    started = time.perf_counter()
    try:
        reply = link.ask(
            "GET", f"/v1/time?nonce={secrets.token_hex(8)}", headers={}, deadline_s=STEP_S
        )
    finally:
        link.close()
    if isinstance(reply, NoAnswer):
        return _step(Finding.SILENT, started, reply.why)
    try:
        parsed(reply)
    except wire.WireError as error:
        is_page = reply.body.lstrip()[:1] == b"<"
        if is_page or 300 <= reply.status < 400:
            return _step(Finding.PORTAL, started, str(reply.status))
        finding = Finding.BUSY if reply.status in THROTTLING else Finding.GARBLED
        return _step(finding, started, f"{reply.status} {error}"[:120])
    if reply.status == 200:
        return _step(Finding.OK, started, "200")
    finding = Finding.BUSY if reply.status in THROTTLING else Finding.STATUS
    return _step(finding, started, str(reply.status))


_VERIFY = {
    9: Finding.OUT_OF_DATE,  # X509_V_ERR_CERT_NOT_YET_VALID
    10: Finding.OUT_OF_DATE,  # X509_V_ERR_CERT_HAS_EXPIRED
    62: Finding.OTHER_HOST,  # X509_V_ERR_HOSTNAME_MISMATCH
    64: Finding.OTHER_HOST,  # X509_V_ERR_IP_ADDRESS_MISMATCH
}
"""OpenSSL's x509_vfy.h; every other code is a certificate nobody here vouches for."""


def _over_tcp(url: str, then: Callable[[socket.socket, float], Step]) -> Step:
    started = time.perf_counter()
    try:
        connection = socket.create_connection(_target(url), timeout=STEP_S)
    except TimeoutError as error:
        return _step(Finding.SILENT, started, str(error))
    except ConnectionRefusedError as error:
        return _step(Finding.REFUSED, started, error.strerror or "")
    except (OSError, UnicodeError) as error:
        return _step(Finding.UNREACHABLE, started, str(error))
    with connection:
        return then(connection, started)


def _step(finding: Finding, started: float, said: str) -> Step:
    return Step(finding=finding, ms=round((time.perf_counter() - started) * 1000), said=said[:160])


def _target(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _is_literal(host: str) -> bool:
    if host in LOOPBACK:
        return True
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _peer(connection: socket.socket) -> str:
    return ":".join(str(part) for part in connection.getpeername()[:2])
