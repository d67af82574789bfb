"""scan: what pictures say, with the program's own decoder and bounds."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.devices import trouble_of
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.scanner.image import (
    IMAGE_LIMITS,
    Decoded,
    ImageUnreadable,
    decode_image,
    decoders,
)
from terminal_app.scanner.text import Kind, Source, read_text

STDIN = "-"
_KINDS = {Kind.COUPON: "coupon", Kind.PAYMENT: "payment", Kind.URL: "url", Kind.EAN: "ean"}


def scan(options: argparse.Namespace, output: Output) -> Result:
    """Read each picture; one that cannot be read makes the exit code 3, the others are read all the same."""
    files: list[Json] = []
    lines: list[str] = []
    is_whole = True
    decoders()  # loaded now, so that the first picture's time is its own
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
            nothing = EnvironmentTrouble(Trouble.IMAGE_WITHOUT_CODE, file=name)
            lines.append(f"{name}: {output.words.trouble(nothing).what}")
    return Done(content={"files": files}, lines=tuple(lines), exit=0 if is_whole else 3)


def _decoded(name: str) -> Decoded | ImageUnreadable:
    if name == STDIN:
        return decode_image(sys.stdin.buffer.read(IMAGE_LIMITS.bytes_max + 1), everything=True)
    return decode_image(Path(name), everything=True)


def _code(text: str, decoder: str) -> dict[str, str]:
    read = read_text(text, source=Source.IMAGE)
    return {"text": read.text, "kind": _KINDS.get(read.kind, "other"), "decoder": decoder}
