"""Who this sandbox is, kept in its data folder: keys, admin token, activation code, secret.

Owns one file, readable by its owner only, written whole or not at all. Refuses to replace one
that exists: whoever lost it starts a new folder.
"""

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app.sandbox.canonical import base64url, from_base64url
from terminal_app.sandbox.digits import new_code
from terminal_app.sandbox.signing import KeyUse, PlatformKey

_FILE = "identity.json"


class IdentityUnreadableError(Exception):
    """The identity file is there but cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What stays the same about a sandbox from one start to the next."""

    token_key: PlatformKey
    answer_key: PlatformKey
    admin_token: str
    activation_code: str
    secret: bytes

    def keyed_hash(self, purpose: str, value: str) -> bytes:
        """Hash a personal identifier so that it can be compared and never read."""
        message = purpose.encode() + b"\0" + value.encode()
        return hmac.new(self.secret, message, hashlib.sha256).digest()

    def published_keys(self) -> list[dict[str, str]]:
        """Return both public keys as a terminal receives them."""
        return [self.token_key.published(), self.answer_key.published()]


def identity_in(folder: Path) -> Identity:
    """Load the folder's identity, making one on the first start."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / _FILE
    if not file.exists():
        _write_once(file, _new_identity())
    try:
        return _read(file.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError) as defect:
        raise IdentityUnreadableError(f"{file}: {defect}") from defect


def _new_identity() -> str:
    stored = {
        "token_key": base64url(secrets.token_bytes(32)),
        "answer_key": base64url(secrets.token_bytes(32)),
        # Letters and digits: a token that begins with a dash is an option to every command line.
        "admin_token": secrets.token_hex(24),
        "activation_code": new_code(3),
        "secret": base64url(secrets.token_bytes(32)),
    }
    return json.dumps(stored, indent=2) + "\n"


def _read(text: str) -> Identity:
    stored = json.loads(text)
    return Identity(
        token_key=_key(KeyUse.TOKEN, stored["token_key"]),
        answer_key=_key(KeyUse.ANSWER, stored["answer_key"]),
        admin_token=str(stored["admin_token"]),
        activation_code=str(stored["activation_code"]),
        secret=from_base64url(stored["secret"]),
    )


def _key(use: KeyUse, seed: str) -> PlatformKey:
    return PlatformKey(use=use, private=Ed25519PrivateKey.from_private_bytes(from_base64url(seed)))


def _write_once(file: Path, text: str) -> None:
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    try:
        # A hard link fails where the name exists: of two first starts, one identity wins.
        os.link(draft, file)
    except FileExistsError:
        return
    finally:
        draft.unlink()
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder to sync it
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
