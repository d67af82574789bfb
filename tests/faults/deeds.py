"""The parent's side of `stepwise`: a deed that dies at its n-th step, and how it ended."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ended:
    """How a deed ended: 0 done, 1 told a trouble, -9 killed."""

    status: int
    steps: int
    said: str
    trouble: str


class Deeds:
    """A process that forks one deed after the other."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.stepwise"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

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

    def do(self, deed: str, *, at: int = 0, **job: Any) -> Ended:
        """Do it; `at` is the step it dies at (0: none)."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        job = {name: str(value) for name, value in job.items()} | {"deed": deed, "at": at}
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        return Ended(**json.loads(self._process.stdout.readline()))
