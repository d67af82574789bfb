"""The bank's keys this terminal holds. Owns when they are looked up: at the first signature, not at the opening.

A command that verifies nothing so never reads the campaign document they come in. Verifies nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from terminal_app import wire
from terminal_app.domain.campaign import BankKey, KeyUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whom to believe, and the campaign that says so (empty before the first one)."""

    keys: tuple[BankKey, ...]
    campaign_name: str = ""


class Keyring:
    """Exactly the keys that were given last; until some are given, those that `look_up` finds once."""

    def __init__(self, look_up: Callable[[], Trust]) -> None:
        self._look_up = look_up
        self._lock = Lock()
        self._trust: Trust | None = None
        self._keys: dict[tuple[KeyUse, str], Ed25519PublicKey] = {}

    @classmethod
    def of(cls, keys: Sequence[BankKey] | Keyring) -> Keyring:
        """A ring of those keys; a ring stays itself."""
        if isinstance(keys, Keyring):
            return keys
        return cls(lambda: Trust(keys=tuple(keys)))

    @property
    def campaign_name(self) -> str:
        """The campaign that named these keys."""
        return self._held().campaign_name

    def find(self, use: KeyUse, kid: str) -> Ed25519PublicKey | None:
        """The key of that id for that use; a key for another use is none."""
        self._held()
        return self._keys.get((use, kid))

    def renew(self, trust: Trust) -> None:
        """Hold exactly these from now on."""
        with self._lock:
            self._hold(trust)

    def _held(self) -> Trust:
        # The lock is held over the look-up: keys that are given meanwhile are newer than those it finds.
        with self._lock:
            return self._trust or self._hold(self._look_up())

    def _hold(self, trust: Trust) -> Trust:
        self._keys = {
            (key.use, key.kid): Ed25519PublicKey.from_public_bytes(
                wire.from_base64url(key.public_key)
            )
            for key in trust.keys
        }
        self._trust = trust
        return trust
