"""A sandbox in a child process, for the demo and for tests.

Owns the child's life: it ends with whoever started it, by any death. Refuses to share a process
with the terminal, so that killing the platform is killing the platform.
"""

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from terminal_app.sandbox.admin import SandboxAdmin

_STOP_TIMEOUT_S = 10.0


class SandboxFailedError(Exception):
    """The sandbox did not start."""


class SandboxProcess:
    """A platform to start, kill and start again at the same address."""

    def __init__(
        self,
        *,
        data_dir: Path,
        campaign: str | None = None,
        database: str | None = None,
        faults: Path | None = None,
        log: Path | None = None,
    ) -> None:
        self._data_dir = data_dir
        self._log = log or data_dir / "sandbox.log"
        self._options = _options(campaign=campaign, database=database, faults=faults)
        self._child: subprocess.Popen[str] | None = None
        self._port = 0
        self.url = ""
        self.activation_code = ""
        self.admin_token = ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def admin(self) -> SandboxAdmin:
        """The admin's side of it."""
        return SandboxAdmin(self.url, self.admin_token)

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        return self._child.pid if self._child else None

    def start(self) -> None:
        """Start the child and wait for its ready line; SandboxFailedError when none comes."""
        assert self._child is None, "started once at a time"
        self._data_dir.mkdir(parents=True, exist_ok=True)
        with self._log.open("a", encoding="utf-8") as log:
            child = subprocess.Popen(  # noqa: S603 (our own module, arguments of our own)
                [
                    *(sys.executable, "-m", "terminal_app.sandbox", "--while-stdin-open"),
                    *("--port", str(self._port), "--data-dir", str(self._data_dir)),
                    *self._options,
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert child.stdout is not None, "a pipe was asked for"
        line = child.stdout.readline()
        self._child = child
        if not line:
            status = self.stop()
            last = self._log.read_text(encoding="utf-8").strip().splitlines()[-1:]
            raise SandboxFailedError(f"status {status}: {''.join(last)}")
        ready = json.loads(line)
        self.url = ready["url"]
        self.activation_code = ready["activation_code"]
        self.admin_token = ready["admin_token"]
        self._port = int(self.url.rsplit(":", 1)[1])

    def kill(self) -> None:
        """Let it die as in a power cut."""
        if self._child is not None:
            self._child.kill()
            self._reap()

    def stop(self) -> int:
        """End it cleanly; return its exit status."""
        if self._child is None:
            return 0
        self._child.terminate()
        try:
            self._child.wait(_STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._child.kill()
        return self._reap()

    def restart(self) -> None:
        """Start it again where it was, stopping it first if it runs."""
        self.stop()
        self.start()

    def _reap(self) -> int:
        child = self._child
        assert child is not None, "there is a child to reap"
        status = child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
        self._child = None
        return status


def _options(*, campaign: str | None, database: str | None, faults: Path | None) -> list[str]:
    given = {"--campaign": campaign, "--database": database, "--faults": faults}
    return [part for name, value in given.items() if value for part in (name, str(value))]
