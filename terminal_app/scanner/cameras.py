"""Which cameras this PC has, and what reads them.

Owns the asking: of the system where it tells, of each number where it does not. A listed camera is closed
again at once; none is chosen here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from terminal_app.domain.refusal import EnvironmentTrouble
from terminal_app.scanner.camera import (
    CAMERA_LIMITS,
    Camera,
    CameraLimits,
    Device,
    OpenCapture,
    is_hanging,
    support_missing,
)
from terminal_app.scanner.sight import CameraDevice

_LISTING = CameraLimits(first_frame_s=5.0)
CAMERAS_MAX = 8


def library_version() -> str:
    """The version of the library, without loading it; empty when it came in a way of its own."""
    try:
        return version("opencv-python-headless")
    except PackageNotFoundError:
        return ""


def camera_names() -> dict[int, str] | None:
    """The cameras of this PC by number, without opening one; None where the system does not tell."""
    if sys.platform != "linux":
        return None
    found = {}
    for entry in sorted(Path("/sys/class/video4linux").glob("video*"))[:64]:
        number = entry.name.removeprefix("video")
        # The first node of a camera gives pictures; the others give notes about them.
        if number.isdecimal() and _said(entry / "index") in {"", "0"}:
            found[int(number)] = _said(entry / "name")[:80] or f"camera {number}"
    return dict(sorted(found.items())[:CAMERAS_MAX])


def list_cameras(
    *,
    limits: CameraLimits = CAMERA_LIMITS,
    open_capture: OpenCapture | None = None,
    going_on: Callable[[], bool] = lambda: True,
) -> tuple[CameraDevice, ...]:
    """The cameras of this PC, each opened for a moment to learn its size, while `going_on` holds.

    Where the system does not tell, numbers are tried up to the first that does not open.
    """
    missing = support_missing()
    if missing is not None:
        raise missing
    names = camera_names() if open_capture is None else None
    found: list[CameraDevice] = []
    for number in names if names is not None else range(CAMERAS_MAX):
        if not going_on():
            break
        width, height = _size_of(number, limits, open_capture)
        if names is None and not width:
            break
        name = f"camera {number}" if names is None else names[number]
        found.append(CameraDevice(device=number, name=name, width=width, height=height))
    return tuple(found)


def devices_here(going_on: Callable[[], bool]) -> tuple[Device, ...]:
    """The cameras of this PC by number; they are opened only where the system does not tell."""
    names = camera_names()
    if names is not None:
        return tuple(names)
    return tuple(one.device for one in list_cameras(limits=_LISTING, going_on=going_on))


def _size_of(
    number: int, limits: CameraLimits, open_capture: OpenCapture | None
) -> tuple[int, int]:
    if is_hanging(number):
        return 0, 0
    camera = Camera(number, limits=limits, open_capture=open_capture)
    try:
        height, width = camera.frame().pixels.shape
    except EnvironmentTrouble:
        return 0, 0
    finally:
        camera.close()
        camera.wait_released()
    return width, height


def _said(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
