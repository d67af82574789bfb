"""Pictures in, codes out: real decoders on real pictures, and the bounds around them."""

import os
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageOps

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.scanner import barcode
from terminal_app.scanner.barcode import Missing, Seen
from terminal_app.scanner.image import (
    IMAGE_LIMITS,
    Decoded,
    Decoder,
    Format,
    FoundCode,
    ImageLimits,
    ImageUnreadable,
    Unreadable,
    decode_image,
    decoders,
)
from terminal_app.scanner.preparations import SHOWN_PIXELS_MAX
from tests.unit.scanner import pictures

TOKEN = pictures.token()
EAN = "6901234567892"
WITHOUT_ZBAR = Missing(why="Unable to find zbar shared library")
STAND_IN = ModuleType("pyzbar")
"""A library that is there and never asked."""


def codes(picture: bytes | Path | Image.Image) -> tuple[FoundCode, ...]:
    content = pictures.encoded(picture) if isinstance(picture, Image.Image) else picture
    decoded = decode_image(content)
    assert isinstance(decoded, Decoded), decoded
    return decoded.codes


def texts(picture: bytes | Path | Image.Image) -> list[str]:
    return [code.text for code in codes(picture)]


def reason(picture: bytes | Path, limits: ImageLimits = IMAGE_LIMITS) -> Unreadable:
    refused = decode_image(picture, limits=limits)
    assert isinstance(refused, ImageUnreadable), refused
    return refused.reason


