"""Who is asking: a terminal with its JWT, the sandbox's admin, or nobody.

Owns the check of both kinds of bearer token. Refuses every algorithm but EdDSA and every token
that lives longer than the protocol allows.
"""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import select

from terminal_app.sandbox.bookings import Asker
from terminal_app.sandbox.office import Office
from terminal_app.sandbox.problems import Problem
from terminal_app.sandbox.tables import terminals
from terminal_app.sandbox.terminal_identity import (
    ACTIVE,
    RETIRED,
    SigningKey,
    keys_of,
    note_earlier_key,
)

AUDIENCE = "coupon-platform"
LIFE_S_MAX = 300
SKEW_S_MAX = 300

_terminal_bearer = HTTPBearer(auto_error=False, scheme_name="terminal", bearerFormat="JWT")
_admin_bearer = HTTPBearer(auto_error=False, scheme_name="admin")
_Bearer = HTTPAuthorizationCredentials | None


def the_office(request: Request) -> Office:
    """Return the platform that this application is."""
    office = request.app.state.office
    assert isinstance(office, Office), "create_app puts it there"
    return office


OfficeHere = Annotated[Office, Depends(the_office)]


def the_terminal(
    office: OfficeHere, bearer: Annotated[_Bearer, Depends(_terminal_bearer)]
) -> Asker:
    """Return the terminal that asks; Problem unless its token is good."""
    if bearer is None:
        raise _invalid("no bearer token")
    row = _terminal_named_in(office, bearer.credentials)
    with office.database.reading() as connection:
        keys = keys_of(connection, row.id, row.public_key)
    try:
        claims = _claims(bearer.credentials, keys[0].key)
    except Problem:
        _refuse_earlier_key(office, row.id, bearer.credentials, keys[1:])
        raise
    _check_claims(office, claims, row.id)
    if row.state == RETIRED:
        raise Problem(403, "terminal_retired", "this terminal is out of service")
    if row.state != ACTIVE:
        raise Problem(403, "terminal_revoked", "this terminal was revoked")
    return Asker(terminal_id=row.id, store_id=row.store_id, keys=keys)


def _refuse_earlier_key(
    office: Office, terminal_id: str, token: str, earlier: Sequence[SigningKey]
) -> None:
    for one in earlier:
        with suppress(Problem):
            _claims(token, one.key)
            note_earlier_key(office, terminal_id)
            break
    else:
        return
    raise Problem(403, "key_replaced", "this terminal signs with another key by now")


def the_admin(office: OfficeHere, bearer: Annotated[_Bearer, Depends(_admin_bearer)]) -> None:
    """Let only the admin pass."""
    given = bearer.credentials.encode() if bearer else b""
    if not secrets.compare_digest(given, office.identity.admin_token.encode()):
        raise Problem(401, "token_invalid", "this takes the admin token")


TerminalHere = Annotated[Asker, Depends(the_terminal)]


def _terminal_named_in(office: Office, token: str) -> Any:
    try:
        header = jwt.get_unverified_header(token)
    except jwt.InvalidTokenError as defect:
        raise _invalid("not a JWT") from defect
    named = header.get("kid")
    if not (isinstance(named, str) and named.isascii() and named.isalnum()):
        raise _invalid("kid names no terminal")
    with office.database.reading() as connection:
        row = connection.execute(select(terminals).where(terminals.c.id == named)).first()
    if row is None:
        raise _invalid("of no terminal here")
    return row


def _claims(token: str, key: Ed25519PublicKey) -> dict[str, Any]:
    try:
        return jwt.decode(
            token,
            key,
            algorithms=["EdDSA"],
            audience=AUDIENCE,
            # Times are judged by the platform's clock below, not by the machine's.
            options={
                "require": ["iss", "aud", "iat", "exp", "jti"],
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
    except jwt.InvalidTokenError as defect:
        raise _invalid(str(defect)) from defect


def _check_claims(office: Office, claims: dict[str, Any], terminal_id: str) -> None:
    issued_at, expires_at = claims["iat"], claims["exp"]
    if type(issued_at) is not int or type(expires_at) is not int:
        raise _invalid("iat and exp are whole seconds")
    if claims["iss"] != terminal_id or not 0 < expires_at - issued_at <= LIFE_S_MAX:
        raise _invalid("another issuer, or a life that is not allowed")
    skew_s = abs(office.clock.now_ms() // 1000 - issued_at)
    if skew_s > SKEW_S_MAX:
        raise Problem(401, "clock_skew", f"iat is {skew_s} s off the platform's time")


def _invalid(detail: str) -> Problem:
    return Problem(401, "token_invalid", detail)
