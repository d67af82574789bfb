"""The terminal's private key: on disk before its public half is shown, readable by its owner only.

A new key waits beside the one in force until the journal says that it is the one. Which that is the journal alone
decides, so that no crash leaves two answers. Refuses to make a key where one is missing.
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble

NAME = "terminal.key"
NEXT = "terminal.next.key"


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


def in_force(folder: Path, public_key: bytes | None) -> Ed25519PrivateKey:
    """The key that signs here; `public_key` is what the journal says it is, None before there is a journal.

    The first start after a rotation puts the new key in the place of the old one.
    Raises EnvironmentTrouble when it is not there, or another lies in its place: what that signs the platform refuses.
    """
    if public_key is None or _is(folder / NAME, public_key):
        return load(folder)
    if _is(folder / NEXT, public_key):
        _put_in_place(folder)
    if _is(folder / NAME, public_key):  # also where another program has just put it there
        return load(folder)
    load(folder)
    raise EnvironmentTrouble(Trouble.KEY_WRONG, file=str(folder / NAME))


def _put_in_place(folder: Path) -> None:
    try:
        (folder / NEXT).replace(folder / NAME)
        _sync_folder(folder)
    except FileNotFoundError:
        return  # another program that starts at the same moment was quicker
    except OSError as error:
        raise EnvironmentTrouble(
            Trouble.FILE_UNWRITABLE, file=str(folder / NAME), problem=str(error)
        ) from error


def make_next(folder: Path) -> Ed25519PrivateKey:
    """A key to change to, on disk; the one that an interrupted rotation left, if it did."""
    path = folder / NEXT
    try:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    except (OSError, ValueError):
        key = Ed25519PrivateKey.generate()
        _write(path, key.private_bytes_raw())
        return key


def _is(path: Path, public_key: bytes) -> bool:
    try:
        key = Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    except (OSError, ValueError):
        return False
    return key.public_key().public_bytes_raw() == public_key


def _sync_folder(path: Path) -> None:
    if os.name != "posix":
        return
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def stand_in() -> Ed25519PrivateKey:
    """A key that is kept nowhere, for a folder without one that is only looked at: nothing may be signed with it."""
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
        _sync_folder(path.parent)
    except OSError as error:
        raise EnvironmentTrouble(
            Trouble.FILE_UNWRITABLE, file=str(path), problem=str(error)
        ) from error
