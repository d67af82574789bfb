"""The pages over the counter: which key opens which, who may see it, and who has to prove it first.

Knows no sale and runs no job. A page that is open is closed by the key that opened it.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.reactive import var
from textual.screen import ModalScreen, Screen

from terminal_app.ports import Operator
from terminal_app.tui.counter import Counter
from terminal_app.tui.painting import CAUTION
from terminal_app.tui.screens.approval import Approval
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.screens.camera import CameraScreen
from terminal_app.tui.screens.doctor import Doctor
from terminal_app.tui.screens.exceptions import Exceptions
from terminal_app.tui.screens.guide import GuidePage
from terminal_app.tui.screens.help import Help
from terminal_app.tui.screens.log import LogScreen
from terminal_app.tui.screens.office import BackOffice
from terminal_app.tui.screens.queue import Queue
from terminal_app.tui.screens.scanner_check import ScannerCheck
from terminal_app.tui.shell import Shell
from terminal_app.usecases.authority import refused_to


class Pages(Shell):
    """A shell that knows who stands at the counter, and what lies behind the keys."""

    operator: var[Operator | None] = var(None, init=False)

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter.wording, logbook=counter.terminal.log)
        self.counter = counter
        self.set_reactive(Pages.operator, counter.operator)

    @property
    def acting_operator(self) -> Operator:
        """Who stands at the counter; nothing that is recorded begins without somebody."""
        assert self.operator is not None, "somebody is signed in"
        return self.operator

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002 - Textual's signature
    ) -> bool | None:
        """Before somebody has signed in, nothing of the store's is to be seen."""
        if action in {
            "queue",
            "exceptions",
            "sync",
            "office",
            "sign_out",
            "scanner_check",
            "explain",
        }:
            return self.operator is not None
        if action == "log":
            return self.operator is not None and self.counter.read_log is not None
        if action == "doctor":
            return self.counter.examine is not None
        if action == "camera":
            return self.operator is not None and self.counter.camera is not None
        return True

    def action_help(self) -> None:
        """What the message that is shown means; once more, or without one, the keys."""
        code = self.screen.told_code if isinstance(self.screen, Spoken) else ""
        if code:
            self.push_screen(GuidePage(code))
        else:
            self._open(Help)

    def action_log(self) -> None:
        """What the program did here."""
        self._open(LogScreen)

    def action_queue(self) -> None:
        """What waits."""
        self._open(Queue)

    def action_exceptions(self) -> None:
        """What the platform declined later."""
        self._open(Exceptions)

    def action_camera(self) -> None:
        """Read a code by camera; the same key closes it."""
        camera = self.counter.camera
        if isinstance(self.screen, CameraScreen):
            self.screen.action_leave_camera()
        elif camera is not None and camera.missing is not None:
            self.fail(camera.missing, CAUTION)
        elif camera is not None:
            self.push_screen(CameraScreen(camera))

    def action_scanner_check(self) -> None:
        """Whether scanner and input method are set up right."""
        self._open(ScannerCheck)

    def action_doctor(self) -> None:
        """Everything that could be wrong; also before anybody has signed in, for that may be what is wrong."""
        self._open(Doctor)

    def action_office(self) -> None:
        """The back office, for whoever may change something in it; a cashier lets the store manager prove it."""
        if isinstance(self.screen, BackOffice):
            self.pop_screen()
            return
        self.back_to_counter()
        if isinstance(self.screen, ModalScreen):
            return
        self.with_approval(self._open_office)

    def with_approval(self, then: Callable[[Operator], None]) -> None:
        """Go on as who is here, if they may; else somebody who may proves it, for this once."""
        refused = refused_to(self.acting_operator)
        if refused is None:
            then(self.acting_operator)
            return
        people = self.counter.terminal.operators.names()
        allowed = tuple(one for one in people if refused_to(one) is None)
        if allowed:
            proved = Approval(allowed, refused)
            self.push_screen(proved, lambda one: None if one is None else then(one))
        else:
            self.refuse(refused)

    def _open_office(self, operator: Operator) -> None:
        people = self.counter.terminal.operators.names()
        names = {one.operator_id: one.name for one in (operator, *people)}
        self.push_screen(BackOffice(operator, names=names))

    def _open(self, screen: type[Screen[None]]) -> None:
        if isinstance(self.screen, screen):
            self.pop_screen()
            return
        if self.operator is not None:
            self.back_to_counter()
        self.push_screen(screen())
