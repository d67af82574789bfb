"""Whether a terminal may do its work in this folder, and if not, why. Decides nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ServiceState(StrEnum):
    """Where a terminal stands in its life."""

    ACTIVE = "active"
    RETIRED = "retired"
    """For good: read only."""
    MOVED_OUT = "moved_out"
    """Sealed for another PC: read only here, so that the two never go on side by side."""
    ARRIVING = "arriving"
    """Moved in, and the platform has not said yet that nobody else goes on under this name."""
    FORKED = "forked"
    """Moved in, and the platform knows rows that did not come along: nothing new is sold or taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The state, since when, and the numbers its sentence needs."""

    state: ServiceState = ServiceState.ACTIVE
    at: str = ""
    ours: int = 0
    theirs: int = 0

    @property
    def is_read_only(self) -> bool:
        """Whether nothing at all is written here any more."""
        return self.state in {ServiceState.RETIRED, ServiceState.MOVED_OUT}


IN_SERVICE = Service()
