"""Who is asking: a short-lived token, renewed before it ends."""

from datetime import datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app.bank.passport import AUDIENCE, Passport
from tests.support.bank import instant

KEY = Ed25519PrivateKey.generate()
NOW = instant("2024-01-28T10:00:00")


class Hours:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def passport(hours: Hours) -> Passport:
    return Passport(terminal_id="T1", key=KEY, now=hours)


def test_a_passport_names_the_terminal_and_ends_in_five_minutes(passport: Passport) -> None:
    token = passport.issue()
    assert jwt.get_unverified_header(token) == {"alg": "EdDSA", "kid": "T1", "typ": "JWT"}
    claims = jwt.decode(
        token,
        KEY.public_key(),
        algorithms=["EdDSA"],
        audience=AUDIENCE,
        options={"verify_exp": False, "verify_iat": False},
    )
    assert (claims["iss"], claims["aud"]) == ("T1", "coupon-platform")
    assert claims["iat"] == int(NOW.timestamp())
    assert claims["exp"] - claims["iat"] == 300
    assert claims["jti"]


@pytest.mark.parametrize(
    ("later_s", "is_renewed"), [(0, False), (239, False), (240, True), (10_000, True), (-1, True)]
)
def test_a_passport_is_renewed_before_it_ends_and_when_the_clock_went_back(
    passport: Passport, hours: Hours, later_s: int, is_renewed: bool
) -> None:
    first = passport.issue()
    hours.now = NOW + timedelta(seconds=later_s)
    assert (passport.issue() != first) is is_renewed
