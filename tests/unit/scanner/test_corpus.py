"""The photographs drawn for the decoder: they are what they say, and ours reads more of them."""

import io
import json
import subprocess
import sys
from pathlib import Path

from PIL import Image

from terminal_app.sandbox.signing import KeyUse, PlatformKey
from terminal_app.sandbox.tokens import Presentation, read_token
from tests.corpus import phone
from tests.corpus.classes import SIZES
from tests.corpus.generate import photograph, photographs


def test_a_photograph_is_the_same_whenever_it_is_taken() -> None:
    first, again = (photograph("noise", 2, seed=7) for _ in range(2))
    assert first == again
    assert photograph("noise", 2, seed=8)[1] != first[1]


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
