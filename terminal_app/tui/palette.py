"""The command palette: the same registry as the keys, the bar and the help, by name."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from terminal_app.tui.commands import COMMANDS, Command, Where
from terminal_app.tui.screens.base import Spoken

if TYPE_CHECKING:
    from terminal_app.tui.app import CounterApp

Run = Callable[[], Coroutine[object, object, bool]]


class CommandsProvider(Provider):
    """Offers what is possible on the screen the palette was opened over."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        say = self._app.wording.say
        for command, run in self._possible():
            label = f"{say(command.words)}  {command.key_label}"
            yield DiscoveryHit(label, run, help=say(f"{command.words}-help"))

    async def search(self, query: str) -> Hits:
        """What matches."""
        say, matcher = self._app.wording.say, self.matcher(query)
        for command, run in self._possible():
            label = f"{say(command.words)}  {command.key_label}"
            score = matcher.match(label)
            if score > 0:
                yield Hit(score, matcher.highlight(label), run, help=say(f"{command.words}-help"))

    @property
    def _app(self) -> CounterApp:
        return cast("CounterApp", self.app)

    def _possible(self) -> Iterator[tuple[Command, Run]]:
        screen = self.screen
        for command in COMMANDS:
            if not command.bound or command.name == "command_palette":
                continue
            if command.where is Where.EVERYWHERE and self._app.check_action(command.name, ()):
                yield command, partial(self._app.run_action, command.name, self._app)
            elif (
                isinstance(screen, Spoken)
                and command.where is screen.WHERE
                and screen.check_action(command.name, ())
            ):
                yield command, partial(self._app.run_action, command.name, screen)
