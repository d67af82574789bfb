"""Who is asking: a short-lived JWT signed by this terminal's own key."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

AUDIENCE = "coupon-platform"
LIFE_S = 300
RENEW_S = 240
"""Renewed before it ends, so that none expires on its way."""


class Passport:
    """Issues the bearer token, and keeps it until it is nearly over."""

    def __init__(
        self, *, terminal_id: str, key: Ed25519PrivateKey, now: Callable[[], datetime]
    ) -> None:
        self._terminal_id = terminal_id
        self._key = key
        self._now = now
        self._issued_at: datetime | None = None
        self._token = ""

    @property
    def terminal_id(self) -> str:
        """Whose it is."""
        return self._terminal_id

    def issue(self) -> str:
        """A token that is good for some minutes."""
        now = self._now()
        fresh = self._issued_at is not None and (
            timedelta(0) <= now - self._issued_at < timedelta(seconds=RENEW_S)
        )
        if not fresh:
            self._token = self._signed(now)
            self._issued_at = now
        return self._token

    def _signed(self, now: datetime) -> str:
        import jwt  # here: most commands ask nobody, and it takes as long as all the rest

        issued_s = int(now.timestamp())
        claims = {
            "iss": self._terminal_id,
            "aud": AUDIENCE,
            "iat": issued_s,
            "exp": issued_s + LIFE_S,
            "jti": secrets.token_hex(8),
        }
        return jwt.encode(claims, self._key, algorithm="EdDSA", headers={"kid": self._terminal_id})
