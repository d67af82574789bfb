"""What is done to a picture: each preparation reads what could not be read, and tiles leave no gap."""

import hashlib
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from terminal_app.scanner.preparations import (
    SHOWN_PIXELS_MAX,
    TILE_OVERLAP_PIXELS,
    closer_looks,
    levelled,
    sharpened,
    smoothed,
    smoothed_and_levelled,
    working_size,
)
from tests.unit.scanner import pictures

SIZES = [(640, 480), (1920, 1080), (2400, 2000), (4000, 3000), (7000, 5700), (32_000, 100)]
GRADIENT = Image.linear_gradient("L")


@pytest.mark.parametrize("prepare", [smoothed, levelled, smoothed_and_levelled, sharpened])
@pytest.mark.parametrize("size", [(1, 1), (7, 3), (640, 480)])
def test_a_preparation_keeps_the_size_and_the_depth(
    prepare: Callable[[Image.Image], Image.Image], size: tuple[int, int]
) -> None:
    prepared = prepare(GRADIENT.resize(size))
    assert (prepared.size, prepared.mode) == (size, "L")


def test_levelled_is_black_and_white() -> None:
    assert set(levelled(pictures.phone(pictures.qr(pictures.token()))).tobytes()) == {0, 255}


@pytest.mark.parametrize("size", SIZES)
def test_every_look_is_small_enough(size: tuple[int, int]) -> None:
    whole = Image.new("L", size)
    working = working_size(whole)
    for look in (working, *closer_looks(whole, working)):
        assert look.width * look.height <= SHOWN_PIXELS_MAX


@pytest.mark.parametrize("place", [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0), (0.37, 0.61), (0.55, 0.45)])
def test_a_small_code_is_whole_in_one_of_the_tiles(place: tuple[float, float]) -> None:
    side = TILE_OVERLAP_PIXELS - 2
    whole = Image.new("L", (4000, 3000))
    corner = tuple(
        int(share * (length - side)) for share, length in zip(place, whole.size, strict=True)
    )
    whole.paste(255, (*corner, corner[0] + side, corner[1] + side))
    looks = closer_looks(whole, working_size(whole))
    assert max(look.histogram()[255] for look in looks) == side * side


def noise(size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("L", size, hashlib.shake_256(b"noise").digest(size[0] * size[1]))


def read(gray: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(gray, formats=[zxingcpp.BarcodeFormat.QRCode])
    return [code.text for code in found]


def test_sharpening_reads_a_code_that_is_out_of_focus() -> None:
    token = pictures.token()
    code = pictures.phone(pictures.qr(token, module_px=6))
    radii = [tenth / 10 for tenth in range(20, 60)]
    blurred = [code.filter(ImageFilter.GaussianBlur(radius)) for radius in radii]
    assert any(read(one) == [] and read(sharpened(one)) == [token] for one in blurred)


def test_smoothing_or_levelling_reads_a_code_under_noise() -> None:
    token = pictures.token()
    code = pictures.phone(pictures.qr(token, module_px=6))
    grain = noise(code.size)
    shares = [hundredth / 100 for hundredth in range(40, 80, 2)]
    noisy = [Image.blend(code, grain, share) for share in shares]
    assert any(
        read(one) == [] and token in read(smoothed(one)) + read(levelled(one)) for one in noisy
    )


def test_levelling_evens_out_a_steep_shadow() -> None:
    scene = pictures.phone(pictures.qr(pictures.token()))
    shadow = GRADIENT.resize(scene.size)
    bright = levelled(scene).crop((160, 100, 480, 380))
    dark = levelled(ImageChops.multiply(scene, shadow)).crop((160, 100, 480, 380))
    differing = ImageChops.difference(bright, dark).histogram()[255]
    assert differing < 0.05 * bright.width * bright.height
