"""scan: what pictures say, with the program's own decoder and bounds."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble
from terminal_app.scanner.image import (
    IMAGE_LIMITS,
    Decoded,
    ImageUnreadable,
    Unreadable,
    decode_image,
)
from terminal_app.scanner.text import Kind, Source, read_text
from terminal_app.usecases.recognise import not_a_coupon

STDIN = "-"
_KINDS = {Kind.COUPON: "coupon", Kind.PAYMENT: "payment", Kind.URL: "url", Kind.EAN: "ean"}


def scan(options: argparse.Namespace, output: Output) -> Result:
    """Read each picture; one that cannot be read makes the exit code 3, the others are read all the same."""
    files: list[Json] = []
    lines: list[str] = []
    is_whole = True
    for name in options.files:
        decoded = _decoded(name)
        if isinstance(decoded, ImageUnreadable):
            sentence = output.words.trouble(trouble_of(decoded, name))
            is_whole = False
            files.append({"file": name, "codes": [], "ms": 0, "error": sentence.what})
            lines += [f"{name}: {sentence.what}", f"  {sentence.next_step}"]
            continue
        codes = [_code(code.text, code.decoder.value) for code in decoded.codes]
        files.append({"file": name, "codes": codes, "ms": decoded.elapsed_ms})
        lines += [f"{name}: {one['kind']} {one['text']} ({one['decoder']})" for one in codes]
        if not codes:
            lines.append(f"{name}: {output.words.trouble(_nothing(name)).what}")
    return Done(content={"files": files}, lines=tuple(lines), exit=0 if is_whole else 3)


def coupon_in_picture(path: Path) -> str | Refused:
    """The coupon code in a picture.

    Raises EnvironmentTrouble when the picture cannot be read or holds no code at all.
    """
    decoded = decode_image(path)
    if isinstance(decoded, ImageUnreadable):
        raise trouble_of(decoded, str(path))
    texts = [read_text(code.text, source=Source.IMAGE) for code in decoded.codes]
    coupons = sorted({one.text for one in texts if one.kind is Kind.COUPON})
    if len(coupons) > 1:
        return Refused(reason=Reason.CODES_TWO)
    if coupons:
        return coupons[0]
    if not texts:
        raise _nothing(str(path))
    return not_a_coupon(texts[0].kind.value)


def trouble_of(unreadable: ImageUnreadable, name: str) -> EnvironmentTrouble:
    """Why a picture cannot be read, as a code a person can be told."""
    match unreadable.reason:
        case Unreadable.FILE_MISSING:
            return EnvironmentTrouble(Trouble.FILE_MISSING, file=name)
        case Unreadable.TOO_MANY_BYTES | Unreadable.TOO_MANY_PIXELS:
            return EnvironmentTrouble(Trouble.IMAGE_TOO_LARGE, file=name, problem=unreadable.detail)
        case _:
            return EnvironmentTrouble(
                Trouble.IMAGE_UNREADABLE, file=name, problem=unreadable.detail
            )


def _decoded(name: str) -> Decoded | ImageUnreadable:
    if name == STDIN:
        return decode_image(sys.stdin.buffer.read(IMAGE_LIMITS.bytes_max + 1))
    return decode_image(Path(name))


def _code(text: str, decoder: str) -> dict[str, str]:
    read = read_text(text, source=Source.IMAGE)
    return {"text": read.text, "kind": _KINDS.get(read.kind, "other"), "decoder": decoder}


def _nothing(name: str) -> EnvironmentTrouble:
    return EnvironmentTrouble(Trouble.IMAGE_WITHOUT_CODE, file=name)
