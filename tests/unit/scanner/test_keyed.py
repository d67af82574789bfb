"""Who typed: a person at the keyboard or a wedge scanner."""

from collections.abc import Iterable

import pytest

from terminal_app.scanner import Burst, BurstDetector, KeyedEvent, RepeatFilter, Source, Typed
from terminal_app.scanner.keyed import (
    BURST_CHARS_MAX,
    HOLD_MS,
    LATE_KEY_MS,
    REPEAT_TEXTS_MAX,
    REPEAT_WINDOW_MS,
    SCANNER_PACE_MS,
    SILENCE_MS,
)
from tests.unit.scanner.pictures import token

TOKEN = token()
LONG_AFTER_MS = 1_000_000


class Counter:
    """A keyboard, and what came out of the detector behind it."""

    def __init__(self) -> None:
        self.detector = BurstDetector()
        self.events: list[KeyedEvent] = []
        self.now_ms = 1000

    def press(self, keys: Iterable[str], *, pace_ms: int) -> None:
        for key in keys:
            self.now_ms += pace_ms
            self.events += self.detector.key(key, self.now_ms)

    def wait(self, ms: int) -> None:
        self.now_ms += ms
        self.events += self.detector.tick(self.now_ms)

    @property
    def scanned(self) -> list[str]:
        return [event.text for event in self.events if isinstance(event, Burst)]

    @property
    def typed(self) -> list[str]:
        return [key for event in self.events if isinstance(event, Typed) for key in event.keys]


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.mark.parametrize("pace_ms", [0, 1, 10, 30])
@pytest.mark.parametrize("terminator", ["enter", "tab", "\r", "\n", "ctrl+j"])
def test_a_scan_is_delivered_at_its_terminator(
    counter: Counter, pace_ms: int, terminator: str
) -> None:
    counter.press([*TOKEN, terminator], pace_ms=pace_ms)
    assert (counter.scanned, counter.typed) == ([TOKEN], [])


def test_a_scan_without_terminator_is_delivered_after_a_silence(counter: Counter) -> None:
    counter.press(TOKEN, pace_ms=5)
    counter.wait(SILENCE_MS - 1)
    assert counter.scanned == []
    counter.wait(1)
    assert (counter.scanned, counter.typed) == ([TOKEN], [])


def test_one_late_key_does_not_tear_a_scan_in_two(counter: Counter) -> None:
    counter.press(TOKEN[:100], pace_ms=5)
    counter.now_ms += 50
    counter.press([*TOKEN[100:], "enter"], pace_ms=5)
    assert counter.scanned == [TOKEN]


def test_carriage_return_and_line_feed_are_one_terminator(counter: Counter) -> None:
    counter.press([*TOKEN, "\r", "\n"], pace_ms=3)
    counter.wait(LONG_AFTER_MS)
    assert (counter.scanned, counter.typed) == ([TOKEN], [])


def test_two_codes_read_in_one_go_are_two_scans(counter: Counter) -> None:
    counter.press([*"6901234567892", "enter", *"AA8ZE0001", "enter"], pace_ms=3)
    assert counter.scanned == ["6901234567892", "AA8ZE0001"]


def test_a_single_key_is_given_back_when_its_hold_is_over(counter: Counter) -> None:
    counter.press("a", pace_ms=1)
    counter.wait(HOLD_MS - 1)
    assert counter.typed == []
    counter.wait(1)
    assert counter.typed == ["a"]


def test_the_detector_says_when_it_is_next_due(counter: Counter) -> None:
    assert counter.detector.due_ms is None
    counter.press("a", pace_ms=1)
    assert counter.detector.due_ms == counter.now_ms + HOLD_MS
    counter.press(TOKEN, pace_ms=1)
    assert counter.detector.due_ms == counter.now_ms + SILENCE_MS
    counter.wait(SILENCE_MS)
    assert counter.detector.due_ms is None


def test_a_person_keeps_every_key_and_their_order(counter: Counter) -> None:
    keys = [*"haier 502", "backspace", "left", "f5", "ctrl+q", "enter"]
    counter.press(keys, pace_ms=45)
    counter.wait(LONG_AFTER_MS)
    assert (counter.typed, counter.scanned) == (keys, [])


def test_two_fingers_rolling_over_two_keys_are_a_person(counter: Counter) -> None:
    counter.press("the", pace_ms=25)
    counter.press(" fridge", pace_ms=60)
    counter.wait(LONG_AFTER_MS)
    assert ("".join(counter.typed), counter.scanned) == ("the fridge", [])


