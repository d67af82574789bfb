"""The window is killed, the line is cut: a screen that nobody can see any more ends, though nobody told it to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.terminal import make_terminal

pty = pytest.importorskip("pty", reason="pseudo-terminals are a matter of POSIX")

PATIENCE_S = 30.0
ENOUGH_BYTES = 4_000
"""So much has been painted that the screen is at work."""


def test_it_ends_by_itself_when_its_terminal_is_gone(tmp_path: Path) -> None:
    make_terminal(tmp_path).opened.close()
    ours, theirs = pty.openpty()
    # A session of its own without this as its controlling terminal: no SIGHUP comes.
    program = subprocess.Popen(
        [sys.executable, "-m", "terminal_app", "--data-dir", str(tmp_path)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
        start_new_session=True,
    )
    os.close(theirs)
    try:
        painted = 0
        while painted < ENOUGH_BYTES:
            painted += len(os.read(ours, 4096))
        os.close(ours)
        assert program.wait(PATIENCE_S) == 0
    finally:
        program.kill()
        program.wait()
