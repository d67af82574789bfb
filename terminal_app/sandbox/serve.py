"""The sandbox as a running server: one ready line on stdout, logs on stderr, a clean end.

Owns the socket, the signals and the start. Refuses to say it is ready before it listens.
"""

import json
import logging
import signal
import socket
import sys
from asyncio import BaseTransport, Transport
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, cast

import platformdirs
import uvicorn
from sqlalchemy.exc import SQLAlchemyError
from uvicorn.protocols.http.h11_impl import H11Protocol

from terminal_app.sandbox.app import create_app
from terminal_app.sandbox.border import CUT
from terminal_app.sandbox.campaign_file import TRAINING, CampaignFileError, campaign_file
from terminal_app.sandbox.database import DatabaseRefusedError
from terminal_app.sandbox.faults import FaultPlanError, fault_plan_in
from terminal_app.sandbox.identity import IdentityUnreadableError
from terminal_app.sandbox.office import Office, open_office

HOST = "127.0.0.1"
STOPPED, ENVIRONMENT = 0, 3
_FOLDER = "sandbox"
_GRACE_S = 5

log = logging.getLogger("coupon_terminal.sandbox")


def say(line: str) -> None:
    """Write one line to stdout and let it out at once."""
    print(line, flush=True)


def serve(
    *,
    port: int = 0,
    database: str | None = None,
    campaign: str | None = None,
    faults: Path | None = None,
    data_dir: Path | None = None,
    announce: Callable[[str], None] = say,
) -> int:
    """Serve until SIGTERM or SIGINT; return the exit status.

    `announce` gets the ready line, one JSON object with `url`, `activation_code`, `admin_token`.
    """
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(message)s")
    folder = (data_dir or platformdirs.user_data_path("coupon-terminal")) / _FOLDER
    try:
        listener = _listener(port)
    except OSError as failure:
        log.error("port %d: %s", port, failure.strerror)
        return ENVIRONMENT
    with listener:
        try:
            office = open_office(
                folder=folder,
                source=campaign_file(campaign or TRAINING),
                database_url=database,
                faults=fault_plan_in(faults),
            )
        except (CampaignFileError, FaultPlanError, IdentityUnreadableError) as defect:
            log.error("%s", defect)
            return ENVIRONMENT
        except (DatabaseRefusedError, SQLAlchemyError, OSError) as failure:
            # Without SQLAlchemy's own line about where to read of it.
            log.error("%s: %s", database or folder, getattr(failure, "orig", None) or failure)
            return ENVIRONMENT
        try:
            _run(office, listener, announce)
        finally:
            office.database.close()
    return STOPPED


class _Server(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


class _CuttableProtocol(H11Protocol):
    """A connection that the fault plan may cut."""

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(cast(Transport, transport))
        self.app_state: dict[str, Any] = {**self.app_state, CUT: cast(Transport, transport).abort}


def _listener(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        raise
    return listener


def _run(office: Office, listener: socket.socket, announce: Callable[[str], None]) -> None:
    ready_line = json.dumps(
        {
            "url": f"http://{HOST}:{listener.getsockname()[1]}",
            "activation_code": office.identity.activation_code,
            "admin_token": office.identity.admin_token,
        }
    )
    config = uvicorn.Config(
        create_app(office),
        http=_CuttableProtocol,
        ws="none",
        lifespan="off",
        date_header=False,
        server_header=False,
        proxy_headers=False,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=_GRACE_S,
    )
    # uvicorn raises the signal again once it has shut down; a clean end is not a death by signal.
    previous = [(name, signal.signal(name, _ended)) for name in (signal.SIGTERM, signal.SIGINT)]
    try:
        _Server(config, lambda: announce(ready_line)).run(sockets=[listener])
    finally:
        for name, handler in previous:
            signal.signal(name, handler)


def _ended(_signal: int, _frame: FrameType | None) -> None:
    log.info("stopped")
