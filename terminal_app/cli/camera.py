"""camera: which cameras there are, and one code read by one of them."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from terminal_app import config, devices
from terminal_app.cli.output import Done, Output, Result
from terminal_app.cli.parser import Usage
from terminal_app.cli.session import folder_of
from terminal_app.domain.refusal import EnvironmentTrouble, Refused, Trouble
from terminal_app.scanner.text import ScannedText

TIMEOUT_S_RANGE = (0.1, 600.0)
LOOKS_MAX = 60_000


def list_devices(options: argparse.Namespace, output: Output) -> Result:  # noqa: ARG001 - every command is called so
    """Each camera of this PC, with the size of its picture."""
    from terminal_app.scanner.cameras import list_cameras

    found = [
        {"device": one.device, "name": one.name, "width": one.width, "height": one.height}
        for one in list_cameras()
    ]
    say = output.words.say
    lines = [
        say("cli-camera-device", **{key: str(fact) for key, fact in one.items()}) for one in found
    ]
    return Done(content={"devices": found}, lines=tuple(lines or [say("cli-camera-none")]))


def read(options: argparse.Namespace, output: Output) -> Result:
    """The first code that counts; when the time is up, what was in view instead is the answer."""
    least, most = TIMEOUT_S_RANGE
    if not least <= options.timeout <= most:
        raise Usage(f"--timeout {least} … {most}", 2)
    folder = folder_of(options)
    finder = devices.camera(folder, _device(options.device, folder))
    if finder.missing is not None:
        raise finder.missing
    started_s = time.monotonic()
    refused: Refused | None = None
    frames = 0
    finder.open()
    try:
        for _ in range(LOOKS_MAX):
            left_s = options.timeout - (time.monotonic() - started_s)
            reading = finder.read(within_s=max(left_s, 0.0))
            frames = reading.number
            took_ms = round((time.monotonic() - started_s) * 1000)
            if isinstance(reading.found, ScannedText):
                return _done(reading.found, frames, took_ms, output)
            refused = reading.found or refused
            if took_ms >= options.timeout * 1000:
                break
    except EnvironmentTrouble as met:
        is_over = frames > 0 and time.monotonic() - started_s >= options.timeout
        # The end of a film, or a plug pulled: what was in view till then says more.
        if not is_over and (refused is None or met.trouble is not Trouble.CAMERA_LOST):
            raise
    finally:
        finder.release()
    if refused is not None:
        return refused
    raise EnvironmentTrouble(Trouble.CAMERA_WITHOUT_CODE, frames=frames)


def _done(scanned: ScannedText, frames: int, took_ms: int, output: Output) -> Done:
    content = {"text": scanned.text, "kind": scanned.kind.value, "frames": frames, "ms": took_ms}
    facts = {key: str(fact) for key, fact in content.items()}
    return Done(content=content, lines=(output.words.say("cli-camera-read", **facts),))


def _device(given: str | None, folder: Path) -> int | str:
    if given is None:
        return config.load(folder).camera.device
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= 2 else given
