"""Where one code ends and the next begins, whatever pieces the bytes come in."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terminal_app.scanner.frames import FRAME_BYTES_MAX, OVERLONG, Frames, Overlong, spelled

CODES = st.lists(st.integers(0, 10**290).map(lambda n: str(n).encode()), min_size=1, max_size=5)
ENDS = st.sampled_from([b"\r", b"\n", b"\r\n", b"\t", b"\x03"])


def taken(*writes: bytes) -> list[bytes | Overlong]:
    frames = Frames()
    return [frame for write in writes for frame in frames.take(write)] + frames.end()


@settings(derandomize=True, max_examples=100)
@given(codes=CODES, end=ENDS, cuts=st.lists(st.integers(0, 1500), max_size=20))
def test_however_the_bytes_are_cut_the_same_codes_come_out(
    codes: list[bytes], end: bytes, cuts: list[int]
) -> None:
    sent = b"".join(code + end for code in codes)
    places = sorted({0, len(sent), *(min(cut, len(sent)) for cut in cuts)})
    pieces = [sent[a:b] for a, b in itertools.pairwise(places)]
    assert taken(*pieces) == codes


def test_two_terminators_make_no_empty_code() -> None:
    assert taken(b"\r\n\r\n12\r\n\n\x03\t34") == [b"12", b"34"]


def test_nothing_has_begun_after_a_terminator() -> None:
    frames = Frames()
    assert not frames.begun
    frames.take(b"12")
    assert frames.begun
    frames.take(b"\r")
    assert not frames.begun


def test_the_longest_frame_is_whole_and_one_byte_more_is_dropped_and_told_once() -> None:
    longest = b"7" * FRAME_BYTES_MAX
    assert taken(longest + b"\r") == [longest]
    assert taken(longest, b"7", b"7" * 9000, b"\r12\r") == [OVERLONG, b"12"]


def test_a_silence_ends_an_overlong_frame_too() -> None:
    frames = Frames()
    assert frames.take(b"7" * 9000) == [OVERLONG]
    assert frames.begun
    assert frames.end() == []
    assert frames.take(b"12\r") == [b"12"]


@pytest.mark.parametrize(
    ("frame", "text"),
    [
        (b"6901234567892", "6901234567892"),
        ("海尔冰箱".encode(), "海尔冰箱"),
        ("海尔冰箱".encode("gb18030"), "海尔冰箱"),
        ("𠮷".encode("gb18030"), "𠮷"),
        (b"12\xff34", "12�34"),
    ],
)
def test_a_frame_is_spelled_in_the_encoding_it_came_in(frame: bytes, text: str) -> None:
    assert spelled(frame) == text
