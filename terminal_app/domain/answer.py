"""What can come back when the bank is told of an event. A closed union; there is no fifth thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """The platform booked it; `proof` is its signed answer, kept word for word, `evidence` what it adds."""

    proof: str
    repeat: bool = False
    evidence: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """The platform refuses it, for good; `evidence` is its side of the story."""

    code: str
    evidence: Mapping[str, object] = field(default_factory=dict)
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Throttled:
    """The platform says «not now»; the same id is asked about again.

    Signed («later») it promises that nothing was booked; a bare 429 or 503 promises nothing.
    """

    retry_after_s: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer:
    """Nothing signed came back: it may or may not have been booked. `why` is for the log and the doctor.

    `asked` is false when the platform was not even asked, so that nothing is learned about it.
    """

    why: str
    asked: bool = True


Answer = Confirmed | Declined | Throttled | NoAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Nothing to record: it stays as it is and goes on waiting."""

    why: str
    retry_after_s: int | None = None
