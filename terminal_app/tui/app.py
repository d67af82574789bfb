"""The screen's application: one snapshot, one registry of commands, one gate for money, one place for scans.

Wires screens to jobs; decides nothing. `run()` ends with `return_code` 0, or 70 after a defect.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import cast

from rich.text import Text
from textual import events, on
from textual.app import App
from textual.command import CommandPalette
from textual.message_pump import MessagePump
from textual.reactive import reactive, var
from textual.screen import ModalScreen, Screen
from textual.timer import Timer

from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refusal import EnvironmentTrouble
from terminal_app.ports import SYSTEM, Operator
from terminal_app.scanner.keyed import Burst, RepeatFilter
from terminal_app.scanner.text import Kind, ScannedText, Source, read_text
from terminal_app.tui import crash, messages, themes, work
from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.counter import Counter, SlipShown
from terminal_app.tui.intake import Intake, Let, now_ms
from terminal_app.tui.jobs import Group, Jobs, Work, retry_after_s
from terminal_app.tui.painting import BAD, CAUTION, GOOD, plain, sentence_text
from terminal_app.tui.palette import CommandsProvider
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.screens.confirm import Confirm
from terminal_app.tui.screens.counter import CounterScreen
from terminal_app.tui.screens.exceptions import Exceptions
from terminal_app.tui.screens.help import Help
from terminal_app.tui.screens.queue import Queue
from terminal_app.tui.screens.sale_open import SaleOpen
from terminal_app.tui.screens.sign_in import SignIn
from terminal_app.tui.screens.too_small import TooSmall, fits
from terminal_app.usecases.sync import Pace
from terminal_app.usecases.views import CounterView
from terminal_app.wording import Language, Wording

__all__ = ["Counter", "CounterApp", "SlipShown"]

SNAPSHOT_S = 2.0
"""How old the picture of the terminal may get while nothing happens."""

SYNC_CHECK_S = 1.0
IDLE_SYNC_S = 60.0
"""While all is well the platform is asked this often for what is newer."""

BELL_GAP_S = 0.18
BELLS = {GOOD: 1, CAUTION: 2, BAD: 3}
PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".bmp")
REPEATING = frozenset({Kind.COUPON, Kind.SALE})
"""Kinds whose second sighting within moments is the same one; two equal products are two."""


class CounterApp(App[int], inherit_bindings=False):
    """The whole screen."""

    CSS_PATH = "app.tcss"
    TITLE = "coupon-terminal"
    COMMANDS = {CommandsProvider}  # noqa: RUF012 - Textual declares it so
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS = bindings(Where.EVERYWHERE)
    ENABLE_COMMAND_PALETTE = True

    snapshot: reactive[CounterView | None] = reactive(None, init=False)
    operator: var[Operator | None] = var(None, init=False)
    sounds: var[bool] = var(True)

    def __init__(self, counter: Counter) -> None:
        super().__init__()
        self.counter = counter
        self.wording = counter.wording
        self.jobs = Jobs(self)
        self.set_reactive(CounterApp.operator, counter.operator)
        self._intake = Intake()
        self._intake_timer: Timer | None = None
        self._repeats = RepeatFilter()
        self._failures = 0
        self._sync_due_ms = 0
        for theme in themes.ALL:
            self.register_theme(theme)
        self.theme = themes.DARK.name

    # what screens ask of it

    @property
    def acting_operator(self) -> Operator:
        """Who stands at the counter; nothing that is recorded begins without somebody."""
        assert self.operator is not None, "somebody is signed in"
        return self.operator

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

    def answer(self, text: str, tone: str) -> None:
        """Say one sentence, with its sound, where the person is looking."""
        if isinstance(self.screen, Spoken):
            self.screen.tell(text, tone)
        if self.screen is not self.counter_screen:
            self.counter_screen.tell(text, tone)
        self.sound_for(tone)

    def sound_for(self, tone: str) -> None:
        """One bell for good, two for «look here», three for no."""
        if self.sounds:
            for count in range(BELLS.get(tone, 0)):
                self.set_timer(BELL_GAP_S * count + 0.001, self.bell)

    def ask(self, question: str, then: Callable[[], None], **facts: str) -> None:
        """Ask before something that cannot be undone; `question` is the wording key."""
        say = self.wording.say
        self.push_screen(
            Confirm(
                question=say(question, **facts),
                yes=say(f"{question}-yes"),
                no=say(f"{question}-no"),
            ),
            lambda answer: then() if answer else None,
        )

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

    # beginning

    def get_default_screen(self) -> CounterScreen:
        """The counter is under everything else."""
        return CounterScreen()

    def on_mount(self) -> None:
        """First what a crash left, then who is here."""
        self.rebuild()
        self.set_interval(SNAPSHOT_S, self.rebuild)
        self.set_interval(SYNC_CHECK_S, self._sync_by_itself)
        if self.operator is None:
            self._sign_in()
        else:
            self.recover()

    def _sign_in(self) -> None:
        self.push_screen(SignIn(self.counter.terminal.operators.names()), self._signed_in)

    def _signed_in(self, operator: Operator | None) -> None:
        self.operator = operator
        self.speak()
        self.recover()

    def speak(self) -> None:
        """Have every screen say everything again."""
        for screen in self.screen_stack:
            if isinstance(screen, Spoken):
                screen.say_again()

    # scans: before focus, before bindings

    async def on_event(self, event: events.Event) -> None:
        """Let a person's keys through; keep a machine's together."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._let(self._intake.key(event))
        elif isinstance(event, events.Paste) and not event.is_forwarded:
            await self._let(self._intake.paste(event))
        else:
            await super().on_event(event)

    async def _let(self, certain: list[Let]) -> None:
        for one in certain:
            if isinstance(one, Burst):
                self.post_message(messages.CodeScanned(read_text(one.text, source=one.source)))
            else:
                await super().on_event(one)
        due_ms = self._intake.due_ms
        if due_ms is not None and self._intake_timer is None:
            self._intake_timer = self.set_timer(max(due_ms - now_ms(), 1) / 1000, self._tick)

    async def _tick(self) -> None:
        self._intake_timer = None
        await self._let(self._intake.tick(now_ms()))

    @on(messages.CodeScanned)
    def _scanned(self, message: messages.CodeScanned) -> None:
        scanned = message.scanned
        if self.operator is None:
            self.answer(self.wording.say("screen-scan-sign-in"), CAUTION)
            return
        if scanned.kind in REPEATING and not self._repeats.counts(scanned.text, now_ms()):
            return
        while len(self.screen_stack) > 1 and not isinstance(self.screen, ModalScreen):
            self.pop_screen()
        self.jobs.start_each(Group.RECOGNISE, self._reading(scanned), to=self.counter_screen)

    def _reading(self, scanned: ScannedText) -> Work:
        terminal, decode_file = self.counter.terminal, self.counter.decode_file
        path = scanned.raw.strip().strip("'\"")
        is_path = scanned.source is Source.PASTED and path.lower().endswith(PICTURE_ENDINGS)
        if decode_file is not None and is_path:
            return partial(work.read_picture, terminal, decode_file, path)
        return partial(work.read_code, terminal, scanned)

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

    @on(messages.RecoveryFinished)
    def _recovered(self, message: messages.RecoveryFinished) -> None:
        for redemption in reversed(message.sales):
            self.push_screen(SaleOpen(redemption), self._ended)
        self.rebuild()

    def _ended(self, redemption: Redemption | None) -> None:
        if redemption is not None:
            self.counter_screen.sale_ended(redemption)
        self.rebuild()

    @on(messages.TroubleMet)
    def _troubled(self, message: messages.TroubleMet) -> None:
        self.answer(trouble_text(self.wording, message.trouble), BAD)

    # upload and download

    def _sync_by_itself(self) -> None:
        view = self.snapshot
        if not self.counter.syncs_by_itself or view is None or now_ms() < self._sync_due_ms:
            return
        self._start_sync(Pace.BRIEF)

    def _start_sync(self, pace: Pace) -> None:
        if self.jobs.runs(Group.SYNC):
            return
        progress = self._progressed if pace is Pace.FULL else None
        operator = self.operator or SYSTEM
        acting = operator if pace is Pace.FULL else SYSTEM
        job = partial(work.upload, self.counter.terminal, acting.operator_id, pace, progress)
        self.jobs.start(Group.SYNC, job, to=self)

    def _progressed(self, settled: int) -> None:
        self.post_message(messages.SyncProgressed(settled=settled))

    @on(messages.SyncProgressed)
    def _sync_progressed(self, message: messages.SyncProgressed) -> None:
        self.answer(self.wording.say("screen-sync-progress", count=str(message.settled)), "quiet")

    @on(messages.SyncFinished)
    def _synced(self, message: messages.SyncFinished) -> None:
        synced = message.synced
        self._failures = 0 if synced.reached else self._failures + 1
        jitter = self.counter.terminal.ids.jitter()
        again_s = retry_after_s(self._failures, jitter=jitter)
        if synced.reached and not synced.waiting:
            again_s = IDLE_SYNC_S
        self._sync_due_ms = now_ms() + int(again_s * 1000)
        if message.asked:
            words = "screen-synced" if synced.reached else "screen-sync-silent"
            text = self.wording.say(words, sent=str(synced.sent), waiting=str(synced.waiting))
            self.answer(text, GOOD if synced.reached else CAUTION)
        self.rebuild()

    # what the keys do

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002 - Textual's signature
    ) -> bool | None:
        """Before somebody has signed in, nothing of the store's is to be seen."""
        if action in {"queue", "exceptions", "sync", "sign_out"}:
            return self.operator is not None
        return True

    def action_help(self) -> None:
        """The keys and what they do."""
        self._open(Help)

    def action_queue(self) -> None:
        """What waits."""
        self._open(Queue)

    def action_exceptions(self) -> None:
        """What the platform declined later."""
        self._open(Exceptions)

    def action_sync(self) -> None:
        """Upload now."""
        self.answer(self.wording.say("screen-syncing"), "quiet")
        self._start_sync(Pace.FULL)

    def action_language(self) -> None:
        """The other language."""
        other = Language.EN if self.wording.language is Language.ZH else Language.ZH
        self.wording = Wording(other)
        self.speak()

    def action_sound(self) -> None:
        """Bells on or off."""
        self.sounds = not self.sounds
        self.answer(
            self.wording.say("screen-sound-on" if self.sounds else "screen-sound-off"), GOOD
        )

    def action_sign_out(self) -> None:
        """Somebody else takes over; an unfinished sale is finished first."""
        if not self.counter_screen.may_be_left:
            self.answer(self.wording.say("screen-finish-first"), CAUTION)
            return
        self._back_to_counter()
        self.operator = None
        self._sign_in()

    def action_leave(self) -> None:
        """End the program, never in the middle of a decision."""
        if self.jobs.money_runs:
            self.answer(self.wording.say("screen-busy"), CAUTION)
            return
        waiting = self.snapshot.waiting if self.snapshot is not None else 0
        question = "screen-ask-leave-waiting" if waiting else "screen-ask-leave"
        self.ask(question, self._leave, count=str(waiting))

    def action_command_palette(self) -> None:
        """Search among the commands."""
        if self.use_command_palette and not CommandPalette.is_open(cast("App[object]", self)):
            self.push_screen(CommandPalette(placeholder=self.wording.say("screen-palette")))

    def _leave(self) -> None:
        if self.jobs.money_runs:
            self.answer(self.wording.say("screen-busy"), CAUTION)
        else:
            self.exit(0)

    def _open(self, screen: type[Screen[None]]) -> None:
        if isinstance(self.screen, screen):
            self.pop_screen()
            return
        if self.operator is not None:
            self._back_to_counter()
        self.push_screen(screen())

    def _back_to_counter(self) -> None:
        while len(self.screen_stack) > 1 and not isinstance(self.screen, ModalScreen):
            self.pop_screen()

    def on_resize(self, event: events.Resize) -> None:
        """Below 80 × 24 figures would be cut: say so instead."""
        if not fits(event.size) and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall())
        elif fits(event.size) and isinstance(self.screen, TooSmall):
            self.pop_screen()

    # the end

    def _handle_exception(self, error: Exception) -> None:
        """A defect: one sentence instead of Textual's traceback, whose local variables may be a PIN or a token."""
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._return_code = crash.EXIT_DEFECT
        place = crash.note(error)
        self._exit_renderables = [Text(f"{self.wording.say('screen-defect')}\n{place}")]
        self._close_messages_no_wait()


def trouble_text(wording: Wording, trouble: EnvironmentTrouble) -> str:
    """What is wrong with the surroundings, and what to do."""
    return plain(sentence_text(wording.trouble(trouble)))
