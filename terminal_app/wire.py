"""What is signed and sent, byte for byte (docs/protocol.md): canonical JSON, hashes, signed texts.

Owns no connection and no key; decides nothing.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping, Sequence

EVENT_DOMAIN = b"coupon-terminal/event/1\n"
ENROL_DOMAIN = b"coupon-terminal/enrol/1\n"
ROTATE_DOMAIN = b"coupon-terminal/rotate/1\n"
TOKEN_DOMAIN = b"coupon-terminal/token/1/"
"""Each signature says what it is for, so that none can be shown as another."""

BODY_BYTES_MAX = 256 * 1024
EVENTS_MAX = 100


_HEAD_BYTES_MAX = 160
"""The keys around a batch, a number of 20 digits and a hash of 64."""

_AROUND_BYTES = len('{"body":,"signature":""},') + 86
"""What an event of a batch has beside its body; an Ed25519 signature is 86 characters."""


class WireError(ValueError):
    """Bytes that do not hold to the wire format."""


def canonical(value: Mapping[str, object]) -> bytes:
    """The one byte form of a JSON object: sorted keys, no white space, UTF-8."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def batch(head: tuple[int, str], events: Sequence[tuple[bytes, bytes]]) -> bytes:
    """A batch of events on its way: the journal's end (number, hash), then each event's body and signature."""
    return canonical(
        {
            "head": {"sequence": head[0], "hash": head[1]},
            "events": [
                {"body": body.decode(), "signature": to_base64url(signature)}
                for body, signature in events
            ],
        }
    )


def rotation(terminal_id: str, previous_key: str, public_key: str) -> bytes:
    """What a new key signs to prove itself and to vouch for the one before it; keys in base64url."""
    return ROTATE_DOMAIN + f"{terminal_id}\n{previous_key}\n{public_key}".encode()


def fitting(bodies: Sequence[bytes]) -> int:
    """How many of these events, from the first on, go into one request; the first always counts."""
    left = BODY_BYTES_MAX - _HEAD_BYTES_MAX
    for count, body in enumerate(bodies[:EVENTS_MAX]):
        # As it goes over the wire: a body is a text inside a text, so its quotes are escaped.
        left -= len(json.dumps(body.decode(), ensure_ascii=False).encode()) + _AROUND_BYTES
        if left < 0 and count:
            return count
    return min(len(bodies), EVENTS_MAX)


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
