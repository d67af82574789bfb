"""The two decoding libraries, and the order in which a grey picture is shown to them.

Owns which code formats are looked for, which library is asked first and when the next attempt is
worth its time. It opens no file, and what a picture is made into is said in `preparations`. Each
library is loaded when it is first asked: the terminal works where the second one is missing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from types import ModuleType
from typing import TYPE_CHECKING, Any

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.scanner.preparations import (
    closer_looks,
    levelled,
    sharpened,
    smoothed,
    smoothed_and_levelled,
)
from terminal_app.scanner.text import Kind, Source, read_text

if TYPE_CHECKING:
    from PIL.Image import Image


ATTEMPTS_BESIDE_MAX = 3
"""How many further attempts what stands unread beside a coupon is worth: the two by zxing-cpp, and zbar's."""


class Decoder(StrEnum):
    """A decoding library, by the name its makers gave it."""

    ZXING = "zxing-cpp"
    ZBAR = "zbar"


class Format(StrEnum):
    """The formats looked for: codes on phones, receipts, payment screens, products and name plates.

    ITF, Codabar and the like are left out: they have no check worth the name, and noise reads as one.
    """

    QR = "qr"
    DATA_MATRIX = "data_matrix"
    EAN_13 = "ean13"
    EAN_8 = "ean8"
    CODE_128 = "code128"
    CODE_39 = "code39"
    CODE_93 = "code93"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCode:
    """One code in a picture. Its representation leaves the text out: it may be a live token."""

    text: str = field(repr=False)
    format: Format
    decoder: Decoder


@dataclass(frozen=True, slots=True, kw_only=True)
class DecoderStatus:
    """Whether a library can be asked here; `why` is empty when it can."""

    name: Decoder
    version: str
    available: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A library that does not load, with what the system said."""

    why: str


def decoders() -> tuple[DecoderStatus, ...]:
    """Try to load each library and say what came of it, in the order they are asked."""
    return (
        _status(Decoder.ZXING, "zxing-cpp", zxing()),
        _status(Decoder.ZBAR, "pyzbar", zbar()),
    )


def find_codes(
    working: "Image",
    *,
    whole: "Image | None" = None,
    in_time: Callable[[], bool],
    beside_coupon: bool = False,
) -> tuple[FoundCode, ...]:
    """Read the codes in an 8-bit grey picture, coupon candidates first.

    The first attempt looks for QR codes alone, as they are, and is always made. The others follow
    only while no coupon was found and `in_time` holds. `whole` is what `working` was made from. Raises
    EnvironmentTrouble where neither library loads.

    With `beside_coupon`, a QR code that was seen beside the coupon and not read gets a few attempts more: it
    may be another coupon, and taking one of two in silence may be taking the wrong one.
    """
    found: list[FoundCode] = []
    attempts = _attempts(working, whole or working, errors=beside_coupon)
    for made, attempt in enumerate(attempts):
        if made and not in_time():
            break
        seen = attempt()
        found += seen.codes
        if any(_is_coupon(code) for code in seen.codes):
            if seen.is_another_unread:
                found += _beside(attempts, in_time)
            break
    return _coupons_first(found)


def _beside(
    attempts: Iterator[Callable[[], "Seen"]], in_time: Callable[[], bool]
) -> Iterator[FoundCode]:
    """What the next few attempts read."""
    for attempt in islice(attempts, ATTEMPTS_BESIDE_MAX):
        if not in_time():
            return
        yield from attempt().codes


def with_other_formats(working: "Image", found: tuple[FoundCode, ...]) -> tuple[FoundCode, ...]:
    """Add the barcodes beside what was found; a coupon's search ends without looking for them."""
    first, second = zxing(), zbar()
    if not isinstance(first, Missing):
        return _coupons_first((*found, *_read_by_zxing(first, working, _ZXING_OTHER_FORMATS)))
    if not isinstance(second, Missing):
        return _coupons_first((*found, *_read_by_zbar(second, working)))
    return found


@cache
def zxing() -> ModuleType | Missing:
    """Load zxing-cpp."""
    return _loaded("zxingcpp")


@cache
def zbar() -> ModuleType | Missing:
    """Load pyzbar, and with it the zbar library, which is not part of it outside Windows."""
    return _loaded("pyzbar.pyzbar")


