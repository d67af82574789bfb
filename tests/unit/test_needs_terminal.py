"""The screen opens only where it can be seen: Textual paints on stderr, so all three streams must be a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="pseudo-terminals are a POSIX thing")


@pytest.mark.parametrize("elsewhere", ["stdin", "stdout", "stderr"])
def test_a_screen_that_nobody_would_see_is_not_opened(tmp_path: Path, elsewhere: str) -> None:
    controller, terminal = pty.openpty()
    streams = dict.fromkeys(("stdin", "stdout", "stderr"), terminal)
    with (tmp_path / "file").open("w+b") as file:
        streams[elsewhere] = file.fileno()
        done = subprocess.run(
            [sys.executable, "-m", "terminal_app", "--data-dir", str(tmp_path / "none")],
            **streams,
            timeout=60,
        )
        os.close(terminal)
        said = os.read(controller, 4096) if elsewhere != "stderr" else b""
        os.close(controller)
        file.seek(0)
        said += file.read()
    assert done.returncode == 2
    assert "--help" in said.decode()
