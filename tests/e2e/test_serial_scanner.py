"""The program as it is started at a store, in a terminal window, with a scanner on a serial line."""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import CommandLine
from tests.unit.scanner.ports import Scanner

DEADLINE_S = 40.0
CONTROLS = re.compile(rb"\x1b\[[0-9;?<>=]*[a-zA-Z~]|\x1b[^\[]|\s")


class Window:
    """A terminal window of 80 × 24 in which the screen runs."""

    def __init__(self, folder: Path) -> None:
        self._mine, its = os.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.program = subprocess.Popen(
            [sys.executable, "-m", "terminal_app", "--data-dir", str(folder)],
            stdin=its,
            stdout=its,
            stderr=its,
            env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
            start_new_session=True,
        )
        os.close(its)
        self._painted = b""

    def shows(self, text: str) -> None:
        """Wait until that was painted since the last thing that was waited for."""
        wanted = "".join(text.split()).encode()
        end_s = time.monotonic() + DEADLINE_S
        while wanted not in CONTROLS.sub(b"", self._painted):
            left_s = end_s - time.monotonic()
            ready, _, _ = select.select([self._mine], [], [], max(left_s, 0))
            assert ready, (text, CONTROLS.sub(b"", self._painted).decode(errors="replace"))
            self._painted += os.read(self._mine, 65536)
        self._painted = b""

    def types(self, keys: bytes) -> None:
        os.write(self._mine, keys)

    def ends(self) -> int:
        """The exit code, once what it paints at the end is taken from it."""
        end_s = time.monotonic() + DEADLINE_S
        while self.program.poll() is None and time.monotonic() < end_s:
            ready, _, _ = select.select([self._mine], [], [], 0.1)
            try:
                if ready:
                    os.read(self._mine, 65536)
            except OSError:  # its end of the window is closed: it is about to be over
                break
        return self.program.wait(DEADLINE_S)

    def close(self) -> None:
        if self.program.poll() is None:
            self.program.kill()
            self.program.wait()
        os.close(self._mine)


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[Scanner]:
    scanner = Scanner(tmp_path / "scanner")
    yield scanner
    scanner.unplug()


@pytest.fixture
def window(till: CommandLine, scanner: Scanner) -> Iterator[Window]:
    settings = f'[scanner]\nserial_port = "{scanner.name}"\n'
    (till.folder / "settings.toml").write_text(settings, encoding="utf-8")
    scanner.plug_in()
    window = Window(till.folder)
    yield window
    window.close()


def test_codes_reach_the_screen_over_unplugging_and_return_and_the_program_ends_at_once(
    till: CommandLine, scanner: Scanner, window: Window
) -> None:
    window.shows("PIN")
    scanner.sends(b"SN-2024-0001\r")
    window.shows("先登录")
    scanner.unplug()
    window.shows("扫码枪已断开")
    scanner.plug_in()
    window.shows("扫码枪已恢复")
    scanner.sends(b"SN-2024-0002\r")
    window.shows("先登录")
    window.types(b"\x11")
    window.shows("退出")
    window.types(b"y")
    assert window.ends() == 0


def test_the_doctor_says_how_the_serial_scanner_is(till: CommandLine, scanner: Scanner) -> None:
    def serial() -> dict[str, str]:
        (found,) = [one for one in till.json("doctor")["checks"] if one["name"] == "serial"]
        return found

    assert (serial()["status"], serial()["remedy"]) == ("ok", "")
    settings = f'[scanner]\nserial_port = "{scanner.name}"\n'
    (till.folder / "settings.toml").write_text(settings, encoding="utf-8")
    assert serial()["status"] == "warning"
    assert str(scanner.name) in serial()["detail"]
    assert "serial_port" in serial()["remedy"]
    scanner.plug_in()
    assert serial()["status"] == "ok"
