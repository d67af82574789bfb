"""The request id of a caller: written beside the call in the platform's log, and sent back with the answer.

Owns its form. Refuses to make one, and to repeat one that is not of that form.
"""

import logging
import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = b"x-request-id"
_FORM = re.compile(rb"[0-9A-Za-z-]{1,64}")

log = logging.getLogger("coupon_terminal.sandbox")


class EchoedRequestIds:
    """Every answer carries the id that its question came with; both are one line of the log."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        said = dict(scope["headers"]).get(HEADER, b"") if scope["type"] == "http" else b""
        if not _FORM.fullmatch(said):
            await self._app(scope, receive, send)
            return

        async def echoed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (HEADER, said)]
                log.info("%s %s %d", said.decode(), scope["method"], message["status"])
            await send(message)

        await self._app(scope, receive, echoed)
