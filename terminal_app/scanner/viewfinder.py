"""The store's camera as a scanner: one frame at a time, judged.

Owns which camera is looked through, how long a frame may be decoded, and when what a frame says counts.
It opens no device itself, keeps no settings and knows no screen.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import inf
from threading import Lock
from typing import TYPE_CHECKING, assert_never

from terminal_app.domain.refusal import EnvironmentTrouble, Refused, Trouble
from terminal_app.scanner.barcode import find_codes
from terminal_app.scanner.camera import Camera, Device, Frame, support_missing
from terminal_app.scanner.cameras import devices_here
from terminal_app.scanner.chosen import chosen
from terminal_app.scanner.sight import Box, Preview, Reading
from terminal_app.scanner.text import Kind, ScannedText

if TYPE_CHECKING:
    from PIL.Image import Image

DECODE_S = 0.12
"""No further attempt on a frame starts after this: the next frame is another try."""

FRAMES_OF_BARS, FRAMES_AFTER_TWO = 2, 4
"""Frames running that have to say the same: of a barcode, and of a coupon after two were seen."""

LIST_S = 10.0
"""No further camera is opened after this, to learn which one is the next."""

RELEASE_S = 1.0
SWITCHES_MAX = 8
"""How often a look may begin again because another camera was chosen."""


@dataclass(slots=True, kw_only=True, eq=False)
class _InUse:
    """A camera with the numbers of its frames that were looked at and read: another one counts from 1 again."""

    camera: Camera
    is_left: bool = False
    """Closed for another one, which is no trouble of this one."""
    looked: int = 0
    read: int = 0


class Viewfinder:
    """Looks through one camera; another one may be chosen, and is remembered.

    `look` and `read` run in worker threads, one of each at a time, so that a frame that is hard to read
    does not stop the picture; the others return at once, but for `release`.
    """

    def __init__(
        self,
        device: Device,
        *,
        remember: Callable[[Device], None],
        not_ours: Callable[[str], Refused],
        open_camera: Callable[[Device], Camera] = Camera,
        devices: Callable[[Callable[[], bool]], Sequence[Device]] = devices_here,
    ) -> None:
        self._device = device
        self._remember = remember
        self._not_ours = not_ours
        self._open_camera = open_camera
        self._devices = devices
        self._lock = Lock()
        self._using: _InUse | None = None
        self._is_open = False
        self._agreed = ""
        self._agreeing = 0
        self._is_doubted = False
        self._opening = Lock()
        self._wants_next = self._is_new = False

    @property
    def device(self) -> Device:
        """The camera in use: its number or path."""
        return self._device

    @property
    def missing(self) -> EnvironmentTrouble | None:
        """Why no camera can be used at all."""
        return support_missing()

    def look(self, box: Box) -> Preview:
        """The next frame, as it looks; raises EnvironmentTrouble when there is none."""
        using, frame = self._next_frame(lambda one: one.looked)
        using.looked = frame.number
        if self._gives_first_picture(using):
            self._remember(using.camera.device)
        return frame.preview(box)

    def read(self, *, within_s: float = inf) -> Reading:
        """What the next frame says; raises EnvironmentTrouble when there is none, or none in time."""
        using, frame = self._next_frame(lambda one: one.read, within_s)
        using.read = frame.number
        return Reading(number=frame.number, found=self._judged(_texts_in(frame.image())))

    def choose_next(self) -> None:
        """Look through the next camera from now on; it is remembered once it gives a picture."""
        self._wants_next = True

    def open(self) -> None:
        """Allow looks from now on; the first one opens the device."""
        with self._lock:
            self._is_open = True
            self._is_doubted = False

    def close(self) -> None:
        """Let go of the device; a look that is late does not open it again."""
        with self._lock:
            self._is_open = False
            if self._using is not None:
                self._using.camera.close()

    def release(self) -> None:
        """Let go of the device and wait until it is free, but not for long.

        A program must not end while its library is still reading a frame.
        """
        self.close()
        if self._using is not None:
            self._using.camera.released.wait(RELEASE_S)

    def _gives_first_picture(self, using: _InUse) -> bool:
        with self._lock:
            is_first = self._is_new and using is self._using and not using.is_left
            self._is_new = self._is_new and not is_first
        return is_first

    def _next_frame(
        self, last: Callable[[_InUse], int], within_s: float = inf
    ) -> tuple[_InUse, Frame]:
        """A frame after the last one; of the camera that was chosen meanwhile, if one was."""
        for _ in range(SWITCHES_MAX):
            using = self._current()
            try:
                return using, using.camera.frame(after=last(using), within_s=within_s)
            except EnvironmentTrouble:
                if not using.is_left:
                    raise
        raise EnvironmentTrouble(Trouble.CAMERA_LOST, camera=str(self._device))

    def _current(self) -> _InUse:
        with self._opening:
            if self._wants_next:
                self._switch()
            return self._opened()

    def _opened(self) -> _InUse:
        before = self._using
        if before is not None and before.camera.is_closed:
            before.camera.wait_released()
        with self._lock:
            if not self._is_open:
                raise EnvironmentTrouble(Trouble.CAMERA_LOST, camera=str(self._device))
            if self._using is None or self._using.camera.is_closed:
                self._using = _InUse(camera=self._open_camera(self._device))
            return self._using

    def _switch(self) -> None:
        self._wants_next = False
        if self._using is not None:
            self._using.is_left = True
            self._using.camera.close()
            self._using.camera.wait_released()
        ends_s = time.monotonic() + LIST_S
        devices = self._devices(lambda: self._is_open and time.monotonic() < ends_s)
        if not devices:
            raise EnvironmentTrouble(Trouble.CAMERA_NOT_FOUND)
        at = devices.index(self._device) + 1 if self._device in devices else 0
        self._is_new = self._device != devices[at % len(devices)]
        self._device = devices[at % len(devices)]

    def _judged(self, texts: Iterable[str]) -> ScannedText | Refused | None:
        """A coupon or a slip counts at once, both have a check; bars must say the same in two frames running.

        After two coupons one counts only alone in several frames running: a hard frame may hide the other.
        """
        found = chosen(texts)
        text = found.text if isinstance(found, ScannedText) else ""
        self._agreeing = self._agreeing + 1 if text and text == self._agreed else 1
        self._agreed = text
        if found is None:
            return None
        if isinstance(found, Refused):
            self._is_doubted = True
            return found
        match found.kind:
            case Kind.COUPON:
                needed = FRAMES_AFTER_TWO if self._is_doubted else 1
                return found if self._agreeing >= needed else None
            case Kind.SALE:
                return found
            case Kind.EAN | Kind.SERIAL:
                return found if self._agreeing >= FRAMES_OF_BARS else None
            case Kind.MISREAD:
                return None  # the next frame reads it better
            case Kind.PAYMENT | Kind.URL | Kind.OTHER:
                return self._not_ours(found.kind.value)
            case _:
                assert_never(found.kind)


def _texts_in(image: Image) -> list[str]:
    ends_s = time.monotonic() + DECODE_S
    return [code.text for code in find_codes(image, in_time=lambda: time.monotonic() < ends_s)]
