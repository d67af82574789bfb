"""Canonical JSON, and the strict reading of JSON that came from outside.

Owns the bytes that are signed and hashed. Refuses duplicate keys, floats, NaN, deep nesting and
numbers beyond 64 bits, which `json.loads` would let through.
"""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any, NoReturn

# Signed 64-bit: what a database column and every reader in another language can hold.
_INTEGER_MAX = 2**63 - 1
# Nothing in the protocol is deeper than six.
_DEPTH_MAX = 32


class JsonRefusedError(ValueError):
    """Text that is not JSON as the protocol allows it."""


def canonical_json(value: Mapping[str, Any]) -> bytes:
    """Write the one form of a value that is signed and hashed."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def strict_json(text: bytes) -> Any:
    """Read JSON without floats, duplicate keys or deep nesting; JsonRefusedError otherwise."""
    try:
        value = json.loads(
            text.decode("utf-8"),
            object_pairs_hook=_once_each,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
            parse_int=_bounded_integer,
        )
        _refuse_deep(value)
        # Half of a surrogate pair is JSON but no text: no database and no signature takes it.
        json.dumps(value, ensure_ascii=False).encode()
    except JsonRefusedError:
        raise
    except (ValueError, RecursionError) as defect:
        raise JsonRefusedError("not JSON") from defect
    return value


def sha256_hex(content: bytes) -> str:
    """Hash as the protocol writes hashes."""
    return hashlib.sha256(content).hexdigest()


def base64url(content: bytes) -> str:
    """Write base64url without padding."""
    return urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """Read base64url without padding; ValueError unless it is the one way to write the bytes."""
    content = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    if base64url(content) != text:
        raise ValueError("not canonical base64url")
    return content


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = dict(pairs)
    if len(keys) != len(pairs):
        raise JsonRefusedError("a key stands twice")
    return keys


def _refuse_number(text: str) -> NoReturn:
    raise JsonRefusedError(f"not a whole number: {text[:20]}")


def _bounded_integer(text: str) -> int:
    if len(text) > 20 or abs(int(text)) > _INTEGER_MAX:
        raise JsonRefusedError("a number beyond 64 bits")
    return int(text)


def _refuse_deep(value: Any) -> None:
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > _DEPTH_MAX:
            raise JsonRefusedError("nested too deeply")
        level = [inner for outer in level for inner in _inside(outer)]


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
