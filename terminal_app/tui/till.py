"""What the counter shows, as one frozen value, and how it changes. Pure: no widget, no use case, no sum.

Every change is a method that returns the next value; one that makes no sense in its phase returns the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from terminal_app.domain.decision import Accepted
from terminal_app.domain.redemption import ACCEPTED, Redemption
from terminal_app.domain.refusal import Refused
from terminal_app.tui.counter import SlipShown
from terminal_app.tui.draft import EMPTY, Draft
from terminal_app.usecases.recognise import Recognised
from terminal_app.usecases.redeem import Redeemed, Verdict

HELD_MAX = 8
"""Scans kept while something else is being decided; nobody scans more ahead."""


class Phase(StrEnum):
    """Where the sale on the counter stands, for the screen."""

    FILLING = "filling"
    DECIDING = "deciding"
    UNPAID = "unpaid"
    CLOSING = "closing"
    CLOSED = "closed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Till:
    """One moment of the counter."""

    phase: Phase = Phase.FILLING
    draft: Draft = EMPTY
    preview: Verdict | Refused | None = None
    redemption: Redemption | None = None
    """As it stands on disk; None until something was decided."""
    accepted: Accepted | None = None
    refused: Refused | None = None
    slip: SlipShown | None = None
    held: tuple[Recognised, ...] = ()

    @property
    def takes_scans(self) -> bool:
        """Whether a scan may change the sale now; else it is held."""
        return self.phase in {Phase.FILLING, Phase.CLOSED, Phase.REFUSED}

    @property
    def shows_verdict(self) -> bool:
        """Whether there is a verdict to be seen."""
        return self.phase in {Phase.UNPAID, Phase.CLOSING, Phase.CLOSED, Phase.REFUSED}

    @property
    def anchor_line(self) -> int | None:
        """The line the discount would attach to, if the preview accepts."""
        decided = self.preview.decided if isinstance(self.preview, Verdict) else None
        return decided.anchor_line if isinstance(decided, Accepted) else None

    def drafted(self, draft: Draft) -> Till:
        """Another draft; what was previewed no longer holds."""
        return replace(self, draft=draft, preview=None)

    def previewed(self, draft: Draft, preview: Verdict | Refused) -> Till:
        """What a commit would do, if it was asked about the draft that is still there."""
        return replace(self, preview=preview) if draft == self.draft else self

    def deciding(self) -> Till:
        """The commit is under way."""
        return replace(self, phase=Phase.DECIDING)

    def settled(self, result: Redeemed | Refused) -> Till:
        """The decision is on disk."""
        if isinstance(result, Refused):
            return replace(self, phase=Phase.REFUSED, refused=result, redemption=None)
        accepted = result.redemption.state in ACCEPTED
        return replace(
            self,
            phase=Phase.UNPAID if accepted else Phase.REFUSED,
            refused=None,
            redemption=result.redemption,
            accepted=result.accepted,
        )

    def closing(self) -> Till:
        """The word about the money is being written down."""
        return replace(self, phase=Phase.CLOSING)

    def closed(self, redemption: Redemption) -> Till:
        """The sale has its end."""
        return replace(self, phase=Phase.CLOSED, redemption=redemption)

    def interrupted(self) -> Till:
        """A decision or a closing could not be finished: back to where it was asked for."""
        back = Phase.UNPAID if self.phase is Phase.CLOSING else Phase.FILLING
        return replace(self, phase=back)

    def printed(self, slip: SlipShown) -> Till:
        """The receipt is in its file."""
        return replace(self, slip=slip) if self.phase is Phase.CLOSED else self

    def resumed(self) -> Till:
        """After a refusal back to the same sale."""
        return replace(self, phase=Phase.FILLING, refused=None, redemption=None, preview=None)

    def begun_again(self) -> Till:
        """An empty counter; what was scanned ahead is kept."""
        return Till(held=self.held)

    def holding(self, recognised: Recognised) -> Till:
        """Keep a scan for later, in order."""
        return replace(self, held=(*self.held, recognised)[-HELD_MAX:])

    def released(self) -> tuple[Recognised | None, Till]:
        """The oldest scan that was held, and the rest."""
        if not self.held:
            return None, self
        return self.held[0], replace(self, held=self.held[1:])
