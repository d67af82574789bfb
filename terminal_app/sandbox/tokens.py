"""The coupon token: how the platform writes one, and how it reads what a terminal scanned.

Owns the digits, the COSE_Sign1 message and its claims. Refuses every second way of writing the
same token: what does not encode back to the same digits was not written here.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature

from terminal_app.sandbox.signing import PlatformKey

_VERSION = "1"
_CHECK_MODULUS = 9973
_ALGORITHM, _EDDSA, _KEY_ID = 1, -8, 4
_EXP, _IAT, _CTI = 4, 6, 7
_CAMPAIGN, _TYPE, _ROUND, _HOLDER = -1, -2, -3, -4
_EXTERNAL_AAD = b"coupon-terminal/token/1/training"
# A message is 117 bytes today; a longer campaign number or round adds a few.
_MESSAGE_BYTES_MAX = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """One presentation of one coupon; seconds since 1970."""

    coupon_id: str
    campaign_number: int
    type_id: int
    round_number: int
    holder_tag: bytes
    issued_at_s: int
    expires_at_s: int


class TokenDefect(StrEnum):
    """Why a code is no token of this platform."""

    FOREIGN = "foreign"
    TRUNCATED = "truncated"
    GARBLED = "garbled"
    MALFORMED = "malformed"
    WRONG_ENVIRONMENT = "wrong_environment"
    UNKNOWN_KEY = "unknown_key"
    FORGED = "forged"


def write_token(key: PlatformKey, presentation: Presentation) -> str:
    """Write a presentation as the digits a QR carries."""
    protected = cbor2.dumps({_ALGORITHM: _EDDSA, _KEY_ID: bytes.fromhex(key.kid)}, canonical=True)
    payload = _payload(presentation)
    signature = key.private.sign(_signed_bytes(protected, payload))
    return _digits(cbor2.dumps([protected, {}, payload, signature], canonical=True))


def read_token(key: PlatformKey, code: str) -> Presentation | TokenDefect:
    """Read a code that a terminal scanned, in the order of the protocol."""
    if not (code.isascii() and code.isdigit() and code.startswith(_VERSION)):
        return TokenDefect.FOREIGN
    length = _message_length(len(code))
    if length is None:
        return TokenDefect.TRUNCATED
    if int(code[:-4]) % _CHECK_MODULUS != int(code[-4:]):
        return TokenDefect.GARBLED
    try:
        message = int(code[1:-4]).to_bytes(length, "big")
        protected, unprotected, payload, signature = cbor2.loads(message)
        head, claims = cbor2.loads(protected), cbor2.loads(payload)
        canonical = cbor2.dumps([protected, unprotected, payload, signature], canonical=True)
        presentation = _presentation(claims)
        well_formed = canonical == message and unprotected == {} and len(signature) == 64
    except (cbor2.CBORError, OverflowError, ValueError, TypeError, LookupError):
        # LookupError: claims that are a short list; CBORError: what decodes and cannot be written.
        return TokenDefect.MALFORMED
    if not well_formed or _payload(presentation) != payload or not _is_head(head, protected):
        return TokenDefect.MALFORMED
    return _verified(key, head[_KEY_ID], protected, payload, signature, presentation)


def _verified(
    key: PlatformKey,
    key_id: bytes,
    protected: bytes,
    payload: bytes,
    signature: bytes,
    presentation: Presentation,
) -> Presentation | TokenDefect:
    own = bytes.fromhex(key.kid)
    if key_id[0] != own[0]:
        return TokenDefect.WRONG_ENVIRONMENT
    if key_id != own:
        return TokenDefect.UNKNOWN_KEY
    try:
        key.private.public_key().verify(signature, _signed_bytes(protected, payload))
    except InvalidSignature:
        return TokenDefect.FORGED
    return presentation


def _payload(presentation: Presentation) -> bytes:
    return cbor2.dumps(
        {
            _EXP: presentation.expires_at_s,
            _IAT: presentation.issued_at_s,
            _CTI: int(presentation.coupon_id).to_bytes(7, "big"),
            _CAMPAIGN: presentation.campaign_number,
            _TYPE: presentation.type_id,
            _ROUND: presentation.round_number,
            _HOLDER: presentation.holder_tag,
        },
        canonical=True,
    )


def _presentation(claims: dict[int, Any]) -> Presentation:
    numbers = [claims[name] for name in (_EXP, _IAT, _CAMPAIGN, _TYPE, _ROUND)]
    if not all(type(number) is int and 0 <= number < 2**53 for number in numbers):
        raise ValueError("a claim is not an unsigned integer")
    if len(claims) != 7 or len(claims[_CTI]) != 7 or len(claims[_HOLDER]) != 3:
        raise ValueError("not the seven claims")
    return Presentation(
        coupon_id=f"{int.from_bytes(claims[_CTI], 'big'):016d}",
        campaign_number=claims[_CAMPAIGN],
        type_id=claims[_TYPE],
        round_number=claims[_ROUND],
        holder_tag=bytes(claims[_HOLDER]),
        issued_at_s=claims[_IAT],
        expires_at_s=claims[_EXP],
    )


def _is_head(head: Any, protected: bytes) -> bool:
    return (
        isinstance(head, dict)
        and set(head) == {_ALGORITHM, _KEY_ID}
        and head[_ALGORITHM] == _EDDSA
        and isinstance(head[_KEY_ID], bytes)
        and len(head[_KEY_ID]) == 4
        and cbor2.dumps(head, canonical=True) == protected
    )


def _signed_bytes(protected: bytes, payload: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, _EXTERNAL_AAD, payload], canonical=True)


def _digits(message: bytes) -> str:
    number = int.from_bytes(message, "big")
    body = f"{_VERSION}{number:0{_digit_count(len(message))}d}"
    return f"{body}{int(body) % _CHECK_MODULUS:04d}"


def _digit_count(length: int) -> int:
    # ceil(8·n·log10 2) without a float: 2^(8n) is no power of ten, so its digit count is that.
    return len(str(256**length))


def _message_length(code_length: int) -> int | None:
    for length in range(1, _MESSAGE_BYTES_MAX + 1):
        if _digit_count(length) == code_length - 5:
            return length
    return None
