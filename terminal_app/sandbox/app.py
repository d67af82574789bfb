"""The platform as an ASGI application.

Owns how routes, border and problems are put together. Refuses to open anything: it is given an
office that is open.
"""

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from starlette.types import ASGIApp

from terminal_app.sandbox import (
    bureau_api,
    identity_api,
    monitor_api,
    sales_api,
    sandbox_api,
    statements_api,
    terminal_api,
    wallet_api,
)
from terminal_app.sandbox.border import BoundedBodies, DatedAnswers, PlannedFaults
from terminal_app.sandbox.office import Office
from terminal_app.sandbox.problems import answer_with_problems, documented
from terminal_app.sandbox.request_id import EchoedRequestIds

_WELCOME = """家电消费券平台（培训用）
The stand-in for the bank's coupon platform. Interface: /openapi.json
"""


def create_app(office: Office) -> ASGIApp:
    """Put an open platform behind its routes."""
    app = FastAPI(
        title="Coupon platform (sandbox)",
        version="1",
        description="The stand-in for the bank's coupon platform. The prose is docs/protocol.md.",
        # The viewers load their scripts from other people's servers; the document is enough.
        docs_url=None,
        redoc_url=None,
    )
    app.state.office = office
    answer_with_problems(app)
    app.include_router(terminal_api.router)
    app.include_router(identity_api.router)
    app.include_router(sales_api.router)
    app.include_router(statements_api.router)
    app.include_router(sandbox_api.router)
    app.include_router(statements_api.desk)
    app.include_router(bureau_api.router)
    app.include_router(monitor_api.router)
    app.include_router(wallet_api.router)
    app.get("/sandbox/", response_class=PlainTextResponse, responses=documented())(_welcome)
    answering = PlannedFaults(BoundedBodies(DatedAnswers(app, office.clock)), office.faults)
    return EchoedRequestIds(answering)


def _welcome() -> str:
    """Say what this is, and nothing else."""
    return _WELCOME
