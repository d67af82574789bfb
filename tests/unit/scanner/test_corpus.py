"""The photographs drawn for the decoder: they are what they say, and ours reads more of them."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from terminal_app.sandbox.signing import KeyUse, PlatformKey
from terminal_app.sandbox.tokens import Presentation, read_token
from tests.benchmarks.bench_decode import OURS, PYZBAR, ZXING, Sight, seen
from tests.corpus import phone
from tests.corpus.classes import CLASSES, SIZES
from tests.corpus.generate import photograph, photographs, severity_of
from tests.unit.scanner.zbar import with_zbar

SAMPLE = ("gaussian blur", "noise", "glare", "dark mode", "moire")


@pytest.fixture(scope="module")
def sights() -> list[Sight]:
    small = range(0, 12, 2)
    return [seen(*photograph(what, number, seed=5)) for what in SAMPLE for number in small]


@with_zbar
def test_ours_reads_more_than_either_decoder_alone(sights: list[Sight]) -> None:
    read = {name: sum(sight.read[name] for sight in sights) for name in (PYZBAR, ZXING, OURS)}
    assert read[OURS] > max(read[PYZBAR], read[ZXING])


@with_zbar
def test_ours_loses_no_picture_that_either_decoder_reads_alone(sights: list[Sight]) -> None:
    assert not [s for s in sights if (s.read[PYZBAR] or s.read[ZXING]) and not s.read[OURS]]


@with_zbar
def test_severities_reach_from_what_every_decoder_reads_to_what_none_does(
    sights: list[Sight],
) -> None:
    assert any(all(sight.read.values()) for sight in sights)
    assert any(not any(sight.read.values()) for sight in sights)


def test_a_photograph_is_the_same_whenever_it_is_taken() -> None:
    first, again = (photograph("noise", 2, seed=7) for _ in range(2))
    assert first == again
    assert photograph("noise", 2, seed=8)[1] != first[1]


@with_zbar
@pytest.mark.parametrize("what", CLASSES)
def test_the_mildest_of_every_class_is_read_by_zxing_or_zbar(what: str) -> None:
    mildest = min(range(0, 12, 2), key=severity_of)
    sight = seen(*photograph(what, mildest, seed=1))
    assert sight.read[PYZBAR] or sight.read[ZXING]


def test_what_the_phone_shows_is_a_token_with_a_good_signature() -> None:
    key = PlatformKey(use=KeyUse.TOKEN, private=phone.KEYS.token)
    code = phone.token("1/plain/0")
    assert isinstance(read_token(key, code), Presentation)
    assert 280 <= len(code) <= 300


def test_the_two_sizes_take_turns() -> None:
    taken = [
        Image.open(io.BytesIO(content)).size
        for _, content in photographs(each=2, seed=1, classes=("plain",))
    ]
    assert taken == list(SIZES)


def test_the_command_writes_the_pictures_and_says_what_is_in_them(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.corpus.generate", "--out", str(tmp_path)]
    subprocess.run(
        [*command, "--each", "1", "--seed", "4", "--classes", "plain", "small"],
        check=True,
        capture_output=True,
    )
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert [one["what"] for one in manifest["pictures"]] == ["plain", "small"]
    for one in manifest["pictures"]:
        with Image.open(tmp_path / one["file"]) as picture:
            assert picture.size == (one["width"], one["height"])
        assert one["text"] == phone.token(f"4/{one['what']}/0")
