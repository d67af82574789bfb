"""The shell around the screens: how it looks, how it answers, asks and sounds, its language, and how it ends.

Knows no terminal, no sale and no job.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from rich.text import Text
from textual import events
from textual.app import App
from textual.command import CommandPalette
from textual.reactive import var
from textual.screen import ModalScreen

from terminal_app.domain.refusal import EnvironmentTrouble, Refused
from terminal_app.ports import NO_LOG, Level, Log, What
from terminal_app.tui import crash, themes
from terminal_app.tui.painting import BAD, CAUTION, GOOD, refusal_text, trouble_text
from terminal_app.tui.palette import CommandsProvider
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.screens.confirm import Confirm
from terminal_app.tui.screens.too_small import TooSmall, fits
from terminal_app.wording import Language, Wording

BELL_GAP_S = 0.18
BELLS = {GOOD: 1, CAUTION: 2, BAD: 3}


class Shell(App[int], inherit_bindings=False):
    """What does not depend on what is sold."""

    TITLE = "coupon-terminal"
    COMMANDS = {CommandsProvider}  # noqa: RUF012 - Textual declares it so
    COMMAND_PALETTE_BINDING = "ctrl+p"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]  # noqa: RUF012 - Textual declares it so

    sounds: var[bool] = var(True)

    def __init__(self, wording: Wording, *, logbook: Log = NO_LOG) -> None:
        super().__init__()
        self.logbook = logbook
        self.wording = wording
        for theme in themes.ALL:
            self.register_theme(theme)
        self.theme = themes.DARK.name

    def answer(self, text: str, tone: str, *, code: str = "") -> None:
        """Say one sentence, with its sound, where the person is looking; a key opens the page of its code."""
        for screen in {self.screen_stack[0], self.screen}:
            if isinstance(screen, Spoken):
                screen.tell(text, tone, code=code)
        self.sound_for(tone)

    def refuse(self, refused: Refused, tone: str = CAUTION, *, before: str = "") -> None:
        """Say why not."""
        self.note_refused(refused)
        text = before + refusal_text(self.wording, refused)
        self.answer(text, tone, code=refused.reason.value)

    def fail(self, trouble: EnvironmentTrouble, tone: str = BAD, *, before: str = "") -> None:
        """Say what is wrong with the surroundings."""
        self.note_trouble(trouble)
        text = before + trouble_text(self.wording, trouble)
        self.answer(text, tone, code=trouble.trouble.value)

    def note_refused(self, refused: Refused) -> None:
        """Tell the log what a person was refused."""
        code = refused.reason.value
        self.logbook.note(What.REFUSED, level=Level.WARNING, code=code, where=self._where)

    def note_trouble(self, trouble: EnvironmentTrouble) -> None:
        """Tell the log which trouble a person was shown."""
        code = trouble.trouble.value
        self.logbook.note(What.TROUBLE, level=Level.ERROR, code=code, where=self._where)

    @property
    def _where(self) -> str:
        return type(self.screen).__name__.lower()

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

    def speak(self) -> None:
        """Have every screen say everything again."""
        for screen in self.screen_stack:
            if isinstance(screen, Spoken):
                screen.say_again()

    def back_to_counter(self) -> None:
        """Leave every screen that is no question and has nothing under way."""
        if isinstance(self.screen, CommandPalette):
            self.pop_screen()
        while len(self.screen_stack) > 1 and not isinstance(self.screen, ModalScreen):
            if isinstance(self.screen, Spoken) and not self.screen.may_be_left:
                break
            self.pop_screen()

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

    def action_command_palette(self) -> None:
        """Search among the commands."""
        if self.use_command_palette and not CommandPalette.is_open(cast("App[object]", self)):
            self.push_screen(CommandPalette(placeholder=self.wording.say("screen-palette")))

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
        self._return_code = self._return_value = crash.EXIT_DEFECT
        place = crash.note(error, self.logbook)
        self._exit_renderables = [Text(f"{self.wording.say('screen-defect')}\n{place}")]
        self._close_messages_no_wait()
