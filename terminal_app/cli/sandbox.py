"""sandbox serve, claim, present, suspend, resume: the bank's side, for training and checks."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from terminal_app.cli.output import Done, Output, Result
from terminal_app.cli.session import folder_of
from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble
from terminal_app.sandbox.admin import SandboxAdmin, SandboxRefused, SandboxUnreachable


def serve(options: argparse.Namespace, _output: Output) -> Result:
    """Run the platform until SIGTERM; its one line on stdout says when it is ready."""
    if find_spec("fastapi") is None or find_spec("uvicorn") is None:
        raise EnvironmentTrouble(Trouble.SANDBOX_MISSING)
    from terminal_app.sandbox.serve import say
    from terminal_app.sandbox.serve import serve as serve_platform

    def announce(ready_line: str) -> None:
        if options.activation_qr is not None:
            _write_picture(options.activation_qr, _activation_text(ready_line))
        say(ready_line)

    status = serve_platform(
        port=options.port,
        database=options.database,
        campaign=options.campaign,
        faults=None if options.faults is None else Path(options.faults),
        data_dir=folder_of(options),
        announce=announce,
    )
    raise SystemExit(status)


def claim(options: argparse.Namespace, output: Output) -> Result:
    """A shopper claims a coupon."""
    claimed = asked(options, lambda admin: admin.claim(options.user, options.type))
    if isinstance(claimed, Refused):
        return claimed
    line = output.words.say(
        "cli-claimed", coupon=claimed["coupon_id"], type=options.type, round=claimed["round"]
    )
    return Done(content=claimed, lines=(line, f"{options.url}{claimed['wallet']}"))


def present(options: argparse.Namespace, _output: Output) -> Result:
    """A fresh presentation, as the shopper's app would show it."""
    shown = asked(options, lambda admin: admin.present(options.coupon))
    if isinstance(shown, Refused):
        return shown
    if options.picture_out is not None:
        _write_picture(options.picture_out, shown["code"])
    return Done(content=shown, lines=(shown["code"], shown["expires_at"]))


def suspend(options: argparse.Namespace, output: Output) -> Result:
    """Suspend a store."""
    standing = asked(options, lambda admin: admin.suspend(options.store, options.reason))
    if isinstance(standing, Refused):
        return standing
    return Done(content=standing, lines=(output.words.say("cli-suspended", store=options.store),))


def resume(options: argparse.Namespace, output: Output) -> Result:
    """Take a store back."""
    standing = asked(options, lambda admin: admin.resume(options.store, options.reason))
    if isinstance(standing, Refused):
        return standing
    return Done(content=standing, lines=(output.words.say("cli-resumed", store=options.store),))


def _activation_text(ready_line: str) -> str:
    """What the picture says from which a terminal is enrolled (docs/protocol.md, «Enrolment»)."""
    ready = json.loads(ready_line)
    return f"CTA1;{ready['url']};{ready['activation_code']}"


def _write_picture(path: Path, text: str) -> None:
    try:
        path.write_bytes(qr_png(text))
    except OSError as error:
        raise EnvironmentTrouble(
            Trouble.FILE_UNWRITABLE, file=str(path), problem=str(error)
        ) from error


def qr_png(code: str) -> bytes:
    """A code as the shopper's phone would show it: numeric mode, level M, a quiet zone of four modules."""
    import io

    import qrcode

    symbol = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, box_size=8, border=4)
    symbol.add_data(code, optimize=0)
    picture = io.BytesIO()
    symbol.make_image().save(picture, format="PNG")
    return picture.getvalue()


def asked(
    options: argparse.Namespace, ask: Callable[[SandboxAdmin], dict[str, Any]]
) -> dict[str, Any] | Refused:
    """Ask the sandbox that the options name; its «no» is a refusal, its silence a trouble."""
    try:
        return ask(SandboxAdmin(options.url, options.admin_token))
    except SandboxRefused as refused:
        return Refused(
            reason=Reason.PLATFORM_REFUSED, facts={"code": refused.code, "why": refused.message}
        )
    except SandboxUnreachable as error:
        raise EnvironmentTrouble(Trouble.SANDBOX_STOPPED, url=options.url) from error
