"""The decisions of the counter: commit, paid, not paid. Each goes through the gate, and comes back as one result."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.reactive import var

from terminal_app.domain.redemption import Redemption, SaleState
from terminal_app.domain.refusal import Refused
from terminal_app.tui import messages, work
from terminal_app.tui.jobs import Group
from terminal_app.tui.painting import BAD, CAUTION, GOOD, plain
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.till import Phase, Till
from terminal_app.usecases.redeem import RedeemRequest


class Deciding(Spoken[None]):
    """The half of the counter that moves money; the other half puts the sale together."""

    till: var[Till] = var(Till(), init=False)

    @property
    def may_be_left(self) -> bool:
        """Whether nothing on the counter waits for a word."""
        return self.till.phase in {Phase.FILLING, Phase.CLOSED, Phase.REFUSED}

    @property
    def is_free(self) -> bool:
        """Whether there is no sale on the counter, not even one that is being put together."""
        is_filling = self.till.phase is Phase.FILLING and self.till.draft.empty
        return is_filling or self.till.phase is Phase.CLOSED

    def sale_ended(self, redemption: Redemption) -> None:
        """A sale from before got its end: its verdict and its receipt, as if it had been sold now."""
        self.till = self.till.closed(redemption)
        self._print_slip(redemption)

    def action_redeem(self) -> None:
        """Commit: the one key."""
        draft, app = self.till.draft, self.counter_app
        if draft.sale is None or draft.coupon is None:
            words = "screen-items-first" if draft.coupon is not None else "screen-coupon-first"
            self.answer(self.wording.say(words))
            return
        request = RedeemRequest(
            code=draft.coupon.code, sale=draft.sale, operator=app.acting_operator
        )
        if app.start_money(partial(work.redeem, app.counter.terminal, request), to=self):
            self.till = self.till.deciding()
            self.tell(self.wording.say("screen-deciding"))

    def action_paid(self) -> None:
        """The shopper paid."""
        self._close(work.complete)

    def action_not_paid(self) -> None:
        """The shopper did not pay: asked once more, the safe answer first."""
        if self.till.redemption is not None:
            self.counter_app.ask_not_paid(self.till.redemption, partial(self._close, work.reverse))

    def answer(self, text: str, tone: str = CAUTION) -> None:
        """Say one sentence, with its sound."""
        self.counter_app.answer(text, tone)

    def _close(self, close: work.Closing) -> None:
        app, redemption = self.counter_app, self.till.redemption
        if redemption is None or self.till.phase is not Phase.UNPAID:
            return
        sale_id = redemption.requested.sale_id
        job = partial(close, app.counter.terminal, sale_id, app.acting_operator)
        if app.start_money(job, to=self):
            self.till = self.till.closing()
            self.tell(self.wording.say("screen-closing"))

    @on(messages.RedemptionSettled)
    def _settled(self, message: messages.RedemptionSettled) -> None:
        self.till = self.till.settled(message.result)
        self.tell("")
        app, redemption = self.counter_app, self.till.redemption
        if isinstance(message.result, Refused):
            app.note_refused(message.result)
        app.sound_for(BAD if redemption is None else self.wording.verdict(redemption.state).tone)
        app.rebuild()

    @on(messages.SaleClosed)
    def _sale_closed(self, message: messages.SaleClosed) -> None:
        app = self.counter_app
        if isinstance(message.result, Refused):
            self.till = self.till.interrupted()
            self.counter_app.refuse(message.result)
            return
        self.till = self.till.closed(message.result)
        self.tell("")
        self._print_slip(message.result)
        app.rebuild()

    def _print_slip(self, redemption: Redemption) -> None:
        app = self.counter_app
        if redemption.sale_state is SaleState.COMPLETED:
            accepted = self.till.accepted
            job = partial(work.print_slip, app.counter, redemption, app.acting_operator, accepted)
            app.jobs.start(Group.SLIP, job, to=self)

    @on(messages.SlipPrinted)
    def _printed(self, message: messages.SlipPrinted) -> None:
        self.till = self.till.printed(message.slip)
        self.tell(self.wording.say("screen-slip-written", path=plain(message.slip.path)), GOOD)

    @on(messages.TroubleMet)
    def _troubled(self, message: messages.TroubleMet) -> None:
        message.stop()
        if message.money:
            self.till = self.till.interrupted()
            self.counter_app.recover()
        self.counter_app.fail(message.trouble)
