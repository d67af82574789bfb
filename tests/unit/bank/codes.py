"""Coupon tokens as tests break them: parts replaced, then written with good digits and a good check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app.domain.campaign import Environment, KeyUse
from tests.support.bank import BankKeys, digits_of, instant

NOW = instant("2024-01-28T10:00:00")
COUPON = "7000000000000001"


def message_of(code: str) -> bytes:
    """The COSE message behind good digits."""
    for count in range(1, 200):
        if len(str(256**count - 1)) == len(code) - 5:
            return int(code[1:-4]).to_bytes(count, "big")
    raise AssertionError("no such length")


def claims_of(keys: BankKeys) -> dict[int, Any]:
    """The claims of a good token."""
    _, _, payload, _ = cbor2.loads(message_of(keys.token_for(COUPON, issued_at=NOW)))
    return dict(cbor2.loads(payload))


def written(
    keys: BankKeys,
    *,
    claims: Mapping[Any, Any] | None = None,
    payload: bytes | None = None,
    header: Mapping[Any, Any] | None = None,
    protected: bytes | None = None,
    unprotected: object = None,
    signer: Ed25519PrivateKey | None = None,
    context: str = "Signature1",
    aad: bytes | None = None,
) -> str:
    """A code signed over exactly these parts; whatever is not named is as the bank writes it."""
    kid = bytes.fromhex(keys.kid(KeyUse.TOKEN))
    if protected is None:
        protected = cbor2.dumps({1: -8, 4: kid} if header is None else header, canonical=True)
    if payload is None:
        payload = cbor2.dumps(claims_of(keys) if claims is None else claims, canonical=True)
    if aad is None:
        aad = b"coupon-terminal/token/1/" + keys.environment.value.encode()
    key = keys.token if signer is None else signer
    signature = key.sign(cbor2.dumps([context, protected, aad, payload]))
    outer = {} if unprotected is None else unprotected
    return digits_of(cbor2.dumps([protected, outer, payload, signature], canonical=True))


def other_environment(keys: BankKeys) -> BankKeys:
    """The same private keys, in the other environment."""
    other = Environment.LIVE if keys.environment is Environment.TRAINING else Environment.TRAINING
    return BankKeys(token=keys.token, answer=keys.answer, environment=other)
