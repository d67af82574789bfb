"""A simulated shopper (training): choose a coupon, see their phone for a moment, and the real decoder reads it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import OptionList

from terminal_app.domain.campaign import CouponType
from terminal_app.scanner.text import Source, read_text
from terminal_app.tui import work
from terminal_app.tui.jobs import Group
from terminal_app.tui.messages import CodeScanned, ShopperCame, TroubleMet
from terminal_app.tui.painting import BAD
from terminal_app.tui.screens.base import Asking
from terminal_app.tui.widgets.code_picture import CodePicture, modules_of
from terminal_app.tui.widgets.notice import Notice

SEEN_S = 1.5
"""How long the phone is held out; any key takes the code at once."""

ROWS_BESIDE = 8
"""Frame, title and answer around the picture."""


class Shopper(Asking[None]):
    """Leaves a scan behind, on the same way that a scanner's takes."""

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "close", show=False)]

    choice = query_one(OptionList)
    picture = query_one(CodePicture)

    def __init__(self, types: tuple[CouponType, ...]) -> None:
        super().__init__()
        self._types = types
        self._read: str | None = None

    def compose(self) -> ComposeResult:
        """What the shopper may hold, and their phone."""
        with Vertical(classes="question"):
            yield OptionList(markup=False)
            yield CodePicture()
            yield Notice()

    def speak(self) -> None:
        """The coupon types of the campaign in force, numbered."""
        super().speak()
        wording = self.wording
        self.query_one(Vertical).border_title = wording.say("screen-shopper")
        how = "screen-shopper-how" if self._read is None else "screen-shopper-shown-how"
        self.query_one(Vertical).border_subtitle = wording.say(how)
        highlighted = self.choice.highlighted or 0
        self.choice.clear_options()
        for number, kind in enumerate(self._types, start=1):
            words = wording.say("screen-coupon-face", face=wording.amount(kind.face))
            threshold = wording.say("screen-type-from", threshold=wording.amount(kind.threshold))
            self.choice.add_option(Content.assemble(f" {number}  ", words, f"   {threshold}"))
        self.choice.highlighted = highlighted

    def on_key(self, event: events.Key) -> None:
        """A digit chooses; once the phone is seen any key goes on."""
        if self._read is not None:
            event.stop()
            self._take()
        elif event.key.isdecimal() and 1 <= int(event.key) <= len(self._types):
            event.stop()
            self._call(int(event.key) - 1)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._call(event.option_index)

    def _call(self, chosen: int) -> None:
        counter, jobs = self.counter_app.counter, self.counter_app.jobs
        if counter.shopper is None or counter.decode is None or jobs.runs(Group.SHOPPER):
            return
        self.tell(self.wording.say("screen-shopper-coming"))
        jobs.start(
            Group.SHOPPER,
            partial(work.call_shopper, counter.shopper, counter.decode, self._types[chosen].id),
            to=self,
        )

    @on(ShopperCame)
    def _came(self, message: ShopperCame) -> None:
        if message.text is None:
            self.tell(self.wording.say("screen-shopper-unreadable"), BAD)
            return
        self._read = message.text
        modules = modules_of(message.text)
        if self.picture.rows_of(modules) + ROWS_BESIDE <= self.app.size.height:
            self.choice.display = False
            self.picture.show(modules)
            self.query_one(Vertical).border_subtitle = self.wording.say("screen-shopper-shown-how")
            self.tell(self.wording.say("screen-shopper-shows"))
            self.set_timer(SEEN_S, self._take)
        else:
            self._take()

    @on(TroubleMet)
    def _troubled(self, message: TroubleMet) -> None:
        message.stop()
        self.tell_trouble(message.trouble)

    def _take(self) -> None:
        read, self._read = self._read, None
        if read is not None:
            self.dismiss(None)
            self.app.post_message(CodeScanned(scanned=read_text(read, source=Source.IMAGE)))