def png_claiming(width: int, height: int) -> bytes:
    """Make a PNG of a few bytes that says it is this large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("format_name", ["PNG", "JPEG", "WEBP", "BMP"])
def test_a_coupon_is_read_from_every_supported_format(format_name: str) -> None:
    content = pictures.encoded(pictures.phone(pictures.qr(TOKEN)), format_name)
    assert codes(content) == (FoundCode(text=TOKEN, format=Format.QR, decoder=Decoder.ZXING),)


@pytest.mark.parametrize("degrees", [15, 90, 180, 345])
def test_a_turned_phone_is_read(degrees: int) -> None:
    scene = pictures.phone(pictures.qr(TOKEN, module_px=5))
    assert texts(scene.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=40)) == [TOKEN]


def test_half_the_size_is_read() -> None:
    scene = pictures.phone(pictures.qr(TOKEN))
    assert texts(scene.resize((320, 240), Image.Resampling.BOX)) == [TOKEN]


def test_a_code_in_a_large_photograph_is_read() -> None:
    scene = pictures.phone(pictures.qr(TOKEN, module_px=12), size=(4000, 3000))
    assert texts(pictures.encoded(scene, "JPEG")) == [TOKEN]


def test_a_small_code_in_a_large_photograph_is_read_by_the_closer_look() -> None:
    scene = pictures.phone(pictures.qr(TOKEN, module_px=3), size=(6000, 5000))
    patient = ImageLimits(attempts_ms=60_000)
    decoded = decode_image(pictures.encoded(scene, "JPEG"), limits=patient)
    assert isinstance(decoded, Decoded)
    assert [code.text for code in decoded.codes] == [TOKEN]


def test_a_code_light_on_dark_is_read() -> None:
    inverted = pictures.qr(TOKEN).point(lambda level: 255 - level)
    assert texts(inverted) == [TOKEN]


@pytest.mark.parametrize(
    ("ink", "paper"),
    [("#d00", "#fff"), ("#06c", "#fff"), ("#888", "#fff"), ("#f00", "#00f"), ("#0a0", "#f00")],
)
def test_a_coloured_code_or_one_under_a_coloured_lamp_is_read(ink: str, paper: str) -> None:
    assert texts(ImageOps.colorize(pictures.qr(TOKEN), ink, paper)) == [TOKEN]


def test_a_code_is_read_without_its_margin_and_close_up() -> None:
    code = pictures.qr(TOKEN, module_px=20)
    margin = 4 * 20
    assert texts(code.crop((margin, margin, code.width - margin, code.height - margin))) == [TOKEN]


def test_a_coupon_is_read_beside_a_link_on_the_same_counter() -> None:
    scene = Image.new("L", (900, 700), 200)
    scene.paste(pictures.barcode("https://example.com/follow", "QRCode", scale=6), (30, 30))
    scene.paste(pictures.qr(TOKEN, module_px=5), (400, 300))
    assert set(texts(scene)) == {TOKEN, "https://example.com/follow"}
    assert texts(scene)[0] == TOKEN


@pytest.mark.parametrize("quality", [90, 30, 5])
def test_a_picture_sent_through_a_chat_is_read(quality: int) -> None:
    assert texts(pictures.encoded(pictures.phone(pictures.qr(TOKEN)), "JPEG", quality=quality)) == [
        TOKEN
    ]


def test_a_shadow_across_the_code_is_read() -> None:
    scene = pictures.phone(pictures.qr(TOKEN))
    shadow = Image.linear_gradient("L").resize(scene.size).point(lambda level: 20 + level // 4)
    assert texts(ImageChops.multiply(scene, shadow)) == [TOKEN]


def test_two_codes_in_a_picture_are_both_read_and_the_coupon_comes_first() -> None:
    scene = Image.new("L", (900, 700), 255)
    scene.paste(pictures.barcode(EAN, "EAN13"), (30, 30))
    scene.paste(pictures.qr(TOKEN, module_px=5), (400, 300))
    decoded = decode_image(pictures.encoded(scene), everything=True)
    assert isinstance(decoded, Decoded)
    assert [(code.text, code.format) for code in decoded.codes] == [
        (TOKEN, Format.QR),
        (EAN, Format.EAN_13),
    ]


def test_beside_a_coupon_no_barcode_is_looked_for_unless_everything_is_wanted() -> None:
    scene = Image.new("L", (900, 700), 255)
    scene.paste(pictures.barcode(EAN, "EAN13"), (30, 30))
    scene.paste(pictures.qr(TOKEN, module_px=5), (400, 300))
    assert texts(scene) == [TOKEN]


def test_a_code_shown_twice_is_one_code() -> None:
    scene = Image.new("L", (900, 400), 255)
    scene.paste(pictures.qr(TOKEN), (20, 20))
    scene.paste(pictures.qr(TOKEN), (460, 20))
    assert texts(scene) == [TOKEN]


@pytest.mark.parametrize(
    ("format_name", "text", "read", "found"),
    [
        ("EAN13", EAN, EAN, Format.EAN_13),
        ("EAN8", "96385074", "96385074", Format.EAN_8),
        ("UPCA", "036000291452", "0036000291452", Format.EAN_13),
        ("Code128", "AA8ZE0001", "AA8ZE0001", Format.CODE_128),
        ("Code39", "SN-12345", "SN-12345", Format.CODE_39),
        ("DataMatrix", "SN12345", "SN12345", Format.DATA_MATRIX),
    ],
)
def test_the_codes_of_products_and_name_plates_are_read(
    format_name: str, text: str, read: str, found: Format
) -> None:
    picture = pictures.barcode(text, format_name, scale=4)
    assert [(code.text, code.format) for code in codes(picture)] == [(read, found)]


def test_a_picture_without_a_code_is_looked_at_and_shows_none() -> None:
    assert codes(Image.new("L", (640, 480), 90)) == ()


def test_a_picture_of_one_pixel_shows_none() -> None:
    assert codes(Image.new("L", (1, 1))) == ()


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_paper(mode: str) -> None:
    code = pictures.qr(TOKEN)
    inked = Image.new("LA", code.size, (0, 0))
    inked.putalpha(code.point(lambda level: 255 - level))
    assert texts(inked.convert("RGBA").convert(mode)) == [TOKEN]


@pytest.mark.parametrize("is_ink_light", [True, False])
def test_white_on_nothing_is_shown_on_black(is_ink_light: bool) -> None:
    code = pictures.qr(TOKEN)
    drawn = Image.new("LA", code.size, (255, 0))
    drawn.putalpha(code.point(lambda level: 255 - level) if is_ink_light else code)
    assert texts(drawn) == [TOKEN]


def test_a_picture_of_nothing_at_all_shows_nothing() -> None:
    assert texts(Image.new("LA", (64, 64), (255, 0))) == []


@pytest.mark.parametrize("bits", [10, 12, 14, 16])
def test_a_cameras_deep_grey_is_read(bits: int) -> None:
    code = pictures.qr(TOKEN).convert("I")
    deep = code.point(lambda level: level * (2**bits / 256)).convert("I;16")
    assert texts(deep) == [TOKEN]


@pytest.mark.parametrize("mode", ["1", "RGB", "CMYK", "I;16"])
def test_every_depth_of_colour_is_read(mode: str) -> None:
    code = pictures.qr(TOKEN)
    if mode == "I;16":
        deep = code.convert("I").point(lambda level: level * 100 + 2000).convert("I;16")
        assert texts(deep) == [TOKEN]
    else:
        format_name = "JPEG" if mode == "CMYK" else "PNG"
        assert texts(pictures.encoded(code.convert(mode), format_name)) == [TOKEN]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_cameras_orientation_is_obeyed(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = pictures.encoded(pictures.barcode(EAN, "EAN13"), "JPEG", exif=exif, quality=95)
    assert texts(content) == [EAN]


def test_a_mirrored_picture_is_turned_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    mirrored = Image.new("L", (20, 10), 255)
    mirrored.putpixel((0, 0), 0)
    exif = Image.Exif()
    exif[0x0112] = 2
    shown: list[Image.Image] = []
    monkeypatch.setattr(barcode, "zxing", lambda: Missing(why=""))
    monkeypatch.setattr(barcode, "zbar", lambda: STAND_IN)
    monkeypatch.setattr(barcode, "_read_by_zbar", lambda _library, gray: shown.append(gray) or [])
    decode_image(pictures.encoded(mirrored, "PNG", exif=exif))
    assert shown[0].getpixel((19, 0)) == 0


def test_a_damaged_orientation_is_ignored() -> None:
    content = pictures.encoded(pictures.qr(TOKEN), "JPEG", exif=b"Exif\x00\x00broken")
    assert texts(content) == [TOKEN]


@pytest.mark.parametrize("format_name", ["PNG", "WEBP"])
def test_of_an_animation_the_first_frame_counts(format_name: str) -> None:
    first, second = pictures.qr(TOKEN), pictures.qr(pictures.token("other"))
    content = pictures.encoded(
        first, format_name, save_all=True, append_images=[second], duration=100
    )
    assert texts(content) == [TOKEN]


def test_a_picture_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "照片.png"
    path.write_bytes(pictures.encoded(pictures.qr(TOKEN)))
    assert texts(path) == [TOKEN]


@pytest.mark.parametrize("as_file", [True, False])
def test_more_than_twenty_megabytes_are_not_opened(tmp_path: Path, as_file: bool) -> None:
    content = pictures.encoded(pictures.qr(TOKEN)) + bytes(21_000_000)
    path = tmp_path / "large.png"
    path.write_bytes(content)
    assert reason(path if as_file else content) is Unreadable.TOO_MANY_BYTES


@pytest.mark.parametrize(
    ("width", "height"),
    [(8000, 5001), (12_000, 8000), (60_000, 60_000), (2**31 - 1, 2**31 - 1), (32_001, 1)],
)
@pytest.mark.filterwarnings("error")
def test_a_picture_that_says_it_is_huge_is_never_loaded(width: int, height: int) -> None:
    assert reason(png_claiming(width, height)) is Unreadable.TOO_MANY_PIXELS


@pytest.mark.parametrize("kept_percent", [1, 30, 90])
@pytest.mark.parametrize("format_name", ["PNG", "JPEG", "WEBP", "BMP"])
def test_a_picture_cut_short_says_so(format_name: str, kept_percent: int) -> None:
    content = pictures.encoded(pictures.phone(pictures.qr(TOKEN)), format_name)
    kept = max(20, len(content) * kept_percent // 100)
    assert reason(content[:kept]) is Unreadable.TRUNCATED


@pytest.mark.parametrize("format_name", ["GIF", "TIFF", "ICO", "PDF"])
def test_a_picture_in_another_format_says_so(format_name: str) -> None:
    content = pictures.encoded(pictures.qr(TOKEN).convert("RGB"), format_name)
    assert reason(content) is Unreadable.FORMAT_NOT_SUPPORTED


def test_an_iphones_own_format_is_named_as_unsupported() -> None:
    assert reason(b"\x00\x00\x00\x18ftypheic" + bytes(100)) is Unreadable.FORMAT_NOT_SUPPORTED


@pytest.mark.parametrize("content", [b"", b"hello\n", bytes(1000), b"BM says hello", b"RIFF"])
def test_a_text_is_no_picture(content: bytes) -> None:
    assert reason(content) is Unreadable.NOT_AN_IMAGE


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    assert reason(tmp_path / "none.png") is Unreadable.FILE_MISSING
    assert reason(Path("nul\x00.png")) is Unreadable.FILE_MISSING


def test_a_folder_or_a_device_is_no_picture(tmp_path: Path) -> None:
    assert reason(tmp_path) is Unreadable.NOT_AN_IMAGE
    assert reason(Path(os.devnull)) is Unreadable.NOT_AN_IMAGE


def test_damaged_pictures_are_refused_and_never_raise() -> None:
    for format_name in ("PNG", "JPEG", "WEBP", "BMP"):
        content = pictures.encoded(pictures.qr(TOKEN, module_px=2), format_name)
        for place in range(0, len(content), max(1, len(content) // 60)):
            for value in (0x00, 0xFF, content[place] ^ 0x10):
                damaged = content[:place] + bytes([value]) + content[place + 1 :]
                assert isinstance(decode_image(damaged), Decoded | ImageUnreadable)


def test_without_zbar_pictures_are_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(barcode, "zbar", lambda: WITHOUT_ZBAR)
    assert texts(pictures.phone(pictures.qr(TOKEN))) == [TOKEN]
    assert codes(Image.new("L", (64, 64))) == ()


def test_without_any_decoder_no_picture_is_called_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(barcode, "zbar", lambda: WITHOUT_ZBAR)
    monkeypatch.setattr(barcode, "zxing", lambda: Missing(why="DLL load failed"))
    with pytest.raises(EnvironmentTrouble) as met:
        decode_image(pictures.encoded(pictures.qr(TOKEN)))
    assert met.value.trouble is Trouble.DECODERS_MISSING
    assert re.search(r"DLL load failed.*zbar shared library", str(met.value.facts["problem"]))


@pytest.mark.parametrize("failure", [ImportError("no zbar"), OSError("WinError 126")])
def test_a_library_that_does_not_load_is_missing_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fail(_name: str) -> None:
        raise failure

    monkeypatch.setattr(barcode, "import_module", fail)
    barcode.zbar.cache_clear()
    missing = barcode.zbar()
    barcode.zbar.cache_clear()
    assert missing == Missing(why=str(failure))


def test_the_doctor_learns_which_decoders_are_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(barcode, "zbar", lambda: WITHOUT_ZBAR)
    first, second = decoders()
    assert (first.name, first.available, first.why) == (Decoder.ZXING, True, "")
    assert first.version[0].isdigit()
    assert (second.name, second.available, second.why) == (
        Decoder.ZBAR,
        False,
        WITHOUT_ZBAR.why,
    )


def asked_of(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[int, int]]]:
    """Let both libraries find nothing, and note who is shown a picture of which size."""
    asked: list[tuple[str, tuple[int, int]]] = []

    def ask(name: str) -> Callable[..., Seen]:
        return lambda _library, gray, **_: asked.append((name, gray.size)) or Seen(codes=[])

    monkeypatch.setattr(barcode, "_seen_by_zxing", ask("zxing"))
    monkeypatch.setattr(barcode, "_seen_by_zbar", ask("zbar"))
    monkeypatch.setattr(barcode, "zbar", lambda: STAND_IN)
    return asked


def test_nothing_else_is_tried_once_a_coupon_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(barcode, "zbar", lambda: STAND_IN)
    monkeypatch.setattr(barcode, "_read_by_zbar", lambda *_: asked.append("zbar") or [])
    monkeypatch.setattr(barcode, "smoothed", lambda gray: asked.append("smoothed") or gray)
    codes(pictures.qr(TOKEN))
    assert asked == []
    codes(pictures.barcode(EAN, "EAN13"))
    assert set(asked) == {"smoothed", "zbar"}


def test_no_further_attempt_starts_after_the_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = asked_of(monkeypatch)
    instants: Iterator[int] = iter([0, 1_400_000_000, 1_600_000_000, 1_700_000_000])
    decoded = decode_image(
        pictures.encoded(Image.new("L", (64, 64))), monotonic_ns=lambda: next(instants)
    )
    assert [name for name, _ in asked] == ["zxing", "zxing"]
    assert decoded == Decoded(codes=(), elapsed_ms=1700.0)


@pytest.mark.parametrize(
    "size", [(640, 480), (1920, 1080), (4000, 3000), (6300, 6300), (32_000, 2)]
)
def test_no_decoder_is_ever_shown_more_than_five_million_pixels(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    asked = asked_of(monkeypatch)
    decode_image(pictures.encoded(Image.new("L", size)), limits=ImageLimits(attempts_ms=60_000))
    assert asked
    assert max(width * height for _, (width, height) in asked) <= SHOWN_PIXELS_MAX


@pytest.mark.parametrize(
    ("size", "first", "closest"),
    [
        ((640, 480), (640, 480), (960, 720)),
        ((1920, 1080), (1920, 1080), (2880, 1620)),
        ((2400, 2000), (2400, 2000), (2200, 2200)),
    ],
)
def test_a_closer_look_is_taken_last(
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    first: tuple[int, int],
    closest: tuple[int, int],
) -> None:
    asked = asked_of(monkeypatch)
    decode_image(pictures.encoded(Image.new("L", size)), limits=ImageLimits(attempts_ms=60_000))
    assert asked[0] == ("zxing", first)
    assert asked[-1] == ("zxing", closest)


def test_a_large_picture_is_looked_at_closely_before_the_other_library_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = asked_of(monkeypatch)
    decode_image(
        pictures.encoded(Image.new("L", (4000, 3000))), limits=ImageLimits(attempts_ms=60_000)
    )
    names = [name for name, _ in asked]
    sizes = [size for _, size in asked]
    assert sizes.count((2200, 2200)) == 4
    assert max(i for i, size in enumerate(sizes) if size == (2200, 2200)) < names.index("zbar")


def test_a_blurred_code_of_two_pixels_a_module_is_read() -> None:
    small = pictures.phone(pictures.qr(TOKEN, module_px=2), size=(320, 240))
    assert texts(small.filter(ImageFilter.GaussianBlur(0.7))) == [TOKEN]


def test_a_found_code_never_shows_its_text_in_a_representation() -> None:
    assert TOKEN not in repr(codes(pictures.qr(TOKEN)))


def test_the_screen_imports_keys_and_texts_without_pillow() -> None:
    program = (
        "import sys, terminal_app.scanner, terminal_app.scanner.image;"
        "print(sorted({'PIL', 'zxingcpp', 'pyzbar'} & set(sys.modules)),"
        "'terminal_app.scanner.image' in sys.modules)"
    )
    light = program.replace(", terminal_app.scanner.image", "")
    ran = [
        subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
        for text in (program, light)
    ]
    assert [done.stdout.split() for done in ran] == [["[]", "True"], ["[]", "False"]]
