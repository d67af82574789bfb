"""The camera on the screen: a live picture, the first code that counts, and a way out at any time."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import pytest

from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble
from terminal_app.scanner.sight import Box, Preview, Reading
from terminal_app.scanner.text import ScannedText, Source, read_text
from terminal_app.tui.app import CounterApp
from terminal_app.tui.counter import Counter
from terminal_app.tui.screens.camera import CameraScreen
from terminal_app.wording import Language
from tests.tui.stage import Hands, Stage

Seen = ScannedText | Refused | EnvironmentTrouble | None


@dataclass
class Scripted:
    """A camera that shows one thing after another, and the last one for as long as it is open."""

    sights: list[Seen]
    level: int = 128
    device: int | str = 0
    missing: EnvironmentTrouble | None = None
    number: int = 0
    box: Box | None = None
    opened: int = 0
    closed: int = 0
    released: int = 0

    def open(self) -> None:
        self.opened += 1

    def close(self) -> None:
        self.closed += 1

    def release(self) -> None:
        self.released += 1

    def choose_next(self) -> None:
        self.device = 1

    def read(self) -> Reading:
        self.number += 1
        seen = self.sights.pop(0) if len(self.sights) > 1 else self.sights[0]
        if isinstance(seen, EnvironmentTrouble):
            raise seen
        threading.Event().wait(0.01)
        return Reading(number=self.number, found=seen)

    def look(self, box: Box) -> Preview:
        self.box = box
        width, height = min(box.width, box.height * 16 // 9), min(box.height, box.width * 9 // 16)
        grey = bytes([self.level]) * (width * height)
        return Preview(width=width, height=height, grey=grey)


def scanned(text: str) -> ScannedText:
    return read_text(text, source=Source.IMAGE)


def played(stage: Stage, camera: Scripted, story: Callable[[Hands], Awaitable[None]]) -> CounterApp:
    """Play with that camera. A screen that looks never comes to rest, so a key is only posted."""
    before = stage.counter

    def counter() -> Counter:
        return replace(before(), camera=camera)

    stage.counter = counter  # type: ignore[method-assign]
    apps: list[CounterApp] = []

    async def told(hands: Hands) -> None:
        apps.append(hands.app)
        await story(hands)
        if isinstance(hands.app.screen, CameraScreen):
            await hands.tap("escape")
            await hands.until(lambda: not isinstance(hands.app.screen, CameraScreen))

    stage.play(told)
    return apps[0]


async def open_camera(hands: Hands) -> None:
    await hands.tap("ctrl+l")
    await hands.until(lambda: isinstance(hands.app.screen, CameraScreen))


def test_the_first_code_that_counts_closes_the_camera_and_is_read(stage: Stage) -> None:
    camera = Scripted(sights=[None, None, scanned(stage.till.code())])

    async def story(hands: Hands) -> None:
        await open_camera(hands)
        await hands.until(lambda: not isinstance(hands.app.screen, CameraScreen))
        await hands.settled()
        assert "600.00" in hands.seen, hands.seen

    played(stage, camera, story)
    assert camera.number == 3
    assert camera.closed >= 1


def test_a_barcode_seen_by_camera_puts_the_product_on_the_counter(stage: Stage) -> None:
    camera = Scripted(sights=[scanned("6901234567892")])

    async def story(hands: Hands) -> None:
        await open_camera(hands)
        await hands.until(lambda: not isinstance(hands.app.screen, CameraScreen))
        await hands.settled()
        assert "双开门冰箱" in hands.seen

    played(stage, camera, story)


def test_a_payment_code_in_view_is_named_once_and_looking_goes_on(stage: Stage) -> None:
    camera = Scripted(sights=[Refused(reason=Reason.CODE_PAYMENT)])

    async def story(hands: Hands) -> None:
        await open_camera(hands)
        await hands.until(lambda: camera.number > 5 and "扫到的是付款码" in hands.seen)
        assert isinstance(hands.app.screen, CameraScreen)

    played(stage, camera, story)
    assert stage.bells <= 2


def test_two_coupons_in_view_are_told_and_one_alone_counts(stage: Stage) -> None:
    both = Refused(reason=Reason.CODES_TWO)
    camera = Scripted(sights=[both])

    async def story(hands: Hands) -> None:
        await open_camera(hands)
        await hands.until(lambda: "不止一个消费券码" in hands.seen)
        camera.sights = [scanned(stage.till.code())]
        await hands.until(lambda: not isinstance(hands.app.screen, CameraScreen))
        await hands.settled()

    played(stage, camera, story)


def test_escape_closes_at_once_and_lets_go_of_the_device(stage: Stage) -> None:
    camera = Scripted(sights=[None])

    async def story(hands: Hands) -> None:
        await open_camera(hands)
        await hands.until(lambda: camera.number > 1)
        assert camera.closed == 0
        await hands.tap("escape")
        await hands.until(lambda: not isinstance(hands.app.screen, CameraScreen))
        assert camera.closed >= 1
        await hands.settled()

    played(stage, camera, story)


def test_the_program_ends_only_once_the_camera_is_free(stage: Stage) -> None:
    camera = Scripted(sights=[None])

    async def story(hands: Hands) -> None:
        await open_camera(hands)
        assert camera.released == 0

    played(stage, camera, story)
    assert camera.released == 1


def test_the_same_key_closes_the_camera(stage: Stage) -> None:
    camera = Scripted(sights=[None])

    async def story(hands: Hands) -> None:
        await open_camera(hands)
        await hands.tap("ctrl+l")
        await hands.until(lambda: not isinstance(hands.app.screen, CameraScreen))

    played(stage, camera, story)
    assert camera.closed >= 1


def test_a_hand_scanner_works_while_the_camera_is_open(stage: Stage) -> None:
    camera = Scripted(sights=[None])

    async def story(hands: Hands) -> None:
        await open_camera(hands)
        hands.burst("6902345678903")
        await hands.until(lambda: not isinstance(hands.app.screen, CameraScreen))
        await hands.settled()
        assert "滚筒洗衣机" in hands.seen

    played(stage, camera, story)
    assert camera.closed >= 1


def test_another_camera_is_one_key_away(stage: Stage) -> None:
    camera = Scripted(sights=[None])

    async def story(hands: Hands) -> None:
        await open_camera(hands)
        await hands.until(lambda: "摄像头 0" in hands.seen)
        await hands.tap("f2")
        await hands.until(lambda: "摄像头 1" in hands.seen)

    played(stage, camera, story)


def test_a_camera_that_fails_says_what_to_do_and_can_be_tried_again(stage: Stage) -> None:
    gone = EnvironmentTrouble(Trouble.CAMERA_LOST, camera="0")
    camera = Scripted(sights=[None, gone, None])

    async def story(hands: Hands) -> None:
        await open_camera(hands)
        await hands.until(lambda: "请重新插好" in hands.seen)
        assert "重新打开" in hands.seen
        looked = camera.number
        await hands.tap("enter")
        await hands.until(lambda: camera.number > looked + 1)
        assert "请重新插好" not in hands.seen

    played(stage, camera, story)
    assert camera.opened == 2


def test_a_black_picture_is_told(stage: Stage) -> None:
    camera = Scripted(sights=[None], level=3)

    async def story(hands: Hands) -> None:
        await open_camera(hands)
        await hands.until(lambda: "打开镜头盖" in hands.seen)

    played(stage, camera, story)


def test_once_there_is_light_again_a_black_picture_is_no_longer_told(stage: Stage) -> None:
    camera = Scripted(sights=[None], level=3)

    async def story(hands: Hands) -> None:
        await open_camera(hands)
        await hands.until(lambda: "打开镜头盖" in hands.seen)
        camera.level = 128
        await hands.until(lambda: "打开镜头盖" not in hands.seen)
        assert "对准框" in hands.seen

    played(stage, camera, story)


def test_light_does_not_take_back_what_was_told_of_a_code(stage: Stage) -> None:
    camera = Scripted(sights=[None], level=3)

    async def story(hands: Hands) -> None:
        await open_camera(hands)
        await hands.until(lambda: "打开镜头盖" in hands.seen)
        camera.sights = [Refused(reason=Reason.CODE_PAYMENT)]
        await hands.until(lambda: "扫到的是付款码" in hands.seen)
        camera.level, looked = 128, camera.number
        await hands.until(lambda: camera.number > looked + 20)
        assert "扫到的是付款码" in hands.seen

    played(stage, camera, story)


def test_a_camera_nobody_shows_anything_says_after_how_long_it_was_closed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("terminal_app.tui.screens.camera.REST_S", 0.05)
    camera = Scripted(sights=[None])

    async def story(hands: Hands) -> None:
        await open_camera(hands)
        await hands.until(lambda: "三分钟没有扫到码，摄像头已关闭，按 Enter 重新打开" in hands.seen)

    played(stage, camera, story)
    assert camera.closed >= 1


def test_without_the_library_the_key_answers_with_the_remedy(stage: Stage) -> None:
    missing = EnvironmentTrouble(Trouble.CAMERA_SUPPORT_MISSING)
    camera = Scripted(sights=[None], missing=missing)

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+l")
        assert ".[camera]" in hands.seen
        assert not isinstance(hands.app.screen, CameraScreen)

    played(stage, camera, story)


def test_before_anybody_signed_in_no_camera_opens(stage: Stage) -> None:
    camera = Scripted(sights=[None])
    stage.operator = None

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+l")
        assert not isinstance(hands.app.screen, CameraScreen)

    played(stage, camera, story)
    assert camera.number == 0


def test_the_picture_uses_the_room_of_a_wide_terminal(stage: Stage) -> None:
    boxes = []
    for size in ((80, 24), (120, 40)):
        camera = Scripted(sights=[None])
        stage.size, stage.language = size, Language.EN

        async def story(hands: Hands, camera: Scripted = camera) -> None:
            await open_camera(hands)
            await hands.until(lambda: "┏━" in hands.seen)

        played(stage, camera, story)
        assert camera.box is not None
        boxes.append(camera.box)
    assert boxes[0].width >= 76
    assert boxes[0].height >= 30
    assert boxes[1].width >= 116
    assert boxes[1].height >= 62
