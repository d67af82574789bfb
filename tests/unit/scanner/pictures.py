"""Pictures of codes, drawn for a test: what a phone shows and a camera sees."""

import hashlib
import io

import qrcode
import zxingcpp
from PIL import Image, ImageDraw
from qrcode.util import MODE_NUMBER, QRData

TOKEN_DIGITS = 290


def token(seed: str = "token") -> str:
    """Make 290 digits that look like a token: its version first, nothing in it signed."""
    stream = hashlib.shake_256(seed.encode()).digest(TOKEN_DIGITS - 1)
    return "1" + "".join(str(byte % 10) for byte in stream)


def qr(text: str, *, module_px: int = 6) -> Image.Image:
    """Draw a coupon's QR as the bank's app does: numeric, version 7, level M, quiet zone of 4."""
    code = qrcode.QRCode(
        version=7, error_correction=qrcode.ERROR_CORRECT_M, box_size=module_px, border=4
    )
    code.add_data(QRData(text, mode=MODE_NUMBER))
    code.make(fit=False)
    return code.make_image().get_image().convert("L")


def barcode(text: str, format_name: str, *, scale: int = 3) -> Image.Image:
    """Draw any other code."""
    drawn = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, format_name))
    return Image.fromarray(drawn.to_image(scale=scale))


def phone(code: Image.Image, *, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """Hold a code up on a phone in front of a dark counter."""
    scene = Image.new("L", size, 40)
    draw = ImageDraw.Draw(scene)
    left, top = (size[0] - code.width) // 2, (size[1] - code.height) // 2
    draw.rounded_rectangle(
        (left - 40, top - 60, left + code.width + 40, top + code.height + 60), 24, fill=12
    )
    scene.paste(code, (left, top))
    return scene


def encoded(picture: Image.Image, format_name: str = "PNG", **options: object) -> bytes:
    """Save a picture into bytes."""
    target = io.BytesIO()
    picture.save(target, format_name, **options)
    return target.getvalue()
