"""Sealed files: what went in comes out, or nothing does."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terminal_app import sealed
from terminal_app.sealed import NotSealed, Opened, Part, PassphraseWrong, SealBroken

WORDS = "correct horse battery"


def seal(folder: Path, contents: dict[str, bytes]) -> bytes:
    parts = []
    for name, content in contents.items():
        (folder / name).write_bytes(content)
        parts.append(Part(name=name, path=folder / name))
    return b"".join(sealed.pieces(tuple(parts), {"format": 1}, WORDS, work_log2=10))


def unpack(file: bytes, folder: Path, words: str = WORDS) -> dict[str, bytes]:
    folder.mkdir(exist_ok=True)
    opened = Opened(io.BytesIO(file), words)
    opened.unpack(folder)
    return {name: (folder / name).read_bytes() for name in opened.names}


SIZES = st.one_of(
    st.integers(0, 200),
    st.integers(-2, 2).map(lambda off: sealed.CHUNK_BYTES + off),
    st.integers(-2, 2).map(lambda off: 2 * sealed.CHUNK_BYTES + off),
)


@settings(max_examples=40, deadline=None)
@given(sizes=st.lists(SIZES, min_size=1, max_size=3))
def test_whatever_is_sealed_comes_out_the_same(
    sizes: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("sealed")
    contents = {f"part {number}": os.urandom(size) for number, size in enumerate(sizes)}
    assert unpack(seal(folder, contents), folder / "out") == contents


@pytest.fixture
def file(tmp_path: Path) -> bytes:
    """Three pieces behind the manifest's."""
    return seal(tmp_path, {"one": b"a" * 100_000, "two": b"b" * 50_000})


def test_another_passphrase_opens_nothing(file: bytes, tmp_path: Path) -> None:
    for words in ("", WORDS + " ", WORDS.upper()):
        with pytest.raises(PassphraseWrong):
            unpack(file, tmp_path / "out", words)


def test_the_same_letters_composed_otherwise_are_the_same_passphrase(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"x")
    parts = (Part(name="one", path=tmp_path / "one"),)
    file = b"".join(sealed.pieces(parts, {}, "caf\u00e9 au lait", work_log2=10))
    assert unpack(file, tmp_path / "out", "cafe\u0301 au lait") == {"one": b"x"}


def test_a_file_cut_anywhere_is_never_taken_for_whole(file: bytes, tmp_path: Path) -> None:
    head = len(sealed.MAGIC)
    piece = sealed.CHUNK_BYTES + sealed.TAG_BYTES
    start = file.index(b"\n", head) + 1
    cuts = {0, 5, head, start - 3, start, start + 100, len(file) - 1, len(file) - 17}
    cuts |= {start + piece * number for number in range(1, 3)}
    for cut in sorted(cuts):
        with pytest.raises((NotSealed, PassphraseWrong, SealBroken)):
            unpack(file[:cut], tmp_path / "out")


def test_a_changed_byte_anywhere_is_noticed(file: bytes, tmp_path: Path) -> None:
    for at in range(0, len(file), 3_001):
        changed = bytearray(file)
        changed[at] ^= 1
        with pytest.raises((NotSealed, PassphraseWrong, SealBroken)):
            unpack(bytes(changed), tmp_path / "out")


def test_pieces_cannot_change_places_or_be_left_out_or_added(file: bytes, tmp_path: Path) -> None:
    start = file.index(b"\n", len(sealed.MAGIC)) + 1
    piece = sealed.CHUNK_BYTES + sealed.TAG_BYTES
    head = file[:start]
    pieces = [file[at : at + piece] for at in range(start, len(file), piece)]
    assert len(pieces) == 4
    first, second, third, fourth = pieces
    for others in (
        (first, third, second, fourth),
        (first, third, fourth),
        (first, second, fourth),
        (first, second, third),
        (*pieces, fourth),
    ):
        with pytest.raises(SealBroken):
            unpack(head + b"".join(others), tmp_path / "out")


def test_a_head_that_asks_for_a_machine_s_whole_memory_is_refused(
    file: bytes, tmp_path: Path
) -> None:
    greedy = file.replace(b'"work_log2": 10', b'"work_log2": 30', 1)
    assert greedy != file
    with pytest.raises(SealBroken):
        unpack(greedy, tmp_path / "out")


def test_what_is_no_sealed_file_is_told_at_once(tmp_path: Path) -> None:
    for content in (b"", b"PK\x03\x04", b"coupon-terminal/sealed/2\n{}"):
        with pytest.raises(NotSealed):
            unpack(content, tmp_path / "out")


def test_the_file_tells_nothing_of_what_is_in_it(file: bytes) -> None:
    assert b"one" not in file
    assert b"aaaa" not in file
