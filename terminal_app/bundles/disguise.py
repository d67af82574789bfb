"""The texts that some bytes may be read as: plain, escaped, percent-encoded, hexadecimal, base64, two layers deep."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote

LAYERS = 2
TOKENS_MAX = 200_000

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([\"\\/])")
_HEX = re.compile(r"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{2}){6,}(?![0-9A-Fa-f])")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")


def views(content: bytes, *, decode: bool = True) -> Iterator[str]:
    """Every reading of the bytes; without `decode` only the bytes themselves."""
    yield content.decode("latin-1")
    if not decode:
        return
    yield from _of(content.decode("utf-8", "replace"), LAYERS)
    if b"\0" in content:
        yield content.decode("utf-16-le", "replace")
        yield content.decode("utf-16-be", "replace")


def _of(text: str, layers: int) -> Iterator[str]:
    yield text
    if layers == 0:
        return
    seen = {text}
    for changed in (_unescaped(text), unquote(text, errors="replace")):
        if changed not in seen:
            seen.add(changed)
            yield from _of(changed, layers - 1)
    # What was inside tokens is looked at together: they are many, and each is short.
    inner = "\n".join(_tokens(text))
    if inner:
        yield from _of(inner, layers - 1)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(
        lambda one: chr(int(one[1] or one[2], 16)) if one[1] or one[2] else one[3], text
    )


def _tokens(text: str) -> Iterator[str]:
    """What hexadecimal and base64 in a text stand for, each token once."""
    hexadecimal = set(_HEX.findall(text))
    tokens = set(_BASE64.findall(text))
    for token in sorted(hexadecimal)[:TOKENS_MAX]:
        yield from _read(bytes.fromhex(token))
    for token in sorted(tokens)[:TOKENS_MAX]:
        decoded = _base64(token)
        if decoded is not None:
            yield from _read(decoded)


def _base64(token: str) -> bytes | None:
    plain = token.rstrip("=").replace("-", "+").replace("_", "/")
    if len(plain) % 4 == 1:
        plain = plain[:-1]
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4))
    except binascii.Error:
        return None


def _read(decoded: bytes) -> Iterator[str]:
    yield decoded.decode("latin-1")
    if not decoded.isascii():
        yield decoded.decode("utf-8", "ignore")
