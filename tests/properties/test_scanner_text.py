"""What holds for every text and every interleaving of a person and a scanner."""

import string
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from terminal_app.scanner import Burst, BurstDetector, Kind, Source, Typed, read_text
from terminal_app.scanner.keyed import BURST_CHARS_MIN, HOLD_MS, SILENCE_MS
from terminal_app.scanner.text import TEXT_CHARS_MAX

ANY_TEXT = st.one_of(
    st.text(max_size=400),
    st.text(st.characters(codec=None), max_size=50),  # lone surrogates too
    st.text(alphabet="0123456789]QE1\\ \r\x1d０１９］＼ｗ", max_size=400),
)
ASCII_PRINTABLE = "".join(chr(code) for code in range(0x20, 0x7F))


@settings(derandomize=True, max_examples=150, deadline=None)
@given(raw=ANY_TEXT)
@example(raw="]Q1]Q1\\000026 1")
@example(raw="]\u200bQ1" + "1" * 290)
@example(raw="\ud800")
@example(raw="1" * 5000)
def test_every_text_has_a_kind_and_normalising_it_again_changes_nothing(raw: str) -> None:
    once = read_text(raw, source=Source.KEYED)
    twice = read_text(once.text, source=Source.KEYED)
    assert once.kind in Kind
    assert twice.text == once.text
    assert len(once.text) <= TEXT_CHARS_MAX
    if len(raw) <= TEXT_CHARS_MAX:
        assert twice.kind is once.kind


@settings(derandomize=True, max_examples=150, deadline=None)
@given(raw=st.text(alphabet=ASCII_PRINTABLE, max_size=400))
def test_full_width_reads_as_half_width(raw: str) -> None:
    wide = "".join("\u3000" if char == " " else chr(ord(char) + 0xFEE0) for char in raw)
    half = read_text(raw, source=Source.KEYED)
    full = read_text(wide, source=Source.KEYED)
    assert (full.text, full.kind) == (half.text, half.kind)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(raw=ANY_TEXT)
def test_nothing_invisible_is_left_in_a_text(raw: str) -> None:
    text = read_text(raw, source=Source.KEYED).text
    assert {unicodedata.category(char) for char in text}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})


@settings(derandomize=True, max_examples=150, deadline=None)
@given(digits=st.text(alphabet=string.digits, min_size=40, max_size=400))
def test_a_long_number_is_a_coupon_whatever_its_digits(digits: str) -> None:
    assert read_text(digits, source=Source.IMAGE).kind is Kind.COUPON


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Some keys in a row from one sender: the gap before each, and what they must come to."""

    keys: tuple[tuple[int, str], ...]
    typed: tuple[str, ...] = ()
    scanned: str = ""


COMMANDS = ["ctrl+q", "f1", "escape", "delete", "up", "\x1b", "\x11"]
TYPED_KEYS = st.one_of(
    st.sampled_from(string.printable[:95]),
    st.sampled_from(["enter", "tab", "backspace", *COMMANDS]),
)


@st.composite
def persons_spells(draw: st.DrawFn) -> Spell:
    """A person: 45 ms and more between keys, any key, one of them perhaps held down."""
    keys = draw(st.lists(st.tuples(st.integers(45, 400), TYPED_KEYS), min_size=1, max_size=12))
    if draw(st.booleans()):
        held = draw(st.sampled_from([*"05a", "down", "backspace"]))
        pace_ms = draw(st.integers(25, 40))
        repeats = draw(st.integers(1, 60))
        keys += [(250, held)] + [(pace_ms, held)] * repeats
    return Spell(keys=tuple(keys), typed=tuple(key for _, key in keys))


@st.composite
def scanners_spells(draw: st.DrawFn) -> Spell:
    """A scanner: 1–30 ms between keys, with or without terminator, with commands in hostile codes."""
    # Two changes at least: a code of one repeated character is a held key's twin.
    text = draw(
        st.text(string.digits + string.ascii_letters + "-/]\\ ", min_size=BURST_CHARS_MIN, max_size=60)
        .filter(lambda text: sum(a != b for a, b in pairwise(text)) > 1)
    )  # fmt: skip
    keys = list(text)
    for command in draw(st.lists(st.sampled_from(COMMANDS), max_size=4)):
        keys.insert(draw(st.integers(0, len(keys))), command)
    keys += draw(st.sampled_from([[], ["enter"], ["tab"], ["\n"], ["\r", "\n"], ["ctrl+j"]]))
    gaps = draw(st.lists(st.integers(1, 30), min_size=len(keys), max_size=len(keys)))
    first_gap_ms = draw(st.integers(SILENCE_MS, 500))
    return Spell(
        keys=((first_gap_ms, keys[0]), *zip(gaps[1:], keys[1:], strict=True)), scanned=text
    )


@settings(derandomize=True, max_examples=250, deadline=None)
@given(
    spells=st.lists(st.one_of(persons_spells(), scanners_spells()), max_size=6),
    ticks=st.booleans(),
)
def test_a_scan_arrives_whole_and_a_person_loses_no_key(spells: list[Spell], ticks: bool) -> None:
    detector = BurstDetector()
    events = []
    now_ms = 0
    for spell in spells:
        # Whoever types this close behind a scan is part of it for any listener.
        now_ms += SILENCE_MS
        for gap_ms, key in spell.keys:
            now_ms += gap_ms
            if ticks and detector.due_ms is not None and detector.due_ms < now_ms:
                events += detector.tick(detector.due_ms)
            events += detector.key(key, now_ms)
    events += detector.tick(now_ms + max(HOLD_MS, SILENCE_MS))

    assert detector.due_ms is None
    scanned = [event.text for event in events if isinstance(event, Burst)]
    typed = [key for event in events if isinstance(event, Typed) for key in event.keys]
    assert scanned == [spell.scanned for spell in spells if spell.scanned]
    assert typed == [key for spell in spells for key in spell.typed]


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    keys=st.lists(st.tuples(st.integers(-20, 120), TYPED_KEYS), max_size=200),
)
def test_no_stream_of_keys_makes_the_detector_invent_or_reorder_any(
    keys: list[tuple[int, str]],
) -> None:
    detector = BurstDetector()
    now_ms = 0
    out: list[str] = []
    for gap_ms, key in keys:
        now_ms += gap_ms
        for event in detector.key(key, now_ms):
            out += event.text if isinstance(event, Burst) else event.keys
    for event in detector.tick(now_ms + 10_000):
        out += event.text if isinstance(event, Burst) else event.keys
    pressed = iter(key for _, key in keys)
    assert all(any(key == one for one in pressed) for key in out)
