"""The border of the platform: what every request meets before a route, every answer after it.

Owns the bound on bodies, strict JSON, the Date header and the faults of the plan. Refuses to know
what a request means.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable

from fastapi.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from terminal_app.sandbox.canonical import JsonRefusedError, strict_json
from terminal_app.sandbox.clock import PlatformClock, http_date
from terminal_app.sandbox.faults import Action, Fault, FaultPlan
from terminal_app.sandbox.problems import problem_response

BODY_BYTES_MAX = 256 * 1024
# Where the server leaves a function that cuts the connection (see `serve.py`).
CUT = "coupon_cut"
_PLAN_PATH = "/sandbox/faults"
_JWS_SIGNATURE = re.compile(rb'"(eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+"')
_PORTAL = "<!doctype html><title>Login</title><h1>Please sign in to the network</h1>"


class ConnectionCutError(ConnectionError):
    """The connection was cut on purpose where no server stands around the application."""


class DatedAnswers:
    """Every answer carries the platform's time, not the machine's."""

    def __init__(self, app: ASGIApp, clock: PlatformClock) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                date = http_date(self._clock.now_ms()).encode("ascii")
                message["headers"] = [
                    *message["headers"],
                    (b"date", date),
                    (b"cache-control", b"no-store"),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"no-referrer"),
                ]
            await send(message)

        await self._app(scope, receive, dated if scope["type"] == "http" else send)


class BoundedBodies:
    """A body is read whole, within its bound, and is JSON as the protocol allows it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = await _whole_body(receive)
        refusal = _refusal(body)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        assert body is not None, "an absent body was refused"
        await self._app(scope, _replay(body, receive), send)


class PlannedFaults:
    """Requests go wrong as the plan in force says."""

    def __init__(self, app: ASGIApp, plan: FaultPlan) -> None:
        self._app = app
        self._plan = plan
        self._last: dict[str, list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        if scope["type"] != "http" or scope["path"] == _PLAN_PATH:
            await self._app(scope, receive, send)
            return
        final: Fault | None = None
        for fault in self._plan.faults_for(scope["method"], scope["path"]):
            if fault.action is Action.DELAY:
                await asyncio.sleep(fault.number / 1000)
            else:
                final = fault
        if final is not None and await self._instead(final, scope, receive, send):
            return
        messages = await self._answer_of_app(scope, receive)
        before = self._last.get(scope["path"])
        self._last[scope["path"]] = messages
        if final is None:
            await _send_all(messages, send)
        else:
            await _spoilt(final, messages, before, scope, receive, send)

    async def _instead(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> bool:
        """Let the request fail before the platform saw it, if that is the fault."""
        match fault.action:
            case Action.DROP_BEFORE:
                await _cut(scope, receive)
            case Action.STATUS:
                await _status(fault.number)(scope, receive, send)
            case Action.HTML:
                await HTMLResponse(_PORTAL)(scope, receive, send)
            case _:
                return False
        return True

    async def _answer_of_app(self, scope: Scope, receive: Receive) -> list[Message]:
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, keep)
        return messages


async def _spoilt(
    fault: Fault,
    messages: list[Message],
    before: list[Message] | None,
    scope: Scope,
    receive: Receive,
    send: Send,
) -> None:
    """Spoil an answer after the platform booked."""
    match fault.action:
        case Action.DROP_AFTER_BOOKING:
            await _cut(scope, receive)
        case Action.STATUS_AFTER_BOOKING:
            await _status(fault.number)(scope, receive, send)
        case Action.TRUNCATE:
            await send(messages[0])
            body = _body(messages)
            await send(
                {"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True}
            )
            await _cut(scope, receive)
        case Action.GARBAGE:
            garbage = Response(b"\x00\xff{]" * 40, media_type="application/json")
            await garbage(scope, receive, send)
        case Action.STALE_ANSWER:
            await _send_all(before or messages, send)
        case Action.UNSIGNED:
            unsigned = _JWS_SIGNATURE.sub(rb'"\1."', _body(messages))
            response = Response(
                unsigned, status_code=messages[0]["status"], media_type="application/json"
            )
            await response(scope, receive, send)
        case _:
            raise AssertionError(f"{fault.action} does not spoil an answer")


def _status(status: int) -> Response:
    return problem_response(status, "fault", "as the fault plan says")


def _body(messages: list[Message]) -> bytes:
    return b"".join(message.get("body", b"") for message in messages[1:])


async def _send_all(messages: list[Message], send: Send) -> None:
    for message in messages:
        await send(dict(message))


async def _cut(scope: Scope, receive: Receive) -> None:
    cut: Callable[[], None] | None = scope.get("state", {}).get(CUT)
    if cut is None:
        raise ConnectionCutError("the connection was cut as the fault plan says")
    cut()
    # Once the server has seen its connection go it asks for no answer any more.
    while (await receive())["type"] != "http.disconnect":
        pass


async def _whole_body(receive: Receive) -> bytes | None:
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > BODY_BYTES_MAX:
            return None
        more = message.get("more_body", False)
    return bytes(body)


def _refusal(body: bytes | None) -> Response | None:
    if body is None:
        return problem_response(413, "body_too_large", f"more than {BODY_BYTES_MAX} bytes")
    try:
        if body:
            strict_json(body)
    except JsonRefusedError as defect:
        return problem_response(400, "json_malformed", str(defect))
    return None


def _replay(body: bytes, receive: Receive) -> Callable[[], Awaitable[Message]]:
    unread = [body]

    async def again() -> Message:
        if unread:
            return {"type": "http.request", "body": unread.pop(), "more_body": False}
        return await receive()

    return again
