"""What the last sale came to, when nobody has said yet whether the shopper paid. Asked before the next sale."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refusal import Refused
from terminal_app.tui import work
from terminal_app.tui.commands import named
from terminal_app.tui.messages import SaleClosed, TroubleMet
from terminal_app.tui.painting import BAD
from terminal_app.tui.screens.base import Asking
from terminal_app.tui.widgets.notice import Notice


class SaleOpen(Asking[Redemption | None]):
    """Dismissed with the sale as it ended, or None when it had ended already. No answer has the focus."""

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(named("paid").key, "paid", "paid", show=False),
        Binding(named("not_paid").key, "not_paid", "not paid", show=False),
    ]

    def __init__(self, redemption: Redemption) -> None:
        super().__init__()
        self._redemption = redemption

    def compose(self) -> ComposeResult:
        """What it came to, and the two keys."""
        with Vertical(classes="question"):
            yield Static(id="story")
            yield Notice()

    def speak(self) -> None:
        """Tell the story in the language in use."""
        super().speak()
        say, wording = self.wording.say, self.wording
        redemption = self._redemption
        requested = redemption.requested
        verdict = wording.verdict(redemption.state)
        lines = [
            Content.styled(say("screen-open-title"), "bold"),
            Content(""),
            Content(f"{verdict.glyph} {verdict.word}   {wording.instant(redemption.at)}"),
            Content(say("screen-open-sale", sale=requested.sale_id)),
            Content(
                say(
                    "screen-open-money",
                    gross=wording.amount(requested.gross),
                    discount=wording.amount(requested.discount),
                    payable=wording.amount(requested.payable),
                )
            ),
            Content(""),
            Content(say("screen-open-ask")),
            Content.assemble(
                (f" {named('paid').key_label} ", "bold reverse"),
                f" {say(named('paid').words)}    ",
                (f" {named('not_paid').key_label} ", "bold reverse"),
                f" {say(named('not_paid').words)}",
            ),
        ]
        self.query_one("#story", Static).update(Content("\n").join(lines))

    def action_paid(self) -> None:
        """The shopper paid."""
        self._close(work.complete)

    def action_not_paid(self) -> None:
        """The sale did not come about; asked once more, with the amount that is to be undone."""
        self.counter_app.ask_not_paid(self._redemption, partial(self._close, work.reverse))

    def _close(self, close: work.Closing) -> None:
        app = self.counter_app
        sale_id = self._redemption.requested.sale_id
        job = partial(close, app.counter.terminal, sale_id, app.acting_operator)
        if app.start_money(job, to=self):
            self.tell(self.wording.say("screen-closing"))

    @on(SaleClosed)
    def _ended(self, message: SaleClosed) -> None:
        if isinstance(message.result, Refused):
            self.counter_app.refuse(message.result, BAD)
            self.dismiss(None)
        else:
            self.dismiss(message.result)

    @on(TroubleMet)
    def _troubled(self, message: TroubleMet) -> None:
        message.stop()
        self.tell_trouble(message.trouble)
