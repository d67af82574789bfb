"""A picture's way to a coupon: one answer for the command line and the screens."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from terminal_app.devices import coupon_in_file, decode, decode_file
from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble
from terminal_app.scanner import barcode
from terminal_app.scanner.text import Kind, ScannedText
from terminal_app.usecases.recognise import not_a_coupon
from tests.unit.scanner import pictures

COUPON, OTHER = pictures.token(), pictures.token("other")
CODES = {
    COUPON: "QRCode",
    OTHER: "QRCode",
    "wxp://f2f0abcdef": "QRCode",
    "https://example.com/wifi": "QRCode",
    "6901234567892": "EAN13",
}


def drawn(text: str) -> Image.Image:
    if CODES[text] == "QRCode" and text.isdigit():
        return pictures.qr(text, module_px=4)
    return pictures.barcode(text, CODES[text], scale=2)


def picture_of(folder: Path, *texts: str) -> str:
    scene = Image.new("L", (300 * len(texts) + 20, 400), 255)
    for place, text in enumerate(texts):
        scene.paste(drawn(text), (20 + place * 300, 40))
    path = folder / "photo.png"
    scene.save(path)
    return str(path)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("wxp://f2f0abcdef", Reason.CODE_PAYMENT),
        ("https://example.com/wifi", Reason.CODE_URL),
        ("6901234567892", Reason.CODE_PRODUCT),
    ],
)
def test_a_code_that_is_no_coupon_says_what_it_is(
    tmp_path: Path, text: str, reason: Reason
) -> None:
    assert coupon_in_file(picture_of(tmp_path, text)) == Refused(reason=reason)


def test_a_number_with_a_wrong_digit_is_to_be_scanned_again(tmp_path: Path) -> None:
    name = str(tmp_path / "photo.png")
    pictures.barcode("6901234567893", "Code128", scale=2).save(name)
    found = coupon_in_file(name)
    assert found == not_a_coupon(Kind.MISREAD.value)
    assert found != not_a_coupon(Kind.OTHER.value)


@pytest.mark.parametrize("places", [(20, 280), (280, 20)])
def test_of_two_coupons_none_is_taken_though_one_is_hard_to_read(
    tmp_path: Path, places: tuple[int, int]
) -> None:
    hard = np.asarray(drawn(OTHER)) + np.random.default_rng(1).normal(0, 60, drawn(OTHER).size)
    scene = Image.new("L", (560, 340), 255)
    scene.paste(drawn(COUPON), (places[0], 40))
    scene.paste(Image.fromarray(hard.clip(0, 255).astype(np.uint8)), (places[1], 40))
    name = str(tmp_path / "photo.png")
    scene.save(name)
    assert decode_file(name) == Refused(reason=Reason.CODES_TWO)


def test_a_damaged_code_beside_a_coupon_does_not_stop_it(tmp_path: Path) -> None:
    damaged = drawn(OTHER)
    damaged.paste(128, (80, 80, 150, 150))
    scene = Image.new("L", (560, 340), 255)
    scene.paste(drawn(COUPON), (20, 40))
    scene.paste(damaged, (280, 40))
    name = str(tmp_path / "photo.png")
    scene.save(name)
    found = decode_file(name)
    assert isinstance(found, ScannedText)
    assert found.text == COUPON


def test_where_no_decoder_loads_a_picture_is_a_trouble_of_this_pc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = picture_of(tmp_path, COUPON)
    for library in ("zxing", "zbar"):
        monkeypatch.setattr(barcode, library, lambda: barcode.Missing(why="DLL load failed"))
    with pytest.raises(EnvironmentTrouble) as met:
        decode_file(name)
    assert met.value.trouble is Trouble.DECODERS_MISSING


def test_a_screen_is_told_the_kind_of_a_code_that_is_no_coupon(tmp_path: Path) -> None:
    found = decode_file(picture_of(tmp_path, "wxp://f2f0abcdef"))
    assert isinstance(found, ScannedText)
    assert found.kind is Kind.PAYMENT


@pytest.mark.parametrize("beside", sorted(set(CODES) - {COUPON, OTHER}))
def test_a_coupon_is_taken_whatever_is_beside_it(tmp_path: Path, beside: str) -> None:
    assert coupon_in_file(picture_of(tmp_path, beside, COUPON)) == COUPON


def test_two_different_coupons_are_refused_everywhere(tmp_path: Path) -> None:
    path = picture_of(tmp_path, COUPON, OTHER)
    assert coupon_in_file(path) == Refused(reason=Reason.CODES_TWO)
    assert decode_file(path) == Refused(reason=Reason.CODES_TWO)
    assert decode(Path(path).read_bytes()) is None


def test_the_same_coupon_twice_is_taken(tmp_path: Path) -> None:
    path = picture_of(tmp_path, COUPON, COUPON)
    assert coupon_in_file(path) == COUPON
    assert decode(Path(path).read_bytes()) == COUPON


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (pictures.encoded(Image.new("L", (64, 64), 90)), Trouble.IMAGE_WITHOUT_CODE),
        (b"hello", Trouble.IMAGE_UNREADABLE),
        (pictures.encoded(pictures.qr(COUPON))[:300], Trouble.IMAGE_UNREADABLE),
        (pictures.encoded(pictures.qr(COUPON), "TIFF"), Trouble.IMAGE_UNREADABLE),
        (bytes(20_000_001), Trouble.IMAGE_TOO_LARGE),
        (None, Trouble.FILE_MISSING),
    ],
)
def test_a_picture_that_cannot_be_used_is_named_trouble(
    tmp_path: Path, content: bytes | None, trouble: Trouble
) -> None:
    path = tmp_path / "photo.png"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EnvironmentTrouble) as met:
        coupon_in_file(str(path))
    assert met.value.trouble is trouble
