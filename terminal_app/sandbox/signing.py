"""What the platform signs, and how it checks what a terminal signed.

Owns the platform's two keys, JWS answers, and Ed25519 over domain-separated bytes. Refuses any
other algorithm, and to sign without naming the purpose (`typ`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import jwt
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from terminal_app.sandbox.canonical import base64url, canonical_json, from_base64url, sha256_hex

# The first byte of a key id says the environment; a sandbox is never anything but training.
TRAINING_KID_BYTE = "54"
EVENT_DOMAIN = b"coupon-terminal/event/1\n"
ENROL_DOMAIN = b"coupon-terminal/enrol/1\n"
ROTATE_DOMAIN = b"coupon-terminal/rotate/1\n"


class KeyUse(StrEnum):
    """What a key of the platform signs."""

    TOKEN = "token"
    ANSWER = "answer"


class Purpose(StrEnum):
    """The `typ` of a JWS."""

    CAMPAIGN = "campaign+jws"
    STANDING = "standing+jws"
    CHANGES = "changes+jws"
    ANSWER = "answer+jws"
    INSPECTION = "inspection+jws"
    SALE = "sale+jws"
    STATEMENT = "statement+jws"
    TIME = "time+jws"
    TERMINAL = "terminal+jws"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformKey:
    """One key of the platform."""

    use: KeyUse
    private: Ed25519PrivateKey

    @property
    def kid(self) -> str:
        """The key id: the environment's byte and three of the public key's hash."""
        return TRAINING_KID_BYTE + sha256_hex(self.private.public_key().public_bytes_raw())[:6]

    def published(self) -> dict[str, str]:
        """Return the key as enrolment and campaign document carry it."""
        public = base64url(self.private.public_key().public_bytes_raw())
        return {"kid": self.kid, "use": self.use.value, "public_key": public}


def sign_jws(key: PlatformKey, purpose: Purpose, payload: Mapping[str, Any]) -> str:
    """Sign a payload as a compact JWS whose `typ` is its purpose."""
    assert key.use is KeyUse.ANSWER, "tokens are COSE; every JWS is the answer key's"
    return jwt.PyJWS(algorithms=["EdDSA"]).encode(
        canonical_json(payload),
        key.private,
        algorithm="EdDSA",
        headers={"kid": key.kid, "typ": purpose.value},
    )


def public_key_from(text: str) -> Ed25519PublicKey:
    """Read a terminal's public key; ValueError when it is not 32 bytes in base64url."""
    return Ed25519PublicKey.from_public_bytes(from_base64url(text))


def is_signed_by(key: Ed25519PublicKey, signature: str, message: bytes) -> bool:
    """Tell whether a base64url signature is the key's over these bytes."""
    try:
        key.verify(from_base64url(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True
