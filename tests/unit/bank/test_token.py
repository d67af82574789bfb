"""The coupon token: every way of being wrong has its own name, and none of them is «good»."""

from datetime import timedelta
from hashlib import sha256

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app import wire
from terminal_app.bank.token import DIGITS_MAX, DIGITS_MIN, TokenReader
from terminal_app.domain.campaign import BankKey, Environment, KeyUse
from terminal_app.domain.coupon import CouponClaims
from terminal_app.domain.refusal import Reason, Refused
from tests.support.bank import BankKeys, digits_of
from tests.unit.bank.codes import (
    COUPON,
    NOW,
    claims_of,
    message_of,
    other_environment,
    written,
)


def key(seed: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


KEYS = BankKeys(token=key(1), answer=key(2))
READER = TokenReader(KEYS.published, environment=Environment.TRAINING)
CODE = KEYS.token_for(COUPON, issued_at=NOW)


def reason(code: str, reader: TokenReader = READER) -> Reason | None:
    found = reader.read(code)
    return found.reason if isinstance(found, Refused) else None


def test_a_good_token_says_what_the_bank_signed() -> None:
    assert READER.read(CODE) == CouponClaims(
        coupon_id=COUPON,
        coupon_type=600,
        round_number=1,
        campaign_number=2401,
        holder_tag="616263",
        issued_at=NOW,
        expires_at=NOW + timedelta(seconds=120),
        key_id=KEYS.kid(KeyUse.TOKEN),
        code=CODE,
    )


def test_a_coupon_id_keeps_its_leading_zeros() -> None:
    found = READER.read(KEYS.token_for("0000000000000007", issued_at=NOW))
    assert isinstance(found, CouponClaims)
    assert found.coupon_id == "0000000000000007"


def test_a_code_fits_a_version_7_symbol_at_level_m() -> None:
    assert len(CODE) <= 293


# read badly


@pytest.mark.parametrize("cut", ["end", "start"])
def test_a_code_cut_anywhere_is_never_a_forgery(cut: str) -> None:
    whole = len(CODE)
    parts = [CODE[:size] if cut == "end" else CODE[whole - size :] for size in range(whole)]
    said = {reason(part) for part in parts}
    assert said <= {Reason.CODE_TRUNCATED, Reason.CODE_GARBLED, Reason.CODE_FOREIGN}
    if cut == "end":
        assert {reason(part) for part in parts[1:]} <= {
            Reason.CODE_TRUNCATED,
            Reason.CODE_GARBLED,
        }
        assert reason(parts[-1]) is Reason.CODE_TRUNCATED


def test_every_changed_digit_is_garbled() -> None:
    for place, digit in enumerate(CODE):
        for other in "0123456789":
            if other != digit:
                changed = CODE[:place] + other + CODE[place + 1 :]
                assert reason(changed) is Reason.CODE_GARBLED, place


def test_every_exchange_of_neighbours_is_garbled() -> None:
    for place in range(len(CODE) - 1):
        one, two = CODE[place], CODE[place + 1]
        if one != two:
            changed = CODE[:place] + two + one + CODE[place + 2 :]
            assert reason(changed) is Reason.CODE_GARBLED, place


def test_a_dropped_or_doubled_digit_is_truncated_or_garbled() -> None:
    badly_read = {Reason.CODE_TRUNCATED, Reason.CODE_GARBLED}
    for place in range(len(CODE)):
        assert reason(CODE[:place] + CODE[place + 1 :]) in badly_read, place
        assert reason(CODE[:place] + CODE[place] + CODE[place:]) in badly_read, place


@pytest.mark.parametrize("length", [0, 1, 100])
def test_a_code_twice_or_with_more_behind_it_is_truncated(length: int) -> None:
    assert reason(CODE + CODE[:length] + "0") in {Reason.CODE_TRUNCATED, Reason.CODE_GARBLED}
    assert reason(CODE + CODE) is Reason.CODE_TRUNCATED


@pytest.mark.parametrize("letter", ["O", "l", " ", "\n", "．", "１", "-"])
def test_a_long_code_with_a_character_that_is_no_digit_is_garbled(letter: str) -> None:
    assert reason(CODE[:50] + letter + CODE[51:]) is Reason.CODE_GARBLED


# not ours


@pytest.mark.parametrize(
    "text",
    ["", "hello", "6901234567892", "https://example.com", "0" * 20, "２０", "-1", "6" * 18],
)
def test_what_is_not_our_digits_is_foreign(text: str) -> None:
    assert reason(text) is Reason.CODE_FOREIGN


def test_another_version_digit_is_no_code_of_ours() -> None:
    stem = "2" + CODE[1:-4]
    assert reason(stem + f"{int(stem) % 9973:04d}") is Reason.CODE_GARBLED


@pytest.mark.parametrize("length", [DIGITS_MIN - 1, DIGITS_MAX + 1, 5_000, 100_000])
def test_a_number_of_a_length_we_never_write_is_truncated_and_costs_nothing(length: int) -> None:
    assert reason("1" * length) is Reason.CODE_TRUNCATED


# not in our form


def with_check(stem: str) -> str:
    return stem + f"{int(stem) % 9973:04d}"


def test_a_number_too_large_for_its_digits_is_malformed() -> None:
    assert reason(with_check("1" + "9" * (len(CODE) - 5))) is Reason.CODE_MALFORMED


@pytest.mark.parametrize("byte", [0x00, 0x84, 0xFF, 0x9F, 0xD2])
def test_bytes_that_are_no_message_are_malformed(byte: int) -> None:
    assert reason(digits_of(bytes([byte]) * 117)) is Reason.CODE_MALFORMED


def test_a_tagged_message_is_malformed() -> None:
    assert reason(digits_of(b"\xd2" + message_of(CODE))) is Reason.CODE_MALFORMED


def test_a_message_with_bytes_behind_it_is_malformed() -> None:
    assert reason(digits_of(message_of(CODE) + b"\x00")) is Reason.CODE_MALFORMED


def test_a_second_way_to_write_the_same_message_is_malformed() -> None:
    message = message_of(CODE)
    assert message[:3] == b"\x84\x49\xa2"
    longer = b"\x98\x04" + message[1:]
    indefinite = b"\x9f" + message[1:] + b"\xff"
    assert cbor2.loads(longer) == cbor2.loads(indefinite) == cbor2.loads(message)
    assert reason(digits_of(longer)) is Reason.CODE_MALFORMED
    assert reason(digits_of(indefinite)) is Reason.CODE_MALFORMED


def test_claims_in_another_order_are_malformed_however_well_signed() -> None:
    backwards = dict(reversed(claims_of(KEYS).items()))
    payload = cbor2.dumps(backwards)
    assert payload != cbor2.dumps(backwards, canonical=True)
    assert reason(written(KEYS, payload=payload)) is Reason.CODE_MALFORMED


@pytest.mark.parametrize(
    "changed",
    [
        {8: b"x"},
        {-5: 1},
        {"a": 1},
        {4: -1},
        {4: 2**36},
        {6: 1.0},
        {6: "1"},
        {6: True},
        {7: b"123456"},
        {7: b"12345678"},
        {7: 7_000_000_000_000_001},
        {7: b"\xff" * 7},
        {-1: None},
        {-2: -600},
        {-3: [1]},
        {-4: "abc"},
    ],
    ids=str,
)
def test_an_extra_or_unusual_claim_is_malformed_however_well_signed(
    changed: dict[object, object],
) -> None:
    code = written(KEYS, claims=claims_of(KEYS) | changed)
    assert reason(code) is Reason.CODE_MALFORMED


@pytest.mark.parametrize("gone", [4, 6, 7, -1, -2, -3, -4])
def test_a_missing_claim_is_malformed_however_well_signed(gone: int) -> None:
    claims = claims_of(KEYS)
    del claims[gone]
    assert reason(written(KEYS, claims=claims)) is Reason.CODE_MALFORMED


@pytest.mark.parametrize("key_as_float", [4.0, 6.0, -1.0])
def test_a_claim_named_by_a_float_is_not_that_claim(key_as_float: float) -> None:
    claims = claims_of(KEYS)
    value = claims.pop(int(key_as_float))
    code = written(KEYS, claims=claims | {key_as_float: value})
    assert reason(code) is Reason.CODE_MALFORMED


KID = bytes.fromhex(KEYS.kid(KeyUse.TOKEN))


@pytest.mark.parametrize(
    "header",
    [
        {1: -7, 4: KID},
        {1: 5, 4: KID},
        {1: -257, 4: KID},
        {1: None, 4: KID},
        {1: "EdDSA", 4: KID},
        {4: KID},
        {1: -8},
        {1: -8, 4: KID[:3]},
        {1: -8, 4: KID + b"x"},
        {1: -8, 4: KID.hex()},
        {1: -8, 4: KID, 2: [4]},
        {1: -8, 4: KID, 16: "x"},
        {True: -8, 4: KID},
        {1.0: -8, 4: KID},
    ],
    ids=str,
)
def test_another_algorithm_or_header_is_malformed_however_well_signed(
    header: dict[object, object],
) -> None:
    assert reason(written(KEYS, header=header)) is Reason.CODE_MALFORMED


@pytest.mark.parametrize("unprotected", [{1: -8}, {4: b"x"}, [], None, b""])
def test_anything_in_the_unprotected_header_is_malformed(unprotected: object) -> None:
    protected, _, payload, signature = cbor2.loads(message_of(CODE))
    message = cbor2.dumps([protected, unprotected, payload, signature], canonical=True)
    assert reason(digits_of(message)) is Reason.CODE_MALFORMED


@pytest.mark.parametrize("length", [0, 63, 65])
def test_a_signature_of_another_length_is_malformed(length: int) -> None:
    protected, unprotected, payload, signature = cbor2.loads(message_of(CODE))
    padding = b"x" * (110 - len(payload) - length) if length == 0 else b""
    parts = [protected, unprotected, payload + padding, (signature + b"x")[:length]]
    assert reason(digits_of(cbor2.dumps(parts, canonical=True))) is Reason.CODE_MALFORMED


# somebody else's


def test_a_live_code_on_a_training_till_is_of_the_wrong_environment() -> None:
    live = other_environment(KEYS)
    assert reason(live.token_for(COUPON, issued_at=NOW)) is Reason.CODE_WRONG_ENVIRONMENT
    live_till = TokenReader(live.published, environment=Environment.LIVE)
    assert reason(CODE, live_till) is Reason.CODE_WRONG_ENVIRONMENT
    assert reason(live.token_for(COUPON, issued_at=NOW), live_till) is None


def test_a_key_of_no_environment_is_unknown() -> None:
    code = written(KEYS, header={1: -8, 4: b"\x00" + KID[1:]})
    assert reason(code) is Reason.CODE_UNKNOWN_KEY


def test_a_key_this_terminal_does_not_hold_is_unknown_and_named() -> None:
    stranger = BankKeys(token=key(3), answer=key(4))
    READER.trust(KEYS.published, environment=Environment.TRAINING, campaign_name="家电")
    found = READER.read(stranger.token_for(COUPON, issued_at=NOW))
    assert found == Refused(
        reason=Reason.CODE_UNKNOWN_KEY,
        facts={"key": stranger.kid(KeyUse.TOKEN), "campaign": "家电"},
    )


def test_a_key_is_known_from_when_it_is_trusted_and_forgotten_when_it_is_not() -> None:
    newer = BankKeys(token=key(5), answer=key(6))
    code = newer.token_for(COUPON, issued_at=NOW)
    reader = TokenReader(KEYS.published, environment=Environment.TRAINING)
    assert reason(code, reader) is Reason.CODE_UNKNOWN_KEY
    both = (*KEYS.published, *newer.published)
    reader.trust(both, environment=Environment.TRAINING, campaign_name="")
    assert reason(code, reader) is None
    assert reason(CODE, reader) is None
    reader.trust(newer.published, environment=Environment.TRAINING, campaign_name="")
    assert reason(CODE, reader) is Reason.CODE_UNKNOWN_KEY


def test_an_answer_key_of_the_bank_verifies_no_token() -> None:
    answer_only = BankKey(
        kid=KEYS.kid(KeyUse.TOKEN), use=KeyUse.ANSWER, public_key=KEYS.published[0].public_key
    )
    assert reason(CODE, TokenReader([answer_only], environment=Environment.TRAINING)) is (
        Reason.CODE_UNKNOWN_KEY
    )


# forged


def test_every_flipped_bit_of_the_signature_is_a_forgery() -> None:
    message = message_of(CODE)
    for bit in range(64 * 8):
        changed = bytearray(message)
        changed[len(message) - 64 + bit // 8] ^= 1 << bit % 8
        assert reason(digits_of(bytes(changed))) is Reason.CODE_FORGED, bit


@pytest.mark.parametrize(
    ("claim", "value"), [(-2, 300), (7, (7).to_bytes(7, "big")), (4, 1_900_000_000), (-3, 2)]
)
def test_a_claim_changed_under_a_good_signature_is_a_forgery(claim: int, value: object) -> None:
    protected, unprotected, payload, signature = cbor2.loads(message_of(CODE))
    better = cbor2.dumps(cbor2.loads(payload) | {claim: value}, canonical=True)
    message = cbor2.dumps([protected, unprotected, better, signature], canonical=True)
    assert reason(digits_of(message)) is Reason.CODE_FORGED


def test_a_token_signed_by_another_key_under_our_key_id_is_a_forgery() -> None:
    assert reason(written(KEYS, signer=key(7))) is Reason.CODE_FORGED


def test_a_signature_made_for_another_purpose_is_a_forgery() -> None:
    """The token key signs nothing else; if it did, no such signature would pass as a token."""
    live = b"coupon-terminal/token/1/live"
    for aad in (live, b"", b"coupon-terminal/token/2/training", wire.EVENT_DOMAIN):
        assert reason(written(KEYS, aad=aad)) is Reason.CODE_FORGED
    for context in ("Signature", "CounterSignature", "MAC0"):
        assert reason(written(KEYS, context=context)) is Reason.CODE_FORGED


def test_the_live_signature_of_the_same_key_never_verifies_under_a_training_key_id() -> None:
    live = other_environment(KEYS)
    protected = cbor2.dumps({1: -8, 4: KID}, canonical=True)
    code = written(live, protected=protected)
    assert reason(code) is Reason.CODE_FORGED


def test_a_signed_journal_row_is_no_token() -> None:
    """A terminal's own key cannot make a coupon, even if the bank took it for a token key."""
    terminal = key(9)
    own = BankKeys(token=terminal, answer=key(10))
    protected, _, payload, _ = cbor2.loads(message_of(own.token_for(COUPON, issued_at=NOW)))
    signature = terminal.sign(wire.EVENT_DOMAIN + payload)
    code = digits_of(cbor2.dumps([protected, {}, payload, signature], canonical=True))
    reader = TokenReader(own.published, environment=Environment.TRAINING)
    assert reason(code, reader) is Reason.CODE_FORGED


# An implementation of somebody else's: pycose 1.1.0 wrote these two from the claims above, the key being the
# Ed25519 key of the seed 00 01 … 1f (training) and 20 21 … 3f (live).

TRAINING_PUBLIC = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
TRAINING_MESSAGE = (
    "8449a2012704445456475aa05825a7041a65b5b598061a65b5b520074718de76816d800120190961211902582201"
    "234361626358401617d43a775eb2fe583bb45a0b20c47b0c149a4d3368e982d061826c0d7aec8118376b3160e786"
    "f12aea472fafec886c9be42f2f759b3d03b38954ef08480c00"
)
TRAINING_SIGNED = (
    "846a5369676e61747572653149a2012704445456475a5820636f75706f6e2d7465726d696e616c2f746f6b656e2f"
    "312f747261696e696e675825a7041a65b5b598061a65b5b520074718de76816d8001201909612119025822012343"
    "616263"
)
LIVE_PUBLIC = "29acbae141bccaf0b22e1a94d34d0bc7361e526d0bfe12c89794bc9322966dd7"
LIVE_MESSAGE = (
    "8449a2012704444c24f6eda05825a7041a65b5b598061a65b5b520074718de76816d800120190961211902582201"
    "23436162635840cdd80665be9c1e7f0357ca0b0b65229e26e75a7fce90b226e57c2ddcff780a26156b866e7b525"
    "7f50a062370c3a37c557d018d1096be86e5c844ad6e3262700e"
)


def external_reader(public_hex: str, environment: Environment) -> TokenReader:
    public = bytes.fromhex(public_hex)
    lead = "54" if environment is Environment.TRAINING else "4c"
    published = BankKey(
        kid=lead + sha256(public).hexdigest()[:6],
        use=KeyUse.TOKEN,
        public_key=wire.to_base64url(public),
    )
    return TokenReader([published], environment=environment)


@pytest.mark.parametrize(
    ("public", "message", "environment"),
    [
        (TRAINING_PUBLIC, TRAINING_MESSAGE, Environment.TRAINING),
        (LIVE_PUBLIC, LIVE_MESSAGE, Environment.LIVE),
    ],
    ids=["training", "live"],
)
def test_a_message_that_another_cose_library_wrote_is_read(
    public: str, message: str, environment: Environment
) -> None:
    found = external_reader(public, environment).read(digits_of(bytes.fromhex(message)))
    assert isinstance(found, CouponClaims), found
    assert (found.coupon_id, found.coupon_type, found.round_number) == (COUPON, 600, 1)
    assert (found.campaign_number, found.issued_at) == (2401, NOW)


def test_our_own_message_is_the_other_library_s_byte_for_byte() -> None:
    seed = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    ours = BankKeys(token=seed, answer=key(2)).token_for(COUPON, issued_at=NOW)
    assert message_of(ours).hex() == TRAINING_MESSAGE


def test_what_is_signed_is_the_sig_structure_of_rfc_9052() -> None:
    message = bytes.fromhex(TRAINING_MESSAGE)
    seed = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    assert seed.sign(bytes.fromhex(TRAINING_SIGNED)) == message[-64:]
