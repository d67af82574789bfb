"""Work off the screen: every use case runs in a thread, comes back as one message, and has a named group.

Money goes through a gate that lets one job in: a thread of Textual's cannot be stopped once it runs, so a second
decision must not begin. Catches EnvironmentTrouble, in the one place where the screen does.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING

from textual.message import Message
from textual.message_pump import MessagePump

from terminal_app.domain.refusal import EnvironmentTrouble
from terminal_app.tui.messages import JobEnded, TroubleMet

if TYPE_CHECKING:
    from textual.app import App

QUEUED_MAX = 32
"""Scans that may wait to be read; reading one takes a millisecond."""


class Group(StrEnum):
    """Worker groups; one job of a group runs at a time."""

    MONEY = "money"
    SNAPSHOT = "snapshot"
    PREVIEW = "preview"
    SEARCH = "search"
    RECOGNISE = "recognise"
    SLIP = "slip"
    SYNC = "sync"
    SIGN_IN = "sign_in"
    SHOPPER = "shopper"
    LIST = "list"
    SALE = "sale"
    REFUND = "refund"
    CAMERA = "camera"
    CAMERA_CODE = "camera_code"
    SCANNER_CHECK = "scanner_check"
    OFFICE = "office"
    STORY = "story"
    LOG = "log"
    DOCTOR = "doctor"
    BUNDLE = "bundle"


Work = Callable[[], Message]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    work: Work
    to: MessagePump


class Jobs:
    """Starts jobs and keeps them apart."""

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self._gate = Lock()
        self._running: set[str] = set()
        self._waiting: dict[str, _Waiting] = {}
        self._queued: dict[str, deque[_Waiting]] = defaultdict(deque)

    @property
    def money_runs(self) -> bool:
        """Whether a decision is under way."""
        return self._gate.locked()

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not (self._running or self._gate.locked())

    def runs(self, group: Group) -> bool:
        """Whether a background job of that group is under way."""
        return group in self._running

    def start_money(self, work: Work, *, to: MessagePump) -> bool:
        """Start a decision, unless one is under way; False means that nothing was started."""
        if not self._gate.acquire(blocking=False):
            return False

        def decide() -> None:
            try:
                message = _outcome(work, money=True)
            finally:
                self._gate.release()
            to.post_message(message)

        self._run(Group.MONEY, decide)
        return True

    def start(self, group: Group, work: Work, *, to: MessagePump) -> None:
        """Start a background job; while one of its group runs, only the latest asked for waits."""
        if group in self._running:
            self._waiting[group] = _Waiting(work=work, to=to)
            return
        self._running.add(group)

        def run() -> None:
            to.post_message(_outcome(work, money=False))
            self._app.post_message(JobEnded(group=group))

        self._run(group, run)

    def start_each(self, group: Group, work: Work, *, to: MessagePump) -> bool:
        """Start a background job that must not be left out: each one runs, in the order asked for.

        False when so many wait that this one was refused.
        """
        if group not in self._running:
            self.start(group, work, to=to)
            return True
        queued = self._queued[group]
        if len(queued) >= QUEUED_MAX:
            return False
        queued.append(_Waiting(work=work, to=to))
        return True

    def end(self, group: str) -> None:
        """A job is over: the one that waited for it may start."""
        self._running.discard(group)
        queued = self._queued[group]
        waiting = queued.popleft() if queued else self._waiting.pop(group, None)
        if waiting is not None:
            self.start(Group(group), waiting.work, to=waiting.to)

    def _run(self, group: Group, run: Callable[[], None]) -> None:
        self._app.run_worker(run, group=group.value, thread=True, name=group.value)


def _outcome(work: Work, *, money: bool) -> Message:
    try:
        return work()
    except EnvironmentTrouble as trouble:
        return TroubleMet(trouble=trouble, money=money)
