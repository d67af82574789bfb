"""Deeds that die at a chosen step, each in a fork of this process: `python -m tests.faults.stepwise`.

A step is whatever reaches the disk or the network: a statement of SQLite, a file opened for writing, renamed, synced or
removed, a connection. They are seen by Python's own audit hooks and SQLite's trace, so the program has no code for it.
Reads jobs, one JSON object to a line; says how each ended and how many steps it took.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from terminal_app import bootstrap, moving, registration
from terminal_app.domain.refusal import EnvironmentTrouble, Refused
from terminal_app.ports import Operator, Role

ENGINEER = Operator(operator_id="9001", name="建行外勤", role=Role.ENGINEER)
PASSPHRASE = "correct horse battery staple"
FILES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "socket.connect"}
CONNECT = sqlite3.connect


class Steps:
    """Counts, and ends the process (or fills the disk of a store) at the chosen one."""

    def __init__(self, at: int, fault: str) -> None:
        self.count = 0
        self._at = at
        self._fault = fault
        self._is_inside = False

    def passed(self, connection: sqlite3.Connection | None = None) -> None:
        if self._is_inside:
            return
        self.count += 1
        if self.count != self._at:
            return
        if self._fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif connection is not None:
            self._is_inside = True
            # From here on this file may not grow by a page: SQLite says «full» itself.
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
            self._is_inside = False

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in FILES or (event == "open" and _writes(arguments)):
            self.passed()

    def connect(self, *arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = CONNECT(*arguments, **options)
        # Only the store's own disk gets full, not what the engine is tried with in memory.
        is_store = str(arguments[0]).endswith(bootstrap.DATABASE)
        connection.set_trace_callback(lambda _: self.passed(connection if is_store else None))
        return connection


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    return bool(flags & (os.O_WRONLY | os.O_RDWR)) or (isinstance(mode, str) and "w" in mode)


def open_store(job: dict[str, Any]) -> Any:
    """What every start does: migrate what an older program wrote."""
    from terminal_app.store.database import Database

    Database(Path(job["folder"]) / bootstrap.DATABASE).close()


def rotate_key(job: dict[str, Any]) -> Any:
    opened = bootstrap.open_terminal(Path(job["folder"]))
    return registration.rotate_key(opened, ENGINEER)


def retire(job: dict[str, Any]) -> Any:
    opened = bootstrap.open_terminal(Path(job["folder"]))
    return registration.retire(opened, ENGINEER, reason="")


def move_out(job: dict[str, Any]) -> Any:
    opened = bootstrap.open_terminal(Path(job["folder"]))
    return moving.move_out(opened, ENGINEER, out=Path(job["file"]), passphrase=PASSPHRASE)


def move_in(job: dict[str, Any]) -> Any:
    moved = moving.move_in(Path(job["file"]), Path(job["folder"]), passphrase=PASSPHRASE)
    if isinstance(moved, Refused):
        return moved
    return moving.go_on(Path(job["folder"]))


DEEDS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "open_store": open_store,
    "rotate_key": rotate_key,
    "retire": retire,
    "move_out": move_out,
    "move_in": move_in,
}


def main() -> None:
    """Serve jobs until standard input ends."""
    # The strength of the passphrase is not what is tried here.
    moving.sealed.pieces.__kwdefaults__["work_log2"] = 10
    for line in sys.stdin:
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(read)
            _live(json.loads(line), write)
        os.close(write)
        with os.fdopen(read, "rb") as said:
            words = said.read()
        _, status = os.waitpid(pid, 0)
        told = json.loads(words) if words else {"steps": 0, "said": "", "trouble": ""}
        print(json.dumps({"status": os.waitstatus_to_exitcode(status), **told}), flush=True)


def _live(job: dict[str, Any], write: int) -> None:
    status, said, trouble = 1, "", ""
    steps = Steps(job.get("at", 0), job.get("fault", "kill"))
    try:
        sqlite3.connect = steps.connect  # type: ignore[assignment]
        sys.addaudithook(steps.hook)
        said = repr(DEEDS[job["deed"]](job))
        status = 0
    except EnvironmentTrouble as met:
        trouble = met.trouble.value
    except Exception as error:  # noqa: BLE001 (the parent has to hear of any)
        trouble = f"{type(error).__name__}: {error}"
    finally:
        words = {"steps": steps.count, "said": said, "trouble": trouble}
        os.write(write, json.dumps(words).encode())
        os._exit(status)


if __name__ == "__main__":
    main()
