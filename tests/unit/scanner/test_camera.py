"""A camera as a scanner, on films made here and on devices that fail in every way they can."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble
from terminal_app.scanner import barcode
from terminal_app.scanner import camera as camera_module
from terminal_app.scanner.barcode import find_codes
from terminal_app.scanner.camera import (
    Camera,
    CameraLimits,
    Device,
    camera_names,
    list_cameras,
    support_missing,
)
from terminal_app.scanner.sight import Box, CameraDevice, Preview, Reading
from terminal_app.scanner.text import Kind, ScannedText
from terminal_app.scanner.viewfinder import Viewfinder
from terminal_app.usecases.recognise import not_a_coupon
from tests.support import films
from tests.support.films import Scene, film

TOKEN = "1" + "0123456789" * 28 + "77"
OTHER_TOKEN = "1" + "9876543210" * 28 + "11"
PAYMENT = "281234567890123456"
SMALL = CameraLimits(first_frame_s=0.3, frame_s=0.3, misses_max=3, release_s=5.0)
BOX = Box(width=80, height=40)
LOOKS_MAX = 120


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


def finder(device: Device, **changes: Any) -> Viewfinder:
    found = Viewfinder(
        device, **{"remember": lambda _device: None, "not_ours": not_a_coupon, **changes}
    )
    found.open()
    return found


def still_camera(device: Device) -> Camera:
    return Camera(device, open_capture=lambda _device: Playing(10**6, shape=(8, 8, 3)))


def first_found(path: str) -> Reading:
    """Look until something is found, as the screen does."""
    looking = finder(path)
    try:
        for _ in range(LOOKS_MAX):
            reading = looking.read()
            if reading.found is not None:
                return reading
    finally:
        looking.close()
    raise AssertionError("nothing was found")


def trouble_of(camera: Camera) -> Trouble:
    try:
        for after in range(LOOKS_MAX):
            camera.frame(after=after)
    except EnvironmentTrouble as met:
        return met.trouble
    raise AssertionError("nothing was wrong")


@pytest.mark.parametrize("scene", films.HARD, ids=lambda scene: scene.__name__)
def test_the_first_good_frame_of_a_hard_film_wins(
    scene: Callable[[str], Scene], tmp_path: Path
) -> None:
    reading = first_found(film(tmp_path, scene(TOKEN)))
    assert isinstance(reading.found, ScannedText)
    assert (reading.found.kind, reading.found.text) == (Kind.COUPON, TOKEN)


def test_a_phone_is_read_whichever_way_it_is_turned() -> None:
    for frame in films.rotation(TOKEN).frames:
        codes = find_codes(Image.fromarray(frame), in_time=lambda: True)
        assert [code.text for code in codes] == [TOKEN]


@pytest.mark.parametrize("scene", [films.motion_blur, films.glare, films.hand_entering])
def test_a_film_begins_too_hard_to_read_so_that_a_later_frame_has_to_win(
    scene: Callable[[str], Scene],
) -> None:
    first, last = scene(TOKEN).frames[0], scene(TOKEN).frames[-1]
    assert find_codes(Image.fromarray(first), in_time=lambda: True) == ()
    assert find_codes(Image.fromarray(last), in_time=lambda: True)


def test_two_different_coupons_in_view_are_refused_together(tmp_path: Path) -> None:
    reading = first_found(film(tmp_path, films.two_coupons(TOKEN, OTHER_TOKEN)))
    assert reading.found == Refused(reason=Reason.CODES_TWO)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (PAYMENT, Reason.CODE_PAYMENT),
        ("https://example.com/coupon", Reason.CODE_URL),
        ("{'some': 'text'}", Reason.CODE_FOREIGN),
    ],
)
def test_what_is_no_code_of_ours_is_named_and_looking_goes_on(
    text: str, reason: Reason, tmp_path: Path
) -> None:
    scenes = (films.still(text), films.still(TOKEN))
    looking = finder(film(tmp_path, films.one_after_another("then", scenes)))
    said = []
    for _ in range(LOOKS_MAX):
        said.append(looking.read().found)
        if isinstance(said[-1], ScannedText):
            break
    looking.close()
    assert Refused(reason=reason) in said
    assert isinstance(said[-1], ScannedText)
    assert said[-1].text == TOKEN


def test_a_barcode_counts_only_when_two_frames_running_say_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = iter(["SN12345", "SN12346", "6901234567892", "6901234567892"])
    monkeypatch.setattr("terminal_app.scanner.viewfinder._texts_in", lambda _image: [next(seen)])
    looking = finder(
        0,
        open_camera=still_camera,
    )
    found = [looking.read().found for _ in range(4)]
    looking.close()
    assert found[:3] == [None, None, None]
    assert isinstance(found[3], ScannedText)
    assert found[3].kind is Kind.EAN


def test_where_no_decoder_loads_a_frame_is_a_trouble_of_this_pc(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for library in ("zxing", "zbar"):
        monkeypatch.setattr(barcode, library, lambda: barcode.Missing(why="DLL load failed"))
    looking = finder(0, open_camera=still_camera)
    with pytest.raises(EnvironmentTrouble) as met:
        looking.read()
    looking.close()
    assert met.value.trouble is Trouble.DECODERS_MISSING


def test_a_misread_number_is_left_to_the_next_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "terminal_app.scanner.viewfinder._texts_in", lambda _image: ["6901234567893"]
    )
    looking = finder(0, open_camera=still_camera)
    assert [looking.read().found for _ in range(2)] == [None, None]
    looking.close()


def test_an_empty_counter_says_nothing_until_the_film_ends(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble) as met:
        first_found(film(tmp_path, films.blank()))
    assert met.value.trouble is Trouble.CAMERA_LOST


def test_a_preview_fits_its_box_and_keeps_its_proportions(tmp_path: Path) -> None:
    looking = finder(film(tmp_path, films.still(TOKEN)))
    wide = looking.look(Box(width=78, height=200))
    low = looking.look(Box(width=300, height=36))
    looking.close()
    assert (wide.width, wide.height) == (78, 43)
    assert (low.width, low.height) == (64, 36)
    assert not wide.is_dark


def test_a_lens_behind_its_lid_is_told_from_a_dim_shop(tmp_path: Path) -> None:
    looking = finder(film(tmp_path, films.black()))
    assert looking.look(BOX).is_dark
    looking.close()
    assert not Preview(width=2, height=1, grey=bytes((3, 90))).is_dark


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


def test_closing_lets_go_of_the_device_and_a_late_look_does_not_open_it_again() -> None:
    captures: list[Playing] = []

    def open_camera(device: Device) -> Camera:
        captures.append(Playing(10**6, shape=(8, 8, 3)))
        return Camera(device, open_capture=lambda _device: captures[-1])

    looking = finder(0, open_camera=open_camera)
    looking.look(BOX)
    looking.close()
    with pytest.raises(EnvironmentTrouble):
        looking.look(BOX)
    looking.open()
    looking.look(BOX)
    looking.close()
    assert looking._camera is not None
    assert looking._camera.wait_released()
    assert [one.released for one in captures] == [1, 1]


def test_the_next_camera_is_remembered_once_it_gives_a_picture(tmp_path: Path) -> None:
    paths = [film(tmp_path, films.blank(name, frames=30)) for name in ("left", "right")]
    devices = [CameraDevice(device=one, name="film", width=1280, height=720) for one in paths]
    kept: list[Device] = []
    looking = finder(paths[0], remember=kept.append, cameras=lambda: devices)
    looking.look(BOX)
    looking.choose_next()
    assert kept == []
    looking.look(BOX)
    assert (kept, looking.device) == ([paths[1]], paths[1])
    looking.choose_next()
    looking.look(BOX)
    looking.close()
    assert kept == [paths[1], paths[0]]


def test_a_camera_that_gives_no_picture_is_not_remembered(tmp_path: Path) -> None:
    gone = CameraDevice(device="/dev/video-none", name="gone", width=0, height=0)
    kept: list[Device] = []
    looking = finder(0, remember=kept.append, cameras=lambda: [gone])
    looking.choose_next()
    with pytest.raises(EnvironmentTrouble):
        looking.look(BOX)
    looking.close()
    assert kept == []


def test_choosing_among_no_cameras_says_that_there_is_none() -> None:
    looking = finder(0, cameras=list)
    looking.choose_next()
    with pytest.raises(EnvironmentTrouble) as met:
        looking.look(BOX)
    assert met.value.trouble is Trouble.CAMERA_NOT_FOUND


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
