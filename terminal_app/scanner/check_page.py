"""The page of test codes: one HTML file with every picture in it, for any browser to show and print.

Owns how the codes are drawn. HTML because a browser has Chinese letters and a printer wherever it
runs; the pictures are PNG, so that nothing is drawn anew. A barcode that cannot be drawn here is left out
and said to be missing. It knows neither readings nor findings.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Sequence
from functools import cache
from typing import cast

from terminal_app.scanner.barcode import Missing, zxing
from terminal_app.scanner.check_code import CheckCode
from terminal_app.wording import Wording

Modules = tuple[tuple[bool, ...], ...]
"""Rows of a code, True for dark; a barcode has one row."""

QR_QUIET, BARS_QUIET = 4, 11
"""Margins in modules (ISO/IEC 18004; GS1 General Specifications 5.2.3.4)."""

QR_PIXELS, BARS_PIXELS = 8, 6
QR_MM, BARS_MM = 0.9, 0.55
"""How wide a module is printed: as on a phone; half over the nominal bar of 0.33 mm."""

BARS_MODULES_HIGH = 40


@cache
def modules_of(code: CheckCode) -> Modules | None:
    """The modules of a code, without a margin; None for a barcode where the library for them does not load."""
    return _bars(code) if code.is_bars else _qr(code.text)


def picture_of(code: CheckCode) -> bytes | None:
    """A code as PNG, with its margin; None where it cannot be drawn."""
    from PIL import Image

    modules = modules_of(code)
    if modules is None:
        return None
    quiet = BARS_QUIET if code.is_bars else QR_QUIET
    pixels = BARS_PIXELS if code.is_bars else QR_PIXELS
    rows = modules * BARS_MODULES_HIGH if code.is_bars else modules
    light = bytes([255]) * (len(modules[0]) + 2 * quiet)
    margin = bytes([255]) * quiet
    drawn = [light] * quiet
    drawn += [margin + bytes(0 if dark else 255 for dark in row) + margin for row in rows]
    drawn += [light] * quiet
    picture = Image.frombytes("L", (len(light), len(drawn)), b"".join(drawn))
    picture = picture.resize(
        (picture.width * pixels, picture.height * pixels), Image.Resampling.NEAREST
    )
    content = io.BytesIO()
    picture.save(content, "PNG", optimize=True)
    return content.getvalue()


def page(spoken: Sequence[Wording]) -> str:
    """The whole page, its captions in each of these languages."""
    titles = " · ".join(_said(one, "scanner-page-title") for one in spoken)
    how = "".join(f"<p>{_said(one, 'scanner-page-how')}</p>" for one in spoken)
    foot = "".join(f"<p>{_said(one, 'scanner-page-foot')}</p>" for one in spoken)
    codes = "".join(_figure(code, spoken) for code in CheckCode)
    return _PAGE.format(
        lang=spoken[0].language.value, title=titles, how=how, codes=codes, foot=foot
    )


def _bars(code: CheckCode) -> Modules | None:
    library = zxing()
    if isinstance(library, Missing):
        return None
    kinds = {CheckCode.EAN_13: "EAN13", CheckCode.CODE_128: "Code128"}
    made = library.create_barcode(code.text, getattr(library.BarcodeFormat, kinds[code]))
    rows = cast(
        "list[list[int]]", memoryview(made.to_image(scale=1, add_quiet_zones=False)).tolist()
    )
    return (tuple(value < 128 for value in rows[0]),)


def _qr(text: str) -> Modules:
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    drawn = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    drawn.add_data(text)
    drawn.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in drawn.get_matrix())


def _figure(code: CheckCode, spoken: Sequence[Wording]) -> str:
    names = "<br>".join(_said(one, f"scanner-name-{code}") for one in spoken)
    return (
        f"<figure><figcaption><b>{code.number}</b><span>{names}</span></figcaption>"
        f"{_drawn(code, spoken)}</figure>\n"
    )


def _drawn(code: CheckCode, spoken: Sequence[Wording]) -> str:
    modules, picture = modules_of(code), picture_of(code)
    if modules is None or picture is None:
        return "".join(f"<p>{_said(one, 'scanner-page-not-drawn')}</p>" for one in spoken)
    quiet, mm = (BARS_QUIET, BARS_MM) if code.is_bars else (QR_QUIET, QR_MM)
    width_mm = (len(modules[0]) + 2 * quiet) * mm
    content = base64.b64encode(picture).decode()
    return (
        f'<img alt="{code.value}" style="width:{width_mm:.1f}mm" '
        f'src="data:image/png;base64,{content}">'
    )


def _said(wording: Wording, key: str) -> str:
    return html.escape(wording.say(key))


_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
@page {{ size: A4; margin: 12mm; }}
body {{ font-family: "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; color: #000; background: #fff;
  width: 186mm; margin: 0 auto; }}
h1 {{ font-size: 18pt; margin: 0 0 2mm; }}
p {{ font-size: 10pt; line-height: 1.4; margin: 0 0 1.5mm; }}
main {{ display: grid; grid-template-columns: 1fr 1fr; gap: 4mm; margin: 4mm 0; }}
figure {{ margin: 0; border: 0.3mm solid #999; border-radius: 2mm; padding: 3mm;
  break-inside: avoid; text-align: center; }}
figcaption {{ display: flex; gap: 3mm; align-items: center; text-align: left; font-size: 10pt; margin-bottom: 2mm; }}
figcaption b {{ font-size: 20pt; min-width: 8mm; text-align: center; }}
img {{ image-rendering: pixelated; max-width: 100%; }}
</style>
</head>
<body>
<h1>{title}</h1>
{how}
<main>
{codes}</main>
{foot}
</body>
</html>
"""
