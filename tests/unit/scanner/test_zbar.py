"""The second decoder, by itself and as the one that stands in for the first."""

import io

import pytest
from PIL import Image

from terminal_app.scanner import barcode
from terminal_app.scanner.barcode import Missing, Seen, zbar
from terminal_app.scanner.check_code import CheckCode
from terminal_app.scanner.check_page import picture_of
from terminal_app.scanner.image import Decoder, Format, FoundCode
from tests.unit.scanner import pictures
from tests.unit.scanner.test_image import TOKEN, codes


def test_without_zxing_pictures_are_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(barcode, "zxing", lambda: Missing(why="DLL load failed"))
    assert codes(pictures.phone(pictures.qr(TOKEN))) == (
        FoundCode(text=TOKEN, format=Format.QR, decoder=Decoder.ZBAR),
    )


def test_the_second_decoder_reads_what_the_first_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(barcode, "_seen_by_zxing", lambda *_, **__: Seen(codes=[]))
    assert codes(pictures.qr(TOKEN))[0].decoder is Decoder.ZBAR


@pytest.mark.parametrize("code", CheckCode)
def test_every_code_of_the_check_page_is_read_by_zbar_alone(code: CheckCode) -> None:
    drawn, library = picture_of(code), zbar()
    assert drawn is not None
    assert not isinstance(library, Missing)
    picture = Image.open(io.BytesIO(drawn))
    assert code.text in {one.data.decode() for one in library.decode(picture)}
