"""One camera, on devices that fail in every way they can, and the list of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.scanner import camera as camera_module
from terminal_app.scanner.camera import Camera, CameraLimits, Device, support_missing
from terminal_app.scanner.cameras import camera_names, list_cameras
from tests.unit.scanner.captures import SMALL, Playing

LOOKS_MAX = 120


@pytest.fixture
def opened() -> Iterator[Callable[..., Camera]]:
    made: list[Camera] = []

    def open_one(device: Device, capture: Any = None, limits: CameraLimits = SMALL) -> Camera:
        made.append(
            Camera(
                device, limits=limits, open_capture=(lambda _device: capture) if capture else None
            )
        )
        return made[-1]

    yield open_one
    for one in made:
        one.close()
        assert one.wait_released()


def trouble_of(camera: Camera) -> Trouble:
    try:
        for after in range(LOOKS_MAX):
            camera.frame(after=after)
    except EnvironmentTrouble as met:
        return met.trouble
    raise AssertionError("nothing was wrong")


def test_a_look_gets_the_newest_frame_and_never_a_backlog(opened: Callable[..., Camera]) -> None:
    gate, shown = threading.Event(), threading.Event()

    class Gated(Playing):
        def read(self) -> tuple[bool, Any]:
            if self.frames == 5:
                shown.set()
                gate.wait(5)
            return super().read()

    camera = opened(0, Gated(30))
    assert shown.wait(5)
    assert camera.frame().number == 25
    gate.set()


def test_a_huge_frame_is_made_small_before_it_is_looked_at(opened: Callable[..., Camera]) -> None:
    pixels = opened(0, Playing(99, shape=(3000, 4000, 3))).frame().pixels
    assert pixels.shape[0] * pixels.shape[1] <= SMALL.pixels_max * 1.01


def test_a_grey_camera_needs_no_conversion(opened: Callable[..., Camera]) -> None:
    assert opened(0, Playing(99, shape=(480, 640))).frame().pixels.shape == (480, 640)


def test_a_device_that_does_not_open_may_be_busy(
    opened: Callable[..., Camera], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_module.sys, "platform", "win32")
    assert trouble_of(opened(0, Playing(opens=False))) is Trouble.CAMERA_BUSY


def test_a_camera_that_is_not_there_is_not_found(opened: Callable[..., Camera]) -> None:
    assert trouble_of(opened("/dev/video-none")) is Trouble.CAMERA_NOT_FOUND


def test_no_camera_in_a_network_is_looked_at(opened: Callable[..., Camera]) -> None:
    assert trouble_of(opened("rtsp://192.0.2.1/front-door")) is Trouble.CAMERA_NOT_FOUND


def test_a_camera_without_permission_is_told_apart(
    opened: Callable[..., Camera], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_module.os, "access", lambda _path, _mode: False)
    device = tmp_path / "video7"
    device.touch()
    assert trouble_of(opened(str(device), Playing(opens=False))) is Trouble.CAMERA_FORBIDDEN


def test_a_file_that_is_no_film_does_not_open(
    opened: Callable[..., Camera], tmp_path: Path
) -> None:
    path = tmp_path / "film.avi"
    path.write_bytes(b"no film at all" * 99)
    assert trouble_of(opened(str(path))) is Trouble.CAMERA_BUSY


def test_a_camera_that_never_gives_a_frame_is_silent(opened: Callable[..., Camera]) -> None:
    assert trouble_of(opened(0, Playing(0))) is Trouble.CAMERA_SILENT


def test_a_camera_that_hangs_is_given_up_after_its_deadline(opened: Callable[..., Camera]) -> None:
    gate = threading.Event()

    class Hanging(Playing):
        def read(self) -> tuple[bool, Any]:
            gate.wait(10)
            return False, None

    camera = opened(0, Hanging())
    assert trouble_of(camera) is Trouble.CAMERA_SILENT
    assert not camera.released.is_set()
    gate.set()


def test_a_camera_unplugged_in_mid_view_is_lost_and_let_go_of(
    opened: Callable[..., Camera],
) -> None:
    capture = Playing(3)
    camera = opened(0, capture)
    assert trouble_of(camera) is Trouble.CAMERA_LOST
    assert camera.wait_released()
    assert capture.released == 1


def test_a_driver_that_breaks_is_a_trouble_and_no_crash(opened: Callable[..., Camera]) -> None:
    class Broken(Playing):
        def read(self) -> tuple[bool, Any]:
            raise OSError(19, "No such device")

    assert trouble_of(opened("/dev/video-none", Broken())) is Trouble.CAMERA_NOT_FOUND


def test_a_look_in_a_hurry_waits_no_longer_than_it_was_told(opened: Callable[..., Camera]) -> None:
    gate = threading.Event()

    class Hanging(Playing):
        def read(self) -> tuple[bool, Any]:
            gate.wait(20)
            return False, None

    camera = opened(0, Hanging(), CameraLimits(first_frame_s=15.0))
    started_s = time.monotonic()
    with pytest.raises(EnvironmentTrouble):
        camera.frame(within_s=0.1)
    assert time.monotonic() - started_s < 10
    gate.set()


def test_no_further_camera_is_opened_for_the_list_once_nobody_waits_for_it() -> None:
    opened: list[Device] = []

    def open_capture(device: Device) -> Playing:
        opened.append(device)
        return Playing(9)

    listed = list_cameras(limits=SMALL, open_capture=open_capture, going_on=lambda: len(opened) < 2)
    assert [one.device for one in listed] == [0, 1]
    assert opened == [0, 1]


def test_the_list_ends_with_the_first_number_that_does_not_open() -> None:
    captures = {0: Playing(9), 1: Playing(9, shape=(480, 640, 3)), 2: Playing(opens=False)}
    listed = list_cameras(limits=SMALL, open_capture=lambda device: captures[int(device)])
    assert [(one.device, one.width, one.height) for one in listed] == [
        (0, 1280, 720),
        (1, 640, 480),
    ]
    assert all(one.released == 1 for one in captures.values())


def test_without_the_library_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert support_missing() is None
    monkeypatch.setattr(camera_module, "find_spec", lambda _name: None)
    missing = support_missing()
    assert missing is not None
    assert missing.trouble is Trouble.CAMERA_SUPPORT_MISSING
    with pytest.raises(EnvironmentTrouble):
        list_cameras()


def test_names_are_told_without_opening_a_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_module.sys, "platform", "win32")
    assert camera_names() is None
