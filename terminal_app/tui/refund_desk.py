"""What the refund screen shows, as one frozen value, and how it changes. Pure: no widget, no use case, no sum."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund import RefundDecision
from terminal_app.domain.refund_record import RefundState
from terminal_app.domain.refusal import Refused
from terminal_app.tui.counter import SlipShown
from terminal_app.tui.refund_draft import RefundDraft, draft_of
from terminal_app.usecases.refund import Refunded, RefundPreview


class Step(StrEnum):
    """How far a refund has come, for the screen."""

    FINDING = "finding"
    CHOOSING = "choosing"
    DECIDING = "deciding"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundDesk:
    """One moment of the refund screen."""

    step: Step = Step.FINDING
    draft: RefundDraft | None = None
    preview: RefundPreview | Refused | None = None
    refunded: Refunded | None = None
    """As it stands on disk; None until something was decided."""
    slip: SlipShown | None = None

    @property
    def decision(self) -> RefundDecision | None:
        """What a confirmation would do, once that is known."""
        return self.preview.decision if isinstance(self.preview, RefundPreview) else None

    @property
    def takes_sales(self) -> bool:
        """Whether another sale may take the place of what is shown."""
        return self.step is not Step.DECIDING

    @property
    def paid_out(self) -> bool:
        """Whether the refund stands: what the platform declined at once never did."""
        return self.refunded is not None and self.refunded.refund.state is not RefundState.DECLINED

    def brought(self, redemption: Redemption) -> RefundDesk:
        """A sale was found: all of it, unless something else is chosen."""
        return RefundDesk(step=Step.CHOOSING, draft=draft_of(redemption))

    def drafted(self, draft: RefundDraft) -> RefundDesk:
        """Something else goes back; what was previewed no longer holds."""
        if self.step is not Step.CHOOSING or draft == self.draft:
            return self
        return replace(self, draft=draft, preview=None)

    def previewed(self, draft: RefundDraft, preview: RefundPreview | Refused) -> RefundDesk:
        """What a confirmation would do, if it was asked about the draft that is still there."""
        if self.step is not Step.CHOOSING or draft != self.draft:
            return self
        return replace(self, preview=preview)

    def deciding(self) -> RefundDesk:
        """The refund is under way."""
        return replace(self, step=Step.DECIDING)

    def settled(self, refunded: Refunded) -> RefundDesk:
        """The refund is on disk."""
        return replace(self, step=Step.DONE, refunded=refunded)

    def interrupted(self, preview: RefundPreview | Refused | None = None) -> RefundDesk:
        """Nothing was taken back: to where it was asked for, with what is true now."""
        return replace(self, step=Step.CHOOSING, preview=preview)

    def printed(self, slip: SlipShown) -> RefundDesk:
        """The slip is in its file."""
        return replace(self, slip=slip) if self.step is Step.DONE else self