# A UPC-A code is an EAN-13 with a leading zero, and is read as one.
_ZXING_OTHER_FORMATS = {
    "MicroQRCode": Format.QR,
    "DataMatrix": Format.DATA_MATRIX,
    "EAN13": Format.EAN_13,
    "EAN8": Format.EAN_8,
    "Code128": Format.CODE_128,
    "Code39": Format.CODE_39,
    "Code93": Format.CODE_93,
}
_ZXING_QR_FORMATS = {"QRCode": Format.QR}
# Naming the symbols also keeps zbar from its databar decoder, which writes assertions to the screen.
_ZBAR_FORMATS = {
    "QRCODE": Format.QR,
    "EAN13": Format.EAN_13,
    "EAN8": Format.EAN_8,
    "CODE128": Format.CODE_128,
    "CODE39": Format.CODE_39,
    "CODE93": Format.CODE_93,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one attempt brought."""

    codes: list[FoundCode]
    is_another_unread: bool = False
    """Whether a QR code stands beside them that has its corners and cannot be read."""


def _attempts(working: "Image", whole: "Image", *, errors: bool) -> Iterator[Callable[[], Seen]]:
    """Say in which order a picture is looked at: by what an attempt reads for the time it takes."""
    first, second = zxing(), zbar()
    if isinstance(first, Missing):
        if isinstance(second, Missing):
            # The installation is broken; the doctor says how.
            problem = f"zxing-cpp: {first.why}; zbar: {second.why}"
            raise EnvironmentTrouble(Trouble.DECODERS_MISSING, problem=problem)
        yield partial(_seen_by_zbar, second, working)
        for prepare in (levelled, smoothed, smoothed_and_levelled):
            yield partial(_read_prepared, partial(_seen_by_zbar, second), prepare, working)
        return
    read_qr = partial(_seen_by_zxing, first, formats=_ZXING_QR_FORMATS, errors=errors)
    yield partial(read_qr, working)
    for prepare in (levelled, smoothed):
        yield partial(_read_prepared, read_qr, prepare, working)
    if working is not whole:
        # What a larger picture most likely hides is a small code.
        yield from (partial(read_qr, look) for look in closer_looks(whole, working))
    if not isinstance(second, Missing):
        # It reads twice as many so as it does of the picture as it is, and lost none of those.
        by_zbar = partial(_seen_by_zbar, second)
        yield partial(_read_prepared, by_zbar, smoothed_and_levelled, working)
    yield partial(_seen_by_zxing, first, working, formats=_ZXING_OTHER_FORMATS, errors=False)
    yield partial(_read_prepared, read_qr, sharpened, working)
    if working is whole:
        yield from (partial(read_qr, look) for look in closer_looks(whole, working))


def _read_prepared(
    read: Callable[["Image"], Seen],
    prepare: Callable[["Image"], "Image"],
    working: "Image",
) -> Seen:
    return read(prepare(working))


def _loaded(name: str) -> ModuleType | Missing:
    try:
        return import_module(name)
    except (ImportError, OSError) as failure:
        # OSError is what Windows says of a DLL whose own dependency (the C++ runtime) is missing.
        return Missing(why=str(failure))


def _read_by_zxing(
    library: ModuleType, gray: "Image", formats: dict[str, Format]
) -> list[FoundCode]:
    return _seen_by_zxing(library, gray, formats=formats, errors=False).codes


def _seen_by_zxing(
    library: ModuleType, gray: "Image", *, formats: dict[str, Format], errors: bool
) -> Seen:
    """Read; with `errors`, notice as well what has the corners of a code and is none, which costs nothing more."""
    wanted = [getattr(library.BarcodeFormat, name) for name in formats]
    codes = library.read_barcodes(
        gray, formats=wanted, text_mode=library.TextMode.Plain, return_errors=errors
    )
    read = [code for code in codes if code.valid and code.format.name in formats]
    return Seen(
        codes=[
            FoundCode(text=code.text, format=formats[code.format.name], decoder=Decoder.ZXING)
            for code in read
        ],
        is_another_unread=any(
            not any(_is_within(code.position, other.position) for other in read)
            for code in codes
            if not code.valid
        ),
    )


def _is_within(inner: Any, outer: Any) -> bool:
    """Whether the middle of a place is in another: what was read at one size may be unread at another."""
    xs, ys = _sides(inner)
    left_right, top_bottom = _sides(outer)
    return (
        left_right[0] <= sum(xs) / 2 <= left_right[1]
        and top_bottom[0] <= sum(ys) / 2 <= top_bottom[1]
    )


def _sides(place: Any) -> tuple[tuple[int, int], tuple[int, int]]:
    corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    return (min(xs), max(xs)), (min(ys), max(ys))


def _seen_by_zbar(library: ModuleType, gray: "Image") -> Seen:
    return Seen(codes=_read_by_zbar(library, gray))


def _read_by_zbar(library: ModuleType, gray: "Image") -> list[FoundCode]:
    wanted = [library.ZBarSymbol[name] for name in _ZBAR_FORMATS]
    return [
        FoundCode(
            text=code.data.decode("utf-8", errors="replace"),
            format=_ZBAR_FORMATS[code.type],
            decoder=Decoder.ZBAR,
        )
        for code in library.decode(gray, symbols=wanted)
        if code.type in _ZBAR_FORMATS
    ]


def _coupons_first(found: Iterable[FoundCode]) -> tuple[FoundCode, ...]:
    """Keep one of each text, as first read, and put what may be a coupon in front."""
    by_text: dict[str, FoundCode] = {}
    for code in found:
        by_text.setdefault(code.text, code)
    return tuple(sorted(by_text.values(), key=lambda code: not _is_coupon(code)))


def _is_coupon(code: FoundCode) -> bool:
    return read_text(code.text, source=Source.IMAGE).kind is Kind.COUPON


def _status(name: Decoder, package: str, library: ModuleType | Missing) -> DecoderStatus:
    try:
        package_version = version(package)
    except PackageNotFoundError:
        package_version = ""
    if isinstance(library, Missing):
        return DecoderStatus(name=name, version=package_version, available=False, why=library.why)
    return DecoderStatus(name=name, version=package_version, available=True, why="")
