"""What the parts of the back office have in common: who acts, for which days, and which keys they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Vertical
from textual.message_pump import MessagePump

from terminal_app.domain.refusal import Refused
from terminal_app.tui.jobs import Group, Work

if TYPE_CHECKING:
    from terminal_app.tui.app import CounterApp
    from terminal_app.tui.screens.office import BackOffice
    from terminal_app.wording import Wording


class Part(Vertical):
    """One part; its commands are those of the registry that it names."""

    NAME: ClassVar[str]
    HAS_DAYS: ClassVar[bool] = True
    """Whether it shows the days chosen above."""
    DEFAULT_CSS = "Part { height: 1fr; }"

    @property
    def office(self) -> BackOffice:
        """The screen it is on."""
        return cast("BackOffice", self.screen)

    @property
    def counter_app(self) -> CounterApp:
        """The app, as what it is."""
        return cast("CounterApp", self.app)

    @property
    def wording(self) -> Wording:
        """The words of the language in use."""
        return self.counter_app.wording

    def can(self, action: str) -> bool:  # noqa: ARG002 - parts that answer no key of their own
        """Whether a command means something here now."""
        return False

    def act(self, action: str) -> None:
        """Do what a command says; only asked for what `can` agrees to."""
        raise AssertionError(action)

    @property
    def can_read_on(self) -> bool:
        """Whether it tells more than there is room for."""
        return False

    def read_on(self) -> None:
        """Show what there was no room for; only asked for where there is something."""
        raise AssertionError(self.NAME)

    def load(self) -> None:
        """Ask for what is to be shown."""
        raise NotImplementedError

    def speak(self) -> None:
        """Say everything again from what is there."""
        raise NotImplementedError

    def focus_inside(self) -> None:
        """Put the focus where the arrows are wanted."""

    @property
    def is_in_front(self) -> bool:
        """Whether a page may be opened on it: nobody has gone elsewhere or opened something above."""
        return self.app.screen is self.screen and self.office.part is self

    def ask_for(self, work: Work, group: Group = Group.OFFICE) -> None:
        """Read in the background; only the latest of several of a group waits."""
        self.counter_app.jobs.start(group, work, to=self)

    def do(self, work: Work, *, to: MessagePump | None = None) -> None:
        """Change something in the background, in the order asked for, while who was let in may."""
        if self.office.may_act():
            self.counter_app.jobs.start_each(Group.OFFICE, work, to=to or self)

    def tell_refusal(self, refused: Refused) -> None:
        """Say why not, and what to do."""
        self.counter_app.refuse(refused)
