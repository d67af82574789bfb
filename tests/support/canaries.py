"""What must not leave a terminal, and a search of a zip for it that knows nothing of the program.

The search is written from what a zip, base64, hexadecimal, percent-encoding and JSON are; it imports nothing of
`terminal_app`, so that it does not repeat a mistake of the program's own.
"""

from __future__ import annotations

import base64
import codecs
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import quote, unquote_to_bytes

PHONE = "13812345678"
SERIAL_PHONE = "13987654321"
CITIZEN = "11010519491231002X"
CARD = "6222021234567890128"
OPERATOR_NAME = "欧阳慕容雪"
PRODUCT = "海棠牌双门冰箱"
SERIAL = "SNQX7730415Z"
NOTE = f"顾客身份证 {CITIZEN} 来电"


def disguises(canary: bytes) -> set[bytes]:
    """Every form in which some bytes may stand in a file."""
    forms = {canary, canary.hex().encode(), canary.hex().upper().encode(), canary[::-1]}
    for lead in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            inner = encode(bytes(lead) + canary)
            # The first group holds the lead, the last may hold what follows.
            forms.add(inner[4:-4] if len(inner) > 16 else inner.rstrip(b"="))
    forms.add(":".join(f"{one:02x}" for one in canary).encode())
    try:
        text = canary.decode("utf-8")
    except UnicodeDecodeError:
        return {one for one in forms if len(one) >= 4}
    forms |= {
        quote(text, safe="").encode(),
        json.dumps(text)[1:-1].encode(),
        html.escape(text).encode(),
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        text.encode("gb18030"),
        codecs.encode(text, "rot13").encode(),
        " ".join(text[at : at + 4] for at in range(0, len(text), 4)).encode(),
    }
    return {one for one in forms if len(one) >= 4}


def found_in(packed: bytes, canaries: dict[str, bytes]) -> list[str]:
    """Where which canary was found: in the zip's own bytes, in a name, or in a file, decoded in every way."""
    found = []
    looked_at = {"zip": [packed]}
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for entry in archive.infolist():
            looked_at[entry.filename] = [
                entry.filename.encode(),
                entry.comment,
                entry.extra,
                *readings(archive.read(entry)),
            ]
    for place, texts in looked_at.items():
        for name, canary in canaries.items():
            forms = disguises(canary)
            if any(form in text for text in texts for form in forms):
                found.append(f"{place}: {name}")
    return found


def readings(content: bytes) -> Iterator[bytes]:
    """A file, and what is left when each usual wrapping is taken off."""
    yield content
    yield unquote_to_bytes(content)
    yield html.unescape(content.decode("utf-8", "replace")).encode()
    for line in content.splitlines():
        try:
            yield "\n".join(strings(json.loads(line))).encode("utf-8", "replace")
        except ValueError:
            continue
    with suppress(ValueError):
        yield "\n".join(strings(json.loads(content))).encode("utf-8", "replace")
    for token in set(re.findall(rb"[A-Za-z0-9+/_-]{12,}", content)):
        yield base64.b64decode(token.replace(b"-", b"+").replace(b"_", b"/")[: len(token) // 4 * 4])
    for token in set(re.findall(rb"(?:[0-9a-fA-F]{2}){8,}", content)):
        yield bytes.fromhex(token.decode())
    # A number cut by separators is still that number.
    yield re.sub(rb"[ .,:;/_-]", b"", content)


def strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, one in value.items():
                yield key
                yield from strings(one)
        case list():
            for one in value:
                yield from strings(one)
        case _:
            yield str(value)