@pytest.mark.parametrize("repeats", [3, 7, 100])
@pytest.mark.parametrize("pace_ms", [25, 33, 40])
def test_a_held_key_is_a_person(counter: Counter, pace_ms: int, repeats: int) -> None:
    counter.press("0" * repeats, pace_ms=pace_ms)
    counter.press("5", pace_ms=pace_ms)
    counter.wait(LONG_AFTER_MS)
    assert ("".join(counter.typed), counter.scanned) == ("0" * repeats + "5", [])


def test_one_repeated_character_at_a_machines_pace_is_a_scan(counter: Counter) -> None:
    counter.press([*"00000000", "enter"], pace_ms=10)
    assert (counter.scanned, counter.typed) == (["00000000"], [])


def test_a_key_held_for_long_passes_at_once(counter: Counter) -> None:
    counter.press("0" * 60, pace_ms=33)
    assert counter.typed == ["0"] * 60


@pytest.mark.parametrize("pace_ms", [0, 33])
def test_a_held_arrow_moves_while_it_is_held(counter: Counter, pace_ms: int) -> None:
    counter.press(["down"] * 50, pace_ms=pace_ms)
    counter.wait(LONG_AFTER_MS)
    assert (counter.typed, counter.scanned) == (["down"] * 50, [])


def test_a_held_arrow_never_lags_more_than_one_step(counter: Counter) -> None:
    counter.press(["down"] * 10, pace_ms=33)
    assert len(counter.typed) == 9


KEYPAD = dict(
    zip(
        "0123456789",
        ["insert", "end", "down", "pagedown", "left", "clear", "right", "home", "up", "pageup"],
        strict=True,
    )
)


@pytest.mark.parametrize("pace_ms", [0, 5, 30])
def test_a_scan_with_num_lock_off_moves_nothing_and_is_read(counter: Counter, pace_ms: int) -> None:
    counter.press([*(KEYPAD[digit] for digit in "6901234567892"), "enter"], pace_ms=pace_ms)
    assert (counter.scanned, counter.typed) == (["6901234567892"], [])


def test_a_late_key_at_the_head_of_a_scan_does_not_tear_it(counter: Counter) -> None:
    counter.press(TOKEN[:2], pace_ms=5)
    counter.now_ms += 48
    counter.press([*TOKEN[2:], "enter"], pace_ms=5)
    assert (counter.scanned, counter.typed) == ([TOKEN], [])


@pytest.mark.parametrize("late_ms", [0, 10, 24])
@pytest.mark.parametrize("at", range(13))
def test_one_late_key_anywhere_in_a_scan_at_the_slowest_pace_loses_no_character(
    counter: Counter, at: int, late_ms: int
) -> None:
    assert late_ms < LATE_KEY_MS
    for number, key in enumerate([*"SN20240117AB", "enter"]):
        counter.now_ms += late_ms if number == at else 0
        counter.press([key], pace_ms=SCANNER_PACE_MS)
    assert (counter.scanned, counter.typed) == (["SN20240117AB"], [])


def test_a_persons_quick_start_does_not_hold_up_the_rest(counter: Counter) -> None:
    counter.press("fr", pace_ms=20)
    counter.press("idges", pace_ms=55)
    assert "".join(counter.typed) >= "fri"
    counter.wait(LONG_AFTER_MS)
    assert ("".join(counter.typed), counter.scanned) == ("fridges", [])


def test_a_phrase_from_an_input_method_is_a_person(counter: Counter) -> None:
    counter.press("全自动滚筒洗衣机", pace_ms=0)
    assert ("".join(counter.typed), counter.scanned) == ("全自动滚筒洗衣机", [])


def test_full_width_digits_are_a_scan_through_an_input_method(counter: Counter) -> None:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in TOKEN)
    counter.press([*wide, "enter"], pace_ms=4)
    assert (counter.scanned, counter.typed) == ([wide], [])


def test_five_quick_characters_are_given_to_the_person(counter: Counter) -> None:
    counter.press([*"12345", "\r", "\n"], pace_ms=2)
    counter.wait(LONG_AFTER_MS)
    assert (counter.typed, counter.scanned) == ([*"12345", "\r", "\n"], [])


