"""Refusals of a call, as problem details (RFC 9457) with a stable code.

Owns the form of every error the platform answers. Refuses to sign one: to a terminal an error is
never an answer about an event.
"""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DataError, OperationalError
from starlette.exceptions import HTTPException

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 2
_CODES = {404: "not_found", 405: "method_not_allowed"}


class Problem(Exception):
    """A call that is refused; leaves every route as problem details."""

    def __init__(self, status: int, code: str, detail: str, **members: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.members = members


def problem_response(
    status: int, code: str, detail: str, members: Mapping[str, Any] | None = None
) -> JSONResponse:
    """Write problem details; «not now» says when to come back."""
    content = {"type": "about:blank", "status": status, "code": code, "detail": detail}
    headers = {"Retry-After": str(RETRY_AFTER_S)} if status in (429, 503) else None
    return JSONResponse(
        {**content, **(members or {})}, status_code=status, headers=headers, media_type=MEDIA_TYPE
    )


def answer_with_problems(app: FastAPI) -> None:
    """Let every error of the app leave as problem details."""
    app.add_exception_handler(Problem, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _standard)
    app.add_exception_handler(OperationalError, _busy)
    app.add_exception_handler(DataError, _not_storable)


async def _refused(_request: Request, refused: Exception) -> JSONResponse:
    assert isinstance(refused, Problem)
    return problem_response(refused.status, refused.code, refused.detail, refused.members)


async def _invalid(_request: Request, invalid: Exception) -> JSONResponse:
    assert isinstance(invalid, RequestValidationError)
    first = invalid.errors()[0]
    where = ".".join(str(step) for step in first["loc"])
    # The value itself is not repeated: it may be a code or somebody's number.
    return problem_response(422, "request_invalid", f"{where}: {first['msg']}")


async def _standard(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = _CODES.get(error.status_code, "refused")
    response = problem_response(error.status_code, code, str(error.detail))
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


async def _busy(_request: Request, _error: Exception) -> JSONResponse:
    return problem_response(503, "busy", "the platform's database cannot be used now")


async def _not_storable(_request: Request, _error: Exception) -> JSONResponse:
    return problem_response(422, "request_invalid", "a value that the database cannot hold")


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe, for the OpenAPI document, the problems a route may answer."""
    schema = {
        "type": "object",
        "required": ["type", "status", "code", "detail"],
        "properties": {
            "type": {"type": "string"},
            "status": {"type": "integer"},
            "code": {"type": "string"},
            "detail": {"type": "string"},
        },
    }
    return {
        status: {"description": "Problem details", "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in (400, 405, 413, 422, 503, *statuses)
    }
