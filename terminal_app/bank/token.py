"""The coupon token (券码): from the digits of a QR to verified claims, offline.

Says apart what is truncated, garbled, malformed, of the other environment, of an unknown key, and forged. Says nothing
of time or campaign: the domain does, with the numbers it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cbor2
from cryptography.exceptions import InvalidSignature

from terminal_app import wire
from terminal_app.bank.keyring import Keyring, Trust
from terminal_app.domain.campaign import BankKey, Environment, KeyUse
from terminal_app.domain.coupon import CouponClaims
from terminal_app.domain.instant import from_ms
from terminal_app.domain.refusal import Reason, Refused

VERSION = "1"
CHECK_MODULUS = 9973
"""The largest prime below 10,000: four check digits that catch every single digit and every exchange of neighbours."""

CHECK_DIGITS = 4
BYTES_MIN = 100
BYTES_MAX = 160
"""A COSE message of this claim set has 110 to 125 bytes; the bounds leave room for a longer campaign number."""

ALGORITHM_EDDSA = -8
KID_BYTES = 4
_KID_PREFIX = {0x4C: Environment.LIVE, 0x54: Environment.TRAINING}
_CLAIM_KEYS = frozenset({4, 6, 7, -1, -2, -3, -4})
_NUMBER_MAX = 2**36
"""As seconds the year 4147: what lies behind cannot be meant, and a little further no calendar goes."""

_COUPON_ID_MAX = 10**16 - 1


def digits_of(byte_count: int) -> int:
    """How many decimal digits hold that many bytes: the least d with 10^d >= 256^n."""
    return len(str(256**byte_count - 1))


_BYTES_BY_DIGITS = {digits_of(count): count for count in range(BYTES_MIN, BYTES_MAX + 1)}
DIGITS_USUAL_MIN = digits_of(116) + 1 + CHECK_DIGITS
"""A message with a coupon type of three digits is no shorter: fewer digits with a wrong check are a part of a code."""

DIGITS_MIN = digits_of(BYTES_MIN) + 1 + CHECK_DIGITS
DIGITS_MAX = digits_of(BYTES_MAX) + 1 + CHECK_DIGITS


class TokenReader:
    """Verifies tokens against the keys this terminal holds."""

    def __init__(self, keys: Sequence[BankKey] | Keyring, *, environment: Environment) -> None:
        self._environment = environment
        self._keyring = Keyring.of(keys)

    def trust(
        self, keys: Sequence[BankKey], *, environment: Environment, campaign_name: str
    ) -> None:
        """Hold exactly these token keys from now on."""
        self._environment = environment
        self._keyring.renew(Trust(keys=tuple(keys), campaign_name=campaign_name))

    def read(self, text: str) -> CouponClaims | Refused:
        """Read one token; the first thing that is wrong with it is the reason."""
        message = _message(text)
        if isinstance(message, Refused):
            return message
        parts = _parts(message)
        if parts is None:
            return Refused(reason=Reason.CODE_MALFORMED)
        return self._verified(parts, text)

    def _verified(self, parts: _Parts, text: str) -> CouponClaims | Refused:
        environment = _KID_PREFIX.get(parts.kid[0])
        if environment is not None and environment is not self._environment:
            return Refused(
                reason=Reason.CODE_WRONG_ENVIRONMENT, facts={"environment": environment.value}
            )
        kid = parts.kid.hex()
        public = self._keyring.find(KeyUse.TOKEN, kid)
        if public is None:
            return Refused(
                reason=Reason.CODE_UNKNOWN_KEY,
                facts={"key": kid, "campaign": self._keyring.campaign_name},
            )
        signed = cbor2.dumps(
            [
                "Signature1",
                parts.protected,
                wire.TOKEN_DOMAIN + self._environment.value.encode(),
                parts.payload,
            ]
        )
        try:
            public.verify(parts.signature, signed)
        except InvalidSignature:
            return Refused(reason=Reason.CODE_FORGED)
        claims = _claims(parts, text)
        return claims or Refused(reason=Reason.CODE_MALFORMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    protected: bytes
    kid: bytes
    payload: bytes
    signature: bytes


def _message(text: str) -> bytes | Refused:
    """The COSE message behind the digits, when version, length and check are right."""
    if not (text.isascii() and text.isdigit()):
        return Refused(reason=Reason.CODE_GARBLED if len(text) > 40 else Reason.CODE_FOREIGN)
    if not text.startswith(VERSION):
        return Refused(
            reason=Reason.CODE_GARBLED if len(text) >= DIGITS_MIN else Reason.CODE_FOREIGN
        )
    byte_count = _BYTES_BY_DIGITS.get(len(text) - 1 - CHECK_DIGITS)
    if byte_count is None:
        return Refused(reason=Reason.CODE_TRUNCATED, facts={"digits": len(text)})
    if int(text[:-CHECK_DIGITS]) % CHECK_MODULUS != int(text[-CHECK_DIGITS:]):
        if len(text) < DIGITS_USUAL_MIN:
            return Refused(reason=Reason.CODE_TRUNCATED, facts={"digits": len(text)})
        return Refused(reason=Reason.CODE_GARBLED)
    number = int(text[1:-CHECK_DIGITS])
    if number >> (8 * byte_count):
        return Refused(reason=Reason.CODE_MALFORMED)
    return number.to_bytes(byte_count, "big")


def _parts(message: bytes) -> _Parts | None:
    """The four parts of a COSE_Sign1 in exactly the form the protocol writes, or None."""
    outer = _decode(message)
    match outer:
        case [bytes(protected), dict(unprotected), bytes(payload), bytes(signature)]:
            pass
        case _:
            return None
    header = _decode(protected)
    match header:
        case {1: int(algorithm), 4: bytes(kid), **others}:
            pass
        case _:
            return None
    if (
        unprotected
        or others
        or not _names_are_whole(header)
        or algorithm != ALGORITHM_EDDSA
        or len(kid) != KID_BYTES
        or len(signature) != 64
    ):
        return None
    return _Parts(protected=protected, kid=kid, payload=payload, signature=signature)


def _decode(raw: bytes) -> object:
    """Decode CBOR only when it is in its one deterministic form; anything else is None."""
    try:
        value = cbor2.loads(raw)
        again = cbor2.dumps(value, canonical=True)
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError, MemoryError):
        return None
    return value if again == raw else None


def _names_are_whole(value: object) -> bool:
    """Whether no name in a map is `true` or `1.0`: equal to 1 in Python, another one in CBOR."""
    return isinstance(value, dict) and all(type(name) is int for name in value)


def _claims(parts: _Parts, text: str) -> CouponClaims | None:
    payload = _decode(parts.payload)
    if not isinstance(payload, dict) or frozenset(payload) != _CLAIM_KEYS:
        return None
    numbers = (payload[4], payload[6], payload[-1], payload[-2], payload[-3])
    if not _names_are_whole(payload) or any(
        type(number) is not int or not 0 <= number < _NUMBER_MAX for number in numbers
    ):
        return None
    coupon, holder = payload[7], payload[-4]
    if not isinstance(coupon, bytes) or len(coupon) != 7 or not isinstance(holder, bytes):
        return None
    coupon_number = int.from_bytes(coupon, "big")
    if coupon_number > _COUPON_ID_MAX:
        return None
    return CouponClaims(
        coupon_id=f"{coupon_number:016d}",
        coupon_type=payload[-2],
        round_number=payload[-3],
        campaign_number=payload[-1],
        holder_tag=holder[:8].hex(),
        issued_at=from_ms(payload[6] * 1000),
        expires_at=from_ms(payload[4] * 1000),
        key_id=parts.kid.hex(),
        code=text,
    )
