"""A camera as a scanner: opens one within bounds and gives its newest frame.

Owns the thread that keeps a camera's buffer empty, the deadlines on it, and which code why it does not
work. It decodes nothing, lists and chooses no camera and draws nothing. cv2 is imported when a camera is opened
and not before; where it is missing that is said with the remedy.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from math import inf
from pathlib import Path
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, Any, Protocol

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.scanner.sight import Box, Preview

if TYPE_CHECKING:
    from PIL.Image import Image

    # numpy is not always there, and its arrays only pass through.
    Pixels = Any

Device = int | str


class Capture(Protocol):
    """What of `cv2.VideoCapture` is used."""

    def isOpened(self) -> bool:  # noqa: N802 - the name is cv2's
        """Whether frames can be asked for."""
        ...

    def read(self) -> tuple[bool, Pixels]:
        """The next frame; blocks until there is one."""
        ...

    def get(self, prop: int, /) -> float:
        """A figure about the source."""
        ...

    def release(self) -> None:
        """Let go of the device."""
        ...


OpenCapture = Callable[[Device], Capture]


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraLimits:
    """What a camera may cost. Windows needs two to five seconds for the first frame of some."""

    width: int = 1280
    height: int = 720
    """Asked for; what a camera gives instead is made smaller if it is larger than `pixels_max`."""
    pixels_max: int = 2_100_000
    first_frame_s: float = 8.0
    frame_s: float = 3.0
    """No frame for so long, after there were some: it was unplugged, or hangs."""
    misses_max: int = 10
    """Reads in a row without a frame; single ones occur on a busy USB bus."""
    release_s: float = 2.0


CAMERA_LIMITS = CameraLimits()
MISS_GAP_S = 0.05
FILM_FPS_RANGE = (1.0, 60.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """One frame of a camera, in 8-bit grey."""

    number: int
    pixels: Pixels

    def image(self) -> Image:
        """The whole frame, as the decoders want it."""
        from PIL import Image

        return Image.fromarray(self.pixels)

    def preview(self, box: Box) -> Preview:
        """The frame made small enough for a box, its proportions kept."""
        cv2 = _cv2()
        height, width = self.pixels.shape
        scale = min(box.width / width, box.height / height)
        size = (max(int(width * scale), 1), max(int(height * scale), 1))
        small = cv2.resize(self.pixels, size, interpolation=cv2.INTER_AREA)
        return Preview(width=size[0], height=size[1], grey=small.tobytes())


class Camera:
    """One opened camera; a thread of its own reads it, so that the newest frame is never an old one.

    Every call may raise EnvironmentTrouble with the reason why there is no frame; the camera is closed then.
    """

    def __init__(
        self,
        device: Device,
        *,
        limits: CameraLimits = CAMERA_LIMITS,
        open_capture: OpenCapture | None = None,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self.device = device
        self.released = Event()
        """Set once the device is free for somebody else."""
        self._limits = limits
        self._open_capture = open_capture or _opened(limits)
        self._monotonic_s = monotonic_s
        self._changed = Condition()
        self._closed = Event()
        self._newest: tuple[int, Pixels] = (0, None)
        self._trouble: EnvironmentTrouble | None = None
        if is_hanging(device):
            raise EnvironmentTrouble(Trouble.CAMERA_SILENT, camera=str(device))
        _LATEST[device] = (self._closed, self.released)
        # A read can hang in the driver for good: such a thread must not keep the program from ending.
        Thread(target=self._watch, name="camera", daemon=True).start()

    def frame(self, *, after: int = 0, within_s: float = inf) -> Frame:
        """The newest frame with a number over `after`; waits for one within the deadlines, and `within_s`."""
        wait_s = self._limits.frame_s if self._newest[0] else self._limits.first_frame_s
        wait_s = min(wait_s, within_s)
        with self._changed:
            came = self._changed.wait_for(
                lambda: self._newest[0] > after or self._trouble is not None, timeout=wait_s
            )
            number, pixels = self._newest
            trouble = self._trouble
        if number > after:
            return Frame(number=number, pixels=_grey(pixels, self._limits.pixels_max))
        self.close()
        if trouble is None or not came:
            trouble = self._without_frames()
        raise trouble

    @property
    def is_closed(self) -> bool:
        """Whether no more frames will come."""
        return self._closed.is_set() or self.released.is_set()

    def close(self) -> None:
        """Let go of the device, as soon as the read under way is over; returns at once."""
        self._closed.set()
        self._fail(Trouble.CAMERA_LOST)

    def wait_released(self) -> bool:
        """Wait until the device is free; False when its driver does not let go of it."""
        return self.released.wait(self._limits.release_s)

    def _watch(self) -> None:
        try:
            # cv2.error, which has no common base, and whatever a driver's binding raises: the reason is
            # lost with it, but that there are no frames is told by `finally`.
            self._read(self._open_capture(self.device))
        except (_cv2_error(), OSError, ValueError):
            self._fail(_unopened(self.device))
        finally:
            self.released.set()
            self._fail(Trouble.CAMERA_LOST)

    def _read(self, capture: Capture) -> None:
        try:
            if not capture.isOpened():
                self._fail(_unopened(self.device))
                return
            gap_s = _film_gap_s(self.device, capture)
            misses = 0
            while misses < self._limits.misses_max and not self._closed.is_set():
                came, pixels = capture.read()
                if came and pixels is not None and pixels.size:
                    misses = 0
                    self._show(pixels)
                else:
                    misses += 1
                self._closed.wait(gap_s if came else MISS_GAP_S)
            self._fail(Trouble.CAMERA_LOST if self._newest[0] else Trouble.CAMERA_SILENT)
        finally:
            capture.release()

    def _show(self, pixels: Pixels) -> None:
        with self._changed:
            self._newest = (self._newest[0] + 1, pixels)
            self._changed.notify_all()

    def _fail(self, trouble: Trouble) -> None:
        """The first reason counts; the others follow from it."""
        with self._changed:
            if self._trouble is None:
                self._trouble = EnvironmentTrouble(trouble, camera=str(self.device))
            self._changed.notify_all()

    def _without_frames(self) -> EnvironmentTrouble:
        trouble = Trouble.CAMERA_LOST if self._newest[0] else Trouble.CAMERA_SILENT
        return EnvironmentTrouble(trouble, camera=str(self.device))


_LATEST: dict[Device, tuple[Event, Event]] = {}
"""Of each device, whether the camera last made for it was closed, and whether it let go."""


def is_hanging(device: Device) -> bool:
    """Whether the driver has not let go of a device that was closed: each further try would cost a thread for good."""
    closed, released = _LATEST.get(device, (None, None))
    return closed is not None and released is not None and closed.is_set() and not released.is_set()


def support_missing() -> EnvironmentTrouble | None:
    """Why no camera can be used at all; None when the library is there."""
    if find_spec("cv2") is None:
        return EnvironmentTrouble(Trouble.CAMERA_SUPPORT_MISSING)
    return None


def _grey(pixels: Pixels, pixels_max: int) -> Pixels:
    cv2 = _cv2()
    grey = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    height, width = grey.shape
    if width * height <= pixels_max:
        return grey
    scale = (pixels_max / (width * height)) ** 0.5
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _cv2() -> Any:
    # Its warnings would be written over the screen.
    os.environ.setdefault("OPENCV_LOG_LEVEL", "OFF")
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    # Without this Media Foundation takes up to half a minute to open a camera.
    os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
    try:
        import cv2
    except ImportError as error:
        raise EnvironmentTrouble(Trouble.CAMERA_SUPPORT_MISSING) from error
    return cv2


def _cv2_error() -> type[Exception]:
    error: type[Exception] = _cv2().error
    return error


def _opened(limits: CameraLimits) -> OpenCapture:
    _cv2()

    def open_capture(device: Device) -> Capture:
        cv2 = _cv2()
        if isinstance(device, str) and not Path(device).exists():
            # A name that is no file could be an address; this program looks at no camera in a network.
            return _Closed()
        capture = _captured(cv2, device)
        if not _is_film(device):
            for name, value in (
                # Compressed frames: a USB 2 camera gives ten uncompressed ones a second at this size.
                ("CAP_PROP_FOURCC", cv2.VideoWriter.fourcc(*"MJPG")),
                ("CAP_PROP_FRAME_WIDTH", limits.width),
                ("CAP_PROP_FRAME_HEIGHT", limits.height),
                ("CAP_PROP_BUFFERSIZE", 1),
            ):
                capture.set(getattr(cv2, name), value)
        opened: Capture = capture
        return opened

    return open_capture


def _captured(cv2: Any, device: Device) -> Any:
    if isinstance(device, int) and sys.platform == "win32":
        # DirectShow opens at once where Media Foundation takes seconds.
        capture = cv2.VideoCapture(device, cv2.CAP_DSHOW)
        if capture.isOpened():
            return capture
        capture.release()
    return cv2.VideoCapture(device)


class _Closed:
    """A capture of nothing."""

    def isOpened(self) -> bool:  # noqa: N802 - the name is cv2's
        return False

    def read(self) -> tuple[bool, Pixels]:
        return False, None

    def get(self, prop: int, /) -> float:  # noqa: ARG002 - the shape of cv2's
        return 0.0

    def release(self) -> None:
        return


def _is_film(device: Device) -> bool:
    return isinstance(device, str) and Path(device).is_file()


def _film_gap_s(device: Device, capture: Capture) -> float:
    """The time from frame to frame of a film; a camera sets its own pace."""
    if not _is_film(device):
        return 0.0
    least, most = FILM_FPS_RANGE
    return 1 / min(max(capture.get(_cv2().CAP_PROP_FPS), least), most)


def _unopened(device: Device) -> Trouble:
    """Why a device did not open, as far as the system tells."""
    path = Path(f"/dev/video{device}" if isinstance(device, int) else device)
    if isinstance(device, str) or sys.platform == "linux":
        if not path.exists():
            return Trouble.CAMERA_NOT_FOUND
        if not os.access(path, os.R_OK if _is_film(device) else os.R_OK | os.W_OK):
            return Trouble.CAMERA_FORBIDDEN
    return Trouble.CAMERA_BUSY
