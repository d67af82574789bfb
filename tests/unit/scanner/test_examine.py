"""The scanner check names exactly what is wrong, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terminal_app.scanner import examine as examine_module
from terminal_app.scanner.alignment import ARRIVED_CHARS_MAX, Alignment, align
from terminal_app.scanner.check_code import COUPON_DIGITS, WINDOW, CheckCode
from terminal_app.scanner.examine import Finding, Findings, Health, Kind, examine, is_like
from terminal_app.scanner.layout import Case, Layout, arrives
from terminal_app.scanner.reading import (
    Keystroke,
    Reading,
    Recorder,
    Unreadable,
    from_lines,
    is_scan,
    to_line,
)
from terminal_app.scanner.text import Framing, Source, read_text
from terminal_app.wording import Language, Wording
from tests.unit.scanner.pictures import token
from tests.unit.scanner.readings import (
    Scanner,
    composed,
    in_code_page,
    punctuated,
    swallowed,
    widened,
)

RIGHT = Scanner()
COUPON = CheckCode.COUPON.text
places = st.integers(0, COUPON_DIGITS - 1)
few_places = st.lists(places, min_size=1, max_size=12, unique=True)
around = st.text("ABCxyz#*!~$", min_size=1, max_size=8)


def wrong(found: Findings) -> dict[Kind, list[str]]:
    """What is not right, by kind."""
    told: dict[Kind, list[str]] = {}
    for one in found.findings:
        if one.health is not Health.OK:
            told.setdefault(one.kind, []).append(one.value)
    return told


def of(found: Findings, kind: Kind) -> Finding:
    (finding,) = (one for one in found.findings if one.kind is kind)
    return finding


def on_coupon(change: str, where: list[int]) -> Scanner:
    """A scanner that damages the long code alone."""

    def damage(code: CheckCode, text: str) -> str:
        if code is not CheckCode.COUPON:
            return text
        kept = []
        for place, char in enumerate(text):
            times = {"dropped": 0, "doubled": 2}[change] if place in where else 1
            kept.append(char * times)
        return "".join(kept)

    return replace(RIGHT, damage=damage)


# the codes


def test_the_long_pattern_has_a_coupon_s_size_and_tells_every_place() -> None:
    windows = [COUPON[at : at + WINDOW] for at in range(len(COUPON) - WINDOW + 1)]
    assert len(COUPON) == COUPON_DIGITS
    assert len(set(windows)) == len(windows)
    assert all(one != after for one, after in pairwise(COUPON))


def test_the_long_pattern_can_never_be_a_coupon() -> None:
    from terminal_app.bank.token import VERSION

    assert not COUPON.startswith(VERSION)


# a scanner that is set up right


def test_a_scanner_that_is_set_up_right_has_nothing_to_change() -> None:
    found = examine(RIGHT.scan_all())
    assert wrong(found) == {}
    assert found.ok
    assert found.profile == Framing()


@given(pace_ms=st.integers(0, 30), ending=st.sampled_from(["\r", "\n", "\r\n", "\t"]))
def test_every_usual_terminator_at_a_scanner_s_pace_is_right(pace_ms: int, ending: str) -> None:
    found = examine(replace(RIGHT, pace_ms=pace_ms, ending=ending).scan_all())
    assert wrong(found) == {}
    names = {"\r": "cr", "\n": "lf", "\r\n": "crlf", "\t": "tab"}
    assert of(found, Kind.TERMINATOR).value == names[ending]
    assert of(found, Kind.SPEED).facts["median_ms"] == pace_ms


def test_nothing_read_yet_is_nothing_found() -> None:
    found = examine((), is_over=False)
    assert found.findings == ()
    assert found.profile is None


# one thing wrong


@given(where=few_places)
@settings(max_examples=25)
def test_dropped_keys_are_counted(where: list[int]) -> None:
    found = examine(on_coupon("dropped", where).scan_all())
    assert wrong(found) == {Kind.CHARACTERS: ["dropped"]}
    assert of(found, Kind.CHARACTERS).facts["count"] == len(where)


@given(where=few_places)
@settings(max_examples=25)
def test_doubled_keys_are_counted(where: list[int]) -> None:
    found = examine(on_coupon("doubled", where).scan_all())
    assert wrong(found) == {Kind.CHARACTERS: ["doubled"]}
    assert of(found, Kind.CHARACTERS).facts["count"] == len(where)


@given(where=places, change=st.sampled_from(["dropped", "doubled"]))
@settings(max_examples=40)
def test_one_damaged_place_is_named(where: int, change: str) -> None:
    facts = of(examine(on_coupon(change, [where]).scan_all()), Kind.CHARACTERS).facts
    assert facts == {"count": 1, "number": CheckCode.COUPON.number, "places": str(where + 1)}


@given(where=st.integers(0, COUPON_DIGITS - 2))
@settings(max_examples=25)
def test_two_keys_in_each_other_s_place_are_named(where: int) -> None:
    def swapped(code: CheckCode, text: str) -> str:
        if code is not CheckCode.COUPON:
            return text
        return text[:where] + text[where + 1] + text[where] + text[where + 2 :]

    found = examine(replace(RIGHT, damage=swapped).scan_all())
    assert wrong(found) == {Kind.CHARACTERS: ["swapped"]}
    assert of(found, Kind.CHARACTERS).facts["places"] == str(where + 1)


@given(where=places)
@settings(max_examples=25)
def test_a_misread_digit_is_named(where: int) -> None:
    def misread(code: CheckCode, text: str) -> str:
        return text[:where] + "?" + text[where + 1 :] if code is CheckCode.COUPON else text

    found = examine(replace(RIGHT, damage=misread).scan_all())
    assert wrong(found) == {Kind.CHARACTERS: ["changed"]}
    assert of(found, Kind.CHARACTERS).facts["places"] == str(where + 1)


@pytest.mark.parametrize("layout", [one for one in Layout if one is not Layout.US])
def test_a_foreign_keyboard_layout_is_named(layout: Layout) -> None:
    found = examine(replace(RIGHT, layout=layout).scan_all())
    assert wrong(found) == {Kind.LAYOUT: [layout.value]}


@pytest.mark.parametrize("case", [one for one in Case if one is not Case.KEPT])
@pytest.mark.parametrize("layout", [Layout.US, Layout.FRENCH, Layout.GERMAN])
def test_caps_lock_and_forced_case_are_told_apart_on_every_layout(
    case: Case, layout: Layout
) -> None:
    told = wrong(examine(replace(RIGHT, layout=layout, case=case).scan_all()))
    assert told.pop(Kind.CASE) == [case.value]
    assert told == ({} if layout is Layout.US else {Kind.LAYOUT: [layout.value]})


def test_a_keyboard_nobody_knows_is_named_as_such() -> None:
    def scrambled(code: CheckCode, text: str) -> str:
        return (
            text if code.text.isdigit() else "".join("ж¤§"[place % 3] for place in range(len(text)))
        )

    told = wrong(examine(replace(RIGHT, damage=scrambled).scan_all()))
    assert told[Kind.LAYOUT] == ["other"]


@pytest.mark.parametrize(
    ("damage", "value"),
    [
        (widened, "full_width"),
        (swallowed, "swallowed"),
        (composed, "composing"),
        (punctuated, "punctuation"),
    ],
)
def test_an_input_method_is_named_with_what_it_does(damage: object, value: str) -> None:
    found = examine(replace(RIGHT, damage=damage).scan_all())  # type: ignore[arg-type]
    assert wrong(found) == {Kind.INPUT_METHOD: [value]}
    assert found.profile is None


@given(prefix=around, suffix=around, pace_ms=st.integers(0, 30))
@settings(max_examples=25)
def test_what_stands_around_every_code_becomes_the_profile(
    prefix: str, suffix: str, pace_ms: int
) -> None:
    scanner = replace(RIGHT, prefix=prefix, suffix=suffix, pace_ms=pace_ms)
    found = examine(scanner.scan_all())
    assert wrong(found) == {Kind.PREFIX: ["constant"], Kind.SUFFIX: ["constant"]}
    assert found.profile == Framing(prefix=prefix, suffix=suffix)


@given(prefix=around, where=few_places)
@settings(max_examples=25)
def test_a_prefix_and_dropped_keys_are_told_apart(prefix: str, where: list[int]) -> None:
    def dropped(code: CheckCode, text: str) -> str:
        if code is not CheckCode.COUPON:
            return text
        kept = (one for place, one in enumerate(text) if place - len(prefix) not in where)
        return "".join(kept)

    found = examine(replace(RIGHT, prefix=prefix, damage=dropped).scan_all())
    assert wrong(found) == {Kind.PREFIX: ["constant"], Kind.CHARACTERS: ["dropped"]}
    assert of(found, Kind.CHARACTERS).facts["count"] == len(where)
    assert found.profile == Framing(prefix=prefix)


@given(prefix=st.text("ABCxyz#*", min_size=0, max_size=6))
@settings(max_examples=20)
def test_with_the_profile_every_code_reads_as_it_was_sent(prefix: str) -> None:
    def announced(code: CheckCode, text: str) -> str:
        return prefix + "]Q1" + text

    readings = replace(RIGHT, damage=announced).scan_all()
    found = examine(readings)
    assert found.profile is not None
    for reading in readings:
        raw = "".join(one.key for one in reading.keys)
        read = read_text(raw, source=Source.KEYED, framing=found.profile)
        assert read.text == reading.code.text


def test_an_identifier_before_a_prefix_hides_it_and_has_to_go() -> None:
    def announced(code: CheckCode, text: str) -> str:
        return ("]E0" if code.is_bars else "]Q1") + text

    alone = examine(replace(RIGHT, damage=announced).scan_all())
    assert wrong(alone) == {}
    assert of(alone, Kind.PREFIX).value == "aim"
    both = examine(replace(RIGHT, prefix="SH", damage=announced).scan_all())
    assert wrong(both) == {Kind.PREFIX: ["aim_first"]}
    assert both.profile is None


def test_what_differs_before_each_code_cannot_be_taken_off() -> None:
    def numbered(code: CheckCode, text: str) -> str:
        return "ABCDEF"[code.number - 1] * code.number + text

    assert wrong(examine(replace(RIGHT, damage=numbered).scan_all())) == {Kind.PREFIX: ["varying"]}


def test_a_prefix_that_the_settings_cannot_hold_is_named() -> None:
    found = examine(replace(RIGHT, prefix="SHOP-" * 4).scan_all())
    assert wrong(found) == {Kind.PREFIX: ["long"]}
    assert found.profile is None


@pytest.mark.parametrize(
    ("ending", "value"), [((), "none"), (("f9",), "other"), (("\r", "\r"), "other")]
)
def test_a_terminator_that_is_missing_or_presses_a_command_is_named(
    ending: tuple[str, ...], value: str
) -> None:
    assert wrong(examine(replace(RIGHT, ending=ending).scan_all())) == {Kind.TERMINATOR: [value]}


def test_a_terminator_that_comes_and_goes_is_named() -> None:
    readings = [RIGHT.scan(code) for code in (CheckCode.DIGITS, CheckCode.LETTERS)]
    readings.append(replace(RIGHT, ending=()).scan(CheckCode.COUPON))
    assert wrong(examine(readings)) == {Kind.TERMINATOR: ["mixed"]}


@given(pace_ms=st.integers(31, 500))
@settings(max_examples=10)
def test_a_scanner_as_slow_as_a_person_is_named(pace_ms: int) -> None:
    found = examine(replace(RIGHT, pace_ms=pace_ms).scan_all())
    assert wrong(found) == {Kind.SPEED: ["slow"]}
    assert of(found, Kind.SPEED).facts["median_ms"] == pace_ms


def test_a_scanner_that_stops_in_the_middle_is_named() -> None:
    reading = RIGHT.scan(CheckCode.COUPON)
    late = [replace(one, at_ms=one.at_ms + 90 * (at > 100)) for at, one in enumerate(reading.keys)]
    found = examine([Reading(code=CheckCode.COUPON, keys=tuple(late))], is_over=False)
    assert wrong(found) == {Kind.SPEED: ["halting"]}
    assert of(found, Kind.SPEED).facts["worst_ms"] == 95


@pytest.mark.parametrize(
    ("code", "value", "health"),
    [
        (CheckCode.DIGITS, "no_qr", Health.FAILED),
        (CheckCode.COUPON, "no_coupon", Health.FAILED),
        (CheckCode.EAN_13, "no_bars", Health.WARNING),
        (CheckCode.CHINESE, "no_chinese", Health.WARNING),
    ],
)
def test_a_code_that_cannot_be_read_is_named(code: CheckCode, value: str, health: Health) -> None:
    found = examine(replace(RIGHT, unreadable=frozenset({code})).scan_all())
    assert wrong(found) == {Kind.READABLE: [value]}
    assert of(found, Kind.READABLE).health is health


def test_a_reading_of_something_else_is_named() -> None:
    keys = tuple(Keystroke(key=key, at_ms=at) for at, key in enumerate("http://x.example/\r"))
    found = examine([RIGHT.scan(CheckCode.DIGITS), Reading(code=CheckCode.COUPON, keys=keys)])
    assert wrong(found) == {Kind.READABLE: ["unlike"]}


def test_chinese_in_the_wrong_code_page_is_only_a_warning() -> None:
    found = examine(replace(RIGHT, damage=in_code_page).scan_all())
    assert wrong(found) == {Kind.CHINESE: ["garbled"]}
    assert found.ok


def test_an_announced_character_set_is_no_trouble() -> None:
    def announced(code: CheckCode, text: str) -> str:
        return "\\000026" + text if code is CheckCode.CHINESE else text

    found = examine(replace(RIGHT, damage=announced).scan_all())
    assert wrong(found) == {}
    assert of(found, Kind.CHINESE).value == "eci"


# readings as they are made, kept and sent


def test_a_reading_of_another_code_of_the_page_is_told() -> None:
    reading = RIGHT.scan(CheckCode.EAN_13)
    assert is_like(CheckCode.EAN_13, reading)
    assert not is_like(CheckCode.DIGITS, reading)


@given(st.lists(st.tuples(st.sampled_from([*"19aZ。\r", "f9"]), st.integers(0, 90)), max_size=30))
def test_readings_come_back_from_their_lines(keys: list[tuple[str, int]]) -> None:
    at_ms, strokes = 0, []
    for key, gap_ms in keys:
        at_ms += gap_ms if strokes else 0
        strokes.append(Keystroke(key=key, at_ms=at_ms))
    reading = Reading(code=CheckCode.LETTERS, keys=tuple(strokes))
    assert from_lines(to_line(reading) + "\n\n") == (reading,)


@pytest.mark.parametrize(
    "line",
    [
        "x",
        "[]",
        '{"code": "digits"}',
        '{"code": "pin", "keys": []}',
        '{"code": "digits", "keys": [["1"]]}',
        '{"code": "digits", "keys": [["1", -1]]}',
        '{"code": "digits", "keys": [["1", true]]}',
        '{"code": "digits", "keys": [["", 1]]}',
    ],
)
def test_a_line_that_is_no_reading_is_named_by_its_number(line: str) -> None:
    good = to_line(RIGHT.scan(CheckCode.DIGITS))
    with pytest.raises(Unreadable, match=r"^2: "):
        from_lines(f"{good}\n{line}\n")


def test_a_scan_ends_with_silence_and_keeps_its_terminator() -> None:
    recorder = Recorder()
    for at, key in enumerate(["1", "2", "3", "4", "enter", "ctrl+j"]):
        assert recorder.key(key, at * 5)
    assert recorder.tick(recorder.due_ms - 1) == ()  # type: ignore[operator]
    keys = recorder.tick(recorder.due_ms or 0)
    assert is_scan(keys)
    assert [one.key for one in keys] == ["1", "2", "3", "4", "\r", "\n"]
    assert recorder.due_ms is None


def test_a_person_s_keys_are_no_scan() -> None:
    recorder = Recorder()
    assert not recorder.key("f8", 0)
    assert not recorder.key("enter", 10)
    assert recorder.key("1", 20)
    assert not is_scan(recorder.tick(2000))
    assert recorder.due_ms is None


# the words


@pytest.mark.parametrize("language", Language)
def test_every_finding_has_a_sentence_and_what_to_do(language: Language) -> None:
    words = Wording(language)
    scanners = [
        RIGHT,
        *(replace(RIGHT, layout=one) for one in Layout),
        *(replace(RIGHT, case=one) for one in Case),
        *(replace(RIGHT, damage=one) for one in (widened, swallowed, composed, punctuated)),
        *(replace(RIGHT, unreadable=frozenset({one})) for one in CheckCode),
        *(replace(RIGHT, ending=one) for one in ((), ("\t",), ("f9",))),
        *(on_coupon(one, [3, 9]) for one in ("dropped", "doubled")),
        replace(RIGHT, prefix="AB", suffix="#", pace_ms=40),
    ]
    for scanner in scanners:
        for one in examine(scanner.scan_all()).findings:
            sentence = words.sentence(one.words, one.facts)
            assert sentence.what
            assert "—" not in sentence.what
            if one.health is not Health.OK:
                assert sentence.next_step


def test_a_long_reading_of_something_else_is_judged_with_a_bounded_number_of_comparisons(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cells = 0

    def counted(sent: str, arrived: str, *, framed: bool = False) -> Alignment:
        nonlocal cells
        cells += len(sent) * len(arrived[:ARRIVED_CHARS_MAX])
        return align(sent, arrived, framed=framed)

    monkeypatch.setattr(examine_module, "align", counted)
    keys = tuple(Keystroke(key=char, at_ms=1000) for char in "xy" * 600)
    assert not examine((Reading(code=CheckCode.COUPON, keys=keys),)).ok
    assert cells < 600_000, "some hundred milliseconds"


@pytest.mark.parametrize("char", ["\x85", "\u2028", "\x0c"])
def test_a_reading_with_a_line_separator_in_it_is_kept_and_read_again(char: str) -> None:
    reading = Reading(code=CheckCode.CHINESE, keys=(Keystroke(key=char, at_ms=0),))
    assert from_lines(to_line(reading) + "\n") == (reading,)


@pytest.mark.parametrize("codes", [(), (CheckCode.DIGITS,), (CheckCode.EAN_13,)])
def test_what_was_not_scanned_is_not_said_to_be_right(codes: tuple[CheckCode, ...]) -> None:
    found = examine([RIGHT.scan(code) for code in codes])
    missing = [code.number for code in (CheckCode.DIGITS, CheckCode.COUPON) if code not in codes]
    told = [one.facts["number"] for one in found.findings if one.value == "not_scanned"]
    assert (found.ok, told) == (False, missing)
    assert not any(
        one.value == "not_scanned"
        for one in examine([RIGHT.scan(code) for code in codes], is_over=False).findings
    )


@pytest.mark.parametrize("asked", CheckCode)
@pytest.mark.parametrize("layout", Layout)
def test_a_shoppers_coupon_is_taken_for_no_code_of_the_check(
    asked: CheckCode, layout: Layout
) -> None:
    keys = [*arrives(token(), layout, Case.KEPT), "\r"]
    strokes = tuple(Keystroke(key=key, at_ms=1000 + at) for at, key in enumerate(keys))
    assert not is_like(asked, Reading(code=asked, keys=strokes))
    assert not is_like(asked, Reading(code=asked, keys=strokes[:220]))


@pytest.mark.parametrize("asked", CheckCode)
@pytest.mark.parametrize("text", ["6938166920785", "902601180731442968350714"])
def test_a_number_of_something_else_does_not_count_as_taken(asked: CheckCode, text: str) -> None:
    strokes = tuple(Keystroke(key=key, at_ms=1000) for key in text)
    assert not is_like(asked, Reading(code=asked, keys=strokes))
