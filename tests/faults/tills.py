"""The parent's side of `till_process`: start a child on a folder, listen to it, kill it."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.faults.invariants import Shown

ROOT = Path(__file__).parents[2]
PATIENCE_S = 30.0
"""A child that says nothing for so long hangs; the test fails with what it said before."""

Line = dict[str, Any]


@dataclass
class Life:
    """One child: what it said, and how it ended (a negative number is the signal)."""

    pid: int
    lines: list[Line] = field(default_factory=list)
    status: int | None = None

    def said(self, what: str) -> list[Line]:
        return [line for line in self.lines if line["what"] == what]

    @property
    def shown(self) -> list[Shown]:
        return [Shown(line["redemption_id"], line["state"]) for line in self.said("shown")]


class Tills:
    """A process that forks terminals, one at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.till_process"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self._unread = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()

    def begin(self, **job: Any) -> Life:
        """Start a child; returns when it says «ready» or has ended before."""
        self._write(json.dumps(job))
        life = Life(pid=self._read(PATIENCE_S)["pid"])
        self.listen(life, until="ready")
        return life

    def go(self) -> None:
        """Let a child go that waits at the barrier."""
        self._write("go")

    def listen(self, life: Life, *, until: str = "ended", timeout_s: float = PATIENCE_S) -> bool:
        """Take in lines until one says so, or the child has ended; False when the time was over before."""
        ends = time.monotonic() + timeout_s
        while life.status is None:
            line = self._read(ends - time.monotonic())
            if not line:
                return False
            life.lines.append(line)
            if line["what"] == "ended":
                life.status = line["status"]
            if line["what"] == until:
                return True
        return True

    def kill(self, life: Life) -> None:
        """Let it die as in a power cut of the process alone, and take in all it had said."""
        if life.status is None:
            with suppress(ProcessLookupError):  # it came to its end by itself, just now
                os.kill(life.pid, signal.SIGKILL)
            self.listen(life)
        assert life.status is not None, f"no end to {life}"

    def run(self, **job: Any) -> Life:
        """A child from its start to its end."""
        life = self.begin(**job)
        assert self.listen(life), f"hangs: {life}"
        return life

    def _write(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")

    def _read(self, timeout_s: float) -> Line:
        """The next line, or an empty one when none comes in time."""
        assert self._process.stdout is not None
        ends = time.monotonic() + timeout_s
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while b"\n" not in self._unread:
                if not selector.select(max(ends - time.monotonic(), 0)):
                    return {}
                chunk = os.read(self._process.stdout.fileno(), 65_536)
                assert chunk, "the process that forks terminals has ended"
                self._unread += chunk
        line, _, self._unread = self._unread.partition(b"\n")
        parsed: Line = json.loads(line)
        return parsed
