"""The refund (退款): find a sale, choose what goes back, see the consequence, confirm, hand the money back.

Composes widgets, asks one use case at a time, shows its one result. It decides nothing and knows no sum.
"""

from __future__ import annotations

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import ContentSwitcher

from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refusal import Refused
from terminal_app.scanner.text import Kind, ScannedText
from terminal_app.tui import messages, refund_verdict, refund_work, work
from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.jobs import Group
from terminal_app.tui.refund_desk import RefundDesk, Step
from terminal_app.tui.screens.refunding import Refunding
from terminal_app.tui.screens.slip import Slip
from terminal_app.tui.widgets.key_bar import KeyBar
from terminal_app.tui.widgets.notice import Notice
from terminal_app.tui.widgets.refund_panel import RefundPanel
from terminal_app.tui.widgets.return_table import ReturnTable
from terminal_app.tui.widgets.sale_finder import SaleFinder
from terminal_app.tui.widgets.status_bar import StatusBar
from terminal_app.tui.widgets.verdict_panel import VerdictPanel

SHOWN = {Step.FINDING: "finder", Step.CHOOSING: "panel", Step.DECIDING: "panel", Step.DONE: "end"}
SOUGHT = frozenset({Kind.SALE, Kind.SERIAL})
"""What a scan may say here: the id on a slip, or the serial number on a product."""


