"""The page of test codes can be read back, by the program's own decoder and by each library alone."""

from __future__ import annotations

import base64
import io
import re

import pytest
import zxingcpp
from PIL import Image

from terminal_app.scanner import check_page
from terminal_app.scanner.barcode import Missing
from terminal_app.scanner.check_code import COUPON_DIGITS, CheckCode
from terminal_app.scanner.check_page import modules_of, page, picture_of
from terminal_app.scanner.image import Decoded, decode_image
from terminal_app.wording import Language, Wording

ZH, EN = Wording(Language.ZH), Wording(Language.EN)


@pytest.fixture(scope="module")
def pictures() -> dict[str, bytes]:
    """The pictures in the page, by the name that stands in for them."""
    found = re.findall(r'alt="(\w+)"[^>]*base64,([^"]+)"', page((ZH, EN)))
    return {name: base64.b64decode(content) for name, content in found}


@pytest.mark.parametrize("code", CheckCode)
def test_every_code_of_the_page_says_its_text(code: CheckCode, pictures: dict[str, bytes]) -> None:
    decoded = decode_image(pictures[code.value])
    assert isinstance(decoded, Decoded)
    assert [one.text for one in decoded.codes] == [code.text]


@pytest.mark.parametrize("code", CheckCode)
def test_zxing_reads_it_alone(code: CheckCode) -> None:
    drawn = picture_of(code)
    assert drawn is not None
    picture = Image.open(io.BytesIO(drawn))
    assert [one.text for one in zxingcpp.read_barcodes(picture)] == [code.text]


def test_the_long_code_is_as_fine_as_a_coupon_s() -> None:
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    coupon = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    coupon.add_data("1" * COUPON_DIGITS)
    coupon.make(fit=True)
    modules = modules_of(CheckCode.COUPON)
    assert modules is not None
    assert len(modules) == coupon.modules_count


def test_the_page_is_one_file_that_asks_nobody_for_anything() -> None:
    content = page((ZH, EN))
    assert not re.search(r"(src|href)=\"(?!data:)|https?://|<script", content)
    for words in (ZH, EN):
        for code in CheckCode:
            assert words.say(f"scanner-name-{code}") in content


def test_where_no_barcode_can_be_drawn_the_page_has_the_other_codes_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(check_page, "zxing", lambda: Missing(why="DLL load failed"))
    modules_of.cache_clear()
    content = page((ZH, EN))
    missing = {code for code in CheckCode if modules_of(code) is None}
    modules_of.cache_clear()
    assert missing == {CheckCode.EAN_13, CheckCode.CODE_128}
    assert set(re.findall(r'alt="(\w+)"', content)) == {
        one.value for one in set(CheckCode) - missing
    }
    for words in (ZH, EN):
        assert content.count(words.say("scanner-page-not-drawn")) == len(missing)
