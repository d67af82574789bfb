"""A sealed file: some named parts, encrypted and authenticated with a passphrase, written and read in bounded memory.

Owns the form (docs/protocol.md, «The sealed terminal»). Knows nothing of what is in the parts. Refuses to hand out a
byte that was not authenticated, and to call a file whole that ends before its end.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"coupon-terminal/sealed/1\n"
CHUNK_BYTES = 64 * 1024
TAG_BYTES = 16
HEADER_BYTES_MAX = 1_000
SALT_BYTES = 16
PREFIX_BYTES = 7
"""The random beginning of each nonce; a counter of four bytes and one byte for «last» follow (STREAM)."""

WORK_LOG2 = 17
"""Scrypt N = 2^17, r = 8, p = 1 (OWASP, Password Storage Cheat Sheet): 128 MB, about half a second."""
WORK_LOG2_MAX = 18
MANIFEST_BYTES_MAX = CHUNK_BYTES


class NotSealed(ValueError):
    """Not a file of this form."""


class PassphraseWrong(ValueError):
    """The first piece does not open: another passphrase, or a damaged beginning."""


class SealBroken(ValueError):
    """A piece is missing, exchanged or changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file that goes along, under that name."""

    name: str
    path: Path


def pieces(
    parts: tuple[Part, ...],
    about: Mapping[str, Any],
    passphrase: str,
    *,
    work_log2: int = WORK_LOG2,
) -> Iterator[bytes]:
    """The sealed file, piece by piece. The parts must not change while they are read."""
    salt, prefix = os.urandom(SALT_BYTES), os.urandom(PREFIX_BYTES)
    header = _line({"salt": salt.hex(), "prefix": prefix.hex(), "work_log2": work_log2})
    yield MAGIC
    yield header
    cipher = ChaCha20Poly1305(_key(passphrase, salt, work_log2))
    number = 0
    held = _manifest(parts, about)
    for chunk in _chunks(parts):
        yield cipher.encrypt(_nonce(prefix, number, last=False), held, MAGIC + header)
        number, held = number + 1, chunk
    yield cipher.encrypt(_nonce(prefix, number, last=True), held, MAGIC + header)


class Opened:
    """A sealed file that opens with the passphrase; its parts are read once, in order."""

    def __init__(self, file: IO[bytes], passphrase: str) -> None:
        if file.read(len(MAGIC)) != MAGIC:
            raise NotSealed("no such file")
        header = file.readline(HEADER_BYTES_MAX)
        salt, self._prefix, work_log2 = _read_header(header)
        self._cipher = ChaCha20Poly1305(_key(passphrase, salt, work_log2))
        self._bound = MAGIC + header
        self._file = file
        self._number = 0
        self._ahead = file.read(CHUNK_BYTES + TAG_BYTES)
        try:
            first = self._next()
        except SealBroken as error:
            raise PassphraseWrong("the first piece does not open") from error
        if first is None:
            raise SealBroken("nothing in it")
        manifest = json.loads(first)
        self.about: Mapping[str, Any] = manifest["about"]
        self._sizes: dict[str, int] = {one["name"]: one["bytes"] for one in manifest["parts"]}

    @property
    def names(self) -> tuple[str, ...]:
        """What is in it."""
        return tuple(self._sizes)

    def unpack(self, folder: Path) -> None:
        """Write every part into that folder and onto the disk.

        Raises SealBroken; what was written until then is for the caller to throw away.
        """
        rest = b""
        for name, size in self._sizes.items():
            if Path(name).name != name:
                raise SealBroken("a name that leaves the folder")
            descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                left = size
                while left:
                    if not rest:
                        rest = self._next() or b""
                        if not rest:
                            raise SealBroken("it ends too early")
                    file.write(rest[:left])
                    rest, left = rest[left:], max(left - len(rest), 0)
                file.flush()
                os.fsync(file.fileno())
        if rest or self._next() is not None:
            raise SealBroken("more in it than it says")

    def _next(self) -> bytes | None:
        """The next piece; None after the last one."""
        piece = self._ahead
        if not piece:
            return None
        self._ahead = self._file.read(CHUNK_BYTES + TAG_BYTES)
        nonce = _nonce(self._prefix, self._number, last=not self._ahead)
        self._number += 1
        try:
            return self._cipher.decrypt(nonce, piece, self._bound)
        except InvalidTag as error:
            raise SealBroken("a piece does not open") from error


def _manifest(parts: tuple[Part, ...], about: Mapping[str, Any]) -> bytes:
    """Padded to a whole chunk, so that every piece but the last has one size."""
    listed = [{"name": one.name, "bytes": one.path.stat().st_size} for one in parts]
    manifest = json.dumps({"about": dict(about), "parts": listed}, ensure_ascii=False).encode()
    assert len(manifest) <= MANIFEST_BYTES_MAX, "a few names and numbers"
    return manifest.ljust(CHUNK_BYTES)


def _chunks(parts: tuple[Part, ...]) -> Iterator[bytes]:
    """The parts behind each other, in chunks of one size; the last may be shorter."""
    held = b""
    for part in parts:
        with part.path.open("rb") as file:
            while read := file.read(CHUNK_BYTES - len(held)):
                held += read
                if len(held) == CHUNK_BYTES:
                    yield held
                    held = b""
    if held:
        yield held


def _read_header(header: bytes) -> tuple[bytes, bytes, int]:
    try:
        fields = json.loads(header)
        salt, prefix = bytes.fromhex(fields["salt"]), bytes.fromhex(fields["prefix"])
        work_log2 = fields["work_log2"]
    except (ValueError, KeyError, TypeError) as error:
        raise SealBroken("its head cannot be read") from error
    is_sound = (
        (len(salt), len(prefix)) == (SALT_BYTES, PREFIX_BYTES)
        and type(work_log2) is int
        and 10 <= work_log2 <= WORK_LOG2_MAX
    )
    if not is_sound:
        raise SealBroken("its head asks for what is not done")
    return salt, prefix, work_log2


def _key(passphrase: str, salt: bytes, work_log2: int) -> bytes:
    # The same letters typed on another PC may come composed otherwise.
    import unicodedata

    said = unicodedata.normalize("NFC", passphrase).encode()
    return Scrypt(salt=salt, length=32, n=2**work_log2, r=8, p=1).derive(said)


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True).encode() + b"\n"
