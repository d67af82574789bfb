"""`python -m terminal_app` many times over: each command a process of its own, forked from one that has imported it.

Half a second of every command is Python's import of the program, and the end-to-end tests run a thousand commands.
So one process a test worker imports the program once and does nothing else; each command is a fork of it, with its own
arguments, environment, folder and streams, and ends as any process ends. Where there is no `fork` each command is
started afresh. What is about the start itself (terminals, signals, pipes that close) starts its own process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

IMPORTED = (
    *("terminal_app.bootstrap", "terminal_app.cli.parser", "terminal_app.cli.enrol"),
    *("terminal_app.cli.export", "terminal_app.scanner.image", "terminal_app.sandbox.admin"),
    *("httpx", "argon2", "jwt", "rich.console", "fluent.runtime", "babel.dates", "qrcode.main"),
)
"""What the commands need, imported once; a command imports by itself what is not here or cannot be had."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command came to."""

    exit: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The object on stdout."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


def run(
    words: Sequence[str], *, stdin: bytes = b"", environment: Mapping[str, str] | None = None
) -> Ran:
    """Run the program with these words; `environment` replaces what this process has."""
    env = dict(os.environ if environment is None else environment)
    if not hasattr(os, "fork"):
        return _run_afresh(words, stdin, env)
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder, name) for name in ("in", "out", "err")]
        streams[0].write_bytes(stdin)
        order = {"words": list(words), "env": env, "cwd": os.getcwd()}
        status = _mother().run(order | {"streams": [str(one) for one in streams]})
        return Ran(status, streams[1].read_bytes().decode(), streams[2].read_bytes().decode())


def _run_afresh(words: Sequence[str], stdin: bytes, env: dict[str, str]) -> Ran:
    command = [sys.executable, "-m", "terminal_app", *words]
    ended = subprocess.run(command, input=stdin, capture_output=True, env=env, check=False)
    return Ran(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


class Mother:
    """The process that the commands are forked from; it dies with this one, whose pipe it reads."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, order: Mapping[str, object]) -> int:
        """Have one command run to its end; its exit status as `subprocess` counts it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(order), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())


@cache
def _mother() -> Mother:
    return Mother()


def _serve() -> None:
    """The mother's own loop: an order a line, a status a line."""
    for name in IMPORTED:
        with suppress(ImportError):
            import_module(name)
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _be_the_command(order)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _be_the_command(order: dict[str, Any]) -> None:
    status = 1
    try:
        for number, path in enumerate(order["streams"]):
            opened = os.open(path, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT)
            os.dup2(opened, number)
            os.close(opened)
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
        os.environ.clear()
        os.environ.update(order["env"])
        os.chdir(order["cwd"])
        sys.argv = ["terminal_app", *order["words"]]
        status = _status_of_the_program()
        sys.stdout.flush()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _status_of_the_program() -> int:
    from terminal_app.cli import main

    try:
        return main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0


if __name__ == "__main__":
    _serve()
