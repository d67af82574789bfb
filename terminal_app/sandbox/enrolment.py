"""Enrolment: an activation code and a key become a terminal.

Owns the proof of the key and the counting of a code's uses. Refuses to register one key twice
under different codes.
"""

import secrets
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from terminal_app.sandbox.digits import luhn_digit
from terminal_app.sandbox.office import Office, store_row
from terminal_app.sandbox.problems import Problem
from terminal_app.sandbox.signing import ENROL_DOMAIN, is_signed_by, public_key_from
from terminal_app.sandbox.tables import activation_codes, terminal_keys, terminals


def enrol(
    office: Office, *, activation_code: str, public_key: str, name: str, proof: str
) -> dict[str, Any]:
    """Register a key as a terminal of the code's store; the same again gets the same answer."""
    _check_proof(activation_code, public_key, proof)
    with office.database.booking() as connection:
        code = connection.execute(
            select(activation_codes).where(activation_codes.c.code == activation_code.strip())
        ).first()
        if code is None:
            raise Problem(403, "activation_code_unknown", "no such activation code")
        known = connection.execute(
            select(terminals).where(terminals.c.public_key == public_key)
        ).first()
        given_up = connection.execute(
            select(terminal_keys).where(terminal_keys.c.public_key == public_key)
        ).first()
        if given_up is not None:
            raise Problem(409, "key_enrolled", "this key was a terminal's before")
        if known is None:
            terminal_id = _register(connection, code, public_key, name)
        elif known.activation_code == code.code:
            terminal_id = known.id
        else:
            raise Problem(409, "key_enrolled", "this key was enrolled with another code")
        store = store_row(connection, code.store_id)
    return {
        "terminal_id": terminal_id,
        "store": {"id": store.id, "name": store.name},
        "environment": "training",
        "campaign_id": office.campaign.campaign_id,
        "keys": office.identity.published_keys(),
    }


def _check_proof(activation_code: str, public_key: str, proof: str) -> None:
    try:
        key = public_key_from(public_key)
    except ValueError as defect:
        raise Problem(422, "public_key_invalid", "not an Ed25519 key in base64url") from defect
    if not is_signed_by(key, proof, ENROL_DOMAIN + activation_code.encode()):
        raise Problem(422, "proof_wrong", "the proof is not this key's over this code")


def _register(connection: Connection, code: Row[Any], public_key: str, name: str) -> str:
    uses = connection.scalar(
        select(func.count()).select_from(terminals).where(terminals.c.activation_code == code.code)
    )
    if code.uses_max is not None and (uses or 0) >= code.uses_max:
        raise Problem(409, "activation_code_used", "this activation code was used")
    number = f"{secrets.randbelow(10**9):09d}"
    terminal_id = f"T{number}{luhn_digit(number)}"
    connection.execute(
        insert(terminals).values(
            id=terminal_id,
            public_key=public_key,
            store_id=code.store_id,
            name=name,
            activation_code=code.code,
            state="active",
            head_sequence=0,
            head_hash="",
        )
    )
    return terminal_id
