"""The scanner check on the screen: keys arrive, findings appear, and nothing of it reaches the counter."""

from __future__ import annotations

from dataclasses import replace

from textual import events
from textual.keys import _character_to_key

from terminal_app.devices import draw_check_code
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.scanner.check_code import CheckCode
from terminal_app.scanner.layout import Case
from terminal_app.scanner.text import Framing
from terminal_app.tui.screens.confirm import Confirm
from terminal_app.tui.screens.scanner_check import ScannerCheck
from terminal_app.wording import Language
from tests.tui.stage import Hands, Stage
from tests.unit.scanner.readings import Scanner

RIGHT = Scanner()


def equip(hands: Hands, saved: list[tuple[str, str]]) -> None:
    """What bootstrap gives the screen for this."""
    hands.app.counter = replace(
        hands.app.counter,
        draw_check_code=draw_check_code,
        save_scanner_profile=lambda prefix, suffix: saved.append((prefix, suffix)),
    )


async def scan(hands: Hands, scanner: Scanner, code: CheckCode) -> None:
    """The scanner types a code, at its own pace."""
    at_s = events.Event().time
    names = {"\r": "enter", "\n": "ctrl+j", "\t": "tab"}
    for stroke in scanner.scan(code).keys:
        name = names.get(stroke.key)
        event = events.Key(name or _character_to_key(stroke.key), stroke.key)
        event.time = at_s + (stroke.at_ms - 1000) / 1000
        event.set_sender(hands.app)
        hands.app.post_message(event)
    await hands.settled()


async def scan_all(hands: Hands, scanner: Scanner) -> None:
    await hands.press("ctrl+g")
    for code in CheckCode:
        await scan(hands, scanner, code)


