"""A scanner on a serial line at the counter: its codes are scans like any other, its absence is said once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from terminal_app.scanner.feed import (
    Absence,
    CodeRead,
    Feed,
    FeedEvent,
    FrameDropped,
    LineLost,
    LineOpened,
    Tell,
)
from terminal_app.scanner.serial_line import SerialFeed
from terminal_app.scanner.text import Framing, Source, read_text
from terminal_app.tui.screens.scanner_check import ScannerCheck
from terminal_app.tui.screens.sign_in import SignIn
from terminal_app.wording import Language
from tests.tui.stage import Hands, Stage
from tests.unit.scanner.ports import Ear, Scanner, ended, quickly


class Wire:
    """Stands between feed and app, so that a test knows when something has been told."""

    def __init__(self, feed: SerialFeed) -> None:
        self.feed = feed
        self.ear = Ear()

    def start(self, tell: Tell) -> None:
        def both(event: FeedEvent) -> None:
            tell(event)
            self.ear.told.put(event)

        self.feed.start(both)

    def stop(self) -> None:
        self.feed.stop()


class Told:
    """A feed that says what the test says."""

    def __init__(self) -> None:
        self.tell: Tell | None = None
        self.stopped = False

    def start(self, tell: Tell) -> None:
        self.tell = tell

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[Scanner]:
    scanner = Scanner(tmp_path / "scanner")
    yield scanner
    scanner.unplug()


@pytest.fixture
def wire(scanner: Scanner) -> Wire:
    return Wire(SerialFeed(port=str(scanner.name), wait=quickly()))


def play(stage: Stage, story: Callable[[Hands], Awaitable[None]], *feeds: Feed) -> None:
    stage.feeds = feeds
    stage.play(story)


def squeezed(hands: Hands) -> str:
    """What is seen, without the places where lines are broken."""
    return "".join(hands.seen.split())


def test_a_coupon_from_the_serial_line_is_on_the_counter(
    stage: Stage, scanner: Scanner, wire: Wire
) -> None:
    scanner.plug_in()

    async def story(hands: Hands) -> None:
        wire.ear.next(LineOpened)
        await hands.press("冰")
        scanner.sends(hands.till.code().encode() + b"\r")
        wire.ear.next(CodeRead)
        await hands.settled()
        assert hands.app.counter_screen.till.draft.coupon is not None
        assert hands.field("name") == "冰", "whatever has the focus"

    play(stage, story, wire)
    assert ended(wire.feed)


def test_a_product_and_its_serial_number_in_one_write_become_one_line_of_the_sale(
    stage: Stage, scanner: Scanner, wire: Wire
) -> None:
    scanner.plug_in()

    async def story(hands: Hands) -> None:
        wire.ear.next(LineOpened)
        scanner.sends(b"6901234567892\r\nSN-2024-0001\r\n")
        wire.ear.next(CodeRead)
        wire.ear.next(CodeRead)
        await hands.settled()
        (item,) = hands.app.counter_screen.till.draft.items
        assert (item.barcode, item.serial_number) == ("6901234567892", "SN-2024-0001")

    play(stage, story, wire)


def test_unplugging_is_said_once_and_the_scanner_works_again_when_it_is_back(
    stage: Stage, scanner: Scanner, wire: Wire
) -> None:
    scanner.plug_in()

    async def story(hands: Hands) -> None:
        wire.ear.next(LineOpened)
        scanner.unplug()
        assert wire.ear.next(LineLost).why is Absence.UNPLUGGED
        await hands.settled()
        assert "扫码枪已断开，接好后自动恢复" in squeezed(hands)
        scanner.plug_in()
        wire.ear.next(LineOpened)
        await hands.settled()
        assert "扫码枪已恢复" in squeezed(hands)
        scanner.sends(hands.till.code().encode() + b"\r")
        wire.ear.next(CodeRead)
        await hands.settled()
        assert hands.app.counter_screen.till.draft.coupon is not None

    play(stage, story, wire)


def test_the_same_phone_read_twice_over_the_serial_line_is_one_scan(
    stage: Stage, scanner: Scanner, wire: Wire
) -> None:
    scanner.plug_in()

    async def story(hands: Hands) -> None:
        wire.ear.next(LineOpened)
        await hands.type("冰箱;8999")
        code = hands.till.code().encode() + b"\r"
        scanner.sends(code)
        wire.ear.next(CodeRead)
        await hands.settled()
        await hands.press("f9")
        scanner.sends(code)
        wire.ear.next(CodeRead)
        await hands.settled()
        assert not hands.app.counter_screen.till.held

    play(stage, story, wire)


def test_before_anybody_has_signed_in_a_code_is_answered_and_not_used(
    stage: Stage, scanner: Scanner, wire: Wire
) -> None:
    scanner.plug_in()
    stage.operator = None

    async def story(hands: Hands) -> None:
        wire.ear.next(LineOpened)
        scanner.sends(b"6901234567892\r")
        wire.ear.next(CodeRead)
        await hands.settled()
        assert isinstance(hands.app.screen, SignIn)
        assert hands.app.counter_screen.till.draft.empty

    play(stage, story, wire)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "event",
    [
        *(LineLost(why=why, port="/dev/ttyACM0", problem="tcgetattr") for why in Absence),
        LineOpened(port="/dev/ttyACM0", again=True),
        FrameDropped(bytes_max=8192),
    ],
    ids=str,
)
def test_whatever_becomes_of_the_line_is_answered_in_one_line_of_words(
    stage: Stage, event: FeedEvent, language: Language
) -> None:
    stage.language = language
    feed = Told()

    async def story(hands: Hands) -> None:
        before = hands.seen
        assert feed.tell is not None
        feed.tell(event)
        await hands.settled()
        assert hands.seen != before
        glyph = "✔" if isinstance(event, LineOpened) else "▲"
        assert glyph in hands.seen

    play(stage, story, feed)
    assert feed.stopped


def test_a_scanner_that_is_simply_there_needs_no_word(stage: Stage) -> None:
    feed = Told()

    async def story(hands: Hands) -> None:
        before = hands.seen
        assert feed.tell is not None
        feed.tell(LineOpened(port="COM3", again=False))
        await hands.settled()
        assert hands.seen == before

    play(stage, story, feed)


def test_during_the_check_a_serial_scan_is_named_by_its_kind_and_the_screen_stays(
    stage: Stage,
) -> None:
    feed = Told()

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+g")
        assert feed.tell is not None
        code = hands.till.code()
        feed.tell(CodeRead(scanned=read_text(code, source=Source.SERIAL)))
        await hands.settled()
        assert isinstance(hands.app.screen, ScannerCheck)
        assert "这里只检测键盘式扫码枪" in squeezed(hands)
        assert code[:12] not in squeezed(hands)
        assert hands.app.counter_screen.till.draft.empty

    play(stage, story, feed)


def test_what_the_check_has_saved_is_taken_off_a_serial_scan_at_once(stage: Stage) -> None:
    feed = Told()

    async def story(hands: Hands) -> None:
        hands.app.frame_scans(Framing(prefix="SH", suffix="#"))
        assert feed.tell is not None
        feed.tell(CodeRead(scanned=read_text(f"SH{hands.till.code()}#", source=Source.SERIAL)))
        await hands.settled()
        assert hands.app.counter_screen.till.draft.coupon is not None

    play(stage, story, feed)