class RefundScreen(Refunding):
    """Begins with the last sales, or with the sale whose slip was scanned at the counter."""

    CSS_PATH = "refund.tcss"
    BINDINGS = bindings(Where.REFUND)
    WHERE = Where.REFUND
    AUTO_FOCUS = "#wanted"

    finder = query_one(SaleFinder)
    panel = query_one(RefundPanel)
    end = query_one(VerdictPanel)
    middle = query_one("#middle", ContentSwitcher)

    def __init__(self, sale_id: str = "") -> None:
        super().__init__()
        self._sale_id = sale_id
        self._listed: messages.SalesListed | None = None

    def compose(self) -> ComposeResult:
        """Status above, the step in the middle, answers and keys below."""
        yield StatusBar()
        with ContentSwitcher(initial="finder", id="middle"):
            yield SaleFinder(id="finder")
            yield RefundPanel(id="panel")
            yield VerdictPanel(id="end")
        yield Notice()
        yield KeyBar()

    def takes(self, scanned: ScannedText) -> bool:
        """Whether a scan is meant for this screen."""
        return scanned.kind in SOUGHT and self.desk.takes_sales

    @property
    def redemption_id(self) -> str:
        """The redemption of the sale that was found; empty while none is."""
        draft = self.desk.draft
        return "" if draft is None else draft.redemption.redemption_id

    def speak(self) -> None:
        """Say everything again; the first time, begin."""
        super().speak()
        if self._listed is None:
            self._listed = messages.SalesListed(sales=())
            self._list()
            if self._sale_id:
                self.seek(self._sale_id)
        self._show()

    def snapshot_taken(self) -> None:
        """Time has passed: what a confirmation would do may differ."""
        self._ask_preview()

    def watch_desk(self, before: RefundDesk, desk: RefundDesk) -> None:
        """Show what has changed, and let the keys follow."""
        if SHOWN[before.step] != SHOWN[desk.step]:
            self.middle.current = SHOWN[desk.step]
            self.call_after_refresh(self._focus)
        self._show()
        self.show_keys()
        if desk.draft != before.draft:
            self._ask_preview()

    # what the keys do

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002 - Textual's signature
    ) -> bool | None:
        """Offer only what means something at this step."""
        step = self.desk.step
        match action:
            case "confirm_refund":
                return step is Step.CHOOSING and self.desk.decision is not None
            case "all_units" | "void":
                return step is Step.CHOOSING
            case "reprint":
                return step is Step.CHOOSING and self._is_ours
            case "finish_refund":
                return step is Step.DONE
            case "leave_refund":
                return step is not Step.DECIDING
        return True

    def action_all_units(self) -> None:
        """All that is left."""
        if self.desk.draft is not None:
            self.desk = self.desk.drafted(self.desk.draft.everything())

    def action_void(self) -> None:
        """Only the redemption."""
        if self.desk.draft is not None:
            self.desk = self.desk.drafted(self.desk.draft.voiding())

    def action_reprint(self) -> None:
        """The receipt of the sale once more."""
        app, draft = self.counter_app, self.desk.draft
        if draft is not None:
            sale_id = draft.redemption.requested.sale_id
            job = partial(work.find_sale, app.counter, sale_id, app.acting_operator)
            app.jobs.start(Group.SLIP, job, to=self)

    def action_leave_refund(self) -> None:
        """One step back; from a slip that was scanned at the counter, back to the counter."""
        if self.desk.step is Step.CHOOSING and not self._sale_id:
            self.desk = RefundDesk()
            self.tell("")
            self._list()
        elif self.desk.step is Step.DONE:
            self.action_finish_refund()
        else:
            self.dismiss(None)

    def action_finish_refund(self) -> None:
        """Back to the counter; after a refusal back to the sale."""
        if self.desk.paid_out or self.desk.refunded is None:
            self.dismiss(None)
        else:
            self.desk = RefundDesk().brought(self.desk.refunded.redemption)

    # what was found

    @on(SaleFinder.SaleWanted)
    def _wanted(self, message: SaleFinder.SaleWanted) -> None:
        self.seek(message.text)

    @on(SaleFinder.SaleChosen)
    def _chosen(self, message: SaleFinder.SaleChosen) -> None:
        self._bring(message.redemption)

    @on(messages.SalesListed)
    def _sales_listed(self, message: messages.SalesListed) -> None:
        self._listed = message
        if message.wanted:
            self.tell("")
            self.finder.ready()
        self._show()

    @on(messages.SaleBrought)
    def _brought(self, message: messages.SaleBrought) -> None:
        if isinstance(message.result, Refused):
            self.counter_app.refuse(message.result)
        elif self.desk.takes_sales:
            self._bring(message.result)

    @on(messages.SaleFound)
    def _slip_found(self, message: messages.SaleFound) -> None:
        if isinstance(message.slip, Refused):
            self.counter_app.refuse(message.slip)
        else:
            self.app.push_screen(Slip(message.slip))

    # what is chosen

    @on(ReturnTable.UnitsCounted)
    def _counted(self, message: ReturnTable.UnitsCounted) -> None:
        if self.desk.draft is not None:
            draft = self.desk.draft.with_units(message.line, message.quantity)
            self.desk = self.desk.drafted(draft)

    @on(messages.RefundPreviewed)
    def _previewed(self, message: messages.RefundPreviewed) -> None:
        self.desk = self.desk.previewed(message.draft, message.preview)

    # its own

    @property
    def _is_ours(self) -> bool:
        draft = self.desk.draft
        return draft is not None and not draft.redemption.terminal_id

    def _bring(self, redemption: Redemption) -> None:
        self.desk = RefundDesk().brought(redemption)
        self.tell("")

    def _list(self) -> None:
        terminal = self.counter_app.counter.terminal
        self.counter_app.jobs.start(Group.LIST, partial(refund_work.list_sales, terminal), to=self)

    def _ask_preview(self) -> None:
        app, draft = self.counter_app, self.desk.draft
        if draft is not None and self.desk.step is Step.CHOOSING:
            job = partial(refund_work.preview, app.counter.terminal, draft, app.acting_operator)
            app.jobs.start(Group.REFUND, job, to=self)

    def _focus(self) -> None:
        """The focus goes where the hands are."""
        match self.desk.step:
            case Step.FINDING:
                self.finder.ready()
            case Step.DONE:
                self.end.slip_frame.focus()
            case _:
                self.panel.table.focus()

    def _show(self) -> None:
        if not self.has_spoken:
            return
        desk, wording, listed = self.desk, self.wording, self._listed
        if listed is not None:
            title = wording.say(
                "screen-refund-found" if listed.wanted else "screen-refund-recent",
                count=str(len(listed.sales)),
            )
            self.finder.show(listed.sales, wording, title=title)
        self.panel.show(desk, wording, online=self.online)
        if desk.refunded is not None:
            self.end.show(refund_verdict.of_refunded(desk.refunded, desk.slip, wording))
