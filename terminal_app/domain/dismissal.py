"""Whether the platform has told this terminal that it is not to work any more; read from the reason it gave.

Owns the problem codes (docs/protocol.md) that say so. They come unsigned, so they only ever make us more careful; only
a signed answer of the platform to this terminal takes one back.
"""

from __future__ import annotations

from enum import StrEnum


class Dismissal(StrEnum):
    """Why the platform takes nothing from this terminal any more."""

    REVOKED = "revoked"
    REPLACED = "replaced"
    """Another key of this terminal is in force: it is in use elsewhere."""


REPLACED = "key_replaced"

_SAID_BY = {
    "terminal_revoked": Dismissal.REVOKED,
    "terminal_retired": Dismissal.REVOKED,
    REPLACED: Dismissal.REPLACED,
}


def dismissal_of(why: str) -> Dismissal | None:
    """What a refusal like `403 key_replaced` says of us; None when it says nothing of the kind."""
    return _SAID_BY.get(why.rpartition(" ")[2])
