"""A question to the platform as a line of the log: what was asked, under which id, and how it ended. Quotes nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

from terminal_app import wire
from terminal_app.domain.answer import NoAnswer
from terminal_app.ports import Level, Log, What

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUEST_ID = "X-Request-Id"
DONE = frozenset({200, 201})

_ID = re.compile(r"/\d{6,}")
_ERROR = re.compile(r"([A-Za-z]{1,60}): (?:.*?\[(?:(Errno) (-?\d{1,4})|(SSL): ([A-Z_]{1,50}))\])?")
_CAUSES = {
    "no reply within": "deadline",
    "ReadTimeout": "deadline",
    "a reply over": "overlong",
    "the reply came too slowly": "too_slow",
}


class Replied(Protocol):
    """What is looked at of a reply."""

    @property
    def status(self) -> int:
        """Its HTTP status."""

    @property
    def body(self) -> bytes:
        """Its bytes."""


def note(
    log: Log, reply: Replied | NoAnswer, *, method: str, path: str, request_id: str, ms: int
) -> None:
    """Keep a line about a question and its end."""
    level = Level.WARNING
    end: dict[str, Any]
    if isinstance(reply, NoAnswer):
        end = {"why": cause_of(reply)}
    elif reply.status in DONE:
        level, end = Level.INFO, {"status": reply.status}
    else:
        end = {"status": reply.status, "code": problem_of(reply)}
    log.note(
        What.REQUEST,
        level=level,
        method=method,
        path=template_of(path),
        request_id=request_id,
        ms=ms,
        **end,
    )


def template_of(path: str) -> str:
    """The path without its question and with no id in it."""
    return _ID.sub("/{id}", path.partition("?")[0])


def cause_of(silence: NoAnswer) -> str:
    """Why there was no answer, as a code of ours or the name of the error; never the words that came with it."""
    for beginning, cause in _CAUSES.items():
        if silence.why.startswith(beginning):
            return cause
    found = _ERROR.match(silence.why)
    if found is None:
        return "other"
    kind, errno, number, tls, problem = found.groups()
    detail = f"/{errno}{number}" if errno else f"/{tls}_{problem}" if tls else ""
    return f"{kind}{detail}"


def problem_of(reply: Replied) -> str:
    """The code of problem details; «other» for a reply without one, as a captive portal's page."""
    try:
        content: Mapping[str, object] = wire.parse_object(reply.body)
    except wire.WireError:
        return "other"
    code = content.get("code")
    return code if isinstance(code, str) else "other"
