"""The terminal's private key: made once, on disk before its public half is shown, readable by its owner only."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble

NAME = "terminal.key"


def load_or_make(folder: Path) -> Ed25519PrivateKey:
    """The key of this folder; a new one if there is none yet."""
    path = folder / NAME
    if not path.exists():
        _write(path, Ed25519PrivateKey.generate().private_bytes_raw())
    return load(folder)


def load(folder: Path) -> Ed25519PrivateKey:
    """The key of this folder.

    Raises EnvironmentTrouble when it is not there or not a key.
    """
    path = folder / NAME
    try:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    except (OSError, ValueError) as error:
        raise EnvironmentTrouble(Trouble.KEY_MISSING, file=str(path)) from error


def load_or_stand_in(folder: Path) -> Ed25519PrivateKey:
    """The key of this folder; where there is none, one that is kept nowhere, with which nothing may be signed."""
    try:
        return load(folder)
    except EnvironmentTrouble:
        return Ed25519PrivateKey.generate()


def _write(path: Path, raw: bytes) -> None:
    """Write, fsync, rename, fsync the folder: every shortcut can lose or tear the file in a power cut."""
    partial = path.with_suffix(".partial")
    try:
        # A leftover of a power cut would hand its own rights on.
        partial.unlink(missing_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        if os.name == "posix":
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
    except OSError as error:
        raise EnvironmentTrouble(
            Trouble.FILE_UNWRITABLE, file=str(path), problem=str(error)
        ) from error
