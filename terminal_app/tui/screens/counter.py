"""The counter: the sale and its coupon, and after the commit the verdict over both.

Composes widgets, asks one use case at a time, shows its one result. It decides nothing and knows no sum.
"""

from __future__ import annotations

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import ContentSwitcher

from terminal_app.domain.refusal import Refused
from terminal_app.domain.sale import Item
from terminal_app.tui import messages, verdicts, work
from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.draft import Draft
from terminal_app.tui.jobs import Group
from terminal_app.tui.painting import CAUTION, GOOD, plain
from terminal_app.tui.screens.deciding import Deciding
from terminal_app.tui.screens.refund import RefundScreen
from terminal_app.tui.screens.shopper import Shopper
from terminal_app.tui.till import Phase, Till
from terminal_app.tui.widgets.banner import Banner
from terminal_app.tui.widgets.desk import Desk
from terminal_app.tui.widgets.entry_line import EntryLine
from terminal_app.tui.widgets.key_bar import KeyBar
from terminal_app.tui.widgets.notice import Notice
from terminal_app.tui.widgets.sale_table import SaleTable
from terminal_app.tui.widgets.status_bar import StatusBar
from terminal_app.tui.widgets.verdict_panel import VerdictPanel
from terminal_app.usecases.recognise import (
    CouponScanned,
    ProductScanned,
    Recognised,
    SaleScanned,
    SerialScanned,
)


