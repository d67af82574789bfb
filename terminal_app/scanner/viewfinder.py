"""The store's camera as a scanner: one frame at a time, judged.

Owns which camera is looked through, how long a frame may be decoded, and when what a frame says counts.
It opens no device itself, keeps no settings and knows no screen.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, assert_never

from terminal_app.domain.refusal import EnvironmentTrouble, Refused, Trouble
from terminal_app.scanner.barcode import find_codes
from terminal_app.scanner.camera import Camera, Device, list_cameras, support_missing
from terminal_app.scanner.chosen import chosen
from terminal_app.scanner.sight import Box, CameraDevice, Preview, Reading
from terminal_app.scanner.text import Kind, ScannedText

if TYPE_CHECKING:
    from PIL.Image import Image

DECODE_S = 0.12
"""No further attempt on a frame starts after this: the next frame is another try."""


class Viewfinder:
    """Looks through one camera; another one may be chosen, and is remembered.

    `look` and `read` run in worker threads, one of each at a time, so that a frame that is hard to read
    does not stop the picture; the others return at once.
    """

    def __init__(
        self,
        device: Device,
        *,
        remember: Callable[[Device], None],
        not_ours: Callable[[str], Refused],
        open_camera: Callable[[Device], Camera] = Camera,
        cameras: Callable[[], Sequence[CameraDevice]] = list_cameras,
    ) -> None:
        self._device = device
        self._remember = remember
        self._not_ours = not_ours
        self._open_camera = open_camera
        self._cameras = cameras
        self._lock = Lock()
        self._camera: Camera | None = None
        self._is_open = False
        self._seen = self._read = 0
        self._agreed = ""
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
        camera = self._current()
        frame = camera.frame(after=self._seen)
        self._seen = frame.number
        if self._is_new:
            self._is_new = False
            self._remember(self._device)
        return frame.preview(box)

    def read(self) -> Reading:
        """What the next frame says; raises EnvironmentTrouble when there is none."""
        camera = self._current()
        frame = camera.frame(after=self._read)
        self._read = frame.number
        return Reading(number=frame.number, found=self._judged(_texts_in(frame.image())))

    def choose_next(self) -> None:
        """Look through the next camera from now on; it is remembered once it gives a picture."""
        self._wants_next = True

    def open(self) -> None:
        """Allow looks from now on; the first one opens the device."""
        with self._lock:
            self._is_open = True

    def close(self) -> None:
        """Let go of the device; a look that is late does not open it again."""
        with self._lock:
            self._is_open = False
            if self._camera is not None:
                self._camera.close()

    def _current(self) -> Camera:
        with self._opening:
            if self._wants_next:
                self._switch()
            return self._opened()

    def _opened(self) -> Camera:
        before = self._camera
        if before is not None and before.is_closed:
            before.wait_released()
        with self._lock:
            if not self._is_open:
                raise EnvironmentTrouble(Trouble.CAMERA_LOST, camera=str(self._device))
            if self._camera is None or self._camera.is_closed:
                self._seen = self._read = 0
                self._camera = self._open_camera(self._device)
            return self._camera

    def _switch(self) -> None:
        self._wants_next = False
        if self._camera is not None:
            self._camera.close()
            self._camera.wait_released()
        devices = [one.device for one in self._cameras()]
        if not devices:
            raise EnvironmentTrouble(Trouble.CAMERA_NOT_FOUND)
        at = devices.index(self._device) + 1 if self._device in devices else 0
        self._is_new = self._device != devices[at % len(devices)]
        self._device = devices[at % len(devices)]

    def _judged(self, texts: Iterable[str]) -> ScannedText | Refused | None:
        """A coupon or a slip counts at once, both have a check; bars must say the same in two frames running."""
        found = chosen(texts)
        before, self._agreed = self._agreed, ""
        if found is None or isinstance(found, Refused):
            return found
        match found.kind:
            case Kind.COUPON | Kind.SALE:
                return found
            case Kind.EAN | Kind.SERIAL:
                self._agreed = found.text
                return found if before == found.text else None
            case Kind.MISREAD:
                return None  # the next frame reads it better
            case Kind.PAYMENT | Kind.URL | Kind.OTHER:
                return self._not_ours(found.kind.value)
            case _:
                assert_never(found.kind)


def _texts_in(image: Image) -> list[str]:
    ends_s = time.monotonic() + DECODE_S
    return [code.text for code in find_codes(image, in_time=lambda: time.monotonic() < ends_s)]
