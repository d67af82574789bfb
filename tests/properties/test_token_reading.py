"""The token reader, for any text: a reason, or what the bank signed; never anything else."""

from __future__ import annotations

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import example, given
from hypothesis import strategies as st

from terminal_app.bank.token import BYTES_MAX, BYTES_MIN, TokenReader
from terminal_app.domain.campaign import Environment, KeyUse
from terminal_app.domain.coupon import CouponClaims
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.sandbox.signing import KeyUse as PlatformKeyUse
from terminal_app.sandbox.signing import PlatformKey
from terminal_app.sandbox.tokens import Presentation, TokenDefect, read_token
from tests.support.bank import BankKeys, digits_of
from tests.unit.bank.codes import COUPON, NOW, claims_of, message_of, written

TOKEN_KEY = PlatformKey(
    use=PlatformKeyUse.TOKEN, private=Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
)
KEYS = BankKeys(token=TOKEN_KEY.private, answer=Ed25519PrivateKey.from_private_bytes(b"\x02" * 32))
READER = TokenReader(KEYS.published, environment=Environment.TRAINING)
CODE = KEYS.token_for(COUPON, issued_at=NOW)
MESSAGE = message_of(CODE)
KID = bytes.fromhex(KEYS.kid(KeyUse.TOKEN))

BADLY_READ = {
    TokenDefect.TRUNCATED: Reason.CODE_TRUNCATED,
    TokenDefect.GARBLED: Reason.CODE_GARBLED,
}


def reason(code: str) -> Reason | None:
    found = READER.read(code)
    assert isinstance(found, CouponClaims | Refused)
    return found.reason if isinstance(found, Refused) else None


@given(text=st.text(max_size=400) | st.text(alphabet="0123456789", max_size=400))
@example(text="1" * 287)
def test_any_text_is_refused_by_name(text: str) -> None:
    assert reason(text) is not None


@given(message=st.binary(min_size=BYTES_MIN, max_size=BYTES_MAX))
def test_any_bytes_behind_good_digits_are_refused_by_name(message: bytes) -> None:
    assert reason(digits_of(message)) is not None


ANY_CBOR = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=8)
    | st.binary(max_size=12)
    | st.datetimes().map(lambda naive: cbor2.CBORTag(0, naive.isoformat() + "Z"))
    | st.builds(
        cbor2.CBORTag, st.sampled_from([0, 1, 2, 4, 5, 28, 30, 35, 37, 258]), st.just([1, 0])
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.integers(-9, 9) | st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    unprotected=ANY_CBOR,
    protected=st.binary(max_size=20) | ANY_CBOR.map(cbor2.dumps),
    payload=st.binary(min_size=40, max_size=60),
    signature=st.binary(min_size=64, max_size=64) | ANY_CBOR,
)
def test_any_structure_nobody_signed_is_refused_by_name(
    unprotected: object, protected: bytes, payload: bytes, signature: object
) -> None:
    message = cbor2.dumps([protected, unprotected, payload, signature])
    assert reason(digits_of(message)) is not None


@given(
    changed=st.dictionaries(
        st.sampled_from([4, 6, 7, -1, -2, -3, -4, 8, 4.0, True]),
        st.integers(-1, 2**64) | st.binary(max_size=9) | ANY_CBOR,
        max_size=3,
    )
)
@example(changed={4: 2**63})
@example(changed={7: b"\xff" * 7})
def test_whatever_the_bank_signs_is_read_in_form_or_refused(changed: dict[int, object]) -> None:
    code = written(KEYS, claims=claims_of(KEYS) | changed)
    found = READER.read(code)
    if isinstance(found, CouponClaims):
        assert len(found.coupon_id) == 16
        assert found.coupon_id.isdigit()
        assert found.issued_at.year < 5_000
    else:
        assert found.reason in {Reason.CODE_MALFORMED, Reason.CODE_TRUNCATED}


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A good code after an accident: digits changed, moved, lost or bytes changed with the check repaired."""
    if draw(st.booleans()):
        message = bytearray(MESSAGE)
        for place in draw(st.lists(st.integers(0, len(message) - 1), min_size=1, max_size=3)):
            message[place] ^= draw(st.integers(0, 255))
        return digits_of(bytes(message))
    digits = list(CODE)
    for place in draw(st.lists(st.integers(0, len(digits) - 1), min_size=1, max_size=4)):
        digits[place] = draw(st.sampled_from("0123456789"))
    start = draw(st.integers(0, 3))
    return "".join(digits[start:])


def unsigned(unprotected: bytes, payload: object) -> str:
    """A code of the right length that nobody signed: raw CBOR for the header, any value for the claims."""
    claims = cbor2.dumps(payload)
    protected = cbor2.dumps(cbor2.dumps({1: -8, 4: KID}, canonical=True))
    signature = cbor2.dumps(b"s" * 64)
    return digits_of(b"\x84" + protected + unprotected + cbor2.dumps(claims) + signature)


@given(code=damaged())
@example(code=unsigned(b"\xa0", [b"x" * 7] * 5))
@example(code=unsigned(b"\xa0", "x" * 40))
@example(code=unsigned(b"\xd8\x1c\x81\xd8\x1d\x00", claims_of(KEYS)))
def test_terminal_and_platform_read_the_same_code_alike(code: str) -> None:
    here, there = READER.read(code), read_token(TOKEN_KEY, code)
    if isinstance(here, CouponClaims):
        assert isinstance(there, Presentation)
        assert there.coupon_id == here.coupon_id
        assert code == CODE
        return
    assert isinstance(there, TokenDefect)
    if there in BADLY_READ:
        assert here.reason is BADLY_READ[there]
    else:
        # Which of several wrongs is named may differ: the platform looks into the claims before it checks the
        # signature, the terminal after, and a scanned letter is foreign to the one and garbled to the other.
        assert here.reason not in BADLY_READ.values() or there is TokenDefect.FOREIGN
