"""The store's camera as a scanner, on films made here: what counts, when, and through which camera."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble
from terminal_app.scanner import barcode
from terminal_app.scanner.barcode import find_codes
from terminal_app.scanner.camera import Camera, CameraLimits, Device
from terminal_app.scanner.cameras import list_cameras
from terminal_app.scanner.sight import Box, Preview, Reading
from terminal_app.scanner.text import Kind, ScannedText
from terminal_app.scanner.viewfinder import Viewfinder
from terminal_app.usecases.recognise import not_a_coupon
from tests.support import films
from tests.support.films import Scene, film
from tests.unit.scanner.captures import SMALL, Playing, still_camera

TOKEN = "1" + "0123456789" * 28 + "77"
OTHER_TOKEN = "1" + "9876543210" * 28 + "11"
PAYMENT = "281234567890123456"
BOX = Box(width=80, height=40)
LOOKS_MAX = 120


def finder(device: Device, **changes: Any) -> Viewfinder:
    found = Viewfinder(
        device, **{"remember": lambda _device: None, "not_ours": not_a_coupon, **changes}
    )
    found.open()
    return found


def first_found(path: str) -> Reading:
    """Look until something is found, as the screen does."""
    looking = finder(path)
    try:
        for _ in range(LOOKS_MAX):
            reading = looking.read()
            if reading.found is not None:
                return reading
    finally:
        looking.release()
    raise AssertionError("nothing was found")


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
    looking.release()
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
    looking.release()
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
    looking.release()
    assert met.value.trouble is Trouble.DECODERS_MISSING


def test_a_misread_number_is_left_to_the_next_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "terminal_app.scanner.viewfinder._texts_in", lambda _image: ["6901234567893"]
    )
    looking = finder(0, open_camera=still_camera)
    assert [looking.read().found for _ in range(2)] == [None, None]
    looking.release()


def test_an_empty_counter_says_nothing_until_the_film_ends(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble) as met:
        first_found(film(tmp_path, films.blank()))
    assert met.value.trouble is Trouble.CAMERA_LOST


def test_a_preview_fits_its_box_and_keeps_its_proportions(tmp_path: Path) -> None:
    looking = finder(film(tmp_path, films.still(TOKEN)))
    wide = looking.look(Box(width=78, height=200))
    low = looking.look(Box(width=300, height=36))
    looking.release()
    assert (wide.width, wide.height) == (78, 43)
    assert (low.width, low.height) == (64, 36)
    assert not wide.is_dark


def test_a_lens_behind_its_lid_is_told_from_a_dim_shop(tmp_path: Path) -> None:
    looking = finder(film(tmp_path, films.black()))
    assert looking.look(BOX).is_dark
    looking.release()
    assert not Preview(width=2, height=1, grey=bytes((3, 90))).is_dark


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
    looking.release()
    assert [one.released for one in captures] == [1, 1]


def test_the_next_camera_is_remembered_once_it_gives_a_picture(tmp_path: Path) -> None:
    paths = [film(tmp_path, films.blank(name, frames=30)) for name in ("left", "right")]
    kept: list[Device] = []
    looking = finder(paths[0], remember=kept.append, devices=lambda _going_on: paths)
    looking.look(BOX)
    looking.choose_next()
    assert kept == []
    looking.look(BOX)
    assert (kept, looking.device) == ([paths[1]], paths[1])
    looking.choose_next()
    looking.look(BOX)
    looking.release()
    assert kept == [paths[1], paths[0]]


def test_a_camera_that_gives_no_picture_is_not_remembered(tmp_path: Path) -> None:
    kept: list[Device] = []
    looking = finder(0, remember=kept.append, devices=lambda _going_on: ["/dev/video-none"])
    looking.choose_next()
    with pytest.raises(EnvironmentTrouble):
        looking.look(BOX)
    looking.release()
    assert kept == []


class Numbered:
    """Cameras whose frames come one by one, when the test lets them."""

    def __init__(self, *devices: int) -> None:
        self.gates = {device: threading.Semaphore(0) for device in devices}
        self.waiting = {device: threading.Event() for device in devices}
        self.opened: list[int] = []

    def open(self, device: Device) -> Camera:
        number = int(device)
        self.opened.append(number)
        gate, waiting = self.gates[number], self.waiting[number]
        ended = threading.Event()

        class Paced(Playing):
            def read(self) -> tuple[bool, Any]:
                waiting.set()
                for _ in range(1000):
                    if ended.is_set() or gate.acquire(timeout=0.005):
                        break
                return super().read()

        class Ending(Camera):
            def close(self) -> None:
                ended.set()
                super().close()

        return Ending(device, open_capture=lambda _device: Paced(10**6, shape=(8, 8, 3)))


def test_another_camera_is_no_trouble_for_who_waits_for_a_frame_of_the_first() -> None:
    cameras = Numbered(0, 1)
    looking = finder(0, open_camera=cameras.open, devices=lambda _going_on: [0, 1])
    cameras.gates[0].release()
    looking.look(BOX)
    read: list[Reading | EnvironmentTrouble] = []

    def wait_for_frames() -> None:
        try:
            read.append(looking.read())
            read.append(looking.read())
        except EnvironmentTrouble as met:
            read.append(met)

    reader = threading.Thread(target=wait_for_frames)
    reader.start()
    for _ in range(1000):
        if read:
            break
        threading.Event().wait(0.005)
    looking.choose_next()
    cameras.gates[1].release(5)
    looking.look(BOX)
    reader.join(5)
    looking.release()
    assert [type(one) for one in read] == [Reading, Reading]
    assert (looking.device, cameras.opened) == (1, [0, 1])


def test_a_late_look_at_the_old_camera_does_not_hide_the_frames_of_the_new_one() -> None:
    cameras = Numbered(0, 1)
    looking = finder(0, open_camera=cameras.open, devices=lambda _going_on: [0, 1])
    cameras.gates[0].release(9)
    old, frame = looking._next_frame(lambda one: one.looked)
    for _ in range(1000):
        if frame.number >= 9:
            break
        frame = old.camera.frame(after=frame.number)
    looking.choose_next()
    cameras.gates[1].release(2)
    looking.look(BOX)
    old.looked = frame.number
    cameras.gates[1].release(1)
    looking.look(BOX)
    looking.release()
    assert cameras.opened == [0, 1]


def test_a_device_whose_driver_hangs_is_opened_once_however_often_it_is_tried() -> None:
    gate, opened = threading.Event(), []

    class Hanging(Playing):
        def read(self) -> tuple[bool, Any]:
            gate.wait(20)
            return False, None

    def open_camera(device: Device) -> Camera:
        limits = CameraLimits(first_frame_s=0.05, release_s=0.05)

        def open_capture(device: Device) -> Hanging:
            opened.append(device)
            return Hanging()

        return Camera(device, limits=limits, open_capture=open_capture)

    looking = finder(7, open_camera=open_camera)
    met = []
    for _ in range(4):
        with pytest.raises(EnvironmentTrouble) as trouble:
            looking.look(BOX)
        met.append(trouble.value.trouble)
    threads = sum(thread.name == "camera" for thread in threading.enumerate())
    listed = list_cameras(limits=SMALL, open_capture=lambda _device: Playing(opens=False))
    gate.set()
    looking.release()
    assert met == [Trouble.CAMERA_SILENT] * 4
    assert (opened, threads, listed) == ([7], 1, ())


def test_after_two_coupons_one_counts_only_alone_in_several_frames_running(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    two = [TOKEN, OTHER_TOKEN]
    seen = iter([two, [TOKEN], [TOKEN], [TOKEN], two, *[[TOKEN]] * 2, [], *[[TOKEN]] * 4])
    monkeypatch.setattr("terminal_app.scanner.viewfinder._texts_in", lambda _image: next(seen))
    looking = finder(0, open_camera=still_camera)
    found = [looking.read().found for _ in range(12)]
    looking.release()
    both = Refused(reason=Reason.CODES_TWO)
    assert found[:-1] == [both, None, None, None, both, *[None] * 6]
    assert isinstance(found[-1], ScannedText)
    assert found[-1].text == TOKEN


def test_choosing_among_no_cameras_says_that_there_is_none() -> None:
    looking = finder(0, devices=lambda _going_on: [])
    looking.choose_next()
    with pytest.raises(EnvironmentTrouble) as met:
        looking.look(BOX)
    assert met.value.trouble is Trouble.CAMERA_NOT_FOUND
