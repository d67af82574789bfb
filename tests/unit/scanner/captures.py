"""Captures that stand in for those of the library: each gives what it is told to."""

from __future__ import annotations

from typing import Any

import numpy as np

from terminal_app.scanner.camera import Camera, CameraLimits, Device

SMALL = CameraLimits(first_frame_s=0.3, frame_s=0.3, misses_max=3, release_s=5.0)


class Playing:
    """A capture that gives what it is told to, and remembers being let go."""

    def __init__(
        self, frames: int = 0, *, opens: bool = True, shape: tuple[int, ...] = (720, 1280, 3)
    ) -> None:
        self.frames, self.opens, self.shape = frames, opens, shape
        self.released = 0

    def isOpened(self) -> bool:
        return self.opens

    def read(self) -> tuple[bool, Any]:
        self.frames -= 1
        return (True, np.zeros(self.shape, np.uint8)) if self.frames >= 0 else (False, None)

    def get(self, prop: int, /) -> float:
        return 0.0

    def release(self) -> None:
        self.released += 1


def still_camera(device: Device) -> Camera:
    return Camera(device, open_capture=lambda _device: Playing(10**6, shape=(8, 8, 3)))
