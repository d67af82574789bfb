"""What a signed document says, without asking who signed it: for looking only, never for money."""

from __future__ import annotations

from terminal_app import wire


def unverified_payload(document: str) -> dict[str, object]:
    """The payload of a compact JWS; nothing when it is none."""
    parts = document.strip().split(".")
    if len(parts) != 3 or len(document) > wire.BODY_BYTES_MAX:
        return {}
    try:
        return wire.parse_object(wire.from_base64url(parts[1]))
    except (ValueError, RecursionError):
        return {}
