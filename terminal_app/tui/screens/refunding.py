"""The deed of the refund screen: the question, the one decision through the gate, its result and its slip."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.reactive import var

from terminal_app.domain.refusal import Refused
from terminal_app.tui import messages, refund_verdict, refund_work
from terminal_app.tui.jobs import Group
from terminal_app.tui.painting import CAUTION, GOOD, plain
from terminal_app.tui.refund_desk import RefundDesk, Step
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.screens.confirm_refund import ConfirmRefund
from terminal_app.usecases.refund import Refunded


class Refunding(Spoken[None]):
    """The half of the refund screen that moves money; the other half finds the sale and chooses."""

    desk: var[RefundDesk] = var(RefundDesk(), init=False)

    @property
    def may_be_left(self) -> bool:
        """Not while money is on its way back."""
        return self.desk.step is not Step.DECIDING

    @property
    def online(self) -> bool:
        """Whether the platform answered the last time it was asked."""
        return self.view is not None and self.view.online

    def seek(self, text: str) -> None:
        """Look for a sale, here and at the platform."""
        app = self.counter_app
        self.tell(self.wording.say("screen-refund-seeking"))
        job = partial(refund_work.seek_sale, app.counter.terminal, text, app.acting_operator)
        app.jobs.start(Group.SALE, job, to=self)

    def action_confirm_refund(self) -> None:
        """Ask once more, the safe answer first."""
        decision = self.desk.decision
        if decision is not None:
            question = ConfirmRefund(decision, self.wording, online=self.online)
            desk = self.desk
            self.app.push_screen(question, lambda answer: self._refund(desk) if answer else None)

    def answer(self, text: str, tone: str = CAUTION) -> None:
        """Say one sentence, with its sound."""
        self.counter_app.answer(text, tone)

    def _refund(self, asked: RefundDesk) -> None:
        """What was asked about, if it is still what is shown."""
        app, draft, decision = self.counter_app, asked.draft, asked.decision
        if draft is None or decision is None or self.desk.draft != draft:
            return
        job = partial(
            refund_work.refund, app.counter.terminal, draft, app.acting_operator, shown=decision
        )
        if self.desk.step is Step.CHOOSING and app.start_money(job, to=self):
            self.desk = self.desk.deciding()
            self.tell(self.wording.say("screen-refunding"))

    @on(messages.RefundSettled)
    def _settled(self, message: messages.RefundSettled) -> None:
        app, result = self.counter_app, message.result
        self.tell("")
        if isinstance(result, Refunded):
            self.desk = self.desk.settled(result)
            app.sound_for(refund_verdict.tone_of(result))
            self._print_slip(result)
        elif isinstance(result, Refused):
            self.desk = self.desk.interrupted(result)
            self.counter_app.refuse(result)
        else:
            self.desk = self.desk.interrupted(result)
            self.answer(self.wording.say("screen-refund-changed"))
        app.rebuild()

    def _print_slip(self, refunded: Refunded) -> None:
        app = self.counter_app
        if self.desk.paid_out and app.counter.print_refund_slip is not None:
            job = partial(
                refund_work.print_refund_slip,
                app.counter,
                refunded.redemption,
                refunded.refund,
                app.acting_operator,
            )
            app.jobs.start(Group.SLIP, job, to=self)

    @on(messages.SlipPrinted)
    def _printed(self, message: messages.SlipPrinted) -> None:
        self.desk = self.desk.printed(message.slip)
        self.tell(
            self.wording.say("screen-refund-slip-written", path=plain(message.slip.path)), GOOD
        )

    @on(messages.TroubleMet)
    def _troubled(self, message: messages.TroubleMet) -> None:
        message.stop()
        if message.money:
            draft = self.desk.draft
            self.desk = self.desk.interrupted()
            self.counter_app.recover()
            if draft is not None:
                self.seek(draft.redemption.requested.sale_id)
        self.counter_app.fail(message.trouble)