@pytest.mark.parametrize("at", [0, 1, 5, 6, 20])
@pytest.mark.parametrize("command", ["ctrl+q", "f1", "escape", "\x1b", "ctrl+c", "delete"])
def test_a_code_that_presses_commands_fires_none(counter: Counter, at: int, command: str) -> None:
    code = "ABC123DEF456GHI789JKL"
    counter.press([*code[:at], command, command, *code[at:], "enter"], pace_ms=4)
    counter.wait(LONG_AFTER_MS)
    assert (counter.scanned, counter.typed) == ([code], [])


def test_a_code_with_line_ends_in_it_reaches_no_field(counter: Counter) -> None:
    counter.press([*"N:Li Lei", "\r", "y", "\r", *"ab", "\t", "ctrl+q", "\r"], pace_ms=4)
    counter.wait(LONG_AFTER_MS)
    assert (counter.scanned, counter.typed) == (["N:Li Lei"], [])


def test_an_endless_burst_is_bounded(counter: Counter) -> None:
    counter.press("ab" * BURST_CHARS_MAX, pace_ms=1)
    counter.wait(LONG_AFTER_MS)
    assert [len(text) for text in counter.scanned] == [BURST_CHARS_MAX]
    assert counter.typed == []


def test_a_scan_right_after_a_persons_key_is_whole(counter: Counter) -> None:
    counter.press("x", pace_ms=50)
    counter.now_ms += HOLD_MS
    counter.press([*TOKEN, "enter"], pace_ms=1)
    assert (counter.typed, counter.scanned) == (["x"], [TOKEN])


def test_a_person_has_the_keyboard_again_after_a_scan(counter: Counter) -> None:
    counter.press([*TOKEN, "enter"], pace_ms=2)
    counter.press(["5", "enter"], pace_ms=HOLD_MS)
    counter.wait(HOLD_MS)
    assert (counter.scanned, counter.typed) == ([TOKEN], ["5", "enter"])


def test_a_clock_that_steps_back_loses_no_key(counter: Counter) -> None:
    counter.press("ab", pace_ms=50)
    counter.now_ms -= 500
    counter.press("cdefghij", pace_ms=50)
    counter.wait(LONG_AFTER_MS)
    assert ("".join(counter.typed), counter.scanned) == ("abcdefghij", [])


def test_a_pasted_code_is_a_scan_that_says_it_was_pasted(counter: Counter) -> None:
    events = counter.detector.paste(f"{TOKEN}\r\n")
    assert events == (Burst(text=TOKEN, source=Source.PASTED),)


def test_a_short_paste_is_typed(counter: Counter) -> None:
    assert counter.detector.paste("19\n99\n") == (Typed(keys=("1", "9", "9", "9")),)
    assert counter.detector.paste("\r\n") == ()


def test_a_paste_gives_back_the_key_that_waited_before_it(counter: Counter) -> None:
    counter.press("a", pace_ms=1)
    assert counter.detector.paste("12") == (Typed(keys=("a",)), Typed(keys=("1", "2")))


def test_a_paste_is_bounded(counter: Counter) -> None:
    (event,) = counter.detector.paste("a" * (BURST_CHARS_MAX + 1))
    assert isinstance(event, Burst)
    assert len(event.text) == BURST_CHARS_MAX


def test_keys_never_show_in_a_representation() -> None:
    assert "7" not in repr(Typed(keys=("7",)))
    assert TOKEN not in repr(Burst(text=TOKEN, source=Source.KEYED))


def test_the_same_text_counts_once_in_its_window() -> None:
    repeats = RepeatFilter()
    assert repeats.counts(TOKEN, 1000)
    assert not repeats.counts(TOKEN, 1000 + REPEAT_WINDOW_MS - 1)
    assert repeats.counts(TOKEN, 1000 + REPEAT_WINDOW_MS)


def test_another_text_in_between_does_not_let_the_first_count_again() -> None:
    repeats = RepeatFilter()
    assert repeats.counts("A", 0)
    assert repeats.counts("B", 10)
    assert not repeats.counts("A", 20)


def test_a_filter_remembers_a_bounded_number_of_texts() -> None:
    repeats = RepeatFilter()
    texts = [f"text {number}" for number in range(REPEAT_TEXTS_MAX + 1)]
    assert all(repeats.counts(text, at_ms) for at_ms, text in enumerate(texts))
    assert repeats.counts(texts[0], 100)
    assert not repeats.counts(texts[-1], 100)