class CounterScreen(Deciding):
    """The main screen."""

    BINDINGS = bindings(Where.COUNTER)
    WHERE = Where.COUNTER
    AUTO_FOCUS = "#name"

    desk = query_one(Desk)
    verdict = query_one(VerdictPanel)
    banner = query_one(Banner)
    middle = query_one("#middle", ContentSwitcher)

    def compose(self) -> ComposeResult:
        """Status above, desk or verdict in the middle, answers and keys below."""
        yield StatusBar()
        yield Banner()
        with ContentSwitcher(initial="desk", id="middle"):
            yield Desk(id="desk")
            yield VerdictPanel(id="verdict")
        yield Notice()
        yield KeyBar()

    def speak(self) -> None:
        """Say everything again."""
        super().speak()
        if self.view is not None:
            self.banner.show(self.view, self.wording)
        self._show()

    def snapshot_taken(self) -> None:
        """Time has passed: the freshness of the code, and what the rules say, may differ."""
        self.say_again()
        self._ask_preview()

    def watch_till(self, before: Till, till: Till) -> None:
        """Show what has changed, and let the keys follow."""
        if before.shows_verdict != till.shows_verdict:
            self.middle.current = "verdict" if till.shows_verdict else "desk"
            if till.shows_verdict:
                self.verdict.slip_frame.focus()
        self._show()
        self.show_keys()
        if till.draft != before.draft:
            self._ask_preview()
        if till.phase is Phase.FILLING and till.held:
            self.call_later(self._use_held)

    @property
    def told_code(self) -> str:
        """Of the verdict; else of the last message; else of what keeps the coupon from being used."""
        till = self.till
        return verdicts.code_of(till) or super().told_code or verdicts.preview_code_of(till)

    def _show(self) -> None:
        till, wording = self.till, self.wording
        self.desk.show(till, self.view, self.counter_app.now(), wording)
        if till.refused is not None:
            self.verdict.show(verdicts.of_refusal(till.refused, till.draft.items, wording))
        elif till.redemption is not None:
            self.verdict.show(verdicts.of_result(till.redemption, till.slip, wording))

    # what the keys do

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002 - Textual's signature
    ) -> bool | None:
        """Offer only what means something in this phase."""
        phase = self.till.phase
        match action:
            case "redeem":
                return phase is Phase.FILLING
            case "paid" | "not_paid":
                return phase is Phase.UNPAID
            case "acknowledge":
                return phase in {Phase.CLOSED, Phase.REFUSED}
            case "refund":
                return self.till.takes_scans
            case "next":
                return phase is Phase.CLOSED or (
                    self.till.takes_scans and not self.till.draft.empty
                )
            case "shopper":
                return self.counter_app.counter.shopper is not None and self.till.takes_scans
        return True

    def action_acknowledge(self) -> None:
        """Enter: after a refusal back to the sale, after a sale to the next shopper."""
        if self.till.phase is Phase.REFUSED:
            self._resume()
        else:
            self._begin_next()

    def action_next(self) -> None:
        """Ready for the next shopper; what is not sold yet goes only when that is confirmed."""
        if self.till.phase is Phase.CLOSED:
            self._begin_next()
        else:
            self.counter_app.ask("screen-ask-clear", self._begin_next)

    def action_refund(self) -> None:
        """Take a sale back; what is on the counter stays there."""
        self.app.push_screen(RefundScreen())

    def action_shopper(self) -> None:
        """Call up a simulated shopper."""
        types = self.view.types if self.view is not None else ()
        if types:
            self.app.push_screen(Shopper(types))

    def _resume(self) -> None:
        self.till = self.till.resumed()
        self.tell("")
        self.desk.entry.take_focus()

    def _begin_next(self) -> None:
        self.till = self.till.begun_again()
        self.tell("")
        self.desk.ready()

    # what was scanned

    @on(messages.CodeRecognised)
    def _recognised(self, message: messages.CodeRecognised) -> None:
        if not self.till.takes_scans or self.app.screen is not self:
            self.till = self.till.holding(message.recognised)
            unpaid = self.till.phase is Phase.UNPAID
            self.counter_app.answer(
                self.wording.say("screen-held-unpaid" if unpaid else "screen-held"), CAUTION
            )
            return
        if self.till.phase is Phase.CLOSED:
            self._begin_next()
        elif self.till.phase is Phase.REFUSED:
            self._resume()
        self._use_held()
        self._use(message.recognised)

    def on_screen_resume(self) -> None:
        """A question was answered: what was scanned meanwhile is used now."""
        super().on_screen_resume()
        self.call_later(self._use_held)

    def _use_held(self) -> None:
        for _ in range(len(self.till.held)):
            if self.till.phase is not Phase.FILLING or self.app.screen is not self:
                break
            recognised, self.till = self.till.released()
            if recognised is not None:
                self._use(recognised)

    def _use(self, recognised: Recognised) -> None:
        say = self.wording.say
        match recognised:
            case CouponScanned(claims=claims):
                self.till = self.till.drafted(self.till.draft.with_coupon(claims))
                self.tell(say("screen-coupon-taken"), GOOD)
            case ProductScanned(product=product):
                item = Item(name=product.name, unit_price=product.price, barcode=product.barcode)
                self._add(item, None)
            case SerialScanned(serial_number=serial_number):
                self._number(serial_number)
            case SaleScanned(sale_id=sale_id):
                self.app.push_screen(RefundScreen(sale_id))
            case Refused():
                self.counter_app.refuse(recognised)

    # what was typed

    @on(messages.ItemEntered)
    def _entered(self, message: messages.ItemEntered) -> None:
        if isinstance(message.item, Refused):
            self.counter_app.refuse(message.item)
            self.desk.entry.refuse(message.item)
        else:
            self._add(message.item, message.replaces)

    @on(EntryLine.SearchAsked)
    def _search(self, message: EntryLine.SearchAsked) -> None:
        app = self.counter_app
        app.jobs.start(
            Group.SEARCH, partial(work.search, app.counter.terminal, message.text), to=self
        )

    @on(messages.ProductsFound)
    def _found(self, message: messages.ProductsFound) -> None:
        self.desk.entry.offer(message.text, message.products, self.wording)

    @on(SaleTable.LineRemoved)
    def _removed(self, message: SaleTable.LineRemoved) -> None:
        self.till = self.till.drafted(self.till.draft.without_line(message.line))
        if not self.till.draft.items:
            self.desk.ready()

    def _add(self, item: Item, replaces: int | None) -> None:
        draft = self.till.draft.with_item(item, line=replaces)
        if isinstance(draft, Refused):
            self.counter_app.refuse(draft)
            return
        self.till = self.till.drafted(draft)
        self.desk.ready()
        self.tell(self.wording.say("screen-item-taken", item=plain(item.name)), GOOD)

    def _number(self, serial_number: str) -> None:
        draft = self.till.draft.with_serial(serial_number)
        if isinstance(draft, Draft):
            self.till = self.till.drafted(draft)
            self.tell(self.wording.say("screen-serial-taken", serial=serial_number), GOOD)
        else:
            self.answer(self.wording.say("screen-serial-nowhere"))

    # what came back

    @on(messages.PreviewTaken)
    def _previewed(self, message: messages.PreviewTaken) -> None:
        before = verdicts.preview_code_of(self.till)
        self.till = self.till.previewed(message.draft, message.verdict)
        refused = verdicts.preview_refusal(self.till)
        if refused is not None and refused.reason.value != before:
            self.counter_app.note_refused(refused)

    def _ask_preview(self) -> None:
        till, app = self.till, self.counter_app
        if till.phase is Phase.FILLING and till.draft.sale and till.draft.coupon:
            app.jobs.start(
                Group.PREVIEW, partial(work.take_preview, app.counter.terminal, till.draft), to=self
            )
