"""The screen's application: one snapshot, one registry of commands, one gate for money, one place for scans.

Wires screens to jobs; decides nothing. `run()` ends with `return_code` 0, or 70 after a defect.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from textual import events, on
from textual.message import Message
from textual.message_pump import MessagePump
from textual.reactive import var

from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import SYSTEM, Operator
from terminal_app.scanner.text import Framing, Kind
from terminal_app.tui import garbage, idle, messages, work
from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.counter import Counter, SlipShown
from terminal_app.tui.feeds import Feeds
from terminal_app.tui.jobs import Group, Jobs, Work
from terminal_app.tui.office import messages as office
from terminal_app.tui.pages import Pages
from terminal_app.tui.painting import CAUTION, GOOD
from terminal_app.tui.scans import Scans
from terminal_app.tui.screens.ask_record import AskRecord
from terminal_app.tui.screens.counter import CounterScreen
from terminal_app.tui.screens.office import BackOffice
from terminal_app.tui.screens.refund import RefundScreen
from terminal_app.tui.screens.sale_open import SaleOpen
from terminal_app.tui.screens.scanner_check import ScannerCheck
from terminal_app.tui.screens.sign_in import SignIn
from terminal_app.tui.screens.typed_text import TypedText
from terminal_app.tui.stories import Stories
from terminal_app.tui.uploads import Uploads
from terminal_app.usecases.views import CounterView

__all__ = ["Counter", "CounterApp", "SlipShown"]

SNAPSHOT_S = 2.0
"""How old the picture of the terminal may get while nothing happens."""

UPLOAD_CHECK_S = 1.0
TIDY_CHECK_S = 1.0
SEEN_CHECK_S = 1.0


class CounterApp(Pages):
    """The whole screen."""

    CSS_PATH = ["app.tcss", "screens/counter.tcss"]  # noqa: RUF012 - Textual loads no sheet for a default screen
    BINDINGS = bindings(Where.EVERYWHERE)

    snapshot: var[CounterView | None] = var(None, init=False)

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self.jobs = Jobs(self)
        self.set_reactive(CounterApp.sounds, counter.sound)
        self.scans = Scans(self)
        self.uploads = Uploads(self)
        self.feeds = Feeds(self)
        self.idle = idle.Idle(counter.idle_lock_s)
        self.stories = Stories(self)

    # what screens ask of it

    @property
    def counter_screen(self) -> CounterScreen:
        """The screen under all the others."""
        screen = self.screen_stack[0]
        assert isinstance(screen, CounterScreen), "the counter is always there"
        return screen

    def now(self) -> datetime:
        """The trusted time."""
        return self.counter.terminal.clock.read().now

    def start_money(self, job: Work, *, to: MessagePump) -> bool:
        """Start a decision; says so and returns False while another one runs."""
        if self.jobs.start_money(job, to=to):
            return True
        self.answer(self.wording.say("screen-busy"), CAUTION)
        return False

    def ask_not_paid(self, redemption: Redemption, then: Callable[[], None]) -> None:
        """Ask before a redemption is undone."""
        requested = redemption.requested
        self.ask(
            "screen-ask-reverse",
            then,
            payable=self.wording.amount(requested.payable),
            face=self.wording.amount(requested.discount),
        )

    def rebuild(self) -> None:
        """Take a new snapshot."""
        self.jobs.start(Group.SNAPSHOT, partial(work.take_snapshot, self.counter.terminal), to=self)

    def recover(self) -> None:
        """Bring to an end what has none, and ask about sales that wait for a word."""
        job = partial(work.recover_sales, self.counter.terminal, self.operator or SYSTEM)
        self.jobs.start_money(job, to=self)

    def frame_scans(self, framing: Framing) -> None:
        """From now on this is what the store's scanner puts around every code."""
        self.counter = replace(self.counter, framing=framing)

    # beginning

    def get_default_screen(self) -> CounterScreen:
        """The counter is under everything else."""
        return CounterScreen()

    def on_mount(self) -> None:
        """First what a crash left, then who is here."""
        self.rebuild()
        self.set_interval(SNAPSHOT_S, self.rebuild)
        self.set_interval(UPLOAD_CHECK_S, self.uploads.start_when_due)
        self.set_interval(UPLOAD_CHECK_S, self.lock_when_idle)
        self.set_interval(TIDY_CHECK_S, self.tidy_when_quiet)
        if not self.is_headless:
            self.set_interval(SEEN_CHECK_S, self.leave_when_unseen)
        self.feeds.start()
        if self.operator is None:
            self._sign_in()
        else:
            self.recover()

    def on_unmount(self) -> None:
        """Scanners and camera are let go of before the program ends."""
        self.feeds.stop()
        if self.counter.camera is not None:
            self.counter.camera.release()

    def _sign_in(self, remark: str = "") -> None:
        people = self.counter.terminal.operators.names()
        self.push_screen(SignIn(people, remark=remark), self._signed_in)

    def lock_when_idle(self) -> None:
        """Nobody has been here for long: whoever comes says who they are. What is under way is never interrupted."""
        if self.idle.is_over and self.operator is not None and idle.may_lock(self):
            self.back_to_counter()
            self.operator = None
            self._sign_in(self.wording.say("screen-locked"))

    def leave_when_unseen(self) -> None:
        """Whoever showed the screen is gone (a window killed, a line cut): reading from it would never wait again."""
        stdin = sys.__stdin__
        if (stdin is None or not stdin.isatty()) and not self.jobs.money_runs:
            self.exit(0)

    def tidy_when_quiet(self) -> None:
        """Nobody has pressed a key for a moment: what would stop the screen in mid-sale is done now."""
        if self.idle.quiet_ms >= garbage.QUIET_MS and self.jobs.idle:
            garbage.tidy()

    def _signed_in(self, operator: Operator | None) -> None:
        self.idle.touch()
        self.operator = operator
        self.speak()
        self.recover()

    # scans: before focus, before bindings

    async def on_event(self, event: events.Event) -> None:
        """Let a person's keys through; keep a machine's together."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.idle.touch()
            await self.scans.take(event)
        else:
            await super().on_event(event)

    async def _on_message(self, message: Message) -> None:
        """What a thread says while the screens are being closed has nobody to be told to; it is on disk already."""
        if self.is_running or isinstance(message, events.Event):
            await super()._on_message(message)

    async def let_through(self, event: events.Key | events.Paste) -> None:
        """A person's: on to bindings and focus."""
        await super().on_event(event)

    @on(messages.CodeScanned)
    def _scanned(self, message: messages.CodeScanned) -> None:
        self.idle.touch()
        if self.operator is None:
            self.answer(self.wording.say("screen-scan-sign-in"), CAUTION)
        elif isinstance(self.screen, AskRecord):
            self.screen.take(message.scanned.text)
        elif isinstance(self.screen, ScannerCheck):
            self.screen.hear_other(message.scanned.kind)
        elif isinstance(self.screen, TypedText) and self.screen.takes(message.scanned):
            self.screen.write(message.scanned.raw)
        elif not self.scans.counts(message.scanned):
            return
        elif message.scanned.kind is Kind.MISREAD:
            self.refuse(Refused(reason=Reason.CODE_MISREAD))
        elif isinstance(self.screen, RefundScreen) and self.screen.takes(message.scanned):
            self.screen.seek(message.scanned.text)
        else:
            self.back_to_counter()
            reading = self.scans.reading(message.scanned)
            if not self.jobs.start_each(Group.RECOGNISE, reading, to=self.counter_screen):
                self.answer(self.wording.say("screen-scans-wait"), CAUTION)

    @on(messages.FeedSpoke)
    def _feed_spoke(self, message: messages.FeedSpoke) -> None:
        self.feeds.tell(message.event)

    # what came back

    @on(messages.JobEnded)
    def _job_ended(self, message: messages.JobEnded) -> None:
        self.jobs.end(message.group)

    @on(messages.SnapshotTaken)
    def _snapshot_taken(self, message: messages.SnapshotTaken) -> None:
        self.snapshot = message.view

    def watch_snapshot(self, view: CounterView | None) -> None:
        """Show the new picture everywhere."""
        self.speak()
        if view is not None:
            self.counter_screen.snapshot_taken()
            if isinstance(self.screen, RefundScreen):
                self.screen.snapshot_taken()

    @on(messages.RecoveryFinished)
    def _recovered(self, message: messages.RecoveryFinished) -> None:
        for redemption in reversed(message.sales):
            self.push_screen(SaleOpen(redemption), self._ended)
        self.rebuild()

    def _ended(self, redemption: Redemption | None) -> None:
        if redemption is not None:
            self.counter_screen.sale_ended(redemption)
        self.rebuild()

    @on(office.ShiftEnded)
    def _shift_ended(self, message: office.ShiftEnded) -> None:
        say, result = self.wording.say, message.result
        if isinstance(result, Refused):
            self.refuse(result)
        elif message.trouble is not None:
            unprinted = say("office-shift-unprinted", number=str(result.number))
            self.fail(message.trouble, before=f"{unprinted}\n")
        else:
            self.answer(say("office-shift-closed", number=str(result.number)), GOOD)
        if isinstance(self.screen, BackOffice):
            self.screen.shift_ended(message)

    @on(messages.TroubleMet)
    def _troubled(self, message: messages.TroubleMet) -> None:
        self.fail(message.trouble)

    # upload and download

    @on(messages.SyncProgressed)
    def _sync_progressed(self, message: messages.SyncProgressed) -> None:
        self.answer(self.wording.say("screen-sync-progress", count=str(message.settled)), "quiet")

    @on(messages.SyncFinished)
    def _synced(self, message: messages.SyncFinished) -> None:
        synced = message.synced
        self.uploads.end(synced, jitter=self.counter.terminal.ids.jitter())
        if message.asked:
            words = "screen-synced" if synced.reached else "screen-sync-silent"
            text = self.wording.say(words, sent=str(synced.sent), waiting=str(synced.waiting))
            self.answer(text, GOOD if synced.reached else CAUTION)
        for slip in message.outage_slips:
            self.answer(self.wording.say("outage-printed", file=slip.path), GOOD)
        if message.trouble is not None:
            self.fail(message.trouble)
        self.rebuild()

    # what the keys do

    def action_explain(self) -> None:
        """One record's whole story."""
        self.stories.ask()

    @on(office.StoryTold)
    def _story_told(self, message: office.StoryTold) -> None:
        self.stories.show(message.story)

    def action_sync(self) -> None:
        """Upload now."""
        self.answer(self.wording.say("screen-syncing"), "quiet")
        self.uploads.start_now(self.acting_operator.operator_id)

    def action_sign_out(self) -> None:
        """Somebody else takes over; an unfinished sale is finished first."""
        if not self.counter_screen.may_be_left or self.jobs.money_runs:
            self.answer(self.wording.say("screen-finish-first"), CAUTION)
            return
        self.back_to_counter()
        self.operator = None
        self._sign_in()

    def action_leave(self) -> None:
        """End the program, never in the middle of a decision."""
        if self.jobs.money_runs:
            self.answer(self.wording.say("screen-busy"), CAUTION)
            return
        waiting = self.snapshot.waiting if self.snapshot is not None else 0
        question = "screen-ask-leave-waiting" if waiting else "screen-ask-leave"
        if not self.counter_screen.may_be_left:
            question = "screen-ask-leave-unpaid"
        self.ask(question, self._leave, count=str(waiting))

    def _leave(self) -> None:
        if self.jobs.money_runs:
            self.answer(self.wording.say("screen-busy"), CAUTION)
        else:
            self.exit(0)
