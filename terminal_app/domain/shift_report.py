"""The report of a shift: X (any time, of the one that runs) or Z (of a closed one). Data; no word, no layout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from terminal_app.domain import figures_json, handover
from terminal_app.domain.handover import HandedOver, TakenOver
from terminal_app.domain.shift import Shift
from terminal_app.domain.summary import Figures

CODE_FORM = "CT1"
"""What the text of a shift slip's code begins with (docs/cli.md)."""

DIGEST_CHARS = 32
"""Of the figures' SHA-256 the code carries 128 bits: nobody finds other figures for those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftReport:
    """A shift's rows of the journal, what they came to, what is unfinished, and what became of what it took over.

    The figures of a running shift know the sales they are made of; those of a closed one are sums.
    """

    number: int
    first_sequence: int
    last_sequence: int
    head_hash: str
    opened_at: datetime | None
    """When the shift before was closed; None for the first."""
    at: datetime
    """When it was closed, or looked at."""
    figures: Figures
    figures_digest: str
    handed_over: HandedOver
    taken_over: tuple[TakenOver, ...]
    shift: Shift | None = None
    """The closing row; None for a shift that still runs."""

    def __post_init__(self) -> None:
        assert self.first_sequence <= self.last_sequence + 1, "a shift may be empty, not backwards"

    @property
    def is_closed(self) -> bool:
        """Whether it is a Z report."""
        return self.shift is not None

    @property
    def rows(self) -> int:
        """How many rows of the journal it has."""
        return self.last_sequence - self.first_sequence + 1

    def code(self, terminal_id: str) -> str:
        """The text of the slip's code: `CT1;terminal;shift;last row;its hash;digest of the figures`.

        Hashes are hexadecimal in capitals, for which a QR has a form that takes less room.
        """
        return ";".join(
            (
                CODE_FORM,
                terminal_id,
                str(self.number),
                str(self.last_sequence),
                self.head_hash.upper(),
                self.figures_digest[:DIGEST_CHARS].upper(),
            )
        )


def report_of(shift: Shift, *, opened_at: datetime | None, figures_digest: str) -> ShiftReport:
    """The Z report of a closed shift, as it stands in the journal."""
    handed, taken = handover.from_json(shift.handed_over)
    return ShiftReport(
        number=shift.number,
        first_sequence=shift.first_sequence,
        last_sequence=shift.last_sequence,
        head_hash=shift.head_hash,
        opened_at=opened_at,
        at=shift.closed_at,
        figures=figures_json.from_json(shift.figures),
        figures_digest=figures_digest,
        handed_over=handed,
        taken_over=taken,
        shift=shift,
    )
