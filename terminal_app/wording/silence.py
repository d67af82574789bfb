"""Why the platform gave no answer, in words: the notes of the adapter and the use cases are English and technical.

What is not known here is shown as it is: a field engineer can be read it.
"""

from __future__ import annotations

_KEYS = (
    ("ConnectError", "silence-unconnected"),
    ("ConnectTimeout", "silence-unconnected"),
    ("no reply within", "silence-late"),
    ("the reply came too slowly", "silence-late"),
    ("ReadTimeout", "silence-late"),
    ("WriteTimeout", "silence-late"),
    ("PoolTimeout", "silence-late"),
    ("ReadError", "silence-cut"),
    ("WriteError", "silence-cut"),
    ("RemoteProtocolError", "silence-cut"),
    ("silent at the last try", "silence-before"),
    ("the platform was not asked", "silence-unasked"),
    ("the request was full", "silence-unasked"),
    ("an earlier entry of this coupon still waits", "silence-in-line"),
    ("the reply names other events", "silence-other"),
    ("no word of the bank to this terminal", "silence-other"),
    ("a person has set it aside", "silence-aside"),
)
"""How a note begins, and what is said instead."""


def key_of(why: str) -> str | None:
    """The message for such a note; None for one that has none."""
    return next((key for start, key in _KEYS if why.startswith(start)), None)
