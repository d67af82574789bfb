"""Upload and download: by itself, with a back-off while the platform is silent, and at once by key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from terminal_app.ports import SYSTEM
from terminal_app.tui import work
from terminal_app.tui.intake import now_ms
from terminal_app.tui.jobs import Group
from terminal_app.tui.messages import SyncProgressed
from terminal_app.usecases.sync import Pace, Synced

if TYPE_CHECKING:
    from terminal_app.tui.app import CounterApp

IDLE_S = 60.0
"""While all is well the platform is asked this often for what is newer."""

RETRY_S_MIN = 2.0
RETRY_S_MAX = 60.0
"""The bounds between two attempts to reach a silent platform by itself."""


class Uploads:
    """Knows when the next attempt is due; what waits is the store's to say."""

    def __init__(self, app: CounterApp) -> None:
        self._app = app
        self._failures = 0
        self._due_ms = 0

    def start_when_due(self) -> None:
        """By itself: briefly, and in nobody's name."""
        if self._app.counter.syncs_by_itself and now_ms() >= self._due_ms:
            self._start(Pace.BRIEF, SYSTEM.operator_id)

    def start_now(self, operator_id: str) -> None:
        """A person asks: to the end, and told how far it is."""
        self._start(Pace.FULL, operator_id)

    def end(self, synced: Synced, *, jitter: float) -> None:
        """A run is over: when to try again."""
        self._failures = 0 if synced.reached else self._failures + 1
        again_s = retry_after_s(self._failures, jitter=jitter)
        if synced.reached and not synced.waiting:
            again_s = IDLE_S
        self._due_ms = now_ms() + int(again_s * 1000)

    def _start(self, pace: Pace, operator_id: str) -> None:
        app = self._app
        if app.jobs.runs(Group.SYNC):
            return
        progress = self._progressed if pace is Pace.FULL else None
        job = partial(work.upload, app.counter, operator_id, pace, progress)
        app.jobs.start(Group.SYNC, job, to=app)

    def _progressed(self, settled: int) -> None:
        self._app.post_message(SyncProgressed(settled=settled))


def retry_after_s(failures: int, *, jitter: float) -> float:
    """How long to leave a silent platform alone: full jitter under a ceiling that doubles, within bounds."""
    ceiling_s = min(RETRY_S_MAX, RETRY_S_MIN * 2.0 ** min(failures, 10))
    return max(RETRY_S_MIN, jitter * ceiling_s)
