"""What is signed and sent, byte for byte (docs/protocol.md): canonical JSON, hashes, signed texts.

Owns no connection and no key; decides nothing.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping

EVENT_DOMAIN = b"coupon-terminal/event/1\n"
ENROL_DOMAIN = b"coupon-terminal/enrol/1\n"
TOKEN_DOMAIN = b"coupon-terminal/token/1/"
"""Each signature says what it is for, so that none can be shown as another."""

BODY_BYTES_MAX = 256 * 1024
EVENTS_MAX = 100


class WireError(ValueError):
    """Bytes that do not hold to the wire format."""


def canonical(value: Mapping[str, object]) -> bytes:
    """The one byte form of a JSON object: sorted keys, no white space, UTF-8."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def parse_object(body: bytes) -> dict[str, object]:
    """Read one JSON object strictly: no duplicate key, no float, no NaN, bounded size.

    Raises WireError.
    """
    if len(body) > BODY_BYTES_MAX:
        raise WireError("longer than 256 KB")
    try:
        value = json.loads(
            body,
            object_pairs_hook=_distinct,
            parse_constant=_no_constant,
            parse_float=_no_float,
        )
    except (ValueError, RecursionError) as error:
        raise WireError(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise WireError("not a JSON object")
    return value


def sha256_hex(body: bytes) -> str:
    """Lower-case hex of the SHA-256."""
    return hashlib.sha256(body).hexdigest()


def to_base64url(raw: bytes) -> str:
    """Without padding, as in a JWS."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """Read base64url without padding.

    Raises WireError.
    """
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise WireError(f"not base64url: {error}") from error


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise WireError("a key stands twice")
    return found


def _no_float(text: str) -> object:
    raise WireError(f"{text[:20]} is a float")


def _no_constant(name: str) -> object:
    raise WireError(f"{name} is no number")
