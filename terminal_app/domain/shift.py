"""A shift: the rows of the journal between two closings. Bounded by sequence, never by time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A closed shift as the journal has it."""

    number: int
    first_sequence: int
    last_sequence: int
    """The last row before the closing row itself."""
    head_hash: str
    closed_at: datetime
    closed_by: str
    event_id: str
    figures: Mapping[str, object]
    handed_over: Mapping[str, object]