def test_a_scanner_that_is_set_up_right_hears_so(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        equip(hands, [])
        await hands.press("ctrl+g")
        assert "第 1 个码，共 6 个：短数字二维码" in hands.seen
        assert "█" in hands.seen
        await scan(hands, RIGHT, CheckCode.DIGITS)
        assert "第 1 个码收到 21 个键" in hands.seen
        assert "第 2 个码" in hands.seen
        for code in list(CheckCode)[1:]:
            await scan(hands, RIGHT, code)
        assert "扫码枪设置正确" in hands.seen
        assert "Enter 保存" in hands.seen

    stage.play(story)


def test_what_was_found_is_saved_and_in_force_at_once(stage: Stage) -> None:
    saved: list[tuple[str, str]] = []

    async def story(hands: Hands) -> None:
        equip(hands, saved)
        await scan_all(hands, replace(RIGHT, prefix="SH", suffix="#"))
        assert "每个码前面都多了「SH」" in hands.seen
        await hands.press("enter")
        assert saved == [("SH", "#")]
        assert hands.app.counter.framing == Framing(prefix="SH", suffix="#")
        assert "已保存，马上生效" in hands.seen
        await hands.press("escape")
        await hands.type("冰箱;8999")
        await hands.scan(f"SH{hands.till.code()}#")
        assert "8,399.00" in hands.seen

    stage.play(story)


def test_nothing_is_saved_before_the_keyboard_types_what_is_sent(stage: Stage) -> None:
    saved: list[tuple[str, str]] = []

    async def story(hands: Hands) -> None:
        equip(hands, saved)
        await scan_all(hands, replace(RIGHT, prefix="SH", case=Case.INVERTED))
        assert "Caps Lock" in hands.seen
        await hands.press("enter")
        assert saved == []
        assert "没有保存" in hands.seen
        await hands.press("f7")
        assert "第 1 个码" in hands.seen

    stage.play(story)


def test_a_scan_during_the_check_reaches_no_sale(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        equip(hands, [])
        await hands.press("ctrl+g")
        await hands.scan(hands.till.code())
        assert isinstance(hands.app.screen, ScannerCheck)
        await hands.press("escape")
        assert hands.app.counter_screen.may_be_left
        assert hands.app.scans.listener is None
        await hands.type("冰箱;8999")
        await hands.scan(hands.till.code())
        assert "8,399.00" in hands.seen

    stage.play(story)


def test_a_scan_over_a_question_over_the_check_answers_nothing(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        equip(hands, [])
        await hands.press("ctrl+g", "ctrl+q")
        assert isinstance(hands.app.screen, Confirm)
        await hands.scan("y12345678n")
        assert hands.app.is_running
        assert isinstance(hands.app.screen, Confirm)

    stage.play(story)


def test_a_scan_over_the_palette_over_the_check_runs_no_command(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        equip(hands, [])
        await hands.press("ctrl+g", "ctrl+p")
        await hands.scan(hands.till.code())
        assert hands.app.counter_screen.till.draft.coupon is not None

    stage.play(story)


def test_a_command_key_before_or_in_a_scan_during_the_check_does_nothing(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        equip(hands, [])
        await hands.press("ctrl+g")
        hands.burst(["ctrl+b", *CheckCode.DIGITS.text[:9], "f7", "escape", *"123456"])  # type: ignore[arg-type]
        await hands.settled()
        assert hands.app.sounds
        assert isinstance(hands.app.screen, ScannerCheck)

    stage.play(story)


def test_a_scan_too_slow_for_the_counter_sets_nothing_off_during_the_check(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        equip(hands, [])
        await hands.press("ctrl+g")
        digits = CheckCode.DIGITS.text
        at_s = events.Event().time
        for number, name in enumerate([*digits[:9], "escape", *digits[9:], "enter"]):
            char = name if len(name) == 1 else None
            event = events.Key(_character_to_key(char) if char else name, char)
            event.time = at_s + number * 0.08
            event.set_sender(hands.app)
            hands.app.post_message(event)
        await hands.settled()
        assert isinstance(hands.app.screen, ScannerCheck)
        assert "第 1 个码收到 22 个键" in hands.seen

    stage.play(story)


def test_a_persons_keys_during_the_check_do_what_they_say(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        equip(hands, [])
        await hands.press("ctrl+g")
        at_s = events.Event().time
        for name, later_s in (("a", 0.0), ("escape", 0.2)):
            event = events.Key(name, name if len(name) == 1 else None)
            event.time = at_s + later_s
            event.set_sender(hands.app)
            hands.app.post_message(event)
        await hands.settled()
        assert not isinstance(hands.app.screen, ScannerCheck)

    stage.play(story)


def test_a_code_that_cannot_be_read_is_skipped_and_another_one_is_told(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        equip(hands, [])
        await hands.press("ctrl+g")
        await scan(hands, RIGHT, CheckCode.EAN_13)
        assert "刚才扫的是别的码" in hands.seen
        await hands.press("f8")
        assert "第 2 个码" in hands.seen
        assert "第 1 个码（二维码）读不出" in hands.seen

    stage.play(story)


def test_a_code_that_does_not_fit_is_on_the_page(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        equip(hands, [])
        await hands.press("ctrl+g")
        for code in (CheckCode.DIGITS, CheckCode.LETTERS):
            assert "█" in hands.seen
            await scan(hands, RIGHT, code)
        assert "█" not in hands.seen
        assert "窗口放不下这个码" in hands.seen
        await scan(hands, RIGHT, CheckCode.COUPON)
        assert "█" in hands.seen

    stage.play(story)


def test_a_code_that_cannot_be_drawn_here_is_skipped_or_on_the_page(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        equip(hands, [])
        hands.app.counter = replace(hands.app.counter, draw_check_code=lambda _code: None)
        await hands.press("ctrl+g")
        assert "本机画不出这个码" in hands.seen
        await hands.press("f8")
        assert "第 2 个码" in hands.seen

    stage.play(story)


def test_settings_that_cannot_be_written_are_told(stage: Stage) -> None:
    def refuse(prefix: str, suffix: str) -> None:
        raise EnvironmentTrouble(Trouble.FILE_UNWRITABLE, file="settings.toml", problem="EROFS")

    async def story(hands: Hands) -> None:
        equip(hands, [])
        hands.app.counter = replace(hands.app.counter, save_scanner_profile=refuse)
        await scan_all(hands, replace(RIGHT, prefix="SH"))
        await hands.press("enter")
        assert "settings.toml" in hands.seen
        assert hands.app.counter.framing == Framing()

    stage.play(story)


def test_in_english_at_120_by_40_every_code_is_on_the_screen(stage: Stage) -> None:
    stage.language, stage.size = Language.EN, (120, 40)

    async def story(hands: Hands) -> None:
        equip(hands, [])
        await hands.press("ctrl+g")
        for code in CheckCode:
            assert f"Code {code.number} of 6" in hands.seen
            assert "█" in hands.seen
            await scan(hands, RIGHT, code)
        assert "nothing to change" in hands.seen

    stage.play(story)
