"""The way in, key by key, on a clock of the test's own."""

from __future__ import annotations

from textual import events
from textual.keys import _character_to_key

from terminal_app.scanner.keyed import Burst
from terminal_app.scanner.text import Source
from terminal_app.tui.intake import Intake, Let

CODE = "12345678901234567890"


def key(name: str, at_ms: int) -> events.Key:
    is_char = len(name) == 1
    event = events.Key(_character_to_key(name) if is_char else name, name if is_char else None)
    event.time = at_ms / 1000
    return event


def keyed(intake: Intake, names: list[str], *, start_ms: int, pace_ms: int = 2) -> list[Let]:
    let: list[Let] = []
    for number, name in enumerate(names):
        let += intake.key(key(name, start_ms + number * pace_ms))
    return let


def shown(let: list[Let]) -> list[str]:
    return [one.text if isinstance(one, Burst) else one.key for one in let]  # type: ignore[union-attr]


def test_a_persons_keys_come_out_as_the_same_events_in_order() -> None:
    intake = Intake()
    typed = [key("a", 0), key("left", 150), key("f9", 300)]
    let = [one for event in typed for one in intake.key(event)] + intake.tick(400)
    assert let == typed


def test_a_code_with_its_terminator_comes_out_at_once_and_alone() -> None:
    intake = Intake()
    assert shown(keyed(intake, [*CODE, "enter"], start_ms=0)) == [CODE]
    assert intake.due_ms is None or not intake.tick(10_000)


def test_a_code_in_two_pieces_is_put_together() -> None:
    intake = Intake()
    let = keyed(intake, list(CODE[:12]), start_ms=0)
    let += keyed(intake, [*CODE[12:], "enter"], start_ms=180)
    assert shown(let) == [CODE]


def test_a_tail_too_short_for_a_code_of_its_own_reaches_no_field() -> None:
    intake = Intake()
    let = keyed(intake, list(CODE[:17]), start_ms=0)
    let += keyed(intake, [*CODE[17:], "enter"], start_ms=150)
    let += intake.tick(300)
    assert shown(let) == [CODE]


def test_a_code_without_a_terminator_comes_out_after_a_silence() -> None:
    intake = Intake()
    let = keyed(intake, list(CODE), start_ms=0)
    assert not let
    assert not intake.tick(100)
    assert shown(intake.tick(400)) == [CODE]
    assert intake.due_ms is None


def test_a_person_who_types_a_moment_after_a_scan_loses_nothing() -> None:
    intake = Intake()
    let = keyed(intake, list(CODE), start_ms=0)
    let += intake.tick(100)
    let += intake.key(key("x", 700)) + intake.tick(800)
    assert shown(let) == [CODE, "x"]


def test_a_short_paste_is_typing_and_a_long_one_a_scan() -> None:
    intake = Intake()
    short, long = events.Paste("冰箱"), events.Paste(CODE)
    assert intake.paste(short) == [short]
    assert intake.paste(long) == [Burst(text=CODE, source=Source.PASTED)]


def test_a_key_withheld_before_a_paste_comes_out_before_it() -> None:
    intake = Intake()
    first, short = key("a", 0), events.Paste("冰箱")
    assert not intake.key(first)
    assert intake.paste(short) == [first, short]


def test_a_code_that_is_whole_beyond_doubt_is_not_kept_waiting_for_more() -> None:
    intake = Intake(whole=lambda text: text == CODE)
    keyed(intake, list(CODE), start_ms=0)
    assert shown(intake.tick(100)) == [CODE]
    assert intake.due_ms is None


def test_the_late_line_end_of_a_code_that_came_out_without_it_presses_nothing() -> None:
    intake = Intake(whole=lambda text: text == CODE)
    keyed(intake, list(CODE), start_ms=0)
    intake.tick(100)
    assert not intake.key(key("enter", 150))
    assert not intake.tick(400)
    enter = key("enter", 500)
    assert not intake.key(enter)
    assert intake.tick(600) == [enter]


def test_the_first_keys_of_a_code_right_behind_another_are_kept_for_the_rest_of_it() -> None:
    for second in ("SN20240117AB", CODE[::-1]):
        intake = Intake()
        let = keyed(intake, [*CODE, "enter"], start_ms=0)
        let += keyed(intake, list(second[:3]), start_ms=60)
        let += intake.tick(140)
        let += keyed(intake, [*second[3:], "enter"], start_ms=150)
        assert shown(let) == [CODE, second]


def test_keys_behind_a_code_that_become_no_code_reach_no_field() -> None:
    intake = Intake()
    let = keyed(intake, [*CODE, "enter", "f9", "a", "b"], start_ms=0) + intake.tick(1000)
    assert shown(let) == [CODE]
    assert intake.due_ms is None
    assert not intake.tick(2000)


def test_a_program_that_comes_late_to_a_silence_joins_no_two_codes() -> None:
    intake = Intake()
    keyed(intake, list(CODE), start_ms=0)
    assert not intake.tick(230)
    let = keyed(intake, [*"6901234567892", "enter"], start_ms=38 + 330)
    assert shown(let) == [CODE, "6901234567892"]


def test_a_paste_behind_a_code_without_a_line_end_is_neither_glued_to_it_nor_counted_twice() -> (
    None
):
    for pasted in (CODE[::-1], "冰箱"):
        intake = Intake()
        let = keyed(intake, list(CODE), start_ms=0) + intake.tick(100)
        paste = events.Paste(pasted)
        let += intake.paste(paste) + intake.tick(1000)
        last = Burst(text=pasted, source=Source.PASTED) if len(pasted) > 5 else paste
        assert let == [Burst(text=CODE, source=Source.KEYED), last]


def test_a_second_serial_number_does_not_merge_with_the_first() -> None:
    for ending in (["enter"], []):
        intake = Intake()
        let = keyed(intake, list("SN20240117AB"), start_ms=0)
        let += keyed(intake, [*"SN20240117AC", *ending], start_ms=150)
        let += intake.tick(300) + intake.tick(1000)
        assert shown(let) == ["SN20240117AB", "SN20240117AC"]


def test_a_persons_letter_behind_a_serial_number_is_not_made_part_of_it() -> None:
    for code in ("SN20240117AB", CODE):
        intake = Intake()
        let = keyed(intake, list(code), start_ms=0)
        let += intake.key(key("x", 150)) + intake.tick(220) + intake.tick(1000)
        assert shown(let) == [code, "x"]


def test_a_torn_serial_number_whose_rest_ends_in_a_line_end_is_put_together() -> None:
    intake = Intake()
    let = keyed(intake, list("SN20240117A"), start_ms=0)
    let += keyed(intake, ["B", "enter"], start_ms=150) + intake.tick(1000)
    assert shown(let) == ["SN20240117AB"]


def test_a_torn_serial_number_is_put_together_though_the_next_code_follows_its_rest_at_once() -> (
    None
):
    intake = Intake()
    let = keyed(intake, list("AB2024X01"), start_ms=0)
    let += intake.tick(120)
    let += keyed(intake, [*"B1Y4", "enter", *CODE, "enter"], start_ms=140)
    assert shown(let) == ["AB2024X01B1Y4", CODE]


def test_the_rest_of_a_torn_coupon_is_not_lost_before_the_next_code() -> None:
    intake = Intake()
    let = keyed(intake, list(CODE[:17]), start_ms=0)
    let += intake.tick(120)
    let += keyed(intake, [*CODE[17:], "enter", *reversed(CODE), "enter"], start_ms=140)
    assert shown(let) == [CODE, CODE[::-1]]
