"""What every screen has: the app with its proper type, its words, a line to answer in, and a bar of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from terminal_app.tui.commands import COMMANDS, Where
from terminal_app.tui.painting import BAD, QUIET, refusal_text, trouble_text
from terminal_app.tui.widgets.key_bar import KeyBar
from terminal_app.tui.widgets.notice import Notice
from terminal_app.tui.widgets.status_bar import StatusBar

if TYPE_CHECKING:
    from terminal_app.domain.refusal import EnvironmentTrouble, Refused
    from terminal_app.tui.app import CounterApp
    from terminal_app.usecases.views import CounterView
    from terminal_app.wording import Wording

Result = TypeVar("Result")


class Spoken(Screen[Result]):
    """A screen that can be asked to say everything again: after a change of language, state or snapshot."""

    WHERE: ClassVar[Where] = Where.EVERYWHERE

    @property
    def counter_app(self) -> CounterApp:
        """The app, as what it is."""
        return cast("CounterApp", self.app)

    @property
    def wording(self) -> Wording:
        """The words of the language in use."""
        return self.counter_app.wording

    @property
    def view(self) -> CounterView | None:
        """The one snapshot; nobody keeps a copy."""
        return self.counter_app.snapshot

    @property
    def may_be_left(self) -> bool:
        """Whether nothing here waits for its end."""
        return True

    has_spoken = False
    """Whether everything has been said once; before that its parts are not all there."""

    def on_mount(self) -> None:
        """Say everything for the first time, once every part of every part is there."""
        self.call_after_refresh(self._say_first)

    def on_screen_resume(self) -> None:
        """What was covered may be out of date."""
        self.say_again()

    def say_again(self) -> None:
        """Say everything again, unless it is yet to be said for the first time."""
        if self.has_spoken:
            self.speak()

    def _say_first(self) -> None:
        self.has_spoken = True
        self.speak()

    def speak(self) -> None:
        """Say everything again; screens add their own parts."""
        for status in self.query(StatusBar):
            if self.view is not None:
                status.show(self.view, self.counter_app.operator, self.wording)
        self.show_keys()

    def show_keys(self) -> None:
        """Offer the keys that do something now: this screen's own first."""
        app = self.counter_app
        own = [one for one in COMMANDS if one.where is self.WHERE is not Where.EVERYWHERE]
        everywhere = [one for one in COMMANDS if one.where is Where.EVERYWHERE]
        offered = [one for one in own if one.shown and self.check_action(one.name, ())]
        offered += [one for one in everywhere if one.shown and app.check_action(one.name, ())]
        for bar in self.query(KeyBar):
            bar.show(offered, self.wording)

    def tell(self, text: str, tone: str = QUIET, *, code: str = "") -> None:
        """Answer in the line that is there for it."""
        hint = self.wording.say("guide-hint") if code else ""
        for notice in self.query(Notice):
            notice.answer(text, tone, code=code, hint=hint)

    def tell_refusal(self, refused: Refused, tone: str = BAD) -> None:
        """Say here why not."""
        self.counter_app.note_refused(refused)
        self.tell(refusal_text(self.wording, refused), tone, code=refused.reason.value)

    def tell_trouble(self, trouble: EnvironmentTrouble) -> None:
        """Say here what is wrong with the surroundings."""
        self.counter_app.note_trouble(trouble)
        self.tell(trouble_text(self.wording, trouble), BAD, code=trouble.trouble.value)

    @property
    def told_code(self) -> str:
        """The code of what is said here, empty where it has none."""
        return next((notice.code for notice in self.query(Notice)), "")


class Asking(Spoken[Result], ModalScreen[Result]):
    """A modal: keys of the screens below do nothing, scans are kept for later; a message's page opens all the same."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "explain", "explain", show=False)]

    def action_explain(self) -> None:
        """The page of the message that is shown here."""
        if self.told_code:
            self.counter_app.action_help()
