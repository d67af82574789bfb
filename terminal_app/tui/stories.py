"""Stories on the screen: which record is meant, asked for or obvious, and its page once it has been read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.screen import ModalScreen

from terminal_app.domain.refusal import Refused
from terminal_app.domain.story import Story
from terminal_app.tui.jobs import Group
from terminal_app.tui.office import work
from terminal_app.tui.screens.ask_record import AskRecord
from terminal_app.tui.screens.counter import CounterScreen
from terminal_app.tui.screens.office_page import story_page
from terminal_app.tui.screens.refund import RefundScreen

if TYPE_CHECKING:
    from terminal_app.tui.app import CounterApp


class Stories:
    """Asks for one story at a time."""

    def __init__(self, app: CounterApp) -> None:
        self._app = app

    def ask(self) -> None:
        """The sale that is in front of the person, or whatever number they type or scan."""
        app = self._app
        wanted = self._obvious()
        if wanted:
            self.tell(wanted)
        elif not isinstance(app.screen, ModalScreen):
            app.push_screen(AskRecord(app.wording.say("story-ask")), self._answered)

    def tell(self, wanted: str) -> None:
        """Read one record's story."""
        app = self._app
        app.jobs.start(Group.STORY, partial(work.tell_story, app.counter.terminal, wanted), to=app)

    def show(self, story: Story | Refused) -> None:
        """The page, over whatever is in front; a question is not covered."""
        app = self._app
        if isinstance(story, Refused):
            app.refuse(story)
        elif not isinstance(app.screen, ModalScreen):
            app.push_screen(story_page(story))

    def _answered(self, wanted: str | None) -> None:
        if wanted is not None:
            self.tell(wanted)

    def _obvious(self) -> str:
        screen = self._app.screen
        match screen:
            case CounterScreen() if screen.till.redemption is not None:
                return screen.till.redemption.redemption_id
            case RefundScreen():
                return screen.redemption_id
            case _:
                return ""
