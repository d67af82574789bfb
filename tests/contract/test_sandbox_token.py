"""The sandbox's tokens, taken apart by hand from the text of the protocol."""

import math

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from terminal_app.sandbox.signing import KeyUse, PlatformKey
from terminal_app.sandbox.tokens import Presentation, TokenDefect, read_token, write_token
from tests.contract.conftest import OPENING, Platform
from tests.contract.terminal_side import FakeTerminal, unb64

OPENING_S = 1_706_320_800
KEY = PlatformKey(use=KeyUse.TOKEN, private=Ed25519PrivateKey.from_private_bytes(b"\x07" * 32))
VECTOR = Presentation(
    coupon_id="1234567890123456",
    campaign_number=2401,
    type_id=600,
    round_number=1,
    holder_tag=b"\x01\x02\x03",
    issued_at_s=OPENING_S,
    expires_at_s=OPENING_S + 120,
)
CODE = write_token(KEY, VECTOR)


def _message(code: str) -> bytes:
    length = next(n for n in range(1, 200) if math.ceil(8 * n * math.log10(2)) == len(code) - 5)
    return int(code[1:-4]).to_bytes(length, "big")


def _code(message: bytes) -> str:
    digits = math.ceil(8 * len(message) * math.log10(2))
    body = f"1{int.from_bytes(message, 'big'):0{digits}d}"
    return f"{body}{int(body) % 9973:04d}"


def test_a_presented_code_says_what_the_protocol_says(
    platform: Platform, terminal: FakeTerminal
) -> None:
    coupon = platform.claim("李四")
    code = platform.code(coupon)
    assert code.isdigit()
    assert code[0] == "1"
    assert int(code[:-4]) % 9973 == int(code[-4:])
    message = _message(code)
    assert message[:2] == b"\x84\x49", "an untagged array of four, nine bytes of header"
    protected, unprotected, payload, signature = cbor2.loads(message)
    token_key = terminal.keys["token"]
    assert cbor2.loads(protected) == {1: -8, 4: bytes.fromhex(token_key["kid"])}
    assert unprotected == {}
    claims = cbor2.loads(payload)
    assert list(claims) == [4, 6, 7, -1, -2, -3, -4], "in the order of deterministic encoding"
    assert (claims[4], claims[6]) == (OPENING_S + 120, OPENING_S)
    assert int.from_bytes(claims[7], "big") == int(coupon["coupon_id"])
    assert len(claims[7]) == 7
    assert (claims[-1], claims[-2], claims[-3], len(claims[-4])) == (2401, 600, 1, 3)
    signed = cbor2.dumps(["Signature1", protected, b"coupon-terminal/token/1/training", payload])
    public = Ed25519PublicKey.from_public_bytes(unb64(token_key["public_key"]))
    public.verify(signature, signed)
    assert OPENING.startswith("2024-01-27T10:00")


def test_two_coupons_of_one_holder_carry_one_tag(platform: Platform) -> None:
    codes = [platform.code(platform.claim(name, kind)) for name, kind in _CLAIMS]
    tags = [cbor2.loads(cbor2.loads(_message(code))[2])[-4] for code in codes]
    assert tags[0] == tags[1] != tags[2]


_CLAIMS = [("李四", 300), ("李四", 600), ("王五", 300)]


def test_what_is_written_is_read_back() -> None:
    assert read_token(KEY, CODE) == VECTOR
    assert len(CODE) == 287
    assert _code(_message(CODE)) == CODE


@pytest.mark.parametrize(
    ("code", "defect"),
    [
        ("", TokenDefect.FOREIGN),
        ("https://qr.95516.com/1", TokenDefect.FOREIGN),
        ("2" + CODE[1:], TokenDefect.FOREIGN),
        ("１" + CODE[1:], TokenDefect.FOREIGN),
        (CODE[:-1], TokenDefect.TRUNCATED),
        ("1" * 30_000, TokenDefect.TRUNCATED),
        (CODE[:100] + str((int(CODE[100]) + 1) % 10) + CODE[101:], TokenDefect.GARBLED),
        (_code(b"\x00" * 117), TokenDefect.MALFORMED),
        (_code(_message(CODE)[:-1] + b"\xff"), TokenDefect.FORGED),
        (_code(b"\xd2" + _message(CODE)), TokenDefect.MALFORMED),
        (_code(_message(CODE) + b"\x00"), TokenDefect.MALFORMED),
        (_code(_message(CODE).replace(b"\x54", b"\x4c", 1)), TokenDefect.WRONG_ENVIRONMENT),
    ],
)
def test_what_is_not_a_token_is_told_apart(code: str, defect: TokenDefect) -> None:
    assert read_token(KEY, code) == defect


def test_another_key_is_unknown_and_a_loose_encoding_is_malformed() -> None:
    stranger = PlatformKey(use=KeyUse.TOKEN, private=Ed25519PrivateKey.generate())
    assert read_token(KEY, write_token(stranger, VECTOR)) == TokenDefect.UNKNOWN_KEY
    protected, unprotected, payload, signature = cbor2.loads(_message(CODE))
    backwards = cbor2.dumps(dict(reversed(cbor2.loads(payload).items())))
    loose = cbor2.dumps([protected, unprotected, backwards, signature])
    assert read_token(KEY, _code(loose)) == TokenDefect.MALFORMED
